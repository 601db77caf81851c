"""The attachments of a bulletin as files: each as xlsx, csv and json."""

import re
from itertools import chain
from pathlib import Path

from checker.report.bulletin.arrangement import numbered, with_rows
from checker.report.bulletin.figures import Figures
from checker.report.bulletin.form import Attachment
from checker.report.table_file import save_table
from checker.report.tables import Lang

_UNSAFE = re.compile(r"[^\w()（）、-]+")
_OPEN = Attachment(table="undetermined", title="待确认和无法判定名单（内部）")


def write_attachments(
    figures: Figures, folder: Path, lang: Lang, *, note: str = ""
) -> tuple[Path, ...]:
    """The attachments that have rows, and the list of what is open, for the office's own use.

    A `note` lies beside them as a file of its own.

    Raises OSError, and ValueError for a column that no table has. Rows are never held together.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    still_open = (0, _OPEN, with_rows(figures, _OPEN)[0])
    for number, wanted, table in chain(numbered(figures), (still_open,)):
        name = (f"附件{number}-" if number else "") + _UNSAFE.sub("_", wanted.title)
        for ending in ("xlsx", "csv", "json"):
            path = folder / f"{name}.{ending}"
            save_table(table, path, lang)
            written.append(path)
    if note:
        written.append(folder / "覆盖率说明.txt")
        written[-1].write_text(note + "\n", encoding="utf-8-sig")
    return tuple(written)
