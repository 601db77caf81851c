"""The numbers of a period as one value for programs and for a quick look."""

from dataclasses import dataclass
from itertools import chain

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
        regions = tallies((e for e in standings if e.target.level != "省级"), "region")
        found[name]["units"] = len({e.target.owner for e in standings if e.target.owner})
        found[name]["regions"] = len(regions)
        found[name]["regions_all_qualified"] = sum(not e.unqualified for e in regions.values())
    done, reposted = duties_done(figures)
    if any(each.duty for each in figures.accounts):
        found["duties"] = {"done": done or 0, "reposted": reposted or 0}
    seen = coverage_of(figures)
    found["coverage"] = {
        "indicators": seen.indicators, "told": seen.told, "by_machine": seen.by_machine,
    }  # fmt: skip
    return found


def duties_done(figures: Figures) -> tuple[int | None, int | None]:
    """What all accounts published and passed on, each None where nobody counted it.

    What is no number counts for nothing.
    """
    done: int | None = None
    reposted: int | None = None
    for duty in (each.duty for each in figures.accounts if each.duty):
        if duty.done is not None:
            done = (done or 0) + (duty.done if isinstance(duty.done, int) else 0)
        if duty.reposted is not None:
            reposted = (reposted or 0) + (duty.reposted if isinstance(duty.reposted, int) else 0)
    return done, reposted


@dataclass
class Told:
    """Indicators of all targets: asked, told, and told by whom."""

    indicators: int = 0
    told: int = 0
    by_machine: int = 0
    by_people: int = 0


def coverage_of(figures: Figures) -> Told:
    """How much of what the book asks was told of all sites and accounts."""
    sums = Told()
    for each in chain(figures.sites, figures.accounts):
        sums.indicators += each.indicators
        sums.told += each.told
        sums.by_machine += each.by_machine
        sums.by_people += each.by_people
    return sums


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
