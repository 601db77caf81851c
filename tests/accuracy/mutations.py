"""`python -m tests.accuracy.mutations`: how often a page built otherwise is read the same.

Every saved page is changed in ways a visitor would not notice (`changes.py`) and read again; an
answer that changes with the markup was a lucky one. Not run without the saved pages.
"""

import argparse
import sys
from collections import Counter
from dataclasses import dataclass

from checker.core.fact import CHINA
from checker.extract.lists.reading import main_list
from checker.extract.page.page import read_page
from tests.accuracy.changes import CHANGES
from tests.accuracy.corpus import AS_OF, SavedPage, pages

_ANSWERS = ("类型", "条目", "最新", "文章日期", "栏目类别", "标识码", "备案号")


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that did not survive one change of one page."""

    page: str
    change: str
    answer: str
    before: str
    after: str


def answers(body: bytes, page: SavedPage) -> dict[str, str]:
    """What is asked of a page, each as text."""
    read = read_page(body, page.url, "text/html; charset=utf-8", 200, {}, AS_OF)
    column = read.column
    items = column.items if column else ()
    return dict(
        zip(
            _ANSWERS,
            (
                read.kind,
                str(len(items)),
                str(column.newest if column else None),
                str(read.published),
                column.column_class if column else "",
                str(read.footer.site_code or read.footer.badge_code),
                str(read.footer.icp),
            ),
            strict=True,
        )
    )


def differences(only: str = "", change: str = "") -> tuple[Counter[str], list[Difference]]:
    """How often each change was made, and what did not survive it."""
    made: Counter[str] = Counter()
    found: list[Difference] = []
    for page in pages():
        if page.kind == "waf" or only not in page.file:
            continue
        text = page.document().text
        before, place = answers(text.encode(), page), _main_place(page)
        for name, otherwise in CHANGES.items():
            changed = otherwise(text, place) if change in name else None
            if changed is None:
                continue
            made[name] += 1
            after = answers(changed.encode(), page)
            found += [
                Difference(page.file, name, answer, before[answer], after[answer])
                for answer in _ANSWERS
                if before[answer] != after[answer]
            ]
    return made, found


def _main_place(page: SavedPage) -> str:
    """Where the main list of a column stands; a home page's lists are all of them its own."""
    listed = main_list(page.document(), AS_OF.astimezone(CHINA).date())
    return listed.selector if page.kind == "list" and listed and listed.items else ""


def table(made: Counter[str], found: list[Difference]) -> list[str]:
    """A Markdown table: the changes down, the answers across, each the number that changed."""
    counts = Counter((each.change, each.answer) for each in found)
    lines = [
        "| 改动 | 页 | " + " | ".join(_ANSWERS) + " |",
        "|---|--:|" + "--:|" * len(_ANSWERS),
    ]
    for change, times in made.items():
        cells = " | ".join(str(counts[change, answer] or "") for answer in _ANSWERS)
        lines.append(f"| {change} | {times} | {cells} |")
    return lines


def main() -> int:
    """Prints the table and every difference; 0 always: a measure, no gate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", default="", help="only files whose name holds this")
    parser.add_argument("--change", default="", help="only changes whose name holds this")
    wanted = parser.parse_args()
    if not pages():
        print("没有保存的页面（设 CHECKER_CORPUS 指向它们），已跳过", file=sys.stderr)
        return 0
    made, found = differences(wanted.page, wanted.change)
    print("\n".join(table(made, found)))
    for each in found:
        print(f"- {each.page} · {each.change} · {each.answer}：{each.before} → {each.after}")
    same = 1 - len(found) / max(1, len(_ANSWERS) * sum(made.values()))
    print(f"不变 {same:.4f}（{sum(made.values())} 次改动，{len(_ANSWERS)} 个问题）")
    return 0


if __name__ == "__main__":
    sys.exit(main())
