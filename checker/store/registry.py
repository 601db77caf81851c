"""Who is registered: targets, promised columns and observed posts, taken over from ledgers.

Importing the same rows again changes nothing, and what a ledger leaves out stays registered: an
office that drops a line by mistake must not make a site vanish.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from checker.core.account_doubts import ObservedAccount
from checker.core.desk import DeskResult
from checker.core.fact import digest_of
from checker.core.letter_tests import LetterTest
from checker.core.observation import Observation
from checker.core.reposts import RepostTask
from checker.core.target import Account, RegisteredColumn, Site, Target
from checker.core.tickets import Ticket
from checker.extract.ledgers.difference import AnyRow, Difference, LedgerRow, difference, key_of
from checker.extract.ledgers.observation import ObservationRow
from checker.store import tables
from checker.store.database import Database
from checker.store.errors import AmbiguousTarget
from checker.store.filing import target_from

_TARGETS = tables.targets.c
_AT_ONCE = 500
_SHELVES: dict[type[AnyRow], str] = {
    DeskResult: "result", LetterTest: "letter", Ticket: "ticket", RepostTask: "repost",
}  # fmt: skip


def compare(database: Database, rows: Sequence[LedgerRow]) -> Difference[LedgerRow]:
    """What `apply` would change; the rows are all of one kind."""
    with database.reading() as connection:
        return difference(_registered(connection, rows), rows)


def apply(
    database: Database, rows: Sequence[LedgerRow], *, at: datetime, ledger: str = ""
) -> Difference[LedgerRow]:
    """Registers ledger rows of one kind, all or none; returns what was added and changed.

    `ledger` is the name of the file, kept with observations as their source.
    """
    rows = list({key_of(row): row for row in rows}.values())
    with database.writing_alone() as connection:
        found = difference(_registered(connection, rows), rows)
        if found.added:
            connection.execute(
                insert(_table(found.added[0])),
                [{**_columns(row, at, ledger), "first_seen": at} for row in found.added],
            )
        if found.changed:
            table = _table(found.changed[0].new)
            connection.execute(
                update(table).where(table.c.identity == bindparam("wanted")),
                [
                    {**_columns(change.new, at, ledger), "wanted": _identity(change.new)}
                    for change in found.changed
                ],
            )
        if found.unchanged and isinstance(found.unchanged[0], ObservationRow):
            _told_again(connection, found.unchanged, at)
    return found


def _told_again(connection: Connection, rows: Sequence[LedgerRow], at: datetime) -> None:
    """Notes that an export still shows the same posts: so far, there are no newer ones."""
    table = tables.observations
    identities = [_identity(row) for row in rows]
    for start in range(0, len(identities), _AT_ONCE):
        some = table.c.identity.in_(identities[start : start + _AT_ONCE])
        connection.execute(update(table).where(some), {"changed_at": at})


def targets(
    database: Database, *, kind: str = "", region: str = "", state: str = ""
) -> tuple[Target, ...]:
    """The registered targets, sites first, by code. A region holds all whose name begins with it."""
    wanted = select(_TARGETS.kind, _TARGETS.fact).order_by(_TARGETS.kind.desc(), _TARGETS.code)
    if kind:
        wanted = wanted.where(_TARGETS.kind == kind)
    if region:
        wanted = wanted.where(_TARGETS.region.startswith(region, autoescape=True))
    if state:
        wanted = wanted.where(_TARGETS.state == state)
    with database.reading() as connection:
        return tuple(target_from(row.kind, row.fact) for row in connection.execute(wanted))


def find_target(database: Database, word: str) -> Target | None:
    """The registered target with that code, else that exact name, else that exact address.

    AmbiguousTarget when several bear the name or the address.
    """
    address = (word, word.removesuffix("/"), word + "/")
    with database.reading() as connection:
        for meant in (_TARGETS.code == word, _TARGETS.name == word, _TARGETS.url.in_(address)):
            wanted = select(_TARGETS.kind, _TARGETS.code, _TARGETS.fact).where(meant)
            rows = connection.execute(wanted.order_by(_TARGETS.code)).all()
            if len(rows) > 1:
                raise AmbiguousTarget(word, tuple(row.code for row in rows))
            if rows:
                return target_from(rows[0].kind, rows[0].fact)
    return None


def registered_columns(database: Database, site_code: str) -> tuple[RegisteredColumn, ...]:
    """The columns that the ledgers promise for a site, in the order of their import."""
    table = tables.registered_columns.c
    wanted = select(table.fact).where(table.site_code == site_code).order_by(table.id)
    with database.reading() as connection:
        facts = connection.execute(wanted).scalars()
        return tuple(RegisteredColumn.from_json(fact) for fact in facts)


def observations(database: Database, account: Account) -> tuple[Observation, ...]:
    """What ledgers tell of an account's posts, newest first.

    A row without a code belongs to the account whose name it bears. A row that does not say when
    it was observed was true when a ledger told it last.
    """
    table = tables.observations.c
    by_name = (table.account_code == "") & (table.account_name == account.name)
    own = (table.account_code == account.code) & (table.account_code != "")
    wanted = select(table.fact, table.changed_at).where(own | by_name)
    with database.reading() as connection:
        rows = connection.execute(wanted.order_by(table.published.desc(), table.id)).all()
    return tuple(_as_told(ObservationRow.from_json(row.fact), row.changed_at) for row in rows)


def _as_told(row: ObservationRow, at: datetime) -> Observation:
    told = row.told()
    return told if told.observed_at else told.model_copy(update={"observed_at": at})


def observed_accounts(database: Database) -> tuple[ObservedAccount, ...]:
    """Every account that an observation speaks of, with the newest post that was written down."""
    table = tables.observations.c
    who = (table.account_code, table.account_name)
    newest = func.max(table.published).label("newest")
    with database.reading() as connection:
        rows = connection.execute(select(*who, newest).group_by(*who).order_by(*who)).all()
    return tuple(
        ObservedAccount(code=row.account_code, name=row.account_name, newest=row.newest)
        for row in rows
    )


def ledger_is_known(database: Database, path: str, sha256: str) -> bool:
    """Whether the ledger at that path was imported with just this content."""
    table = tables.ledgers.c
    wanted = select(table.path).where(table.path == path, table.sha256 == sha256)
    with database.reading() as connection:
        return connection.execute(wanted).first() is not None


def remember_ledger(database: Database, path: str, sha256: str, *, at: datetime) -> None:
    """Notes that the ledger at that path was imported with this content."""
    table = tables.ledgers
    row = {"sha256": sha256, "imported_at": at}
    with database.writing_alone() as connection:
        again = update(table).where(table.c.path == path)
        if not connection.execute(again, row).rowcount:
            connection.execute(insert(table), {"path": path, **row})


def _registered(connection: Connection, rows: Sequence[LedgerRow]) -> dict[str, LedgerRow]:
    """The stored rows that the given ones are recognised as, by `key_of`."""
    if not rows:
        return {}
    table, shape = _table(rows[0]), type(rows[0])
    identities = [_identity(row) for row in rows]
    known: dict[str, LedgerRow] = {}
    for start in range(0, len(identities), _AT_ONCE):
        some = identities[start : start + _AT_ONCE]
        wanted = select(table.c.fact).where(table.c.identity.in_(some))
        for fact in connection.execute(wanted).scalars():
            row = shape.from_json(fact)
            known[key_of(row)] = row
    return known


def _table(row: AnyRow) -> Table:
    match row:
        case Site() | Account():
            return tables.targets
        case RegisteredColumn():
            return tables.registered_columns
        case ObservationRow():
            return tables.observations
        case DeskResult() | LetterTest() | Ticket() | RepostTask():
            return tables.desk_rows


def _identity(row: AnyRow) -> str:
    shelf = row.kind if isinstance(row, Site | Account) else _SHELVES.get(type(row), "")
    return digest_of(f"{shelf}\n{key_of(row)}".encode())


def _columns(row: AnyRow, at: datetime, ledger: str) -> dict[str, Any]:
    """A row's columns, but for `first_seen`."""
    shown: dict[str, Any] = {
        "identity": _identity(row),
        "fact": row.canonical().decode(),
        "changed_at": at,
    }
    match row:
        case Site() | Account():
            fields = ("kind", "code", "name", "url", "owner", "region", "level", "type", "state")
            shown["source"] = row.source if isinstance(row, Account) else ""
        case RegisteredColumn():
            fields = ("site_code", "name", "url")
        case ObservationRow():
            fields = ("account_code", "account_name", "title", "url", "published", "date_only")
            fields += ("observed_at", "observer")
            shown |= {"ledger": ledger, "published": row.published or row.observed_at}
            fields = tuple(each for each in fields if each != "published")
        case DeskResult() | LetterTest() | Ticket() | RepostTask():
            return shown | {"kind": _SHELVES[type(row)], "ledger": ledger}
    return shown | {field: getattr(row, field) for field in fields}
