"""One item of a list as a plain value: see `seen_link` for why it stands by itself."""

from datetime import date
from typing import NamedTuple


class Item(NamedTuple):
    """One item: `day` with where it stood (`date_from`) and its words; empty where none was read."""

    title: str
    url: str
    day: date | None
    date_from: str
    date_quote: str
    pinned: bool
    selector: str
