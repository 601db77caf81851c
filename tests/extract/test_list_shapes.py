"""Every shape of a list is read alike in every frame of a page."""

from calendar import month_abbr
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
import yaml

from checker.extract.document import Document, from_text
from checker.extract.lists.reading import main_list

AS_OF = date(2026, 11, 22)
URL = "http://www.example.gov.cn/zwgk/tzgg/index.html"
_DATA = cast(
    dict[str, dict[str, str | list[str]]],
    yaml.safe_load(
        (Path(__file__).parent / "pages" / "list_shapes.yaml").read_text(encoding="utf-8")
    ),
)
SHAPES = cast(dict[str, list[str]], _DATA["shapes"])
FRAMES = cast(dict[str, str], _DATA["frames"])
PARTS = cast(dict[str, str], _DATA["parts"])
_WORDS = ("农业", "教育", "医疗", "安全", "项目", "环境", "改革", "规划", "会议", "检查")


def _title(place: int) -> str:
    """A title of 10 to 26 characters, another one for every place."""
    words = "".join(_WORDS[(place * step + step) % 10] for step in range(1, 4 + place % 7))
    return f"关于{words}工作第{place}号的通知"


def _row(place: int, row: str) -> tuple[str, str, date]:
    title, day = _title(place), date(2026, 10, 20) - timedelta(days=3 * place)
    text = row.format(
        t=title, cut=title if len(title) < 20 else title[:18] + "...", i=place + 1, day=day,
        s="会议指出,要认真落实各项工作部署。", file=f"./{day:%Y%m}/t{day:%Y%m%d}_{place}.html",
        earlier=day - timedelta(days=5), slashed=f"{day:%Y/%m/%d}", dotted=f"{day:%Y.%m.%d}",
        cn=f"{day:%Y年%m月%d日}", md=f"{day:%m-%d}", d=f"{day:%d}", ym=f"{day:%Y.%m}", y=f"{day:%Y}",
        short=f"{day.year}-{day.month}-{day.day}", us=f"{day.month}/{day.day}/{day.year}",
        mdslash=f"{day:%m/%d}", mdcn=f"{day.month}月{day.day}日", m=day.month, mcn=f"{day.month}月",
        mon=month_abbr[day.month], ym2=f"{day:%Y-%m}", ymslash=f"{day:%Y/%m}", ymcn=f"{day:%Y年%m月}",
    )  # fmt: skip
    return text, title, day


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_list_is_read_in_its_frame(shape: str, frame: str) -> None:
    for count in (20, 7) if shape in _UNDATED else (20, 3):
        _is_read(shape, frame, count)


_UNDATED = {
    "day only in the hint of the link",
    "day written by a script",
    "day only in the address",
}
"""What shows a visitor no day: three such lines are outdone by a block of fresh news beside them."""


def list_page(shape: str, frame: str, count: int) -> tuple[Document, list[tuple[str, date]]]:
    """A column page with a list of that shape in that frame, and its titles with their days."""
    before, row, after = SHAPES[shape]
    rows = [_row(place, row) for place in range(count)]
    markup = before + "".join(text for text, _, _ in rows) + after
    page = FRAMES[frame].format(list=markup, **PARTS)
    doc = from_text(f"<title>通知公告_某县人民政府</title><body>{page}</body>", URL)
    return doc, [(title, day) for _, title, day in rows]


def _is_read(shape: str, frame: str, count: int) -> None:
    doc, wanted = list_page(shape, frame, count)
    found = main_list(doc, AS_OF)
    assert found is not None
    assert [(item.title, item.day) for item in found.items] == wanted
    assert found.newest == date(2026, 10, 20)
    assert found.needs_browser is None
