"""The letters part: the messages of citizens that a site publishes, and how they were answered."""

from datetime import date
from typing import Literal

from checker.core.evidence import Proof
from checker.core.fact import Fact

LetterState = Literal[
    "answered",
    "pending",  # the site itself says that nobody answered yet, in its list and on its own page
    "unclear",  # its list says so, and its own page could not be looked at
    "unsaid",  # nothing is said of an answer
]


class Letter(Fact):
    """One published message of a citizen (留言), and when the office answered it.

    `sent` and `answered` are days. `exempt_kind` says that the message lies in a mailbox that the
    norm leaves out (信访, 举报, 访谈, 征集).
    """

    title: str
    url: str = ""
    sent: date | None = None
    answered: date | None = None
    state: LetterState = "unsaid"
    unit: str = ""
    kind: str = ""
    exempt_kind: bool = False
    at: Proof


class Letters(Fact):
    """The published messages that were found, in the order of their lists.

    `mailboxes` are the pages that list them. `unread` counts mailbox pages that stand there and
    could not be read. `statistics` says whether numbers of received and answered messages were
    seen on these pages.
    """

    letters: tuple[Letter, ...] = ()
    mailboxes: tuple[str, ...] = ()
    unread: int = 0
    statistics: bool = False
    at: Proof
