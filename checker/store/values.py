"""How moments, digests and words lie in columns, the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Dialect, LargeBinary, String, Text
from sqlalchemy.types import TypeDecorator

from checker.core.fact import CHINA

DIGEST_BYTES = 32
_PREFIX = "sha256:"


class Instant(TypeDecorator[datetime]):
    """A zone-aware moment as UTC text of one width, so that text order is time order.

    Comes back in Asia/Shanghai. A moment without a zone is a bug of the caller: ValueError.
    """

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """`2026-11-21T18:00:00.000000Z`."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """The same moment in Asia/Shanghai."""
        return None if value is None else datetime.fromisoformat(value).astimezone(CHINA)


class Digest(TypeDecorator[str]):
    """`sha256:…` as its 32 raw bytes: half the room of the text, which counts by the million."""

    impl = LargeBinary(DIGEST_BYTES)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """The raw bytes; ValueError for what is no digest."""
        return None if value is None else raw_digest(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """`sha256:` and the hex digest."""
        return None if value is None else _PREFIX + bytes(value).hex()


class Words(TypeDecorator[str]):
    """Text from anywhere. PostgreSQL has no NUL in text, and UTF-8 has no lone surrogates."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text without what a database cannot hold."""
        if value is None:
            return None
        return value.replace("\x00", "").encode("utf-8", "replace").decode()


def raw_digest(digest: str) -> bytes:
    """The 32 bytes of a `sha256:…` digest; ValueError for anything else."""
    name = digest.removeprefix(_PREFIX)
    if len(name) != 2 * DIGEST_BYTES or len(digest) != len(_PREFIX) + len(name):
        raise ValueError(f"not a sha256 digest: {digest[:80]!r}")
    raw = bytes.fromhex(name)
    if raw.hex() != name:
        raise ValueError(f"not a sha256 digest: {digest[:80]!r}")
    return raw
