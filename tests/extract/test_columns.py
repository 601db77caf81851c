"""The class of a column is told by its type tag, its name, its address and what stands above."""

from pathlib import Path
from typing import cast

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.core.site import ColumnClass
from checker.extract.columns.classes import column_class, is_first_level

NAMES = cast(
    dict[ColumnClass, list[str]],
    yaml.safe_load((Path(__file__).parent / "pages" / "columns.yaml").read_text(encoding="utf-8")),
)


@pytest.mark.parametrize(
    ("name", "expected"), [(name, known) for known, names in NAMES.items() for name in names]
)
def test_a_name_tells_the_class(name: str, expected: ColumnClass) -> None:
    guess = column_class(name)
    assert guess.column_class == expected, guess
    assert name in guess.because


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.example.gov.cn/zwgk/tzgg/", "notice"),
        ("http://www.example.gov.cn/zwgk/zcwj/gfxwj/", "policy"),
        ("http://www.example.gov.cn/zwgk/zcjd/index.html", "interpretation"),
        ("http://www.example.gov.cn/xwdt/gzdt/list.html", "news"),
        ("http://www.example.gov.cn/zwgk/ghjh/", "plan"),
        ("http://www.example.gov.cn/zwgk/rsxx/", "personnel"),
        ("http://www.example.gov.cn/zwgk/tjsj/", "statistics"),
        ("http://www.example.gov.cn/bsfw/bszn/", "service"),
        ("http://www.example.gov.cn/zwgk/ldzc/", "static"),
        ("http://www.example.gov.cn/hdjl/xzxx/", "interaction"),
    ],
)
def test_an_address_tells_the_class_of_a_column_with_a_dumb_name(
    url: str, expected: ColumnClass
) -> None:
    assert column_class("更多", url).column_class == expected


def test_the_type_tag_outweighs_a_name_that_only_sounds_like_news() -> None:
    assert column_class("最新信息", "", "通知公告").column_class == "notice"


def test_the_names_above_tell_the_class_when_nothing_else_does() -> None:
    guess = column_class("2023年", path=("政务公开", "规划计划", "2023年"))
    assert guess.column_class == "plan"
    assert guess.confidence < 0.6


def test_sources_that_agree_raise_the_confidence() -> None:
    alone = column_class("县里的公示")
    together = column_class("县里的公示", "http://www.example.gov.cn/zwgk/tzgg/", "通知公告")
    assert together.confidence > alone.confidence


def test_without_any_sign_the_class_is_other_with_little_confidence() -> None:
    guess = column_class("甲乙丙", "http://www.example.gov.cn/a1/b2/")
    assert guess.column_class == "other"
    assert guess.confidence <= 0.3


def test_a_letter_box_of_a_leader_is_a_channel_and_not_a_page_about_leaders() -> None:
    assert column_class("领导信箱").column_class == "interaction"
    assert column_class("领导信息").column_class == "static"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("通知公告",), True),
        (("政务公开", "通知公告"), True),
        (("首页", "政务公开", "政策文件"), True),
        (("政务公开", "重点领域", "通知公告"), False),
        (("政务公开", "规划计划"), False),
        (("新闻中心",), True),
        (("新闻中心", "部门动态"), False),
    ],
)
def test_first_level_columns(path: tuple[str, ...], expected: bool) -> None:
    assert is_first_level(path) is expected


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=120), st.text(max_size=30))
def test_any_words_get_a_class_between_nothing_and_certainty(
    name: str, url: str, column_type: str
) -> None:
    assert 0.0 < column_class(name, url, column_type).confidence < 1.0
