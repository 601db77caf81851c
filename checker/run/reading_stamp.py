"""By what code and which word lists pages are read: readings made by others are not taken over."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import checker
import checker.extract.outline as outline
from checker.extract.signs import Signs
from checker.extract.wording.lexicon import Lexicon

_READS = ("core", "extract", "books", "collect")
_MADE = (".pyc", ".so", ".pyd")
"""Made of the sources: they read what their sources read."""


def compiled() -> bool:
    """Whether what runs for every page runs as native modules (`make compiled`), not as Python."""
    return not outline.__file__.endswith(".py")


def reading_stamp(lexicon: Lexicon, signs: Signs) -> str:
    """A digest of everything that has a part in reading: the program, the lexicon, the signs."""
    stamp = hashlib.sha256(_code().encode())
    for said in (*lexicon.terms, *sorted(lexicon.ignored.items())):
        stamp.update(repr(said).encode("utf-8", "replace"))
    stamp.update(repr((signs.illegal, sorted(signs.public_hosts))).encode("utf-8", "replace"))
    return stamp.hexdigest()


@cache
def _code() -> str:
    stamp = hashlib.sha256(version("selectolax").encode())
    home = Path(checker.__file__).parent
    for part in _READS:
        for file in sorted((home / part).rglob("*")):
            if file.is_file() and file.suffix not in _MADE:
                stamp.update(str(file.relative_to(home)).encode() + file.read_bytes())
    return stamp.hexdigest()
