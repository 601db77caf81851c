"""弄虚作假（伪造发稿日期等） · Dates of publication look forged

Counts the articles whose shown day is contradicted by two other places that agree with each other:
the page's tag and its address. One contradiction alone is none (drafts wait, texts are imported
and reprinted), nor is a day more or less. A machine only suspects.

Basis:        国办秘函〔2019〕19号, part 1: 存在弄虚作假行为（如伪造发稿日期等）的. How many articles
              make a suspicion is ours.
Cannot tell:  when fewer than the book asks for could be compared, and when all that disagree have
              one day in their addresses: they were moved or imported together.
"""

from datetime import date

from checker.core.fact import Fact, settled
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Pages, PageSeen


class Params(Fact):
    """How many articles make a suspicion, and how many days apart are no disagreement."""

    at_least: int = 3
    max_days_apart: int = 1


def check(pages: Pages, p: Params) -> Outcome:
    """One fault an article."""
    own = [each for each in pages.pages if each.kind == "article" and not each.reprint]
    articles = settled(own, lambda each: (each.url,))
    compared = [each for each in articles if each.shown and _named(each, "address")]
    odd = [each for each in compared if _real_day(each, p.max_days_apart)]
    says = f"比对文章 {len(compared)} 篇，显示日期与页面标签、网址均不一致的 {len(odd)} 篇"
    proofs = [each.at.quoting(_words(each, p.max_days_apart)) for each in odd]
    if len(odd) >= p.at_least:
        days = {_real_day(each, p.max_days_apart) for each in odd}
        if len(days) == 1:
            return cannot_tell(f"{says}，且其网址为同一日期，可能是迁移或批量导入", *proofs)
        return breached(f"{says}（须由人工认定）", *proofs)
    if len(compared) < p.at_least:
        return cannot_tell(f"可比对的文章只有 {len(compared)} 篇", *proofs)
    return passed(says, *proofs)


def _named(page: PageSeen, place: str) -> list[date]:
    return sorted(each.day for each in page.claims if each.place.startswith(place))


def _real_day(page: PageSeen, apart: int) -> date | None:
    """The day in the address, where the tag agrees with it and the shown day with neither."""
    if page.shown is None:
        return None
    for day in _named(page, "address"):
        for tagged in _named(page, "meta"):
            agree = abs((day - tagged).days) <= apart
            if agree and min(abs((page.shown - each).days) for each in (day, tagged)) > apart:
                return day
    return None


def _words(page: PageSeen, apart: int) -> str:
    return f"{page.title}：显示 {page.shown}，标签和网址为 {_real_day(page, apart)}"
