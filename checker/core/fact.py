"""Frozen values: the ground under evidence, books and verdicts.

A `Fact` refuses unknown fields, holds tuples instead of lists and only zone-aware moments, and
has one canonical JSON form, so that equal facts have equal digests on every machine.
"""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone
from itertools import chain, groupby
from typing import Annotated, Self, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict

from checker.core.canonical import canonical_json

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


def _in_china(moment: datetime) -> datetime:
    return moment if moment.tzinfo is CHINA else moment.astimezone(CHINA)


Moment = Annotated[AwareDatetime, AfterValidator(_in_china)]
"""A point in time with its zone, kept in Asia/Shanghai so that equal moments look equal."""


class Fact(BaseModel):
    """A frozen value with one canonical JSON form."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, populate_by_name=True
    )

    def canonical(self) -> bytes:
        """The one JSON form of this fact: keys sorted, no white space, UTF-8."""
        return canonical_json(self.model_dump(mode="json", by_alias=True))

    def seal(self) -> str:
        """`sha256:` and the hex digest of the canonical form: the name of this very fact."""
        return digest_of(self.canonical())

    @classmethod
    def from_json(cls, text: bytes | str) -> Self:
        """Reads a fact back; raises pydantic's ValidationError for what is not one."""
        return cls.model_validate_json(text)


_Fact = TypeVar("_Fact", bound=Fact)


def settled(facts: Iterable[_Fact], key: Callable[[_Fact], tuple[str, ...]]) -> list[_Fact]:
    """Facts in one order, whatever order they come in: by `key`, and where that does not tell two
    of them apart, by their seals, which cost far more."""
    runs = (list(run) for _, run in groupby(sorted(facts, key=key), key))
    alike = (sorted(run, key=Fact.seal) if len(run) > 1 else run for run in runs)
    return list(chain.from_iterable(alike))


def digest_of(data: bytes) -> str:
    """`sha256:` and the hex digest of some bytes: how blobs, evidence and books are named."""
    return "sha256:" + hashlib.sha256(data).hexdigest()
