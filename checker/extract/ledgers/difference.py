"""What an import changes: the rows of a ledger against those that are registered already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from checker.core.desk import DeskResult
from checker.core.letter_tests import LetterTest
from checker.core.reposts import RepostTask
from checker.core.target import Account, RegisteredColumn, Site
from checker.core.tickets import Ticket
from checker.extract.ledgers.observation import ObservationRow

LedgerRow = TypeVar(
    "LedgerRow",
    Site,
    Account,
    RegisteredColumn,
    ObservationRow,
    DeskResult,
    LetterTest,
    Ticket,
    RepostTask,
)
AnyRow = (
    Site
    | Account
    | RegisteredColumn
    | ObservationRow
    | DeskResult
    | LetterTest
    | Ticket
    | RepostTask
)


def key_of(row: AnyRow) -> str:
    """What a row is recognised by when it is imported again.

    Sites and accounts: the code. Columns: the site and the address, or the name where the ledger
    gives no address. Observations: the account and the address, or the day and the title. Results:
    target, indicator and day. Test letters: round, site and number. Tickets: the number. Assigned reposts:
    title and address.
    """
    match row:
        case Site() | Account():
            return row.code
        case RegisteredColumn():
            return f"{row.site_code}\n{row.url or row.name}"
        case ObservationRow():
            account = row.account_code or row.account_name
            if row.published is None:
                return f"{account}\n{row.observed_at} {row.observer}"
            return f"{account}\n{row.url or f'{row.published.isoformat()} {row.title}'}"
        case DeskResult():
            return f"{row.code}\n{row.indicator}\n{row.at:%Y-%m-%d}"
        case LetterTest():
            return f"{row.round}\n{row.site_code}\n{row.number}"
        case Ticket():
            return f"{row.channel}\n{row.number}"
        case RepostTask():
            return f"{row.title}\n{row.url}"


@dataclass(frozen=True, slots=True)
class Change(Generic[LedgerRow]):
    """A registered row, what the ledger says now, and the fields that differ, by name."""

    old: LedgerRow
    new: LedgerRow
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference(Generic[LedgerRow]):
    """The rows of a ledger by what importing them would do, each in the ledger's order."""

    added: tuple[LedgerRow, ...]
    changed: tuple[Change[LedgerRow], ...]
    unchanged: tuple[LedgerRow, ...]


def difference(old: Mapping[str, LedgerRow], new: Sequence[LedgerRow]) -> Difference[LedgerRow]:
    """Compares by `key_of`. What is registered and not in the ledger is left alone."""
    added: list[LedgerRow] = []
    changed: list[Change[LedgerRow]] = []
    unchanged: list[LedgerRow] = []
    for row in new:
        known = old.get(key_of(row))
        if known is None:
            added.append(row)
        elif known == row:
            unchanged.append(row)
        else:
            fields = type(row).model_fields
            names = (name for name in fields if getattr(known, name) != getattr(row, name))
            changed.append(Change(known, row, tuple(names)))
    return Difference(tuple(added), tuple(changed), tuple(unchanged))
