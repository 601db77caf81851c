"""The ledger of a letters test: its plan, which a person fills in, and the letters recorded so far."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from checker.core.letter_plan import PlannedLetter
from checker.core.letter_tests import LetterTest
from checker.core.target import Target
from checker.report.table_file import save_table
from checker.report.tables import Cell, Column, Lang, Table
from checker.store.blobs import Blobs

_COLUMNS = (
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


def write_plan(planned: Sequence[PlannedLetter], name: str, path: Path, lang: Lang) -> None:
    """Writes the plan in the form of the file's suffix; raises OSError."""
    rows = (
        (name, each.site.code, each.site.name, each.site.url, each.number, each.question,
         "", "", "", "", "", "")
        for each in planned
    )  # fmt: skip
    _save(f"信件测试计划 {name}", rows, path, lang)


def write_letters(
    sent: Sequence[LetterTest], sites: Iterable[Target], name: str, path: Path, lang: Lang
) -> None:
    """Writes what is recorded of a test, to be filled in and imported again; raises OSError."""
    known = {each.code: each for each in sites}
    rows = (
        (each.round, each.site_code,
         site.name if (site := known.get(each.site_code)) else "", site.url if site else "",
         each.number, each.question, each.sent, each.answered, each.answer,
         "是" if each.off_point else "", each.screenshot, each.sender)
        for each in sent
    )  # fmt: skip
    _save(f"信件测试台账 {name}", rows, path, lang)


def _save(title: str, rows: Iterable[tuple[Cell, ...]], path: Path, lang: Lang) -> None:
    save_table(Table("letters", title, _COLUMNS, rows), path, lang)


def save_pictures(blobs: Blobs, sent: Iterable[LetterTest], folder: Path) -> None:
    """Saves the screenshots that the program took of letters, as site-number.jpg; raises OSError.

    A screenshot that a person named in the ledger is a file of theirs and stays where it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for each in sent:
        if each.screenshot.startswith("sha256:"):
            picture = blobs.read(each.screenshot)
            (folder / f"{each.site_code}-{each.number}.jpg").write_bytes(picture)
