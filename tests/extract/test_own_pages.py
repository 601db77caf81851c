"""Kinds, names of columns, entries, forms and mailboxes in the many ways sites build them."""

from datetime import date, datetime
from typing import Any

import pytest

from checker.core.fact import CHINA
from checker.extract.channels.entries import find_entries
from checker.extract.channels.forms import read_form
from checker.extract.columns.nav import breadcrumbs, read_nav, sitemap_columns
from checker.extract.letters.mailbox import read_mailbox
from checker.extract.page.page import read_page
from tests.extract.own import HOST, kinds, own, page_at

AS_OF = datetime(2026, 11, 22, 12, tzinfo=CHINA)
NAMED, ENTRIES = own("columns_named"), own("entries")
OTHER_LINKS = (
    '<ul><li><a href="/1.html">关于开展冬季消防安全检查的通知</a><span>2026-11-01</span></li></ul>'
)


@pytest.mark.parametrize(("kind", "path", "html"), kinds())
def test_a_page_is_known_for_what_it_is(kind: str, path: str, html: str) -> None:
    page = read_page(html.encode(), HOST + path, "text/html", 200, {}, AS_OF)
    assert page.kind == kind


def _said(case: dict[str, Any]) -> str:
    return str(case["says"])


@pytest.mark.parametrize("case", NAMED["navigation"], ids=_said)
def test_every_column_of_a_bar_is_named(case: dict[str, Any]) -> None:
    found = {item.name for item in read_nav(page_at("/", case["html"] + OTHER_LINKS))}
    assert set(case["names"]) <= found


@pytest.mark.parametrize("case", NAMED["paths"], ids=_said)
def test_a_path_is_read_in_its_order(case: dict[str, Any]) -> None:
    bar = '<div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div>'
    doc = page_at("/zwgk/tzgg/", bar + case["html"] + OTHER_LINKS)
    assert [item.name for item in breadcrumbs(doc)] == case["names"]


@pytest.mark.parametrize("case", NAMED["maps"], ids=_said)
def test_a_map_tells_what_stands_above_a_column(case: dict[str, Any]) -> None:
    bar = '<div class="nav"><a href="/">首页</a><a href="/hd/">互动交流</a></div>'
    found = {item.name: item.path for item in sitemap_columns(page_at("/m", bar + case["html"]))}
    assert found[case["names"][-1]] == tuple(case["names"])


@pytest.mark.parametrize("name", ENTRIES["feedback"])
def test_a_name_of_a_channel_is_known(name: str) -> None:
    assert find_entries(page_at("/", f'<a href="/x/">{name}</a>')).feedback


@pytest.mark.parametrize("name", ENTRIES["not_feedback"])
def test_a_name_that_only_sounds_like_a_channel_is_none(name: str) -> None:
    assert not find_entries(page_at("/", f'<a href="/x/">{name}</a>')).feedback


@pytest.mark.parametrize("name", ENTRIES["services"])
def test_a_name_of_services_is_known(name: str) -> None:
    assert find_entries(page_at("/", f'<a href="/x/">{name}</a>')).services


@pytest.mark.parametrize("name", ENTRIES["not_services"])
def test_a_name_that_only_sounds_like_services_is_none(name: str) -> None:
    assert not find_entries(page_at("/", f'<a href="/x/">{name}</a>')).services


@pytest.mark.parametrize("part", ["report_error", "search"])
def test_badges_and_search_boxes_are_found_in_every_make(part: str) -> None:
    missed = [html for html in ENTRIES[part] if not getattr(find_entries(page_at("/", html)), part)]
    assert missed == []
    plain = [getattr(find_entries(page_at("/", html)), part) for html in ENTRIES["none"]]
    assert not any(plain)


@pytest.mark.parametrize("case", own("forms"), ids=_said)
def test_a_form_is_usable_or_not(case: dict[str, Any]) -> None:
    read = read_form(page_at("/hdjl/", case["html"]))
    assert (read is not None and read.usable) is case["usable"]


@pytest.mark.parametrize("case", own("mailboxes"), ids=_said)
def test_a_mailbox_is_read_message_by_message(case: dict[str, Any]) -> None:
    letters = read_mailbox(page_at("/hdjl/", case["html"]), AS_OF.date(), "信件公开").letters
    assert [each.title for each in letters] == [f"咨询医保报销第{n}个问题" for n in range(1, 7)]
    assert [each.sent for each in letters] == [date(2026, 10, n) for n in range(1, 7)]
    assert {each.state for each in letters} == {case["state"]}
