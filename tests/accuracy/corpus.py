"""The saved pages with their hand-read truth, where this machine has them."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import cast

from checker.core.fact import CHINA
from checker.extract.document import Document, parse

AS_OF = datetime(2026, 11, 22, 12, tzinfo=CHINA)
"""The moment of reading for every page: later than any of them was saved."""

_UNKNOWN_ADDRESS = "http://site.invalid/column/page"
_ROOT = Path(__file__).resolve().parents[2]


def folder() -> Path | None:
    """Where the corpus lies (CHECKER_CORPUS, or ../shared/corpus beside the checkout), or None."""
    named = os.environ.get("CHECKER_CORPUS")
    place = Path(named) if named else _ROOT.parent / "shared" / "corpus"
    return place if (place / "manifest.jsonl").is_file() else None


def samples(part: str) -> Path | None:
    """A folder of recorded answers, lists or footers beside the saved pages, or None."""
    place = _ROOT.parent / "shared" / "account-and-page-samples" / part
    return place if place.is_dir() else None


@dataclass(frozen=True)
class SavedPage:
    """One saved page: its bytes, its address (or one that says nothing), its truth."""

    file: str
    kind: str
    url: str
    body: bytes
    truth: Mapping[str, object]
    observed: Mapping[str, object]
    authenticity: str

    def document(self) -> Document:
        """The page parsed anew."""
        return parse(self.body, self.url)

    def said(self, name: str) -> str | None:
        """A text of the truth, None when the page's reader wrote none."""
        value = self.truth.get(name)
        return value if isinstance(value, str) and value else None

    def seen(self, name: str) -> str | None:
        """A text that a script saw in the page, None when it saw none."""
        value = self.observed.get(name)
        return value.strip() if isinstance(value, str) and value.strip() else None


@cache
def pages(kind: str = "") -> tuple[SavedPage, ...]:
    """Saved pages of one kind, or all; none where the corpus is absent."""
    place = folder()
    if place is None:
        return ()
    lines = (place / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    found = [_page(place, cast("dict[str, object]", json.loads(line))) for line in lines if line]
    return tuple(page for page in found if not kind or page.kind == kind)


def _page(place: Path, row: dict[str, object]) -> SavedPage:
    file, address = str(row["file"]), row.get("page_url")
    url = address if isinstance(address, str) and address.startswith("http") else _UNKNOWN_ADDRESS
    return SavedPage(
        file=file,
        kind=str(row["kind"]),
        url=url,
        body=(place / file).read_bytes(),
        truth=_mapping(row.get("truth")),
        observed=_mapping(row.get("observed")),
        authenticity=str(row.get("authenticity", "")),
    )


def _mapping(value: object) -> Mapping[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
