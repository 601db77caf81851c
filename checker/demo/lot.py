"""Lots drawn from names: the same name always draws the same lot, on every machine."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Lot:
    """A row of choices that depends on nothing but its seed."""

    def __init__(self, *seed: object) -> None:
        self._seed = "/".join(str(part) for part in seed)
        self._drawn = 0

    def number(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        self._drawn += 1
        text = f"{self._seed}#{self._drawn}".encode()
        raw = int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")
        return low + raw % (high - low + 1)

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[self.number(0, len(choices) - 1)]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """`count` different choices (all of them when there are fewer), in drawn order."""
        left = list(choices)
        taken: list[T] = []
        while left and len(taken) < count:
            taken.append(left.pop(self.number(0, len(left) - 1)))
        return taken

    def hexadecimal(self, length: int) -> str:
        """A hexadecimal name of that many characters."""
        return hashlib.sha256(self._seed.encode()).hexdigest()[:length]
