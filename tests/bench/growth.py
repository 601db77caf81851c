"""How the cost of one page grows with its size: pages made to cost, each in three or four sizes.

Part of `python -m tests.bench.reading`. A page of ten times the size that costs ten times as much
grows with exponent 1; what goes through a page once for each of its parts would show 2.
"""

import math
from collections.abc import Callable, Mapping
from itertools import pairwise

_TITLE = "关于做好二〇二六年冬季用火安全工作的通知"
_ROW = f'<li><a href="../t20261103_%d.html">{_TITLE}%d</a><span>2026-11-03</span></li>'
_TEXT = f"<p>{_TITLE},2026年11月3日。</p>"


def _links(count: int) -> str:
    return "<ul>" + "".join(_ROW % (n, n) for n in range(count)) + "</ul>"


def _blocks(count: int) -> str:
    return ("<div><h3>公告</h3><ul>" + _ROW % (1, 1) * 2 + "</ul></div>") * count


def _text(size: int) -> str:
    return _TEXT * (size // len(_TEXT.encode()))


def _styles(opened: int) -> str:
    return "<p>" + "".join(f"<font c={n}>" for n in range(opened)) + "<p>x" * (9 * opened // 2)


def _deep(count: int) -> str:
    return '<div class="list">' * count + f"<a href=x.html>{_TITLE}</a>"


def _tags(count: int) -> str:
    """As many tags as are read, and as many again."""
    return "<table><td>" * count


SERIES: Mapping[str, tuple[Callable[[int], str], tuple[int, ...]]] = {
    "links": (_links, (1_000, 10_000, 100_000)),
    "blocks": (_blocks, (1_000, 5_000, 20_000)),
    "bytes of text": (_text, (300_000, 1_000_000, 3_000_000)),
    "styles left open": (_styles, (500, 1_000, 2_000, 4_000)),
    "boxes in boxes": (_deep, (5_000, 20_000, 80_000)),
    "beyond what is read": (_tags, (325_000, 650_000)),
}
"""What a reader with a loop in a loop would not finish: how a page is made, and its sizes."""


def growth(cost: Callable[[bytes], float]) -> None:
    """Prints what each page of each series costs (CPU s), and the exponent of its growth."""
    for name, (made, sizes) in SERIES.items():
        costs = [cost(made(size).encode()) for size in sizes]
        grown = [
            math.log(more / less) / math.log(after / before)
            for (less, more), (before, after) in zip(pairwise(costs), pairwise(sizes), strict=True)
        ]
        each = "".join(f"{size:>11,}:{one:6.2f}" for size, one in zip(sizes, costs, strict=True))
        print(f"  {name:20}{each}   exponent " + ", ".join(f"{one:.2f}" for one in grown))
