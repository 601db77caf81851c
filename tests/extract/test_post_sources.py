"""Posts of every kind of source, quirk by quirk, and the recorded answers of real servers."""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.books.strict_yaml import read_yaml
from checker.core.fact import CHINA
from checker.core.source import JsonSource, PageSource
from checker.extract.document import parse
from checker.extract.posts.feed import read_feed
from checker.extract.posts.item import FoundPost, SourceError
from checker.extract.posts.json_list import next_page, read_json_posts, wrong_expression
from checker.extract.posts.page_list import read_page_posts
from checker.extract.posts.presets import PRESETS, UnknownPreset, with_preset
from checker.extract.posts.radar import read_radar, routes_for
from checker.extract.posts.times import read_time, read_times
from tests.account_samples import FOLDER, read_sample, told

FILE = Path(__file__).parent / "pages" / "post_sources.yaml"
CASES: dict[str, Any] = {
    case["name"]: case
    for case in read_yaml(FILE.read_text(encoding="utf-8"), FILE.name).content["cases"]  # type: ignore[index,call-overload]
}
AS_OF = datetime(2026, 1, 5, 10, 0, tzinfo=CHINA)
PAGE = "http://a.example/list/"
ACCOUNT_FOLDERS = ("rsshub_live", "feeds", "wechat", "douyin")
PINNED = "douyin/aweme_list_pinned_2024.json"


def read(case: dict[str, Any]) -> Sequence[FoundPost]:
    """The posts of a case by the kind of source that it has."""
    if "feed" in case:
        return read_feed(case["feed"].encode())
    body = case["body"].encode()
    if "page" in case:
        source = PageSource(kind="page", url=PAGE, **case["page"])
        return read_page_posts(parse(body, PAGE), source, AS_OF)
    if "preset" in case:
        return read_json_posts(body, PRESETS[case["preset"]], AS_OF)
    return read_json_posts(body, JsonSource(kind="json", **case["json"]), AS_OF)


@pytest.mark.parametrize("name", CASES)
def test_a_source_is_read_as_it_means(name: str) -> None:
    case = CASES[name]
    if "refused" in case:
        with pytest.raises(SourceError, match=case["refused"]):
            read(case)
        return
    found = read(case)
    shown = [
        [each.title, each.moment.isoformat() if each.moment else None, each.date_only]
        for each in found
    ]
    wanted = [
        [title, f"{datetime.fromisoformat(at):%Y-%m-%dT%H:%M:%S}+08:00" if at else None, day_only]
        for title, at, day_only in case["posts"]
    ]
    assert shown == wanted
    if "pinned" in case:
        assert [each.pinned for each in found] == case["pinned"]
    if "urls" in case:
        assert [each.url for each in found] == case["urls"]


QUIRKS = range(1, 10)


def test_every_known_quirk_of_real_sources_has_a_case() -> None:
    """The list by number: `grep -A1 quirk: tests/extract/pages/post_sources.yaml`."""
    assert {case.get("quirk") for case in CASES.values()} - {None} == set(QUIRKS)


@pytest.mark.corpus
def test_every_recorded_answer_about_accounts_is_read_or_says_why_not() -> None:
    if not FOLDER.is_dir():
        pytest.skip("the recorded answers are not part of a clone")
    recorded = {each["file"] for each in json.loads((FOLDER / "manifest.json").read_bytes())}
    of_accounts = {each for each in recorded if each.split("/")[0] in ACCOUNT_FOLDERS}
    assert of_accounts <= told().keys() <= recorded
    for name, how in told().items():
        if "unread" not in how:
            found = read_sample(name, how)
            shown = (found.posts, found.dated, found.newest)
            assert shown == (how.get("posts", 0), how.get("dated", 0), how.get("newest", "")), name
            assert found.links == how.get("links", 0), name
            assert how.get("fails", "") in found.failed, name
            assert bool(found.failed) == ("fails" in how), name


@pytest.mark.corpus
def test_a_recorded_list_with_pinned_videos_keeps_them_first_and_marked() -> None:
    if not FOLDER.is_dir():
        pytest.skip("the recorded answers are not part of a clone")
    shape = JsonSource(kind="json", **told()[PINNED]["source"])
    videos = read_json_posts((FOLDER / PINNED).read_bytes(), shape, AS_OF)
    assert [each.pinned for each in videos] == [True, True, True, False]
    assert max(each.moment for each in videos if each.moment) == videos[3].moment


RADAR = {
    "weibo.com": {
        "_name": "微博",
        ".": [{"title": "博主", "source": ["/u/:uid", "/:uid"], "target": "/weibo/user/:uid"}],
    },
    "toutiao.com": {
        "www": [
            {"source": ["/c/user/token/:token"], "target": "/toutiao/user/token/:token"},
            {"source": ["/search?keyword=:word"], "target": "/toutiao/keyword/:word"},
        ]
    },
    "odd.example": {".": [{"source": "x", "target": 1}, 3, {"source": [1], "target": "/x"}]},
}


@pytest.mark.parametrize(
    ("address", "routes"),
    [
        ("https://weibo.com/u/123", ("/weibo/user/123",)),
        ("http://www.weibo.com/u/123?from=x", ("/weibo/user/123",)),
        ("https://www.toutiao.com/c/user/token/MS4w/", ("/toutiao/user/token/MS4w",)),
        ("https://www.toutiao.com/search?keyword=abc", ("/toutiao/keyword/abc",)),
        ("https://weibo.com/u/123/album", ()),
        ("https://odd.example/x", ()),
        ("https://nobody.example/", ()),
    ],
)
def test_a_home_page_suggests_its_route(address: str, routes: tuple[str, ...]) -> None:
    assert routes_for(address, read_radar(RADAR)) == routes


def test_presets_are_whole_and_fill_what_is_left_out() -> None:
    for source in PRESETS.values():
        assert source.url
        assert not wrong_expression(source)
    own = JsonSource(kind="json", preset="werss", base="http://a.example", time="published")
    assert (with_preset(own).time, with_preset(own).items) == ("published", "items")
    with pytest.raises(UnknownPreset, match="werss"):
        with_preset(JsonSource(kind="json", preset="wers"))
    assert wrong_expression(JsonSource(kind="json", items="[")).startswith("items")


def test_a_cursor_leads_to_the_next_page_while_there_is_one() -> None:
    source = PRESETS["open-douyin"]
    assert next_page(b'{"data": {"has_more": true, "cursor": 15}}', source) == "15"
    assert next_page(b'{"data": {"has_more": false, "cursor": 15}}', source) == ""


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.booleans(), st.none()))
def test_no_value_upsets_the_reading_of_times(value: object) -> None:
    for when in (read_time(value), *read_times([value, "01-02"], "auto", AS_OF)):
        assert when.moment is None or when.moment.utcoffset() == AS_OF.utcoffset()
    for kind in ("s", "ms", "%Y"):
        read_times([value], kind, AS_OF)


@given(st.binary(max_size=200))
def test_no_bytes_upset_a_source(body: bytes) -> None:
    for read_it in (
        lambda: read_feed(body),
        lambda: read_json_posts(body, PRESETS["werss"], AS_OF),
    ):
        with suppress(SourceError):
            assert isinstance(read_it(), tuple)
