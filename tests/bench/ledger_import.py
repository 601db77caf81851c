"""How long the import of a ledger of 5,000 sites takes: anew, and again unchanged.

Run: python -m tests.bench.ledger_import [--rows 5000]
"""

import argparse
import csv
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from checker.config import Config
from checker.core.fact import CHINA
from checker.run.ledgers import import_ledger
from checker.run.office import open_office

_HEADER = ("网站标识码", "网站名称", "首页网址", "主办单位", "行政区划", "层级", "网站类型")
_AT = datetime(2026, 11, 20, 2, tzinfo=CHINA)


def rows(count: int) -> list[tuple[str, ...]]:
    """The ledger's rows with its header."""
    made = (
        (
            f"53{number:08d}",
            f"云河县第{number}街道办事处",
            f"http://s{number}.yunhe.gov.example/",
            f"云河县第{number}街道办事处",
            "云河县",
            "乡级",
            "部门网站",
        )
        for number in range(count)
    )
    return [_HEADER, *made]


def write_csv(file: Path, content: Sequence[tuple[str, ...]]) -> None:
    """The ledger as an office's own programs write it."""
    with file.open("w", encoding="gb18030", newline="") as target:
        csv.writer(target).writerows(content)


def write_xlsx(file: Path, content: Sequence[tuple[str, ...]]) -> None:
    """The ledger as a workbook."""
    book = Workbook()
    sheet = book.create_sheet("网站", 0)
    for row in content:
        sheet.append(row)
    book.save(file)


def main(arguments: Sequence[str] | None = None) -> None:
    """Imports the ledger in both formats, twice each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    asked = parser.parse_args(arguments)
    content = rows(asked.rows)
    for name, write in (("sites.csv", write_csv), ("sites.xlsx", write_xlsx)):
        with tempfile.TemporaryDirectory(prefix="checker-bench-") as place:
            folder = Path(place)
            write(folder / name, content)
            with open_office(Config(folder=folder)) as office:
                for time_of in ("first", "again"):
                    cpu, wall = time.process_time(), time.monotonic()
                    done = import_ledger(office.database, office.blobs, folder / name, None, at=_AT)
                    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
                    print(
                        f"{name:11}{time_of:6} {asked.rows} rows: {wall:.2f} s, {cpu:.2f} s CPU "
                        f"({done.added} added, {done.unchanged} unchanged, "
                        f"{len(done.rejected)} rejected)"
                    )


if __name__ == "__main__":
    main()
