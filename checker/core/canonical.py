"""The one JSON form of a value: what is sealed and compared is written so, to the byte.

Keys sorted, no white space, UTF-8. It is to the byte what the json module writes, for all that was
ever sealed was written by it; orjson does nearly all of the work.
"""

import json
from types import NoneType
from typing import Any, cast

import orjson

_AS_JSON = (
    orjson.OPT_SORT_KEYS
    | orjson.OPT_PASSTHROUGH_SUBCLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_DATACLASS
)
"""Nothing is written that the json module would write in another way or refuse."""

_ALIKE = frozenset((str, int, bool, NoneType))
"""What both write in the same way, whatever it is."""


def canonical_json(value: Any) -> bytes:
    """JSON with sorted keys and no white space, as UTF-8 bytes. ValueError or TypeError for what has
    no such form."""
    try:
        return orjson.dumps(value if _is_alike(value) else _spelt(value), option=_AS_JSON)
    except TypeError:  # a whole number beyond 64 bits, half a character, a key that is no text ...
        return _json(value).encode()


def _json(value: Any) -> str:
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def _is_alike(value: Any) -> bool:
    """Whether a value is made of JSON's own types and holds no number that needs to be spelt out."""
    kind = cast("type[object]", type(value))
    if kind is dict:
        value = value.values()
    elif kind is not list and kind is not tuple:
        return kind in _ALIKE or (kind is float and _is_plain(value))
    for each in value:
        if type(each) in _ALIKE:
            continue
        if not _is_alike(each):
            return False
    return True


def _is_plain(number: float) -> bool:
    """Whether orjson writes a number as the json module does: 5e-05 is its 5e-5, and NaN its null."""
    return number == 0 or 1e-4 <= abs(number) < 1e16


def _spelt(value: Any) -> Any:
    """The value with the numbers spelt out that are not plain; TypeError for what is no JSON."""
    kind = cast("type[object]", type(value))
    if kind in _ALIKE:
        return value
    if kind is float:
        return value if _is_plain(value) else orjson.Fragment(_json(value))
    if kind is dict:
        return {key: _spelt(each) for key, each in value.items()}
    if kind is list or kind is tuple:
        return [_spelt(each) for each in value]
    raise TypeError(f"{kind.__qualname__} is no JSON")
