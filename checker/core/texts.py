"""The texts part: wrong wording and personal data in the pages and attachments of a site."""

from typing import Literal

from checker.core.evidence import Proof
from checker.core.fact import Fact

WordLevel = Literal["serious", "general", "hint"]
"""严重, 一般, 提示: how an office's lexicon ranks an error; only people call one serious at last."""

UnreadReason = Literal[
    "encrypted",  # a password is needed
    "broken",  # it is not what it says it is, or damaged
    "too-large",  # more bytes, inflated bytes or memory than a file may cost
    "too-slow",  # more seconds than a file may cost
    "unsupported",  # a format that is not read, such as .doc
    "no-text",  # pictures of pages: nothing but character recognition could read it
    "not-opened",  # the site, a firewall or our own limits did not give it to us
    "crash",  # our own program failed
]
"""Why the text of an attachment is unknown. It is no fault of the site."""


class WordingFind(Fact):
    """One wrong expression of a lexicon on one page or in one attachment.

    `at` is the first place and quotes it; `times` counts all places on that page. `right` is the
    suggestion. `attachment` is the file's name, empty for a page.
    """

    wrong: str
    right: str = ""
    level: WordLevel = "general"
    lexicon: str = ""
    note: str = ""
    attachment: str = ""
    times: int = 1
    at: Proof


class PersonalData(Fact):
    """One piece of unmasked personal data.

    The number itself is never kept: `masked` is how it may be shown, and the quote of `at` has
    it in the same form.
    """

    kind: Literal["id-card", "mobile", "bank-card"]
    masked: str
    attachment: str = ""
    at: Proof


class UnreadAttachment(Fact):
    """An attachment whose text could not be read."""

    url: str
    name: str = ""
    reason: UnreadReason
    detail: str = ""


class Texts(Fact):
    """What the texts of the visited pages and attachments say that they should not.

    `pages` and `attachments` were read; `unread` could not be, `unopened` counts attachments left
    out by the limits. `lexicons` names what was looked for, with its digest: another lexicon
    finds other things in the same bytes.
    """

    pages: int = 0
    attachments: int = 0
    unread: tuple[UnreadAttachment, ...] = ()
    unopened: int = 0
    lexicons: tuple[str, ...] = ()
    wording: tuple[WordingFind, ...] = ()
    personal: tuple[PersonalData, ...] = ()
    at: Proof
