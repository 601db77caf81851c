"""The letters part: the messages of citizens that a site publishes, and how they were answered."""

from datetime import date
from typing import Literal

from checker.core.evidence import Proof
from checker.core.fact import Fact


class Letter(Fact):
    """One published message of a citizen (留言), and when the office answered it.

    `sent` and `answered` are days; `state` is what the page says of it in one word. A message
    whose page could not be read is `unclear`. `exempt_kind` says that the message lies in a
    mailbox that the norm leaves out (信访, 举报, 访谈, 征集).
    """

    title: str
    url: str = ""
    sent: date | None = None
    answered: date | None = None
    state: Literal["answered", "pending", "unclear"] = "unclear"
    unit: str = ""
    kind: str = ""
    exempt_kind: bool = False
    at: Proof


class Letters(Fact):
    """The published messages that were found, newest first, and the pages that list them.

    `unread` counts mailbox pages that stand there and could not be read. `statistics` says
    whether a page with numbers of received and answered messages was found; None is not known.
    """

    letters: tuple[Letter, ...] = ()
    mailboxes: tuple[str, ...] = ()
    unread: int = 0
    statistics: bool | None = None
    at: Proof
