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
from checker.extract.posts.feed import error_in, read_feed
from checker.extract.posts.item import FoundPost, SourceError
from checker.extract.posts.json_list import next_page, read_json_posts, wrong_expression
from checker.extract.posts.page_list import read_page_posts
from checker.extract.posts.presets import PRESETS, UnknownPreset, with_preset
from checker.extract.posts.radar import read_radar, routes_for
from checker.extract.posts.times import read_time, read_times

FILE = Path(__file__).parent / "pages" / "post_sources.yaml"
CASES: dict[str, Any] = {
    case["name"]: case
    for case in read_yaml(FILE.read_text(encoding="utf-8"), FILE.name).content["cases"]  # type: ignore[index,call-overload]
}
AS_OF = datetime(2026, 1, 5, 10, 0, tzinfo=CHINA)
PAGE = "http://a.example/list/"


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


def samples() -> Path:
    """The recorded answers beside the checkout."""
    folder = Path(__file__).parents[3] / "shared" / "account-and-page-samples"
    if not folder.exists():
        pytest.skip("the recorded answers are not part of a clone")
    return folder


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("file", "count", "newest"),
    [
        ("rsshub_live/test_1.rss.xml", 5, None),
        ("rsshub_live/test_1.atom.xml", 5, None),
        ("rsshub_live/test_1.feed.json", 5, None),
        ("rsshub_live/test_multimedia.feed.json", None, None),
        ("rsshub_live/test_allow_empty.feed.json", 0, None),
        ("rsshub_live/gov_wuhan_whyw.rss.xml", None, None),
        ("rsshub_live/gov_wuhan_whyw.feed.json", None, None),
        ("feeds/wewe-rss_feed.rss.xml", 6, "2020-11-06"),
        ("feeds/wewe-rss_feed.atom.xml", 6, "2020-11-06"),
        ("feeds/wewe-rss_feed.feed.json", 6, "2020-11-06"),
        ("feeds/we-mp-rss_feed.rss.xml", None, "2020-11-06"),
        ("feeds/we-mp-rss_2026_feed.rss.xml", None, "2020-11-06"),
        ("feeds/we-mp-rss_2026_feed.atom.xml", None, "2020-11-06"),
        ("feeds/we-mp-rss_2026_feed.json", None, "2020-11-06"),
    ],
)
def test_a_recorded_feed_is_read_whole(file: str, count: int | None, newest: str | None) -> None:
    found = read_feed((samples() / file).read_bytes())
    assert all(each.title and each.url for each in found)
    assert all(each.moment for each in found)
    assert len(found) == count if count is not None else found
    if newest:
        assert f"{max(each.moment for each in found if each.moment):%Y-%m-%d}" == newest


@pytest.mark.corpus
def test_recorded_failures_of_a_feed_server_say_why() -> None:
    for name in ("test_empty_error.json", "test_error.body.html"):
        body = (samples() / "rsshub_live" / name).read_bytes()
        assert error_in(body)
        with pytest.raises(SourceError):
            read_feed(body)


@pytest.mark.corpus
def test_recorded_lists_of_interfaces_are_read() -> None:
    appmsg = JsonSource(kind="json", items="[]", title="title", link="link", time="create_time")
    lines = (samples() / "wechat" / "mp_appmsg_list_2020.ndjson").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    found = read_json_posts(json.dumps(rows).encode(), appmsg, AS_OF)
    assert all(each.title and each.moment for each in found)
    pinned = (samples() / "douyin" / "aweme_list_pinned_2024.json").read_bytes()
    shape = JsonSource(
        kind="json", items="aweme_list", title="desc", time="create_time", pinned="is_top"
    )
    videos = read_json_posts(pinned, shape, AS_OF)
    assert [each.pinned for each in videos] == [True, True, True, False]
    assert max(each.moment for each in videos if each.moment) == videos[3].moment
    gkmlpt = (samples() / "lists" / "gkmlpt_api_all.shape.json").read_bytes()
    (entry,) = read_json_posts(gkmlpt, PRESETS["gkmlpt"], AS_OF)
    assert entry.date_only


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
