"""Weibin's table of accounts, first quarter of 2023, made again cell by cell from observations.

accounts.csv is the printed table (a blank unit is the one above it). From its own numbers come a
ledger of accounts, one of observed posts and one of assigned reposts; what the program exports
must be the table again.
"""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from checker.cli.app import app
from checker.core.fact import CHINA

TABLE = Path(__file__).parent / "weibin-2023q1" / "accounts.csv"
START, DAYS = datetime(2023, 1, 1, 9, 0, tzinfo=CHINA), 90
LETTERS = {
    "微信订阅号": "WX",
    "微信服务号": "WX",
    "微信视频号": "SP",
    "新浪微博": "XL",
    "今日头条": "JR",
}
TITLES = tuple(
    f"党中央、国务院重大决策部署权威信息之{word}专题报道全文"
    for word in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥金木水火土日月星云"
)


def printed() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def written(path: Path, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([headers, *rows])
    return path


def code_of(number: int, kind: str) -> str:
    return f"610302M{number:03}{LETTERS[kind]}0001"


def spread(count: int) -> list[datetime]:
    """So many moments over the quarter, the last one on its last day."""
    step = timedelta(days=DAYS - 1) / max(1, count - 1)
    return [START + step * place for place in range(count)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The district's ledgers, imported and judged as of the quarter's last day."""
    folder = tmp_path_factory.mktemp("weibin")
    rows = printed()
    assert len({len(TITLES), *(int(row["推荐转发内容数量"]) for row in rows)}) == 1
    accounts: list[Sequence[str]] = []
    posts: list[Sequence[str]] = []
    for number, row in enumerate(rows, 1):
        code, kind = code_of(number, row["账号类型"]), row["账号类型"]
        accounts.append((code, row["账号名称"], kind, row["责任单位"], "渭滨区", "manual"))
        own = [
            (moment, f"{row['账号名称']}工作信息第{n}期", "原创")
            for n, moment in enumerate(spread(int(row["实际更新数"])))
        ]
        reposted = 0 if row["实际转载数量"] == "/" else int(row["实际转载数量"])
        passed_on = [
            (moment, f"【转载】{title}", "转载")
            for moment, title in zip(spread(reposted), TITLES, strict=False)
        ]
        posts += [
            (code, f"{moment:%Y-%m-%d %H:%M}", title, kind_of, "2023-03-31 18:00", "值班员")
            for moment, title, kind_of in (*own, *passed_on)
        ]
    tasks = [(title, "2023-01-01", "2023-03-31", "微信视频号") for title in TITLES]
    config = folder / "config.yaml"
    config.write_text(
        "database: sqlite:///checker.db\nblobs: blobs\nbook: weibin-2023\n", encoding="utf-8"
    )
    ledgers = [
        written(
            folder / "accounts.csv",
            ("新媒体标识码", "账号名称", "账号类型", "开设主体", "地区", "数据源"),
            accounts,
        ),
        written(
            folder / "posts.csv",
            ("新媒体标识码", "发布时间", "标题", "是否原创", "观察时间", "观察人"),
            posts,
        ),
        written(folder / "tasks.csv", ("任务标题", "下达日期", "截止日期", "不适用类型"), tasks),
    ]
    told = run("import", *map(str, ledgers), "--config", str(config))
    assert "拒绝 0" in told
    run("nightly", "--as-of", "2023-03-31", "--no-browser", "--quiet", "--config", str(config))
    return config


def run(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code in (0, 1), done.output
    return done.output


def test_the_printed_table_comes_out_again_cell_by_cell(office: Path) -> None:
    file = office.parent / "table.csv"
    run("export", "accounts", "--period", "2023Q1", "-o", str(file), "--config", str(office))
    made = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    headers = {name: name for name in printed()[0]} | {
        "责任单位": "主办单位",
        "账号名称": "名称",
        "账号类型": "类型",
    }
    cells = {
        (row["账号名称"], row["账号类型"], name): "" if row[name] == "/" else row[name]
        for row in printed()
        for name in headers
        if name != "序号"
    }
    assert len(cells) == 19 * 9
    own = {
        (row[headers["账号名称"]], row[headers["账号类型"]], name): row[headers[name]]
        for row in made
        for name in headers
        if name != "序号"
    }
    assert own == cells


def test_each_task_is_told_for_each_account(office: Path) -> None:
    file = office.parent / "reposts.csv"
    run("export", "reposts", "--period", "2023Q1", "-o", str(file), "--config", str(office))
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 18 * 31  # the one video account is excepted
    done = [row for row in rows if row["完成情况"] == "按时转载"]
    assert len(done) == sum(
        int(row["实际转载数量"]) for row in printed() if row["实际转载数量"] != "/"
    )
    assert {row["完成情况"] for row in rows} == {"按时转载", "未转载"}
