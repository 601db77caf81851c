"""A bulletin beside what the program prints: every number and every cell, and where they differ."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from tests.bulletins.office import Bulletin, Facts, run

_LONG, _AROUND = 60, 4


@dataclass(frozen=True)
class Difference:
    """One place where the bulletin and the program say different things."""

    where: str
    printed: str
    ours: str


@dataclass(frozen=True)
class Compared:
    """All places that were compared, and those that differ."""

    cells: int
    numbers: int
    differences: tuple[Difference, ...]


def compare(told: Bulletin, config: Path, folder: Path) -> Compared:
    """Prints the numbers and attachments of the office and holds them against the bulletin."""
    written = str(told.facts["written"])
    parts: list[Facts] = told.printed.get("parts") or [
        {**told.printed, "period": told.facts["period"]}
    ]
    found: list[Difference] = []
    numbers = cells = 0
    for part in parts:
        asked = ("--period", str(part["period"]), "--as-of", written)
        ours: Facts = json.loads(run(config, "report", "numbers", *asked, "--json").stdout)
        found += _numbers(part.get("numbers", {}), ours)
        numbers += sum(len(values) for values in part.get("numbers", {}).values())
        into = folder / str(part["period"])
        run(config, "report", "attachments", *asked, "-o", into)
        for title, rows in part["tables"].items():
            expected = [[plain(cell) for cell in row] for row in rows]
            printed = _table(into, title)
            keys = told.printed.get("sorted_by", {}).get(title)
            if keys:
                expected, printed = _sorted(expected, keys), _sorted(printed, keys)
            cells += sum(len(row) for row in expected)
            found += _cells(plain(title), expected, printed)
    return Compared(cells, numbers, tuple(found))


def expected_differences(told: Bulletin) -> tuple[Difference, ...]:
    """The differences that the bulletin's own contradictions make, as its file lists them."""
    listed = told.printed.get("differences", ())
    return tuple(
        Difference(plain(e["where"]), plain(e["printed"]), plain(e["ours"])) for e in listed
    )


def plain(cell: Any) -> str:
    """A cell as both write it: no blanks, half-width marks, the same quotation marks."""
    text = "" if cell is None else str(cell)
    for full, half in (("（", "("), ("）", ")"), ("，", ","), ("；", ";"), ("：", ":")):
        text = text.replace(full, half)
    return re.sub(r"\s+", "", text)


def _numbers(printed: Facts, ours: Facts) -> Iterator[Difference]:
    for part, values in printed.items():
        for key, value in values.items():
            mine = ours.get(part, {}).get(key)
            if plain(value) != plain(mine):
                yield Difference(f"{part}.{key}", plain(value), plain(mine))


def _table(folder: Path, title: str) -> list[list[str]]:
    """Header and rows of an attachment, from its csv; the json holds the same rows."""
    file = next(path for path in folder.iterdir() if path.name.endswith(f"-{title}.csv"))
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return [[plain(cell.removeprefix("'")) for cell in row] for row in csv.reader(stream)]


def _sorted(rows: list[list[str]], keys: list[str]) -> list[list[str]]:
    """The rows by some columns, their own numbers left out; the header stays."""
    heads = rows[0]
    places = [heads.index(key) for key in keys]
    kept = [index for index, head in enumerate(heads) if head != "序号"]
    first, *body = rows
    body.sort(key=lambda row: [row[place] for place in places])
    return [[row[index] for index in kept] for row in (first, *body)]


def _cells(title: str, printed: list[list[str]], ours: list[list[str]]) -> Iterator[Difference]:
    if len(printed) != len(ours):
        yield Difference(f"{title}: rows", str(len(printed) - 1), str(len(ours) - 1))
    for number, (left, right) in enumerate(zip(printed, ours, strict=False)):
        for place in range(max(len(left), len(right))):
            one = left[place] if place < len(left) else ""
            two = right[place] if place < len(right) else ""
            if one != two:
                yield Difference(f"{title}{number}/{place + 1}", *_narrowed(one, two))


def _narrowed(left: str, right: str) -> tuple[str, str]:
    """Of two long cells only the place where they differ, with a little around it."""
    if len(left) < _LONG:
        return left, right
    start = _alike(left, right)
    end = _alike(left[start:][::-1], right[start:][::-1])
    first, last = max(0, start - 1), max(0, end - _AROUND)
    return left[first : len(left) - last], right[first : len(right) - last]


def _alike(left: str, right: str) -> int:
    """How many characters two texts share at their beginning."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))
    )
