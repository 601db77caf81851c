"""What is inspected: registered sites, accounts and columns, as the ledgers name them."""

import re
from typing import Literal

from checker.core.fact import Fact

Kind = Literal["site", "account"]
Level = Literal["省级", "市级", "县级", "乡级", "部委", ""]
State = Literal["正常", "关停", "迁移"]

PORTAL = "门户网站"

SITE_CODE = re.compile(r"\d{10}|bm\d{8}", re.ASCII)
"""网站标识码: six digits of area and four of serial, or `bm` and eight for ministries."""

ACCOUNT_CODE = re.compile(r"(?:\d{10}|\d{6}M\d{3}|bm\d{8})[A-Z]{2}\d{4}", re.ASCII)
"""新媒体标识码 as far as examples tell: its shape is learnt, so a stranger is never refused."""


class Site(Fact):
    """One registered website. `code` is empty for an address checked without registration."""

    kind: Literal["site"] = "site"
    code: str = ""
    name: str = ""
    url: str
    owner: str = ""
    region: str = ""
    level: str = ""
    type: str = ""
    has_services: bool | None = None
    supervisor: str = ""
    state: State = "正常"
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def is_portal(self) -> bool:
        """门户网站: the only sites that the national rules score."""
        return self.type == PORTAL


class Account(Fact):
    """One registered new-media account. `source` is a feed address, `manual`, or empty."""

    kind: Literal["account"] = "account"
    code: str = ""
    name: str = ""
    type: str = ""
    owner: str = ""
    region: str = ""
    level: str = ""
    source: str = ""
    url: str = ""
    state: State = "正常"
    notes: tuple[tuple[str, str], ...] = ()


class RegisteredColumn(Fact):
    """A column that the ledger promises, with its own rhythm and the unit that keeps it."""

    site_code: str
    name: str
    url: str = ""
    frequency: str = ""
    unit: str = ""
    notes: tuple[tuple[str, str], ...] = ()


Target = Site | Account
