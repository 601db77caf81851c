"""Frozen values: the ground under evidence, books and verdicts.

A `Fact` refuses unknown fields, holds tuples instead of lists and only zone-aware moments, and
has one canonical JSON form, so that equal facts have equal digests on every machine.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone
from itertools import chain, groupby
from types import NoneType
from typing import Annotated, Any, Self, TypeVar, cast

import orjson
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict

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


_AS_JSON = (
    orjson.OPT_SORT_KEYS
    | orjson.OPT_PASSTHROUGH_SUBCLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_DATACLASS
)
"""Nothing is written that the json module would write in another way or refuse."""

_WRITTEN_ALIKE = frozenset((str, int, bool, NoneType))


def canonical_json(value: Any) -> bytes:
    """JSON with sorted keys and no white space, as UTF-8 bytes: to the byte what the json module
    writes, for all that was ever sealed was written by it. ValueError or TypeError for what has no
    such form."""
    try:
        return orjson.dumps(_spelt(value), option=_AS_JSON)
    except TypeError:  # a whole number beyond 64 bits, half a character, a key that is no text ...
        return _json(value).encode()


def _json(value: Any) -> str:
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def _spelt(value: Any) -> Any:
    """The value with those numbers spelt out that orjson would write otherwise: 5e-05 is its 5e-5.

    TypeError for what is not made of JSON's own types.
    """
    kind = cast("type[object]", type(value))
    if kind in _WRITTEN_ALIKE:
        return value
    if kind is float:
        plain = value == 0 or 1e-4 <= abs(value) < 1e16
        return value if plain else orjson.Fragment(_json(value))
    if kind is dict:
        if _WRITTEN_ALIKE.issuperset(map(type, value.values())):
            return value
        return {key: _spelt(each) for key, each in value.items()}
    if kind is list or kind is tuple:
        if _WRITTEN_ALIKE.issuperset(map(type, value)):
            return value
        return [_spelt(each) for each in value]
    raise TypeError(f"{kind.__qualname__} is no JSON")


def digest_of(data: bytes) -> str:
    """`sha256:` and the hex digest of some bytes: how blobs, evidence and books are named."""
    return "sha256:" + hashlib.sha256(data).hexdigest()
