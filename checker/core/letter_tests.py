"""The letters test (互动回应专项): test letters that a person sends, and how each site answered.

A letter is answered in time within so many working days after the day it was sent. A site stands
by its worst letter: one that is unanswered outweighs one that was late.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from checker.core.calendar import add_working_days
from checker.core.fact import Fact, Moment

Answered = Literal["same-day", "in-time", "late", "none", "waiting"]
"""`none` is unanswered after the last day, `waiting` unanswered before it."""

SiteAnswer = Literal["same-day", "in-time", "late", "one-unanswered", "none", "waiting"]


class LetterTest(Fact):
    """One test letter to one site. `off_point` is a person's mark: the answer misses the question."""

    round: str
    site_code: str
    number: int = 1
    question: str = ""
    sent: Moment
    answered: Moment | None = None
    answer: str = ""
    off_point: bool = False
    screenshot: str = ""
    sender: str = ""
    notes: tuple[tuple[str, str], ...] = ()


class SiteLetters(Fact):
    """How one site answered the letters of a round."""

    site_code: str
    answer: SiteAnswer
    off_point: bool = False
    letters: int = 0
    answered: int = 0

    @property
    def in_time(self) -> bool:
        """Whether every letter was answered in time."""
        return self.answer in ("same-day", "in-time")


def answered(letter: LetterTest, as_of: date, working_days: int) -> Answered:
    """How one letter was answered up to the end of `as_of`."""
    last = add_working_days(letter.sent.date(), working_days)
    if letter.answered is None or letter.answered.date() > as_of:
        return "waiting" if as_of <= last else "none"
    if letter.answered.date() == letter.sent.date():
        return "same-day"
    return "in-time" if letter.answered.date() <= last else "late"


def site_letters(
    letters: Iterable[LetterTest], as_of: date, working_days: int
) -> tuple[SiteLetters, ...]:
    """Each site's answer, by site code."""
    by_site: dict[str, list[LetterTest]] = {}
    for each in letters:
        by_site.setdefault(each.site_code, []).append(each)
    return tuple(
        SiteLetters(
            site_code=code,
            answer=_worst([answered(each, as_of, working_days) for each in sent]),
            off_point=any(each.off_point for each in sent),
            letters=len(sent),
            answered=sum(each.answered is not None for each in sent),
        )
        for code, sent in sorted(by_site.items())
    )


def _worst(found: list[Answered]) -> SiteAnswer:
    unanswered = found.count("none")
    if unanswered:
        return "none" if unanswered == len(found) else "one-unanswered"
    if "waiting" in found:
        return "waiting"
    if "late" in found:
        return "late"
    return "same-day" if set(found) == {"same-day"} else "in-time"


def letter_words() -> Mapping[SiteAnswer, str]:
    """The answers as a bulletin's annex names them."""
    return {
        "same-day": "当日回复",
        "in-time": "按期回复",
        "late": "回复不及时",
        "one-unanswered": "其中1封信未回复",
        "none": "信件均未回复",
        "waiting": "尚在期限内",
    }
