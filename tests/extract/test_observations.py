"""Posts that people wrote down are read with their day, and a doubtful day is refused."""

import csv
import io
from datetime import datetime, timedelta

import pytest

from checker.core.fact import CHINA
from checker.extract.ledgers.bounds import LedgerError
from checker.extract.ledgers.observation import ObservationRow
from checker.extract.ledgers.observations import read_observations, written_moment
from checker.extract.ledgers.rows import Reading
from checker.extract.ledgers.sheet import Sheet, sheet
from checker.extract.ledgers.words import Refusal

HEADERS = ("新媒体标识码", "账号名称", "发布日期", "标题", "网址", "观察时间", "观察人", "备注")
ROW = ("610800M001WX0001", "清河发布", "2026-03-01", "春耕", "https://mp.weixin.qq.com/s/a",
       "2026-03-05 09:00", "张三", "")  # fmt: skip


def read(*rows: tuple[str, ...], headers: tuple[str, ...] = HEADERS) -> Reading[ObservationRow]:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([headers, *rows])
    return read_observations(sheet(text.getvalue().encode(), "a.csv"))


def test_an_observation_keeps_who_saw_what_and_when() -> None:
    (post,) = read(ROW).rows
    assert post.published == datetime(2026, 3, 1, tzinfo=CHINA)
    assert post.date_only
    assert post.observed_at == datetime(2026, 3, 5, 9, tzinfo=CHINA)
    assert (post.account_code, post.observer, post.title) == (ROW[0], "张三", "春耕")


@pytest.mark.parametrize(
    ("text", "moment", "date_only"),
    [
        ("2026-03-01", "2026-03-01T00:00", True),
        ("2026/3/1", "2026-03-01T00:00", True),
        ("2026.3.1", "2026-03-01T00:00", True),
        ("20260301", "2026-03-01T00:00", True),
        ("2026年3月1日", "2026-03-01T00:00", True),
        ("２０２６－０３－０１", "2026-03-01T00:00", True),
        ("2026-03-01 08:30", "2026-03-01T08:30", False),
        ("2026-03-01T08:30:15", "2026-03-01T08:30:15", False),
        ("2026年3月1日 8时30分", "2026-03-01T08:30", False),
        ("2026-03-01T16:00:00Z", "2026-03-02T00:00", False),
        ("2026-03-01T16:00:00.123+0000", "2026-03-02T00:00", False),
        ("2026-03-01 00:00:00", "2026-03-01T00:00", False),
        ("46082", "2026-03-01T00:00", True),
        ("46082.5", "2026-03-01T12:00", False),
        ("2099-01-01", "2099-01-01T00:00", True),
    ],
)
def test_a_whole_date_is_read(text: str, moment: str, date_only: bool) -> None:
    found = written_moment(text)
    assert found == (datetime.fromisoformat(moment).replace(tzinfo=CHINA), date_only)
    assert found.moment.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    "text", ["03-01", "昨天", "26-03-01", "2026-13-01", "2026-02-30", "未更新", "12", "2026-03"]
)
def test_a_date_that_has_to_be_guessed_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="2026-03-01"):
        written_moment(text)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({0: "", 1: ""}, "缺少新媒体标识码或账号名称"),
        ({2: ""}, "缺少发布日期"),
        ({2: "上周"}, "日期"),
        ({4: "javascript:void(0)"}, "http 或 https"),
        ({5: "刚才"}, "日期"),
    ],
)
def test_a_bad_observation_is_rejected(changes: dict[int, str], reason: str) -> None:
    row = tuple(changes.get(index, cell) for index, cell in enumerate(ROW))
    reading = read(row)
    assert reason in reading.rejected[0].reason_zh
    assert not reading.rows


def test_one_post_written_down_twice_counts_once() -> None:
    reading = read(ROW, ROW, (*ROW[:3], "另一条", "", *ROW[5:]))
    assert [r.reason_zh for r in reading.rejected] == ["与第 2 行重复"]
    assert len(reading.rows) == 2


def test_a_ledger_that_names_no_account_is_refused() -> None:
    with pytest.raises(LedgerError, match="账号名称"):
        read(("2026-03-01", "春耕"), headers=("发布日期", "标题"))


def export(*rows: tuple[str, ...], own: dict[str, str]) -> Reading[ObservationRow]:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([("平台数据导出", ""), *rows])
    return read_observations(sheet(text.getvalue().encode(), "x.csv", [own]), "610800M001WX0001")


def test_an_export_is_read_by_its_saved_mapping_and_named_account() -> None:
    own = {"推文名": "标题", "推送时刻": "发布日期"}
    rows = (
        ("推文名", "推送时刻", "阅读数"),
        ("春耕", "45000.5", "10"),
        ("夏收", "2026-03-01 08:30", "1"),
    )
    read = export(*rows, own=own)
    assert [(each.title, f"{each.published:%Y-%m-%d %H:%M}") for each in read.rows] == [
        ("春耕", "2023-03-15 12:00"),
        ("夏收", "2026-03-01 08:30"),
    ]
    assert {each.account_code for each in read.rows} == {"610800M001WX0001"}
    assert read.rows[0].notes == (("阅读数", "10"),)


def test_a_mapping_of_another_export_changes_nothing() -> None:
    with pytest.raises(LedgerError):
        export(("推文名", "推送时刻"), own={"推文名": "标题", "别的": "发布日期"})


@pytest.mark.parametrize(
    ("state", "kept"),
    [("已注销", "已注销"), ("搜不到", "无法搜到"), ("更名", "改名"), ("停更", "停更")],
)
def test_a_row_may_only_tell_of_the_account_itself(state: str, kept: str) -> None:
    headers = ("新媒体标识码", "账号状态", "互动功能", "能否下载使用", "观察时间", "观察人", "截图")
    row = ("610800M001WX0001", state, "无", "能", "2026-03-05 09:00", "张三", "a.png")
    (seen,) = read_observations(_sheet(headers, row)).rows
    assert (seen.state, seen.interaction, seen.usable, seen.published) == (kept, False, True, None)
    (refused,) = read_observations(_sheet(headers, (*row[:4], "", "张三", ""))).rejected
    assert "观察时间" in refused.reason_zh


def _sheet(*rows: tuple[str, ...]) -> Sheet:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return sheet(text.getvalue().encode(), "x.csv")


def test_a_row_of_a_bare_address_says_that_no_article_is_opened_for_it() -> None:
    (row,) = read((ROW[0], "", "", "", "https://mp.weixin.qq.com/s/a", *ROW[5:])).rejected
    assert "不替人打开" in row.reason_zh
