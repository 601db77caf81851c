"""Lists of a round into files: what the export command and every round write."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from checker.core.indicator import Evidence
from checker.core.links import Links
from checker.core.period import Period
from checker.core.verdict import Stage
from checker.report.bulletin.attachments import accounts as accounts_of_period
from checker.report.bulletin.figures import Figures
from checker.report.content_tables import accounts, columns, units
from checker.report.link_table import links
from checker.report.recheck_table import recheck
from checker.report.repost_table import reposts
from checker.report.score_table import scores
from checker.report.table_file import write_table
from checker.report.tables import Lang, Table
from checker.report.verdict_tables import (
    InForce,
    Verdicts,
    all_verdicts,
    at_stage,
    failing,
    findings,
)
from checker.run.beside import compared
from checker.run.bulletin import form_of, with_duty
from checker.run.duties import repost_answers
from checker.run.office import Office
from checker.run.standings import standings
from checker.store.alerts import times_reminded
from checker.store.evidence import load_evidence
from checker.store.rounds import Round, round_by
from checker.store.verdicts import verdicts

_OF_VERDICTS: dict[str, Callable[[Verdicts, Lang, Stage | None, InForce], Table]] = {
    "verdicts": all_verdicts,
    "findings": findings,
    "columns": columns,
    "units": units,
    "accounts": accounts,
}
WITHOUT_STAGE = ("links", "recheck", "scores")
"""Lists that have no stage to ask for."""

_RECHECK = (("recheck", "csv"), ("recheck", "xlsx"))
_ALWAYS = (
    ("failing", "csv"),
    ("failing", "xlsx"),
    ("failing", "json"),
    ("verdicts", "xlsx"),
    ("findings", "xlsx"),
)


def export_to(
    office: Office,
    what: str,
    form: str,
    round_id: str,
    stage: Stage | None,
    lang: Lang,
    stream: BinaryIO,
) -> None:
    """Writes one list of a round; verdicts as jsonl are the verdicts themselves, whole."""
    if what == "verdicts" and form in ("json", "jsonl"):
        _whole_verdicts(office, round_id, form, stage, stream)
        return
    if what == "links":
        table = links(_seen_links(office, round_id), lang)
    elif what == "recheck":
        current = round_by(office.database, round_id, "recheck")
        table = recheck(compared(office, current), lang)
    elif what == "scores":
        found = verdicts(office.database, round_id, kind="site")
        table = scores(found, lang, office.in_force, office.grading_of)
    elif what == "failing":
        found = verdicts(office.database, round_id)
        reminded = times_reminded(office.database)
        table = failing(found, lang, stage, office.in_force, reminded)
    else:
        found = verdicts(office.database, round_id)
        table = _OF_VERDICTS[what](found, lang, stage, office.in_force)
    write_table(table, form, lang, stream)


def export_period(
    office: Office, what: str, form: str, period: Period, lang: Lang, stream: BinaryIO
) -> None:
    """Writes a list of a whole period: what accounts owed and did, or their assigned reposts."""
    if what == "reposts":
        then = standings(office, period, "account")
        table = reposts(repost_answers(office, then, period), lang)
    else:
        duties = with_duty(office, period, counted=True)
        figures = Figures(
            period=period, as_of=period.last, form=form_of(office), terms=office.book.terms,
            accounts=standings(office, period, "account", duties),
        )  # fmt: skip
        table = accounts_of_period(figures)
    write_table(table, form, lang, stream)


def _whole_verdicts(
    office: Office, round_id: str, form: str, stage: Stage | None, stream: BinaryIO
) -> None:
    """The verdicts as the interface has them: one object a line, or one array of them."""
    between, first = (b"\n", b"") if form == "jsonl" else (b",\n", b"[\n")
    end = b"\n" if form == "jsonl" else b"\n]\n"
    wanted = (
        each
        for each in verdicts(office.database, round_id)
        if stage is None or at_stage(each, stage)
    )
    stream.write(first)
    for number, verdict in enumerate(wanted):
        stream.write((between if number else b"") + verdict.canonical())
    stream.write(end)


def _seen_links(office: Office, round_id: str) -> Iterator[tuple[Evidence, Links]]:
    """The links part of every site and account of a round, read from its evidence."""
    for verdict in verdicts(office.database, round_id):
        evidence = load_evidence(office.blobs, verdict.evidence)
        if isinstance(evidence.links, Links):
            yield evidence, evidence.links


def write_lists(office: Office, current: Round, lang: Lang) -> tuple[Path, ...]:
    """The lists that a round leaves below the exports folder: who fails, results, findings.

    A recheck leaves its comparison too.
    """
    folder = office.config.path(office.config.exports) / current.id
    folder.mkdir(parents=True, exist_ok=True)
    wanted = (*_RECHECK, *_ALWAYS) if current.kind == "recheck" else _ALWAYS
    written = [folder / f"{what}.{form}" for what, form in wanted]
    for (what, form), path in zip(wanted, written, strict=True):
        with path.open("wb") as stream:
            export_to(office, what, form, current.id, None, lang, stream)
    return tuple(written)
