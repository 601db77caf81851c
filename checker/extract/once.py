"""Readings that are made once for each page, however many readers ask for them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from checker.extract.document import Document

_Said = ParamSpec("_Said")
_Read = TypeVar("_Read")
_NOT_YET = object()


def once(
    read: Callable[Concatenate[Document, _Said], _Read],
) -> Callable[Concatenate[Document, _Said], _Read]:
    """A reader whose answer is kept with the page, one for each set of its other arguments.

    Only for readers that answer values nobody changes.
    """

    @wraps(read)
    def kept(doc: Document, *said: _Said.args, **named: _Said.kwargs) -> _Read:
        key = (read, said, *named.items())
        found: Any = doc.readings.get(key, _NOT_YET)
        if found is _NOT_YET:
            found = doc.readings[key] = read(doc, *said, **named)
        return found

    return kept
