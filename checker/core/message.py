"""A message to people's phones: its lines, and how they fit into what a service takes.

Services count bytes of UTF-8, not characters, and refuse or cut what is longer in the middle of a
word. What does not fit is left out by whole lines, and the last line says how many.
"""

import json
from collections.abc import Sequence

from checker.core.fact import Fact

_FULL_WIDTH = str.maketrans(
    {"<": "＜", ">": "＞", "[": "［", "]": "］", "`": "‘", "*": "＊", "|": "｜", "\\": "＼"}
)
_LONGEST_LINE = 300
_MARK = "…"


class Message(Fact):
    """`title` and the first `firm` lines always stay; of the others as many as fit.

    `rest` is the last line where some were left out, with `{}` for how many.
    """

    title: str
    lines: tuple[str, ...]
    firm: int = 0
    rest: str = "…… {}"


def outside_words(text: str, longest: int = 120) -> str:
    """Words from outside as a message may hold them: one line, no markup, mention or link.

    Group robots read markup, `<at …>` and addresses out of a text; a page's words must not speak to
    a whole group.
    """
    plain = "".join(mark if mark.isprintable() else " " for mark in text)
    plain = " ".join(plain.split()).replace("://", "：//").replace("@", "＠").translate(_FULL_WIDTH)
    return plain if len(plain) <= longest else plain[: longest - 1] + _MARK


def size_of(text: str) -> int:
    """The bytes of a text as JSON in UTF-8 sends it: never less than the text itself has."""
    return len(json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")) - 2


def cut(text: str, most: int) -> str:
    """The text in at most so many bytes as `size_of` counts, ending at a whole character."""
    if size_of(text) <= most:
        return text
    kept = text.encode("utf-8", "replace")[: max(0, most - size_of(_MARK))].decode(
        "utf-8", "ignore"
    )
    while kept and size_of(kept) > most - size_of(_MARK):
        kept = kept[:-1]
    return kept + _MARK if size_of(_MARK) <= most else ""


def fitted(message: Message, most: int) -> str:
    """The message in at most `most` bytes, as `size_of` counts them."""
    head = [message.title, *message.lines[: message.firm]]
    others = [cut(each, _LONGEST_LINE * 3) for each in message.lines[message.firm :]]
    if size_of("\n".join([*head, *others])) <= most:
        return "\n".join([*head, *others])
    room = most - size_of("\n" + message.rest.format(len(others)))
    text = cut("\n".join(head), max(0, room))
    shown = 0
    for line in _that_fit(others, room - size_of(text)):
        text += "\n" + line
        shown += 1
    left = len(others) - shown
    return cut(f"{text}\n{message.rest.format(left)}" if left else text, most)


def _that_fit(lines: Sequence[str], room: int) -> Sequence[str]:
    for count, line in enumerate(lines):
        room -= size_of("\n" + line)
        if room < 0:
            return lines[:count]
    return lines
