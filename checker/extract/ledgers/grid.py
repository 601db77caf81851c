"""One worksheet as the XML parser walks through it: elements in, rows of text cells out."""

import re
from typing import NamedTuple

from checker.extract.ledgers.bounds import CELL_CHARACTERS, COLUMNS, Row, too_long, too_wide
from checker.extract.ledgers.cells import date_text, number_text

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS = "0123456789"


class Book(NamedTuple):
    """What the cells of every worksheet refer to: shared strings, date styles, the epoch."""

    strings: list[str]
    dates: frozenset[int]
    from_1904: bool


class JoinedText:
    """Joins the text runs of one string; what is under a phonetic guide is left out."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open = False
        self._guide = False

    def start(self, tag: str) -> None:
        if tag in {"t", "v"}:
            self._open = not self._guide
        elif tag == "rPh":
            self._guide = True

    def end(self, tag: str) -> None:
        if tag in {"t", "v"}:
            self._open = False
        elif tag == "rPh":
            self._guide = False

    def characters(self, text: str) -> None:
        if self._open:
            self._parts.append(text)

    def take(self) -> str:
        """The text gathered since the last take."""
        text = "".join(self._parts)
        self._parts.clear()
        return text


def unescaped(text: str) -> str:
    """Spreadsheets write a control character as _x000D_ and a literal _x as _x005F_x."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class Grid:
    """Builds the rows of one worksheet while the parser walks through it."""

    def __init__(self, book: Book) -> None:
        self.ready: list[Row] = []
        self._book = book
        self._text = JoinedText()
        self._line = 0
        self._cells: list[str] = []
        self._column = 0
        self._type = ""
        self._style = 0
        self._columns: dict[str, int] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rsplit(":", 1)[-1]
        if tag == "c":
            letters = attributes.get("r", "").rstrip(_DIGITS)
            self._column = self._index(letters) if letters else self._column + 1
            self._type = attributes.get("t", "n")
            self._style = int(attributes.get("s", "0"))
        elif tag == "row":
            self._line = int(attributes.get("r", self._line + 1))
            self._cells = []
            self._column = 0
        else:
            self._text.start(tag)

    def end(self, tag: str) -> None:
        tag = tag.rsplit(":", 1)[-1]
        if tag == "c":
            self._keep(self._text.take())
        elif tag == "row":
            if self._cells:
                self.ready.append(Row(self._line, tuple(self._cells)))
            self._cells = []
        else:
            self._text.end(tag)

    def characters(self, text: str) -> None:
        self._text.characters(text)

    def _index(self, letters: str) -> int:
        """A column's number from 1; A is 1. Anything past three letters is out of bounds."""
        if letters not in self._columns:
            number = 0
            for letter in letters[:4].upper():
                number = number * 26 + ord(letter) - 64
            self._columns[letters] = number
        return self._columns[letters]

    def _keep(self, stored: str) -> None:
        value = self._value(stored) if stored else ""
        if not value.strip():
            return
        if not 0 < self._column <= COLUMNS:
            raise too_wide(self._line)
        if len(value) > CELL_CHARACTERS:
            raise too_long(self._line)
        missing = self._column - len(self._cells)
        if missing > 0:
            self._cells.extend([""] * missing)
        self._cells[self._column - 1] = value

    def _value(self, stored: str) -> str:
        match self._type:
            case "s":
                return self._book.strings[int(stored)]
            case "inlineStr" | "str":
                return unescaped(stored)
            case "b":
                return "TRUE" if stored.strip() == "1" else "FALSE"
            case "n":
                if self._style in self._book.dates:
                    return date_text(stored, self._book.from_1904)
                return number_text(stored)
            case _:
                return stored
