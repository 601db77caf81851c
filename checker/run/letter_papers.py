"""The plan of a letters test as a table that a person fills in and imports again."""

from collections.abc import Sequence
from pathlib import Path

from checker.core.letter_plan import PlannedLetter
from checker.report.table_file import save_table
from checker.report.tables import Column, Lang, Table


def write_plan(planned: Sequence[PlannedLetter], name: str, path: Path, lang: Lang) -> None:
    """Writes the plan in the form of the file's suffix; raises OSError."""
    columns = (
        Column("round", "测试轮次", "round"),
        Column("site_code", "网站标识码", "site code", "code"),
        Column("site", "网站名称", "site", "name"),
        Column("url", "首页网址", "home page", "url"),
        Column("number", "第几封", "number", "number"),
        Column("question", "测试问题", "question", "sentence"),
        Column("sent", "发信时间", "sent", "moment"),
        Column("answered", "回复时间", "answered", "moment"),
        Column("answer", "回复内容", "answer", "sentence"),
        Column("off_point", "答非所问", "off point"),
        Column("screenshot", "截图", "screenshot"),
        Column("sender", "发信人", "sender"),
    )
    rows = (
        (name, each.site.code, each.site.name, each.site.url, each.number, each.question,
         "", "", "", "", "", "")
        for each in planned
    )  # fmt: skip
    table = Table("letters", f"信件测试计划 {name}", columns, rows)
    save_table(table, path, lang)
