"""What looks planted in a government's page, what comes from elsewhere, and what only looks so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.books.signs import load_signs
from checker.extract.channels.put_away import put_away
from checker.extract.document import from_text
from checker.extract.links import all_links
from checker.extract.safety.own_domain import domain_of, foreign_parts, same_domain
from checker.extract.safety.planted import planted

SIGNS = load_signs()
URL = "http://www.county.gov.cn/zwgk/1.html"
TEXT = (
    "<h1>关于做好秋季农业生产工作的通知</h1><p>各乡镇人民政府,县直各单位:现将有关事项通知如下。</p>"
)
DARK = "百家乐 老虎机 在线投注平台 注册送彩金 时时彩"


def page(title: str = "县农业农村局", body: str = TEXT, head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def coded(words: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in words)


JUMP = (
    "<script>var r=document.referrer;if(/baidu|google|sogou/.test(r))"
    "{window.location.href='http://bet.example.com/'}</script>"
)
PLANTED = {
    "a title full of advertisements": (page(title=f"{DARK}-县农业农村局"), "head"),
    "keywords full of them": (page(head=f"<meta name=keywords content='{DARK}'>"), "head"),
    "a coded title": (page(title=coded("百家乐在线投注老虎机") + "县局"), "head"),
    "words that nobody sees": (page(body=TEXT + f"<p style='display:none'>{DARK}</p>"), "hidden-text"),
    "words off the screen": (
        page(body=TEXT + f"<p style='position:absolute;left:-999px'>{DARK}</p>"), "hidden-text"),
    "a page that is an advertisement": (page(title="澳门百家乐", body=f"<p>{DARK}{DARK}</p>"), "page"),
    "a jump for those who searched": (page(body=TEXT + JUMP), "search-engine-jump"),
}  # fmt: skip
HEALTHY = {
    "a plain notice": page(),
    "news of a raid": page(
        title="县公安局捣毁一网络赌博团伙",
        body="<p>利用百家乐、老虎机、时时彩投注的犯罪团伙被打掉,民警提醒远离赌博。</p>",
        head="<meta name=description content='百家乐、老虎机、时时彩投注团伙被捣毁'>",
    ),
    "a warning in a tab that is not shown": page(
        body=TEXT
        + "<div class=tab style='display:none'>警惕百家乐、老虎机、时时彩、在线投注骗局</div>"
    ),
    "an article about such machines": page(
        title="百家乐、老虎机、时时彩为何十赌九输",
        body="<p>百家乐、老虎机、时时彩的套路:庄家操纵,警惕骗局。</p>",
    ),
    "the lottery centre": page(
        title="体育彩票开奖公告",
        body="<p>竞彩赔率、投注站、彩金说明</p>",
        head="<meta name=keywords content='体育彩票,赔率,彩金,下注'>",
    ),
    "a clinic": page(
        title="避孕知识", body="<p>性爱、做爱与一夜情的风险,请到医院门诊咨询医生。</p>"
    ),
    "one word": page(title="博彩业税收政策解读"),
    "a statistics script": page(
        body=TEXT
        + "<script>var s=['baidu','google','sogou'];if(document.referrer)count(s)</script>"
    ),
    "a page for phones": page(
        body=TEXT
        + "<script>if(/baiduboxapp|baidubrowser|Android|iPhone/.test(navigator.userAgent))"
        "location.href='http://m.county.gov.cn/'</script>"
    ),
    "a highlighter of searched words": page(
        body=TEXT
        + "<script>if(/baidu|google/.test(document.referrer))mark(location.search)</script>"
    ),
    "a jump to another office": page(
        body=TEXT
        + "<script>if(/baidu|google/.test(document.referrer))location='http://tjj.city.gov.cn/'</script>"
    ),
}


@pytest.mark.parametrize(("html", "kind"), PLANTED.values(), ids=PLANTED)
def test_what_was_planted_is_found(html: str, kind: str) -> None:
    found = planted(from_text(html, URL), SIGNS.illegal)
    assert [each.kind for each in found] == [kind]
    assert len(found[0].signs) > 1


@pytest.mark.parametrize("html", HEALTHY.values(), ids=HEALTHY)
def test_what_only_looks_planted_is_not_called_so(html: str) -> None:
    assert planted(from_text(html, URL), SIGNS.illegal) == ()


@given(st.data())
def test_one_word_alone_plants_nothing(data: st.DataObject) -> None:
    words = [word for each in SIGNS.illegal.trades for word in (*each.play, *each.place)]
    word = data.draw(st.sampled_from(words))
    html = page(title=word, body=TEXT + f"<p style='display:none'>{word} {word}</p>")
    assert planted(from_text(html, URL), SIGNS.illegal) == ()


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_markup_can_be_looked_through(head: str, body: str) -> None:
    doc = from_text(
        page(head=head, body=f"<style>{head}</style>{body}<script>{head}</script>"), URL
    )
    planted(doc, SIGNS.illegal)
    assert all(first < after for first, after in put_away(doc))
    for part in foreign_parts(doc, URL, SIGNS):
        assert part.host


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.county.gov.cn", "county.gov.cn"),
        ("a.b.example.com.cn", "example.com.cn"),
        ("cdn.example.com", "example.com"),
        ("example.com", "example.com"),
        ("10.1.2.3", "10.1.2.3"),
        ("www.qx.cn", "qx.cn"),
    ],
)
def test_the_domain_that_somebody_registered(host: str, domain: str) -> None:
    assert domain_of(host) == domain


def test_neighbours_of_one_domain_are_no_strangers() -> None:
    assert same_domain("http://img.county.gov.cn/a", URL)
    assert not same_domain("http://www.other.gov.cn/", URL)


PARTS = {
    '<script src="http://x.evil.example/a.js"></script>': ("x.evil.example", "script"),
    '<script src="//1.2.3.4/a.js"></script>': ("1.2.3.4", "script"),
    '<iframe src="http://ad.example/"></iframe>': ("ad.example", "frame"),
    '<iframe src="http://ad.example/" width="0" height="0"></iframe>': ("ad.example", "hidden-frame"),
    '<script src="/js/a.js"></script>': None,
    '<script src="http://static.county.gov.cn/a.js"></script>': None,
    '<script src="http://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>': None,
    '<script src="https://hm.baidu.com/hm.js?1"></script>': None,
    '<script src="http://s4.cnzz.com/z_stat.php?id=1"></script>': None,
    '<script>var a=1</script>': None,
    '<iframe src="javascript:void(0)"></iframe>': None,
}  # fmt: skip


@pytest.mark.parametrize(("html", "right"), PARTS.items())
def test_scripts_and_frames_of_strangers(html: str, right: tuple[str, str] | None) -> None:
    found = [(part.host, part.kind) for part in foreign_parts(from_text(html, URL), URL, SIGNS)]
    assert found == ([right] if right else [])


LINK = "<a href='http://x.example/'>x</a>"
AWAY = {
    f"<style>.zz{{position:absolute;left:-9999px}}</style><div class='zz a'>{LINK}</div>": True,
    f"<style>#q,#z{{font-size:0}}</style><p id=z>{LINK}</p>": True,
    f"<div id=ab>{LINK}</div><script>document.getElementById('ab').style.display='none'</script>": True,
    f"<script>document.write('<div style=\"display:none\">')</script>{LINK}"
    "<script>document.write('</div>')</script>": True,
    f"<style>.nav li ul{{left:-9999px}} .m{{color:red;width:100px}}</style><div class=m>{LINK}</div>": False,
    f"<div id=t1>{LINK}</div><script>function tab(){{document.getElementById('t1').style.display='none'}}"
    "</script>": False,
    f"<script>document.write('<div>today</div>')</script>{LINK}": False,
    LINK: False,
}  # fmt: skip


@pytest.mark.parametrize(("html", "right"), AWAY.items())
def test_links_that_styles_and_scripts_put_away(html: str, right: bool) -> None:
    [link] = all_links(from_text(html, URL))
    assert link.away is right


def test_a_public_service_counts_with_all_below_it_and_nothing_beside_it() -> None:
    assert SIGNS.is_public("hm.baidu.com")
    assert SIGNS.is_public("s4.cnzz.com")
    assert not SIGNS.is_public("evilcnzz.com")
    assert not SIGNS.is_public("baidu.com")


def test_no_word_stands_on_both_sides() -> None:
    words = {word for each in SIGNS.illegal.trades for word in (*each.play, *each.place)}
    assert words.isdisjoint(SIGNS.illegal.excuses)


def test_an_office_adds_the_services_of_its_own_place() -> None:
    own = load_signs(frozenset({"stats.example.com"}))
    assert own.is_public("js.stats.example.com")
    assert own.is_public("hm.baidu.com")
    assert not SIGNS.is_public("js.stats.example.com")
