"""The main list of a page is found on pages of many makes, and what cannot be read is said."""

import re
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extract.document import from_text
from checker.extract.lists.reading import all_lists, home_entries, main_list

AS_OF = date(2026, 11, 22)
URL = "http://www.example.gov.cn/zwgk/tzgg/"
CASES = cast(
    list[dict[str, Any]],
    yaml.safe_load((Path(__file__).parent / "pages" / "lists.yaml").read_text(encoding="utf-8")),
)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_a_column_page_is_read(case: dict[str, Any]) -> None:
    as_of = _day(case.get("as_of")) or AS_OF
    found = main_list(from_text(case["html"], case["url"]), as_of)
    if case.get("none"):
        assert found is None
        return
    assert found is not None
    if "titles" in case:
        assert [item.title for item in found.items] == case["titles"]
    if "days" in case:
        assert [item.day for item in found.items] == [_day(text) for text in case["days"]]
    if "urls" in case:
        assert [item.url for item in found.items] == case["urls"]
    if "pinned" in case:
        assert [item.pinned for item in found.items] == case["pinned"]
    if "from" in case:
        assert {item.date_from for item in found.items} == {case["from"]}
    if "newest" in case:
        assert found.newest == _day(case["newest"])
    if "count" in case:
        assert len(found.items) == case["count"]
    assert found.future == case.get("future", 0)
    if "undated" in case:
        assert found.undated == case["undated"]
    if "blank" in case:
        assert found.items == ()
        assert found.blank is case["blank"]
        assert case.get("quote", "") in found.blank_quote
        assert (found.needs_browser is not None) == ("browser" in case)
        assert case.get("browser", "") in (found.needs_browser or "")
    else:
        assert found.blank is False


def _page(rows: list[tuple[str, date]], twin: bool = False) -> str:
    items = "".join(
        f'<li><a href="/a/{title}.html">关于{title}工作的通知</a><span>{day}</span></li>'
        for title, day in rows
    )
    again = f'<div class="m-only"><ul class="list">{items}</ul></div>' if twin else ""
    return f'<div class="pc"><ul class="list">{items}</ul></div>{again}'


ROWS = st.lists(
    st.tuples(
        st.text(alphabet="甲乙丙丁戊己庚辛壬癸", min_size=2, max_size=6),
        st.dates(min_value=date(2015, 1, 1), max_value=AS_OF),
    ),
    min_size=3,
    max_size=30,
    unique_by=lambda row: row[0],
)


@settings(deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_items_does_not_change_the_newest_day(
    rows: list[tuple[str, date]], shuffle: Any
) -> None:
    mixed = list(rows)
    shuffle.shuffle(mixed)
    first = main_list(from_text(_page(rows), URL), AS_OF)
    second = main_list(from_text(_page(mixed), URL), AS_OF)
    assert first is not None
    assert second is not None
    assert first.newest == second.newest == max(day for _, day in rows)
    assert {item.title for item in first.items} == {item.title for item in second.items}


@settings(deadline=None)
@given(ROWS)
def test_a_twin_for_telephones_changes_nothing(rows: list[tuple[str, date]]) -> None:
    alone = main_list(from_text(_page(rows), URL), AS_OF)
    twice = main_list(from_text(_page(rows, twin=True), URL), AS_OF)
    assert alone is not None
    assert twice is not None
    assert [(item.title, item.day) for item in alone.items] == [
        (item.title, item.day) for item in twice.items
    ]


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    markup = re.sub("[<>]", lambda found: found.group(), text)
    doc = from_text(f"<ul><li><a href='{markup}'>{markup}</a>{markup}</li></ul>{markup}", URL)
    main_list(doc, AS_OF)
    all_lists(doc, AS_OF)


def test_a_side_list_is_named_with_the_reason_it_was_left_out() -> None:
    case = next(case for case in CASES if case["says"].startswith("side lists"))
    found = main_list(from_text(case["html"], case["url"]), AS_OF)
    assert found is not None
    assert any("推荐" in why for _, why in found.rejected)


def test_of_a_list_of_many_thousands_both_ends_are_read_and_the_rest_is_counted() -> None:
    rows = "".join(
        f"<li><a href='{n}.html'>关于第{n}项工作的通知</a><span>{2000 + n // 200}-11-03</span></li>"
        for n in range(5_000)
    )
    found = main_list(from_text(f"<ul>{rows}</ul>", URL), AS_OF)
    assert found is not None
    assert found.newest == date(2024, 11, 3)
    assert len(found.items) + found.unread == 5_000


def test_a_home_page_gives_the_dated_items_of_all_blocks_with_their_headings() -> None:
    blocks = "".join(
        f'<div class="box"><h3>{name}</h3><ul>'
        + "".join(
            f'<li><a href="/{place}/{n}.html">{name}的第{n}条信息标题</a><em>2026-11-{20 - n:02}</em></li>'
            for n in range(1, 4)
        )
        + "</ul></div>"
        for place, name in enumerate(("本地要闻", "通知公告", "部门动态"))
    )
    entries = home_entries(from_text(f"<body>{blocks}</body>", "http://www.example.gov.cn/"), AS_OF)
    assert len(entries) == 9
    assert {entry.block for entry in entries} == {"本地要闻", "通知公告", "部门动态"}
    assert max(entry.item.day for entry in entries if entry.item.day) == date(2026, 11, 19)


def test_a_link_to_more_beside_its_list_is_no_entry() -> None:
    rows = "<li><a href='{0}1.html'>{0}第一条消息发布</a><span>2026-11-10</span><li><a href='{0}2.html'>{0}第二条消息发布</a><span>2026-11-11</span>"
    boxes = "".join(
        f"<div class='box'><h3>{name}</h3><a href='/{name}/'>更多</a><ul>{rows.format(name)}</ul></div>"
        for name in ("要闻", "公告", "文件")
    )
    found = home_entries(from_text(boxes, "http://www.example.gov.cn/"), date(2026, 11, 22))
    assert (
        sorted(entry.item.title[2:] for entry in found)
        == ["第一条消息发布"] * 3 + ["第二条消息发布"] * 3
    )


def test_the_date_of_today_in_the_banner_is_no_entry() -> None:
    page = '<div class="top"><a href="/dh.html">网站导航</a><span>今天是:2026年11月22日 星期日</span></div>'
    assert home_entries(from_text(page, "http://www.example.gov.cn/"), AS_OF) == ()
