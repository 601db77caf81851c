"""The numbers of a period as one value for programs and for a quick look."""

from checker.core.standing import Tally, tallies
from checker.core.tickets import handled
from checker.report.bulletin.figures import Figures
from checker.report.bulletin.numbers import rate

_ANSWERS = ("same-day", "late", "one-unanswered", "none")
Numbers = dict[str, dict[str, int | str]]


def numbers_of(figures: Figures) -> Numbers:
    """Sites, accounts, letters, tickets and coverage; rates as a bulletin prints them."""
    found: Numbers = {
        "sites": _of(figures.site_tally, figures),
        "accounts": _of(figures.account_tally, figures),
    }
    done = [each for each in figures.letters if each.answer != "waiting"]
    if figures.letters:
        in_time = sum(each.in_time for each in done)
        found["letters"] = {
            "sites": len(figures.letters),
            "in_time": in_time,
            **{key.replace("-", "_"): sum(e.answer == key for e in done) for key in _ANSWERS},
            "off_point": sum(each.off_point for each in done),
            "rate": rate(in_time, len(done), figures.form.decimals),
        }
    if figures.tickets:
        days = figures.terms.tickets_days
        states = [handled(each, figures.as_of, days) for each in figures.tickets]
        found["tickets"] = {
            "received": len(states),
            "finished": states.count("in-time") + states.count("late"),
            "late": states.count("late") + states.count("overdue"),
        }
    for name, standings in (("sites", figures.sites), ("accounts", figures.accounts)):
        regions = tallies([e for e in standings if e.target.level != "省级"], "region")
        found[name]["units"] = len({e.target.owner for e in standings if e.target.owner})
        found[name]["regions"] = len(regions)
        found[name]["regions_all_qualified"] = sum(not e.unqualified for e in regions.values())
    if figures.duties:
        found["duties"] = {
            "done": duties_sum(figures, "done"),
            "reposted": duties_sum(figures, "reposted"),
        }
    every = (*figures.sites, *figures.accounts)
    found["coverage"] = {
        "indicators": sum(each.indicators for each in every),
        "told": sum(each.told for each in every),
        "by_machine": sum(each.by_machine for each in every),
    }
    return found


def duties_sum(figures: Figures, field: str) -> int:
    """All that the accounts did of one kind; what is no number counts for nothing."""
    values = (getattr(each, field) for each in figures.duties.values())
    return sum(value for value in values if isinstance(value, int))


def _of(counted: Tally, figures: Figures) -> dict[str, int | str]:
    decimals = figures.form.decimals
    return {
        "registered": counted.registered,
        "checked": counted.checked,
        "checked_rate": rate(counted.checked, counted.registered, decimals),
        "undrawn": counted.undrawn,
        "qualified": counted.qualified,
        "unqualified": counted.unqualified,
        "rate": rate(counted.qualified, counted.told, decimals),
        "pending": counted.pending,
        "undetermined": counted.undetermined,
    }
