"""The page of one message: when it came, and whether an answer stands there."""

import re
from datetime import date

from checker.core.letters import LetterState
from checker.extract.dates.written import first_date
from checker.extract.document import Document
from checker.extract.letters.labels import pairs
from checker.extract.letters.words import Field, is_nothing, state_of
from checker.extract.outline import outline

_LEAST_ANSWER = 6
_NO_ANSWER = re.compile(
    r"(?:暂无|尚未|还没有|没有|未)(?:得到)?(?:回复|答复|办理|处理)|(?:办理|处理|受理)中|等待(?:回复|答复)"
)


def answer_on(doc: Document, as_of: date) -> LetterState:
    """What the page of one message says of its answer: `unclear` where it says nothing of one."""
    held: dict[Field, str] = {}
    for _, field, value in pairs(outline(doc)):
        if not held.get(field):
            held[field] = value
    answered = first_date(held.get("answered", "")[:60], as_of)
    if answered and answered.day and not answered.future:
        return "answered"
    said, answer = state_of(held.get("state", "")), held.get("answer")
    if said == "answered":
        return "answered"
    if answer is not None and len(answer) >= _LEAST_ANSWER and not _NO_ANSWER.search(answer[:40]):
        return "answered"
    if said == "pending":
        return "pending"
    empty = answer is not None and (is_nothing(answer) or _NO_ANSWER.search(answer[:40]))
    return "pending" if empty else "unclear"
