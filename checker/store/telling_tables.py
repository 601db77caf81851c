"""The tables of what people are told: reminders, deliveries, what they signed for, a round's counts."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, Text

from checker.store.metadata import Code, RoundId, RowId, Word, metadata
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

round_counts = Table(
    "round_counts",
    metadata,
    Column("round_id", RoundId, ForeignKey("rounds.id"), primary_key=True),
    Column("name", Word, primary_key=True),
    Column("label", Code, primary_key=True),
    Column("value", Float, nullable=False),
    sqlite_with_rowid=False,
)
