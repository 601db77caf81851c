"""Reads a flattened book for what its own shape cannot say: ids, parameters, items, prices."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import get_args

from pydantic import JsonValue, ValidationError

from checker.books.strict_yaml import Document, Path, nearest_hint
from checker.core.canonical import canonical_json
from checker.core.indicator import Indicator
from checker.core.rulebook import Book, Entry
from checker.core.site import ColumnClass

_ID = re.compile(r"(site|account|office)(\.[a-z0-9]+)(-[a-z0-9]+)*")


def proofread(
    document: Document, book: Book, indicators: Mapping[str, Indicator]
) -> tuple[str, ...]:
    """Every fault of the book, each as `file:line: where: what`."""
    faults: list[str] = []
    classes = [*get_args(ColumnClass)]
    for name, days in book.columns.items():
        if name not in classes:
            faults.append(
                document.fault(("columns", name), f"栏目类别{nearest_hint(name, classes)}")
            )
        elif days < 1:
            faults.append(document.fault(("columns", name), "天数应为正数 · days must be positive"))
    twice = [id for id, times in Counter(entry.id for entry in book.entries).items() if times > 1]
    for entry in book.entries:
        where = _place(document, entry.id)
        says = [*_entry_faults(entry, book, indicators)]
        if entry.id in twice:
            says.append("指标重复 · it stands there twice")
        faults += [f"{document.name}:{document.line(where)}: {entry.id}: {what}" for what in says]
    return tuple(dict.fromkeys(faults))


def _place(document: Document, indicator: str) -> Path:
    """Where the text speaks of the indicator: its own line, or the change of a local book."""
    content = document.content
    if not isinstance(content, dict):
        return ()
    for key in ("indicators", "add"):
        lines = content.get(key)
        for index, line in enumerate(lines if isinstance(lines, list) else ()):
            if isinstance(line, dict) and line.get("id") == indicator:
                return (key, index)
    return ("change", indicator)


def _entry_faults(entry: Entry, book: Book, indicators: Mapping[str, Indicator]) -> Iterator[str]:
    if not _ID.fullmatch(entry.id):
        yield "编号应形如 site.some-name · an id looks like site.some-name"
    if entry.item is not None and entry.item not in book.items:
        yield f"in: {entry.item}{nearest_hint(entry.item, sorted(book.items))}"
    yield from _price_faults(entry)
    if entry.by == "human":
        if entry.params or entry.warn:
            yield "由人工判定的指标没有参数 · nobody reads the params of what people judge"
        return
    if entry.unless_stated and (entry.by != "assisted" or entry.consequence != "veto"):
        yield "unless_stated 只用于人工判定的指标或机器辅助的单项否决 · only for what people judge, or vetoes that a machine assists in"
    indicator = indicators.get(entry.id)
    if indicator is None:
        hint = nearest_hint(entry.id, sorted(indicators))
        yield f"没有这个指标的程序{hint}（by: human 表示由人工判定 · for what people judge）"
        return
    yield from _param_faults("params", entry.params, indicator)
    yield from _param_faults("warn", entry.warn, indicator)


def _price_faults(entry: Entry) -> Iterator[str]:
    """A deduction and a bonus need a number; a veto and a watch have none."""
    if entry.consequence == "deduct" and entry.each is None and entry.points is None:
        yield "扣分指标须写 each 或 points · a deduction needs each or points"
    if entry.consequence == "bonus" and (entry.points is None or entry.each is not None):
        yield "加分指标须写 points，不写 each · a bonus needs points and no each"
    if entry.consequence in ("veto", "watch") and (entry.each, entry.points) != (None, None):
        yield f"{entry.consequence} 不计分 · it has neither each nor points"
    if entry.elsewhere and entry.consequence != "deduct":
        yield "elsewhere 只用于扣分指标 · only for deductions"
    if min(entry.each or 0.0, entry.points or 0.0) < 0:
        yield "分值不能为负 · points are written without a sign"


def _param_faults(word: str, given: Mapping[str, JsonValue], indicator: Indicator) -> Iterator[str]:
    """A parameter that the indicator does not know, or of a wrong type."""
    known = sorted(indicator.params.model_fields)
    unknown = [name for name in given if name not in known]
    for name in unknown:
        yield f"{word}.{name}{nearest_hint(name, known)}"
    kept = {name: value for name, value in given.items() if name in known}
    try:
        indicator.params.model_validate_json(canonical_json(kept), strict=True)
    except ValidationError as error:
        for fault in error.errors():
            path = ".".join(str(step) for step in fault["loc"])
            yield f"{word}.{path}: {fault['msg']} ({fault['input']!s:.40})"
