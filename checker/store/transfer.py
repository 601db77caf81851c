"""A whole store moved from one database to another, such as from SQLite to PostgreSQL.

Everything in one transaction: the new database has every row or none. Bytes are not touched: they
lie where `blobs` says, and rows cite them by digest.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from checker.store.database import Database
from checker.store.errors import StoreError
from checker.store.tables import metadata

_ROWS_AT_ONCE = 1_000


def transfer(source: Database, target: Database) -> int:
    """Copies all rows into a migrated database without any; how many there were.

    The caller holds the round lock of the source. StoreError where the target has rows.
    """
    rows = 0
    with source.reading() as old, target.writing_alone() as new:
        _refuse_rows(new, target.label)
        for table in metadata.sorted_tables:
            for some in _batches(old, table):
                new.execute(insert(table), some)
                rows += len(some)
            if target.path is None:
                _go_on_counting(new, table)
    return rows


def _refuse_rows(new: Connection, label: str) -> None:
    for table in metadata.sorted_tables:
        if new.execute(select(table).limit(1)).first():
            raise StoreError(
                f"数据库 {label} 里已有数据（{table.name}），请换一个空库 · "
                f"{label} has rows already ({table.name}); name an empty database"
            )


def _batches(old: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    some = old.execution_options(yield_per=_ROWS_AT_ONCE)
    for part in some.execute(select(table)).mappings().partitions(_ROWS_AT_ONCE):
        yield [dict(row) for row in part]


def _go_on_counting(new: Connection, table: Table) -> None:
    """PostgreSQL counts keys apart from the rows: its next one comes after those copied."""
    key = table.autoincrement_column
    if key is None:
        return
    last = new.execute(select(func.max(key))).scalar()
    if last is not None:
        counter = text("SELECT setval(pg_get_serial_sequence(:name, :key), :last)")
        new.execute(counter, {"name": table.name, "key": key.name, "last": last})
