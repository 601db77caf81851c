"""The tables of what people were told and signed for: reminders, deliveries, releases."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from checker.store.tables import Code, RowId, Word, metadata
from checker.store.values import Instant, Words

reminders = Table(
    "reminders",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("about", Code, nullable=False),
    Column("at", Instant, nullable=False),
    Column("kind", Word, nullable=False),
    Column("code", Code, nullable=False),
    Column("indicator", String(100), nullable=False),
    Column("unit", Words, nullable=False),
    Column("word", Word, nullable=False),
    Column("times", Integer, nullable=False),
    Index(None, "kind", "code", "indicator"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("subject", Word, nullable=False),
    Column("about", Code, nullable=False, index=True),
    Column("channel", Words, nullable=False),
    Column("composed", Instant, nullable=False),
    Column("message", Text, nullable=False),
    Column("state", Word, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("tried", Instant),
    Column("error", Words, nullable=False),
)

releases = Table(
    "releases",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("fact", Text, nullable=False),
)
