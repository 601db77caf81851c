"""The library: finds the rule modules and the rulebooks, and hands out flattened, checked books.

A rule module is found by its path under `rules/site` and `rules/account`, a book by its file:
`NAME.yaml` is the current version, `NAME@VERSION.yaml` an older one that other books still extend.
"""

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import get_args

from checker.books.proofreading import proofread
from checker.books.strict_yaml import Document, StrictYamlError, as_model, nearest_hint, read_yaml
from checker.core.fact import Fact
from checker.core.indicator import Indicator, Subject, read_indicator
from checker.core.rulebook import Book, BookError, Entry, Grading, Item, LocalBook, Terms, flatten

_ENDING = ".yaml"


class _FirstBook(Fact):
    """A book that extends none, as its file is written."""

    book: str
    version: str
    source: str = ""
    grading: Grading = Grading()
    terms: Terms = Terms()
    columns: dict[str, int] = {}
    items: dict[str, Item] = {}
    indicators: tuple[Entry, ...]


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by id; raises IndicatorError naming the module that breaks the contract."""
    found: dict[str, Indicator] = {}
    subjects: tuple[Subject, ...] = get_args(Subject)
    for subject in subjects:
        package = importlib.import_module(f"rules.{subject}")
        for module in pkgutil.iter_modules(package.__path__, f"rules.{subject}."):
            indicator = read_indicator(importlib.import_module(module.name), subject)
            found[indicator.id] = indicator
    return dict(sorted(found.items()))


def book_names(folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """The books that can be loaded, older versions as `name@version`."""
    return tuple(sorted(_shelf(folders)))


def load_book(name: str, folders: Sequence[Path] = ()) -> Book:
    """The flattened book, checked against the indicators; raises BookError."""
    return lineage(name, folders)[-1]


def lineage(name: str, folders: Sequence[Path] = ()) -> tuple[Book, ...]:
    """The book with all it stands on: the first parent first, the book itself last."""
    return _lineage(name, _shelf(folders), ())


def _shelf(folders: Sequence[Path]) -> dict[str, Traversable]:
    """The books' files by name, ours and those of extra folders; no name may stand twice."""
    shelf: dict[str, Traversable] = {}
    for folder in (files("rules") / "books", *folders):
        if not folder.is_dir():
            raise BookError(f"{folder}: 不是规则文件夹 · no folder of rulebooks")
        for file in folder.iterdir():
            name = file.name.removesuffix(_ENDING)
            if name == file.name:
                continue
            if name in shelf:
                raise BookError(f"{file}: 与 {shelf[name]} 重名 · two books of one name")
            shelf[name] = file
    return shelf


def _lineage(
    name: str, shelf: dict[str, Traversable], children: tuple[str, ...]
) -> tuple[Book, ...]:
    if name in children:
        way = " → ".join((*children[children.index(name) :], name))
        raise BookError(f"规则互相继承 · books extend each other: {way}")
    document = _read(name, shelf)
    try:
        if not isinstance(document.content, dict):
            raise BookError(document.fault((), "应为“键：值”的形式 · must hold `key: value` lines"))
        if "extends" not in document.content:
            book = _first(as_model(document, _FirstBook))
            elders: tuple[Book, ...] = ()
        else:
            local = as_model(document, LocalBook)
            elders = _parents(local, document, shelf, (*children, name))
            book = flatten(elders[-1], local)
    except StrictYamlError as error:
        raise BookError(str(error)) from None
    if name not in (book.name, f"{book.name}@{book.version}"):
        raise BookError(
            document.fault(
                ("book",), f"文件名应为 {book.name}{_ENDING} · file name and book differ"
            )
        )
    faults = proofread(document, book, indicators())
    if faults:
        raise BookError("\n".join(faults))
    return (*elders, book)


def _read(name: str, shelf: dict[str, Traversable]) -> Document:
    file = shelf.get(name)
    if file is None:
        raise BookError(f"没有规则 · no book {name}{nearest_hint(name, sorted(shelf))}")
    try:
        return read_yaml(file.read_text(encoding="utf-8-sig"), str(file))
    except StrictYamlError as error:
        raise BookError(str(error)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BookError(f"{file}: 无法读取 · cannot read it: {error}") from None


def _parents(
    local: LocalBook, document: Document, shelf: dict[str, Traversable], children: tuple[str, ...]
) -> tuple[Book, ...]:
    """The parent that the book pins, with its own parents."""
    name, mark, version = local.extends.partition("@")
    if not mark or not version:
        what = f"请注明版本 · pin the version: {name}@VERSION"
        raise BookError(document.fault(("extends",), what))
    found = _lineage(local.extends if local.extends in shelf else name, shelf, children)
    if found[-1].version != version:
        what = f"{name} 现为版本 {found[-1].version} · there is no {local.extends}"
        raise BookError(document.fault(("extends",), what))
    return found


def _first(written: _FirstBook) -> Book:
    entries = (entry.model_copy(update={"origin": written.book}) for entry in written.indicators)
    return Book(
        name=written.book,
        version=written.version,
        source=written.source,
        grading=written.grading,
        terms=written.terms,
        columns=written.columns,
        items=written.items,
        entries=tuple(entries),
    )
