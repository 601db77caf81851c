"""The database: SQLite in a file or PostgreSQL, opened, migrated, and its faults put into words.

SQLite runs in WAL with `synchronous=NORMAL`: a power cut may lose the last rows, never a part of
one, and what is lost was not told yet. Writers begin with BEGIN IMMEDIATE and wait for each other
instead of failing half-way.
"""

import sqlite3
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from checker.store.errors import StoreError, StoreFull, StoreUnavailable

BUSY_MS = 30_000
_WRITER = "checker_writer"
_ALONE = 0x636B0001
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
)


@dataclass(frozen=True)
class Database:
    """An open database. `path` is the file of SQLite and None for PostgreSQL."""

    engine: Engine
    path: Path | None

    @property
    def label(self) -> str:
        """The address to show to people, without a password."""
        return self.engine.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A connection to read from; StoreError for the database's faults."""
        with self._in_words(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """One transaction, kept whole or not at all; StoreError for the database's faults."""
        with self._in_words(), self.engine.connect() as connection:
            writer = connection.execution_options(**{_WRITER: True})
            with writer.begin():
                yield writer

    @contextmanager
    def writing_alone(self) -> Generator[Connection]:
        """A transaction that no other `writing_alone` runs beside, on any machine."""
        with self.writing() as connection:
            if self.path is None:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ALONE})
            yield connection

    @contextmanager
    def rebuilding(self) -> Generator[Connection]:
        """A `writing_alone` in which SQLite lets a table be replaced that others refer to.

        The caller asks `PRAGMA foreign_key_check` before it ends.
        """
        if self.path is None:
            with self.writing_alone() as connection:
                yield connection
            return
        with self._in_words(), self.engine.connect() as connection:
            # Only works outside of a transaction, hence the driver's own cursor.
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA foreign_keys=OFF")
            try:
                writer = connection.execution_options(**{_WRITER: True})
                with writer.begin():
                    yield writer
            finally:
                cursor.execute("PRAGMA foreign_keys=ON")
                cursor.close()

    @contextmanager
    def session(self) -> Generator[Connection]:
        """A connection of its own without a transaction, ended with all that it holds."""
        with self._in_words(), self.engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.detach()
            yield alone

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()

    @contextmanager
    def _in_words(self) -> Generator[None]:
        if self.path and not self.path.exists():
            # Whoever took it away may bring it back: a connection would make an empty one in its
            # place, and those that are open would write where nobody looks.
            raise StoreUnavailable(
                f"数据库文件 {self.path} 不见了，请放回原处或从备份恢复 · the database {self.path} is "
                "gone; put it back or restore a backup"
            )
        try:
            yield
        except DBAPIError as error:
            raise _kind_of(error)(_in_words(error, self.label)) from error


def open_database(url: str) -> Database:
    """Opens `sqlite:///path` (its folder is made) or `postgresql+psycopg://…` and tries it.

    Raises StoreError with what to do. The tables are made by `migrate`.
    """
    address = _address(url)
    path = _sqlite_file(address)
    try:
        if path:
            engine = create_engine(address, creator=lambda: _opened(path))
        else:
            engine = create_engine(address, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoreError(
            f"缺少数据库驱动 {error.name}，请安装：pip install 'checker[postgresql]' · "
            f"the driver {error.name} is missing: pip install 'checker[postgresql]'"
        ) from error
    if path:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    database = Database(engine, path)
    try:
        with database.reading() as connection:
            # Reads the header of a file, or asks the server: a stranger shows at once.
            connection.execute(text("PRAGMA schema_version" if path else "SELECT 1"))
    except StoreError:
        database.close()
        raise
    return database


def insert_new(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], unique: str
) -> None:
    """Inserts the rows whose `unique` column holds a value that the table has not."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(
            sqlite.insert(table).on_conflict_do_nothing(index_elements=[unique]), list(rows)
        )
    else:
        connection.execute(
            postgresql.insert(table).on_conflict_do_nothing(index_elements=[unique]), list(rows)
        )


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            "database 应写成 sqlite:///路径 或 postgresql+psycopg://… · "
            "write database as sqlite:///path or postgresql+psycopg://…"
        ) from error
    backend = address.get_backend_name()
    if backend == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return address.set(drivername="sqlite+pysqlite")
    raise StoreError(
        f"不支持数据库 {backend}，请用 sqlite 或 postgresql · "
        f"{backend} is not supported; use sqlite or postgresql"
    )


def _sqlite_file(address: URL) -> Path | None:
    if address.get_backend_name() != "sqlite":
        return None
    name = address.database or ""
    if not name or name == ":memory:" or name.startswith("file:"):
        raise StoreError(
            "SQLite 需要一个文件路径，例如 sqlite:///var/checker.db · "
            "SQLite needs the path of a file, such as sqlite:///var/checker.db"
        )
    path = Path(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch()  # an empty file is an empty database
    except PermissionError as error:
        raise StoreError(f"数据库 {path}:{_FAULTS[0][1]} · {_FAULTS[0][2]}") from error
    except OSError as error:
        raise StoreError(
            f"无法建立数据库文件夹 {path.parent}:{error.strerror}。请检查路径与权限 · "
            f"cannot make the folder {path.parent}: {error.strerror}; check path and permissions"
        ) from error
    return path


def _opened(path: Path) -> sqlite3.Connection:
    """A connection to the file that is there; one that was taken away is not made again."""
    return sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode=rw", uri=True, check_same_thread=False
    )


def _prepare_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions by itself: _begin_sqlite does, and says which kind.
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
    finally:
        cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writer = connection.get_execution_options().get(_WRITER)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


_FAULTS = (
    ("unable to open database", "无法打开数据库文件，请检查文件夹是否存在、可写", "cannot open the file; check that the folder exists and can be written"),
    ("not a database", "这个文件不是 SQLite 数据库，请换一个路径或移走该文件", "this file is no SQLite database; choose another path or move it away"),
    ("malformed", "数据库文件已损坏，请从备份恢复", "the database file is damaged; restore a backup"),
    ("readonly database", "数据库只读，请检查文件与文件夹的写权限", "the database is read-only; check the permissions of file and folder"),
    ("database is locked", "数据库被另一个程序占用，请稍后再试", "another program holds the database; try again later"),
    ("disk is full", "磁盘已满，请腾出空间后再试（已写入的内容完好）", "the disk is full; make room and try again (what was written is whole)"),
    ("disk i/o error", "磁盘读写出错，请检查磁盘（数据库须放在本机磁盘上）", "the disk failed; check it (the database must lie on a local disk)"),
    ("no such table", "数据库尚未初始化或版本较旧，请先升级", "the tables are missing; migrate the database first"),
    ("undefinedtable", "数据库尚未初始化或版本较旧，请先升级", "the tables are missing; migrate the database first"),
    ("password authentication failed", "用户名或密码不对", "the user name or the password is wrong"),
    ("connection refused", "数据库服务没有响应，请确认它已启动", "nobody answers; check that the server runs"),
)  # fmt: skip


_LASTING = ("not a database", "malformed", "no such table", "undefinedtable", "no such column",
            "password authentication failed")  # fmt: skip


def _kind_of(error: DBAPIError) -> type[StoreError]:
    """Whether the trouble is of the moment: locked, full, gone, a server that restarts."""
    said = f"{type(error.orig).__name__} {error.orig}".lower()
    if "disk is full" in said or "diskfull" in said:
        return StoreFull
    passing = error.connection_invalidated or isinstance(error, OperationalError)
    return (
        StoreUnavailable if passing and not any(sign in said for sign in _LASTING) else StoreError
    )


def _in_words(error: DBAPIError, label: str) -> str:
    said = f"{type(error.orig).__name__} {error.orig}".lower()
    for sign, chinese, english in _FAULTS:
        if sign in said:
            return f"数据库 {label}:{chinese} · {english}"
    detail = str(error.orig).strip().splitlines()
    reason = detail[0][:300] if detail else type(error.orig).__name__
    kind = "无法连接或执行" if isinstance(error, OperationalError) else "操作失败"
    return f"数据库 {label}:{kind}:{reason} · the database failed: {reason}"
