"""What one answer says of a link: dead only for what any visitor would meet, whoever asks."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.books.signs import load_signs
from checker.core.web import OURS, Exchange, Failure
from checker.extract.answers.illegal_page import advertised, suspicion
from checker.extract.answers.link_target import names_file, read_target, shown_on
from checker.extract.channels.out_of_sight import out_of_sight
from checker.extract.document import from_text
from checker.extract.links import all_links

WORDS = load_signs().illegal
URL = "http://www.example.gov.cn/zwgk/1.html"
PAGE = "<title>通知</title><p>关于召开会议的通知,请各单位准时参加。</p>"


def answer(asked: str = URL, **what: Any) -> Exchange:
    """An answer of 200 with a kept body, unless told otherwise."""
    given: dict[str, Any] = {
        "url": asked, "final_url": asked, "started": "2023-04-18T08:00:00+08:00", "status": 200,
        "size": 100, "blob": "sha256:0",
    }  # fmt: skip
    return Exchange(**(given | what))


def judged(exchange: Exchange, html: str = "", text: str = "") -> tuple[str, str]:
    doc = from_text(html, exchange.final_url) if html else None
    target = read_target(exchange.url, text, exchange, shown_on(doc, WORDS) if doc else None)
    return target.verdict, target.cause


LINES: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "no such name": ({"failure": "dns", "detail": "[Errno -2] Name or service not known"},
                     ("dead", "no-such-host")),
    "no name server": ({"failure": "dns", "detail": "[Errno -3] Temporary failure"},
                       ("cannot-tell", "no-answer")),
    "a name server too slow": ({"failure": "dns", "detail": "no name server answered in time"},
                               ("cannot-tell", "no-answer")),
    "nobody listens": ({"failure": "refused"}, ("dead", "refused")),
    "a circle": ({"failure": "redirect-loop"}, ("dead", "redirect-loop")),
    "a broken line": ({"failure": "reset"}, ("cannot-tell", "no-answer")),
    "a certificate": ({"failure": "tls"}, ("cannot-tell", "no-answer")),
    "no first byte": ({"failure": "timeout-first-byte"}, ("cannot-tell", "slow")),
    "no connection in time": ({"failure": "timeout-connect"}, ("cannot-tell", "no-answer")),
    "robots.txt": ({"failure": "robots"}, ("cannot-tell", "ours")),
    "our budget": ({"failure": "budget"}, ("cannot-tell", "budget")),
    "a large file": ({"failure": "too-large", "status": 200}, ("works", "")),
    "a large page": ({"failure": "too-large", "status": 200,
                      "headers": (("content-type", "text/html"),)},
                     ("cannot-tell", "unreadable")),
    "gone": ({"status": 410}, ("dead", "not-found")),
    "not allowed": ({"status": 403}, ("cannot-tell", "refuses")),
    "a bad request": ({"status": 400}, ("cannot-tell", "refuses")),
    "too often": ({"status": 429}, ("cannot-tell", "server-error")),
    "a gateway": ({"status": 502}, ("cannot-tell", "server-error")),
    "a challenge that says 404": ({"status": 404, "challenge": "wzws"},
                                  ("cannot-tell", "challenged")),
    "a block page that says 404": ({"status": 404, "blocked": True}, ("cannot-tell", "blocked")),
    "a head alone": ({"method": "HEAD", "size": 0, "blob": None}, ("works", "")),
    "nothing at all": ({"size": 0, "blob": None}, ("dead", "empty-page")),
    "no content, as said": ({"status": 204, "size": 0, "blob": None}, ("works", "")),
    "a page whose bytes were let go": ({"blob": None}, ("works", "")),
    "a long wait": ({"total_s": 20.0}, ("works", "slow")),
}  # fmt: skip


@pytest.mark.parametrize(("what", "right"), LINES.values(), ids=LINES)
def test_an_answer_without_a_page(what: dict[str, Any], right: tuple[str, str]) -> None:
    line: dict[str, Any] = {"size": 0, "blob": None, "status": None} if "failure" in what else {}
    assert judged(answer(**(line | what))) == right


SITE = "http://www.example.gov.cn"
MOVES = {
    "a document to the home page": ("/zwgk/202304/t1.html", f"{SITE}/", "通知", "dead"),
    "a column to the home page by its file": ("/zwgk/tz/", f"{SITE}/index.html", "通知", "dead"),
    "without www.": ("/zwgk/tz/", "http://example.gov.cn/", "通知", "dead"),
    "the home page itself": ("/index.jsp", f"{SITE}/", "通知", "works"),
    "a link that says home page": ("/a/b.html", f"{SITE}/", "返回首页", "works"),
    "the Chinese version": ("/zh-cn/", f"{SITE}/", "简体", "works"),
    "a hall that has its own host": ("/bsdt", "http://zwfw.example.gov.cn/", "办事", "works"),
    "a document to another host": ("/t1.html", "http://new.example.cn/", "通知", "cannot-tell"),
    "a column to a column": ("/zwgk/tz/", f"{SITE}/tzgg/", "通知", "works"),
}


@pytest.mark.parametrize(("asked", "final", "text", "right"), MOVES.values(), ids=MOVES)
def test_a_redirect_to_a_home_page(asked: str, final: str, text: str, right: str) -> None:
    hops = ({"url": SITE + asked, "status": 302},)
    exchange = answer(SITE + asked, final_url=final, hops=hops)
    assert judged(exchange, PAGE, text)[0] == right


PAGES = {
    "a notice": (PAGE, ("works", "")),
    "an empty frame of HTML": ("<html><body></body></html>", ("dead", "empty-page")),
    "a shell that a script fills": ("<body><div id=app></div><script src=a.js></script></body>",
                                    ("works", "")),
    "a picture and no word": ("<body><img src=a.png></body>", ("works", "")),
    "an error that says 200": ("<title>404</title><h1>页面不存在</h1>", ("dead", "soft-404")),
    "a jump to the home page": ("<script>location.href='/'</script>", ("dead", "moved-home")),
    "maintenance": ("<h1>网站已暂停,升级后恢复</h1>", ("cannot-tell", "no-site")),
}  # fmt: skip


@pytest.mark.parametrize(("html", "right"), PAGES.values(), ids=PAGES)
def test_a_page_that_answers_200(html: str, right: tuple[str, str]) -> None:
    assert judged(answer(), html) == right


FILES: dict[str, tuple[str, dict[str, Any], str]] = {
    "an office document saved as HTML":
        ('<html xmlns:o="urn:schemas-microsoft-com:office:office"><p>表</p></html>', {}, "works"),
    "a page that is sent as a file":
        (PAGE * 9, {"headers": (("content-disposition", "attachment; filename=a.doc"),)}, "works"),
    "a page that shows the file": ("<iframe src=/a.doc></iframe>" + PAGE, {}, "works"),
    "a log-in": ("<form><input type=password></form>" + PAGE, {}, "cannot-tell"),
    "a script and nothing else": ("<script>go()</script>", {}, "cannot-tell"),
    "a page of the site": (PAGE * 9, {}, "dead"),
}  # fmt: skip


@pytest.mark.parametrize(("html", "what", "right"), FILES.values(), ids=FILES)
def test_a_page_that_answers_for_a_file(html: str, what: dict[str, Any], right: str) -> None:
    assert judged(answer(f"{SITE}/files/a.doc", **what), html)[0] == right


def test_a_file_in_a_query_is_no_file() -> None:
    assert names_file(f"{SITE}/a.pdf?id=1")
    assert not names_file(f"{SITE}/view.html?file=/a.pdf")


@given(
    failure=st.sampled_from([None, *get_args(Failure)]),
    status=st.none() | st.integers(100, 599),
    wall=st.sampled_from([None, "ruishu"]),
    blocked=st.booleans(),
    html=st.sampled_from(["", *(html for html, _ in PAGES.values())]),
)
def test_what_only_we_met_is_never_held_against_a_link(
    failure: Failure | None, status: int | None, wall: str | None, blocked: bool, html: str
) -> None:
    exchange = answer(failure=failure, status=status, challenge=wall, blocked=blocked)
    verdict, _ = judged(exchange, html)
    if wall or blocked or failure in OURS:
        assert verdict == "cannot-tell"
    if verdict == "dead":
        assert failure in (None, "dns", "refused", "redirect-loop")
        assert failure or status in (404, 410) or (status is not None and 200 <= status < 300)


@given(trade=st.sampled_from(WORDS.trades), data=st.data())
def test_one_word_never_makes_a_page_suspect(trade: Any, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from((*trade.play, *trade.place)))
    html = f"<title>{word}</title><p>{word},{word},{word}</p>"
    assert suspicion(from_text(html, URL), WORDS) is None


@given(trade=st.sampled_from(WORDS.trades), data=st.data())
def test_a_title_with_an_excuse_makes_a_page_unsuspected(trade: Any, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(trade.play), min_size=1, max_size=12))
    excuse = data.draw(st.sampled_from(WORDS.excuses))
    html = f"<title>{excuse}{words[0]}</title><p>{''.join(words)}</p>"
    assert suspicion(from_text(html, URL), WORDS) is None


def test_a_title_hidden_from_filters_counts_as_a_sign() -> None:
    coded = "".join(f"&#{ord(sign)};" for sign in "百家乐投注网")
    html = f"<title>{coded} 老虎机 下注</title><script src=/x.js></script>"
    found = suspicion(from_text(html, URL), WORDS)
    assert found is not None
    assert found.kind == "gambling"


def test_words_of_a_hidden_link_may_be_an_advertisement() -> None:
    assert advertised("澳门百家乐", WORDS) is not None
    assert advertised("警方打击百家乐赌博", WORDS) is None
    assert advertised("通知公告", WORDS) is None


PLACES = {
    '<div style="position:absolute;left:-9999px"><a href="/x">a</a></div>': True,
    '<a href="/x" style="font-size:0px">a</a>': True,
    '<marquee height=1><a href="/x">a</a></marquee>': True,
    '<p style="display:none"><a href="/x">a</a></p>': True,
    '<div class="submenu" style="display:none"><a href="/x">a</a></div>': False,
    '<p><a href="/x" style="width:100px">a</a></p>': False,
    '<p><a href="/x">a</a></p>': False,
}


@pytest.mark.parametrize(("html", "right"), PLACES.items())
def test_links_out_of_sight(html: str, right: bool) -> None:
    [link] = all_links(from_text(html, URL))
    assert out_of_sight(link.place) is right


def test_a_query_goes_out_in_the_encoding_of_its_page() -> None:
    html = '<a href="/公告/a.jsp?n=公告&m=1">a</a>'
    [old] = all_links(from_text(html, URL, "gb18030"))
    [new] = all_links(from_text(html, URL, "utf-8"))
    assert old.url == f"{SITE}/公告/a.jsp?n=%B9%AB%B8%E6&m=1"
    assert new.url == f"{SITE}/公告/a.jsp?n=公告&m=1"
