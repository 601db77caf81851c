"""Saved pages give the same answer when what no reader should lean on is changed or taken away."""

import re
from collections.abc import Callable

import pytest

from checker.extract.articles.article import read_article
from checker.extract.document import decode, from_text
from checker.extract.lists.reading import main_list
from tests.accuracy.corpus import AS_OF, SavedPage, folder, pages

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(folder() is None, reason="no saved pages on this machine"),
]

_TAGS = re.compile(r"<meta\b(?![^>]*charset)[^>]*>", re.IGNORECASE)
_MARKS = re.compile(r"\s(?:class|id)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_DASHED = re.compile(r"(?<![\d/_.\-])(20\d\d)-(\d\d)-(\d\d)(?![\d_\-])")


def _renamed(before: str, after: str) -> Callable[[str], str]:
    pattern = re.compile(rf"<(/?){before}(?=[\s>])", re.IGNORECASE)
    return lambda text: pattern.sub(rf"<\1{after}", text)


def _dates(written: str) -> Callable[[str], str]:
    """Dates of the body in another form; tags and addresses keep theirs."""

    def change(text: str) -> str:
        head, end, body = text.partition("</head>")
        return head + end + _DASHED.sub(written, body)

    return change


CHANGES: dict[str, Callable[[str], str]] = {
    "without tags": lambda text: _TAGS.sub("", text),
    "without classes and ids": lambda text: _MARKS.sub("", text),
    "dates with signs": _dates(r"\1年\2月\3日"),
    "dates with strokes": _dates(r"\1/\2/\3"),
    "dates with dots": _dates(r"\1.\2.\3"),
    "dates in brackets": _dates(r"[\1-\2-\3]"),
    "lists of divs": lambda text: _renamed("ul", "div")(_renamed("li", "div")(text)),
    "headings of divs": _renamed("h[1-3]", "div"),
    "em for span": _renamed("span", "em"),
    "without blanks between": lambda text: re.sub(r">\s+<", "><", text),
    "in capitals": lambda text: re.sub(
        r"<(/?)([a-z]+\d?)(?=[\s>/])", lambda tag: f"<{tag[1]}{tag[2].upper()}", text
    ),
}


def _changed(page: SavedPage, change: str) -> str:
    return CHANGES[change](decode(page.body)[0])


@pytest.mark.parametrize("change", CHANGES)
def test_an_article_keeps_its_day(change: str) -> None:
    for page in pages("article"):
        if "date" in page.truth:
            found = read_article(
                from_text(_changed(page, change), page.url), AS_OF.date()
            ).published
            assert (str(found) if found else None) == page.said("date"), page.file


@pytest.mark.parametrize("change", CHANGES)
def test_a_list_keeps_its_items_and_its_newest_day(change: str) -> None:
    for page in pages("list"):
        if page.truth.get("items"):
            found = main_list(from_text(_changed(page, change), page.url), AS_OF.date())
            assert found is not None, page.file
            assert len(found.items) == int(str(page.truth["items"])), page.file
            assert str(found.newest) == page.said("newest"), page.file
