"""Lists, newest days, classes of columns, channels and services, and what needs a browser."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml

from checker.core.site import ColumnClass
from checker.extract.channels.entries import Entry, find_entries
from checker.extract.channels.forms import read_form
from checker.extract.columns.classes import column_class
from checker.extract.columns.nav import named_columns
from checker.extract.document import from_text
from checker.extract.letters.mailbox import read_mailbox
from checker.extract.lists.reading import main_list
from tests.accuracy.corpus import AS_OF, SavedPage, pages
from tests.accuracy.question import Case, Question, items, single
from tests.extract.test_list_shapes import FRAMES, SHAPES, list_page

_DAY = AS_OF.date()
_OWN = Path(__file__).resolve().parents[1] / "extract" / "pages"


def questions() -> list[Question]:
    """The corpus knows how many items a list has and its newest day; own pages know each item."""
    lists = [page for page in pages() if page.truth.get("items") and page.kind == "list"]
    scripted = [page for page in pages() if page.kind == "ajaxlist"]
    classes = _class_names()
    named = [page for page in pages() if page.said("title") in classes]
    return [
        Question("列表条目", tuple(_count(page) for page in lists), 0.95, "f1"),
        Question("列表条目（自备页面）", tuple(_own_items(case) for case in _own()), 0.95, "f1"),
        Question("列表条目与日期（自备组合）", tuple(_shapes()), 0.95, "f1"),
        Question("列表最新日期", tuple(_newest(page) for page in _dated()), 0.97),
        Question("列表最旧日期", tuple(_oldest(page) for page in lists), None),
        Question("列表最新日期（自备页面）", tuple(_own_newest(case) for case in _own()), 0.97),
        Question(
            "栏目类别",
            (
                *(_class(name, name, "", "", known) for name, known in classes.items()),
                *(_page_class(page, classes) for page in named),
            ),
            0.93,
        ),
        Question("动态列表不判空白，要浏览器", tuple(_scripted(page) for page in scripted), 1.0),
        Question("静态列表不要浏览器", tuple(_static(page) for page in lists), 1.0),
        Question(
            "互动入口", tuple(_entry(page, "feedback") for page in _telling("feedback")), 0.97
        ),
        Question("服务入口", tuple(_entry(page, "service") for page in _telling("service")), 0.97),
        Question("留言表单", tuple(_form(page) for page in pages("feedback")), None),
        Question(
            "公开信件条数", tuple(_letters(page) for page in pages() if "letters" in page.truth)
        ),
        Question("找错入口", tuple(_error_entry(page) for page in _with_badge()), 0.97),
        Question("导航栏目", tuple(_nav(page) for page in pages() if "nav_columns" in page.truth)),
    ]


def _count(page: SavedPage) -> Case:
    wanted = int(str(page.truth["items"]))
    found = main_list(page.document(), _DAY)
    got = len(found.items) if found is not None else 0
    right = min(wanted, got)
    return Case(page.file, right, got - right, wanted - right, f"{wanted} 条", f"{got} 条")


def _dated() -> list[SavedPage]:
    return [page for page in pages() if page.kind in ("list", "feedback") and page.said("newest")]


def _newest(page: SavedPage) -> Case:
    found = main_list(page.document(), _DAY)
    return single(page.file, page.said("newest"), _iso(found.newest if found else None))


def _oldest(page: SavedPage) -> Case:
    found = main_list(page.document(), _DAY)
    days = [item.day for item in found.items if item.day is not None] if found else []
    return single(page.file, page.said("oldest"), _iso(min(days, default=None)))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _own() -> list[dict[str, Any]]:
    """The project's own list pages that name their items' titles or days."""
    text = (_OWN / "lists.yaml").read_text(encoding="utf-8")
    return [case for case in cast(list[dict[str, Any]], yaml.safe_load(text)) if "newest" in case]


def _own_items(case: dict[str, Any]) -> Case:
    """Own pages ask for each item by its day and place, and by its title where it is named."""
    as_of = date.fromisoformat(case.get("as_of", _DAY.isoformat()))
    found = main_list(from_text(case["html"], case["url"]), as_of)
    got = found.items if found is not None else ()
    wanted = [f"{place} {day}" for place, day in enumerate(case.get("days", ()))]
    given = [f"{place} {item.day}" for place, item in enumerate(got)] if wanted else []
    if "titles" in case:
        wanted += case["titles"]
        given += [item.title for item in got]
    return items(case["says"], wanted, given)


def _shapes() -> Iterator[Case]:
    """Every shape of a list in every frame of a page: each title with its day."""
    for shape in SHAPES:
        for frame in FRAMES:
            doc, wanted = list_page(shape, frame, 20)
            found = main_list(doc, _DAY)
            got = [f"{item.title} {item.day}" for item in found.items] if found else []
            yield items(f"{frame}：{shape}", [f"{title} {day}" for title, day in wanted], got)


def _own_newest(case: dict[str, Any]) -> Case:
    as_of = date.fromisoformat(case.get("as_of", _DAY.isoformat()))
    found = main_list(from_text(case["html"], case["url"]), as_of)
    return single(case["says"], case["newest"], _iso(found.newest if found else None))


def _class_names() -> dict[str, ColumnClass]:
    """Column names with their class, as a person sorted them."""
    text = (_OWN / "columns.yaml").read_text(encoding="utf-8")
    table = cast(dict[ColumnClass, list[str]], yaml.safe_load(text))
    return {name: known for known, names in table.items() for name in names}


def _class(page: str, name: str, url: str, column_type: str, known: ColumnClass) -> Case:
    guess = column_class(name, url, column_type)
    return single(page, known, guess.column_class, guess.because)


def _page_class(page: SavedPage, classes: dict[str, ColumnClass]) -> Case:
    name = page.said("title") or ""
    column_type = page.document().tag("ColumnType")
    return _class(page.file, name, page.url, column_type, classes[name])


def _scripted(page: SavedPage) -> Case:
    found = main_list(page.document(), _DAY)
    told = found is not None and found.blank is None and bool(found.needs_browser)
    got = "要浏览器" if told else "空白" if found is not None and found.blank else "无结论"
    return single(page.file, "要浏览器", got, (found.needs_browser or "") if found else "")


def _static(page: SavedPage) -> Case:
    found = main_list(page.document(), _DAY)
    return single(page.file, None, found.needs_browser if found is not None else "无列表")


def _telling(what: str) -> list[SavedPage]:
    """Pages whose truth says of an entry that it is there, where it leads, or that it is not."""
    return [page for page in pages() if what in page.truth or f"{what}_href" in page.truth]


def _entry(page: SavedPage, what: str) -> Case:
    entries = find_entries(page.document())
    found: tuple[Entry, ...] = entries.feedback if what == "feedback" else entries.services
    address = (page.said(f"{what}_href") or "").split(" ")[0].replace("../", "")
    if page.truth.get(what) is False:
        return single(page.file, None, found[0].name if found else None)
    if not address or address == "#":
        return single(page.file, "有", "有" if found else None)
    got = next((entry.url for entry in found if address in entry.url), None)
    return single(page.file, "有", "有" if got else None, address)


def _letters(page: SavedPage) -> Case:
    wanted, got = int(str(page.truth["letters"])), len(read_mailbox(page.document(), _DAY).letters)
    right = min(wanted, got)
    return Case(page.file, right, got - right, wanted - right, f"{wanted} 封", f"{got} 封")


def _with_badge() -> list[SavedPage]:
    """Pages on which a person or a script saw the badge; neither saw all that is a picture."""
    return [page for page in pages() if page.truth.get("zhaocuo") or page.observed["zhaocuo_link"]]


def _error_entry(page: SavedPage) -> Case:
    found = find_entries(page.document()).report_error
    return single(page.file, "有", "有" if found else None)


def _nav(page: SavedPage) -> Case:
    """The names of the main navigation that a person noted, with other names for the same."""
    noted = [str(name) for name in cast("list[object]", page.truth["nav_columns"])]
    found = {item.name for item in named_columns(page.document())}
    wanted = [name for name in noted if "首页" not in name]
    got = [name for name in wanted if found & set(re.split(r"[(（/）)]", name))]
    return items(page.file, wanted, got, page.said("nav_note") or "")


def _form(page: SavedPage) -> Case:
    read = read_form(page.document())
    wanted = "能用" if page.truth.get("usable_form") else None
    return single(page.file, wanted, "能用" if read is not None and read.usable else None)
