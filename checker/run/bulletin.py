"""The figures of a period out of the store, for the bulletin and its attachments."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from checker.core.column_months import ColumnVisit, items_by_month
from checker.core.letter_tests import site_letters
from checker.core.mending import mending_count
from checker.core.period import Period
from checker.core.site import PromisedColumns, SiteEvidence
from checker.core.standing import AccountDuty, Standing
from checker.core.target import Account, RegisteredColumn, Target
from checker.report.bulletin.figures import ColumnMonths, Figures, Mending
from checker.report.bulletin.form import Form, load_form, own_form
from checker.run.duties import duties_in
from checker.run.mending import standings as notice_standings
from checker.run.office import Office
from checker.run.standings import Finish, standings, tally_in, unqualified_in
from checker.store.desk import letter_tests, tickets
from checker.store.evidence import load_evidence
from checker.store.periods import sites_with_columns, verdicts_on
from checker.store.registry import registered_columns


class NoRound(Exception):
    """A period in which nothing was checked."""

    def __init__(self, period: Period) -> None:
        self.zh = f"{period.words}没有任何检查轮次，请先运行 checker nightly 或 checker desk"
        self.en = (
            f"there is no round in {period.name}; run `checker nightly` or `checker desk` first"
        )
        super().__init__(self.zh)


def form_of(office: Office) -> Form:
    """The office's own form, or ours; raises StrictYamlError, OSError."""
    named = office.config.bulletin
    return load_form(office.config.path(named)) if named else own_form()


def figures_of(office: Office, period: Period, as_of: date) -> Figures:
    """Everything that a bulletin of the period counts; `as_of` is the day it is written.

    Raises NoRound, and what `form_of` raises.
    """
    form = form_of(office)
    wanted = {each.table for each in form.attachments}
    sites = standings(office, period, "site")
    duties = with_duty(office, period, counted="accounts" in wanted)
    accounts = standings(office, period, "account", duties)
    if not len(sites) and not len(accounts):
        raise NoRound(period)
    terms = office.book.terms
    sent = (each for each in letter_tests(office.database) if _within(each.sent, period))
    came = (e for e in tickets(office.database) if period.first <= e.received <= period.last)
    return Figures(
        period=period,
        as_of=as_of,
        form=form,
        terms=terms,
        sites=sites,
        accounts=accounts,
        sites_before=tally_in(office, period.before, "site"),
        accounts_before=tally_in(office, period.before, "account"),
        failing_before=_failing_before(office, period) if "supervision" in wanted else frozenset(),
        letters=site_letters(sent, as_of, terms.letters_days),
        tickets=tuple(came),
        mending=_mending(office, period, as_of),
        columns=tuple(_columns(office, period)) if "columns" in wanted else (),
    )


def _within(moment: datetime, period: Period) -> bool:
    return period.start <= moment < period.end


def _failing_before(office: Office, period: Period) -> frozenset[str]:
    """The regions with an unqualified target in any quarter of the period but the last one."""
    quarters = [
        Period(kind="quarter", year=first.year, number=(first.month + 2) // 3)
        for first in period.months[::3]
    ]
    return frozenset(
        each.target.region
        for quarter in quarters[:-1]
        for kind in ("site", "account")
        for each in unqualified_in(office, quarter, kind)
    )


_DUTIES = {
    "due": ("应更新数", "应更新条数"),
    "done": ("实际更新数", "实际更新条数"),
    "recommended": ("推荐转发内容数量", "推荐转发数"),
    "reposted": ("实际转载数量", "实际转载数"),
}


def with_duty(office: Office, period: Period, *, counted: bool) -> Finish:
    """Gives an account's standing its duty: what the posts show where they are counted, and what
    the ledger tells in place of it."""
    shown = duties_in(office, period) if counted else None

    def finish(standing: Standing) -> Standing:
        account = standing.target
        if not isinstance(account, Account):
            return standing
        duty = shown(account) if shown else AccountDuty()
        told = duty.model_copy(update=told_duty(account))
        return standing.model_copy(update={"duty": told})

    return finish


def told_duty(target: Target) -> dict[str, Any]:
    """What the office's own ledger of accounts tells of updates and reposts, beside its columns."""
    notes = dict(target.notes)

    def told(names: tuple[str, ...]) -> int | str | None:
        text = next((notes[name] for name in names if name in notes), None)
        return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else text

    found = {field: told(names) for field, names in _DUTIES.items()}
    return {field: value for field, value in found.items() if value is not None}


def _mending(office: Office, period: Period, as_of: date) -> Mending:
    """What became up to `as_of` of the notices that were open in the period or given in it."""
    found = [
        each
        for each in notice_standings(office, as_of)
        if each.notice.issued < period.end and not (each.mended and each.mended < period.start)
    ]
    counted = mending_count(found)
    return Mending(
        given=counted.faults,
        mended=counted.mended,
        overdue=counted.overdue,
        reopened=counted.reopened,
    )


def _columns(office: Office, period: Period) -> Iterator[ColumnMonths]:
    """The registered columns of every site, with their items by month."""
    for code in sites_with_columns(office.database):
        promised = registered_columns(office.database, code)
        visits = _visits(office, period, code)
        for column in promised:
            counted = items_by_month(visits.get(_key(column), []), period.months)
            yield ColumnMonths(
                name=column.name,
                frequency=column.frequency,
                unit=column.unit,
                months=tuple(_shown(each) for each in counted),
            )


def _shown(counted: tuple[int, bool] | None) -> int | str | None:
    if counted is None:
        return None
    items, whole = counted
    return items if whole else f"≥{items}"


def _visits(office: Office, period: Period, code: str) -> dict[str, list[ColumnVisit]]:
    """What the newest visit of each month saw of the registered columns."""
    found: dict[str, list[ColumnVisit]] = {}
    for first in period.months:
        month = Period(kind="month", year=first.year, number=first.month)
        for day, promised in _newest_look(office, month, code):
            for each in promised.columns:
                if each.seen and each.seen.content in ("list", "nothing"):
                    visit = ColumnVisit(day=day, days=each.seen.days)
                    found.setdefault(_key(each.registered), []).append(visit)
    return found


def _newest_look(
    office: Office, month: Period, code: str
) -> Iterator[tuple[date, PromisedColumns]]:
    """The registered columns as the newest visit of a month saw them, if one did."""
    for verdict in verdicts_on(office.database, "site", code, month.start, month.end):
        evidence = load_evidence(office.blobs, verdict.evidence)
        if isinstance(evidence, SiteEvidence) and isinstance(evidence.promised, PromisedColumns):
            yield evidence.as_of.date(), evidence.promised
            return


def _key(column: RegisteredColumn) -> str:
    return column.url or column.name
