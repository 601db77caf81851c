"""What is wrong with a target, in the words that an office publishes."""

from collections.abc import Iterable, Sequence

from checker.core.standing import Problem, Standing
from checker.report.bulletin.form import Form
from checker.report.bulletin.numbers import plain_number

NONE = "无"
_STRONGER = {"account.dormant": "account.idle"}
"""Who is told the first of a pair is not told the second, which follows from it."""


def phrase_of(problem: Problem, form: Form) -> str:
    """A person's own words, else the office's phrase for the indicator, else its title."""
    return problem.words or form.phrases.get(problem.indicator, problem.title)


def told(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without those that another one of them says already."""
    listed = tuple(problems)
    implied = {_STRONGER[each.indicator] for each in listed if each.indicator in _STRONGER}
    return tuple(each for each in listed if each.indicator not in implied)


def vetoes_in_words(standing: Standing, form: Form) -> str:
    """The confirmed vetoes of a failing target, as its row in the published list has them."""
    return "；".join(phrase_of(each, form) for each in told(standing.vetoes))


def problems_in_words(problems: Sequence[Problem], form: Form) -> str:
    """主要问题 as scored lists have it: 咨询建言功能不全-13；首页布局混乱(单否). 无 where there is none."""
    return "；".join(_priced(each, form) for each in told(problems)) or NONE


def _priced(problem: Problem, form: Form) -> str:
    words = phrase_of(problem, form)
    if problem.veto:
        return f"{words}(单否)"
    return words + (f"-{plain_number(-problem.points)}" if problem.points else "")
