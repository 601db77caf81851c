"""General date readers that answer one of our questions too, where they are installed."""

import logging
from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

from tests.accuracy.corpus import AS_OF

ReadDate = Callable[[str, str], str | None]
"""(page text, address) -> an ISO day, or None."""


def peer_dates() -> dict[str, ReadDate]:
    """The peers that can be imported here, by name; each used as its manual says."""
    found: dict[str, ReadDate] = {}
    for name, make in (("htmldate", _htmldate), ("GNE", _gne)):
        try:
            found[name] = make()
        except Exception:
            logging.getLogger(__name__).info("%s is not installed", name)
    return found


def _htmldate() -> ReadDate:
    find_date: Any = import_module("htmldate").find_date
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    latest = AS_OF.date().isoformat()

    def read(text: str, url: str) -> str | None:
        try:
            found = find_date(text, url=url, original_date=True, max_date=latest)
        except Exception:
            return None
        return found if isinstance(found, str) else None

    return read


def _gne() -> ReadDate:
    extractor: Any = import_module("gne").GeneralNewsExtractor

    def read(text: str, url: str) -> str | None:
        try:
            found = extractor().extract(text).get("publish_time", "")
        except Exception:
            return None
        return _day(str(found))

    return read


def _day(text: str) -> str | None:
    """The day in an answer, read as simply as can be so that it is neither helped nor harmed."""
    figures = "".join(sign if sign.isdigit() else " " for sign in text).split()
    if len(figures) < 3 or len(figures[0]) != 4:
        return None
    try:
        return date(int(figures[0]), int(figures[1]), int(figures[2])).isoformat()
    except ValueError:
        return None
