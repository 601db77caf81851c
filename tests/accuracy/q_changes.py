"""Whether a page built otherwise is read the same: one row over every change of every page."""

from tests.accuracy.corpus import pages
from tests.accuracy.mutations import differences
from tests.accuracy.question import Case, Question


def questions() -> list[Question]:
    """Each change of each saved page is a case; what did not survive it is named."""
    if not pages():
        return []
    made, found = differences()
    lost: dict[str, list[str]] = {}
    for each in found:
        said = f"{each.answer} {each.before}→{each.after}"
        lost.setdefault(f"{each.page} · {each.change}", []).append(said)
    same = sum(made.values()) - len(lost)
    cases = [Case("", 1, 0, 0) for _ in range(same)]
    cases += [Case(page, 0, 1, 1, "不变", "；".join(said)) for page, said in lost.items()]
    return [Question("换一种做法的页面读得一样", tuple(cases), floor=0.98)]
