"""What the texts of a written site say: pages and attachments are read once, and quoted."""

import pytest
from attachment_files import docx_of, locked_pdf, pdf_of
from look_of_pages import HOME, Answer, Site
from test_survey import COUNTY, listed, page, plainly, surveyed

from checker.core.evidence import Unseen
from checker.core.texts import Texts, UnreadReason

FILE = HOME + "tzgg/list.pdf"
LISTED = page("通知公告", "<p>名单见附件。</p><a href='/tzgg/list.pdf'>拟录用人员名单.pdf</a>")
WRONG = page("通知公告", "<p>各乡镇人民攻府要做好按装工作，各乡镇人民攻府要抓好落实。</p>")
CARD = "11010519491231002X"


def texts_of(changed: Site, rendered: Site | None = None) -> Texts:
    part = surveyed({**COUNTY, **changed}, rendered).texts
    assert isinstance(part, Texts)
    return part


def with_file(data: bytes) -> Texts:
    return texts_of({HOME + "tzgg/": LISTED, FILE: Answer(file=data)})


def test_a_site_without_errors_has_none_and_says_what_was_looked_for() -> None:
    part = texts_of({})
    assert (part.wording, part.personal, part.unread) == ((), (), ())
    assert part.pages >= 10
    assert part.lexicons == ("test.csv@sha256:0",)


def test_a_wrong_expression_is_found_once_a_page_with_its_quote_and_its_right_form() -> None:
    (serious, general) = texts_of({HOME + "tzgg/": WRONG}).wording
    assert (serious.wrong, serious.right, serious.level, serious.times) == (
        "人民攻府", "人民政府", "serious", 2,
    )  # fmt: skip
    assert serious.at.url == HOME + "tzgg/"
    assert "各乡镇人民攻府要做好" in serious.at.quote
    assert serious.at.blob
    assert general.wrong == "按装"


def test_what_a_page_says_as_sent_and_as_shown_is_one_fault() -> None:
    empty = page(
        "规划计划", "<ul class='list'></ul><p>人民攻府</p>", "$.ajax({url:'/data/list.do'})"
    )
    part = texts_of({HOME + "zwgk/ghjh/": empty}, {HOME + "zwgk/ghjh/": Answer(empty)})
    assert [each.wrong for each in part.wording] == ["人民攻府"]


def test_a_wrong_word_at_the_foot_of_every_page_is_one_fault() -> None:
    foot = "<div class='footer'>主办：某县人民攻府办公室</div>"
    part = texts_of({url: plainly(site) + foot for url, site in COUNTY.items()})
    assert len(part.wording) == 1


def test_only_a_browser_shows_some_words() -> None:
    shell = page("规划计划", "<ul class='list'></ul>", "$.ajax({url:'/data/list.do'})")
    shown = listed("规划计划", "2026-11-20", "2026-11-18", "2026-11-11").replace(
        "通知", "人民攻府通知"
    )
    part = texts_of({HOME + "zwgk/ghjh/": shell}, {HOME + "zwgk/ghjh/": Answer(shown)})
    assert {each.wrong for each in part.wording} == {"人民攻府"}


def test_pages_of_other_hosts_and_error_pages_are_not_read() -> None:
    other = page("通知公告", "<a href='http://other.example/x.html'>人民政府其他网站的通知公告</a>")
    part = texts_of({
        HOME + "tzgg/": other,
        "http://other.example/x.html": WRONG,
        HOME + "bsfw/": Answer(WRONG, 500),
    })  # fmt: skip
    assert part.wording == ()


def test_an_attachment_is_read_and_its_place_is_told() -> None:
    part = with_file(docx_of("表彰名单", f"张三，身份证号{CARD}"))
    assert part.attachments == 1
    (found,) = part.personal
    assert (found.kind, found.attachment) == ("id-card", "拟录用人员名单.pdf")
    assert found.at.url == FILE
    assert found.at.quote.startswith("第 2 段：")


def test_a_number_itself_is_never_kept() -> None:
    evidence = surveyed({
        **COUNTY,
        HOME + "tzgg/": page("通知公告", f"<p>张三，身份证号{CARD}</p>" + "x" * 90),
    })  # fmt: skip
    assert isinstance(evidence.texts, Texts)
    assert len(evidence.texts.personal) == 1
    assert CARD.encode() not in evidence.canonical()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (locked_pdf("secret"), "encrypted"),
        (pdf_of(""), "no-text"),
        (b"%PDF-1.4 nothing", "broken"),
        (b"\xd0\xcf\x11\xe0 old", "unsupported"),
    ],
)
def test_an_attachment_that_cannot_be_read_is_named_and_no_fault(
    data: bytes, reason: UnreadReason
) -> None:
    part = with_file(data)
    assert (part.attachments, part.personal) == (0, ())
    assert [(each.reason, each.url) for each in part.unread] == [(reason, FILE)]


def test_an_attachment_that_does_not_open_is_named() -> None:
    part = texts_of({HOME + "tzgg/": LISTED})
    assert [(each.reason, each.detail) for each in part.unread] == [
        ("not-opened", "site-error HTTP 404")
    ]


def test_a_site_whose_home_page_did_not_open_has_no_texts() -> None:
    evidence = surveyed({**COUNTY, HOME: Answer(failure="refused")})
    assert isinstance(evidence.texts, Unseen)
