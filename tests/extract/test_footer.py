"""The identity of a site in its footer, and the tags of a page."""

from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.document import from_text
from checker.extract.page.footer import FooterRead, read_footer
from checker.extract.page.tags import standard_tags, tag_notes, tags_missing

URL = "http://www.example.gov.cn/zwgk/tzgg/1.html"
AS_OF = date(2026, 11, 22)
FAR = "为丰富群众文化生活，举办摄影作品征集活动，欢迎踊跃参加。" * 20
CASES = cast(
    list[dict[str, Any]],
    yaml.safe_load((Path(__file__).parent / "pages" / "footers.yaml").read_text(encoding="utf-8")),
)
PARTS = tuple(FooterRead.__dataclass_fields__)


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_a_footer_is_read_and_nothing_is_made_up(case: dict[str, Any]) -> None:
    read = read_footer(from_text(case["html"].replace("{far}", FAR), URL))
    found = {name: part.value for name in PARTS if (part := getattr(read, name)) is not None}
    assert found == {name: case[name] for name in PARTS if name in case}


def test_every_part_quotes_its_place() -> None:
    html = "<div id='foot'><p>网站标识码：6199990001</p></div>"
    found = read_footer(from_text(html, URL)).site_code
    assert found is not None
    assert found.quote == "标识码：6199990001"
    assert found.place == "div#foot > p:nth-child(1)"


@given(
    st.text(
        st.sampled_from("网站标识码主办ICP备公网安0123456789bm：陕<p>'=\"sitecode jiucuo版权所有"),
        max_size=300,
    )
)
def test_any_text_is_read_without_a_crash(text: str) -> None:
    read_footer(from_text(text, URL))


SITE = {"SiteName": "某县人民政府", "SiteDomain": "www.example.gov.cn", "SiteIDCode": "6199990001"}
COLUMN = {
    "ColumnName": "通知公告",
    "ColumnDescription": "说明",
    "ColumnKeywords": "词",
    "ColumnType": "工作动态",
}
CONTENT = {"ArticleTitle": "标题", "PubDate": "2026-11-03 10:20", "ContentSource": "本站"}


def _page(tags: dict[str, str]) -> str:
    return "".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())


MISSING: list[tuple[str, dict[str, str], tuple[str, ...]]] = [
    ("home", SITE, ()),
    ("home", {}, ("SiteName", "SiteDomain", "SiteIDCode")),
    ("column", SITE, tuple(COLUMN)),
    ("article", SITE | COLUMN, tuple(CONTENT)),
    ("article", SITE | COLUMN | CONTENT, ()),
    ("article", SITE | COLUMN | CONTENT | {"PubDate": " "}, ("PubDate",)),
    ("article", {name.lower(): value for name, value in (SITE | COLUMN | CONTENT).items()}, ()),
    ("challenge", {}, ()),
]


@pytest.mark.parametrize(("kind", "tags", "missing"), MISSING)
def test_required_tags_that_are_absent_or_empty_are_named(
    kind: str, tags: dict[str, str], missing: tuple[str, ...]
) -> None:
    assert tags_missing(from_text(_page(tags), URL), kind) == missing


NOTES: list[tuple[dict[str, str], list[str]]] = [
    (SITE | CONTENT, []),
    ({"Sitename": "某县人民政府"}, ["SiteName"]),
    ({"SiteDomain": "www.other.gov.cn"}, ["SiteDomain"]),
    ({"SiteDomain": "http://www.example.gov.cn/"}, []),
    ({"SiteDomain": "old.gov.cn,example.gov.cn"}, []),
    ({"SiteIDCode": "12345"}, ["SiteIDCode"]),
    ({"SiteIDCode": "6199990002"}, ["SiteIDCode"]),
    ({"PubDate": "2026-11-03"}, ["PubDate"]),
    ({"PubDate": "今年"}, ["PubDate"]),
    ({"PubDate": "2027-01-01 10:00"}, ["PubDate", "PubDate"]),
    ({"PubDate": "2026-01-03 10:20"}, ["PubDate"]),
]


@pytest.mark.parametrize(("tags", "noted"), NOTES)
def test_what_a_tag_says_is_held_against_the_page(tags: dict[str, str], noted: list[str]) -> None:
    doc = from_text(_page(tags), URL)
    notes = tag_notes(doc, AS_OF, shown=date(2026, 11, 3), footer_code="6199990001")
    assert [note.name for note in notes] == noted
    assert all(note.note for note in notes)


def test_tags_are_given_by_the_spelling_of_the_standard() -> None:
    doc = from_text(_page({"sitename": "甲", "PUBDATE": "2026-11-03", "viewport": "x"}), URL)
    assert standard_tags(doc) == {"SiteName": "甲", "PubDate": "2026-11-03"}
