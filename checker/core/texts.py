"""The texts part: wrong wording and personal data in the pages and attachments of a site."""

from typing import Literal

from checker.core.evidence import Proof
from checker.core.fact import Fact

WordLevel = Literal["serious", "general", "hint"]
"""严重, 一般, 提示: how an office's lexicon ranks an error; only people call one serious at last."""


class WordingFind(Fact):
    """One place where a lexicon's wrong expression stands, with what it should say."""

    wrong: str
    right: str = ""
    level: WordLevel = "general"
    lexicon: str = ""
    at: Proof


class PersonalData(Fact):
    """One piece of unmasked personal data; `masked` is how it may be shown in a report."""

    kind: Literal["id-card", "mobile", "bank-card"]
    masked: str
    at: Proof


class Texts(Fact):
    """What the texts of the visited pages and attachments say that they should not.

    `pages` and `attachments` were read; `unread` attachments could not be. `lexicons` names what
    was looked for, with its digest: another lexicon finds other things in the same bytes.
    """

    pages: int = 0
    attachments: int = 0
    unread: int = 0
    lexicons: tuple[str, ...] = ()
    wording: tuple[WordingFind, ...] = ()
    personal: tuple[PersonalData, ...] = ()
    at: Proof
