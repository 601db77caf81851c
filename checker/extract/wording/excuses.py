"""What excuses a wrong expression: a page may name it to call it wrong, or mean something else."""

import re

from checker.extract.wording.lexicon import Term
from checker.extract.wording.normal import normal

_NEAR = 30
_CALLED_WRONG = re.compile(
    r"误写|错写|误为|误作|误称|误用|误将|写成|写作|错别字|错误表述|规范表述|规范用语|禁用词|慎用词|勘误|更正|纠正|"
    r"不规范|不[能得应可宜](?:再)?(?:使用|称|写|说|用|叫|出现)|不使用|不称|不写|不用|不说|应称|应写|应为|应改|改为|修改为"
)
_QUOTED = re.compile(r"[“”‘’\"「」『』]")


def excuse_of(text: str, start: int, end: int, term: Term, rights: tuple[str, ...]) -> str:
    """Why the words at this place of a normal text are no error; empty when nothing excuses them.

    `rights` are right forms that hold the wrong one, in normal form.
    """
    wrong = text[start:end]
    if _cut_from_a_word(text, start, end):
        return "inside a longer word"
    if any(_stands_around(text, start, wrong, right) for right in rights):
        return "inside a right form"
    first = max(text.rfind("\n", 0, start) + 1, start - _NEAR)
    closed = text.find("\n", end, end + _NEAR)
    near = text[first : closed if closed >= 0 else end + _NEAR]
    if any(normal(words).text in near for words in term.excused_by):
        return "excused by its context"
    beside = near[: start - first] + "\n" + near[end - first :]
    if _CALLED_WRONG.search(beside) and (_QUOTED.search(beside) or _names_right(beside, term)):
        return "called wrong by the page itself"
    return ""


def _cut_from_a_word(text: str, start: int, end: int) -> bool:
    """Latin letters and digits are words only between other signs."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return (_latin(text[start]) and _latin(before)) or (_latin(text[end - 1]) and _latin(after))


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _stands_around(text: str, start: int, wrong: str, right: str) -> bool:
    offset = right.find(wrong)
    while offset >= 0:
        if offset <= start and text.startswith(right, start - offset):
            return True
        offset = right.find(wrong, offset + 1)
    return False


def _names_right(beside: str, term: Term) -> bool:
    right = normal(term.right).text
    return bool(right) and right in beside
