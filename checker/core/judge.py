"""Evidence and a book to a verdict: the one pure function that the product stands on.

The judge runs each indicator of the book on the parts that it asks for. A part that is `Unseen`
answers *cannot-tell* for it; so does a crash of the indicator. Then people's statements are laid
over the findings, stages and points are worked out, and the outcome follows.
"""

from collections.abc import Mapping
from datetime import date
from traceback import extract_tb

from checker.core.account import AccountEvidence, told_by_two
from checker.core.earlier_visit import as_dated_before, measure_of, same_bytes, seen_before
from checker.core.evidence import Proof, Statement, Unseen
from checker.core.fact import digest_of
from checker.core.grading import points_of, score_of
from checker.core.indicator import Evidence, Indicator
from checker.core.outcome import Outcome, cannot_tell, not_applicable, not_seen, passed
from checker.core.promises import promised_rows
from checker.core.rulebook import Book, Entry
from checker.core.second_look import seen_both_ways
from checker.core.site import SiteEvidence
from checker.core.summary import column_rows, coverage_of, posts_row
from checker.core.verdict import Finding, Judged, Stage, Verdict, Warning

Indicators = Mapping[str, Indicator]

_STAGES: tuple[Stage, ...] = ("suspected", "rechecked", "confirmed")


def judge(
    evidence: Evidence, book: Book, indicators: Indicators, code: str, *, seal: str | None = None
) -> Verdict:
    """The verdict on one target under one book, made by code of version `code`.

    `seal` is that of the evidence, where it is known already: it costs as much as all judging.
    Equal evidence, book and code give an equal verdict, byte for byte.
    """
    entries = book.judged_on(evidence.target)
    found = [_finding(entry, evidence, book, indicators) for entry in entries]
    findings = points_of(found, entries, book, evidence)
    score = score_of(findings, entries, book, evidence)
    outcome, stage = _outcome(findings)
    if outcome == "qualified" and score and score.low < book.grading.pass_at:
        fails = score.high < book.grading.pass_at and not score.advisory
        outcome = "unqualified" if fails else "undetermined"
    seal = seal or evidence.seal()
    named = book.named
    return Verdict(
        id=digest_of(f"{seal}|{named.digest}|{code}".encode())[7:23],
        round=evidence.round,
        as_of=evidence.as_of,
        finished=evidence.finished,
        target=evidence.target,
        book=named,
        evidence=seal,
        code=code,
        outcome=outcome,
        stage=stage,
        score=None if outcome == "unqualified" and stage else score,
        findings=findings,
        columns=column_rows(evidence, book) if isinstance(evidence, SiteEvidence) else None,
        promised=promised_rows(evidence, book) if isinstance(evidence, SiteEvidence) else (),
        posts=None if isinstance(evidence, SiteEvidence) else posts_row(evidence, book),
        coverage=coverage_of(evidence, findings),
        cost=evidence.cost,
    )


def _outcome(findings: tuple[Finding, ...]) -> tuple[Judged, Stage | None]:
    """The word for the target, and the stage of its furthest breached veto.

    A target that no indicator of the book concerns was not judged.
    """
    vetoes = [each for each in findings if each.consequence == "veto"]
    stages = [each.stage for each in vetoes if each.status == "breached"]
    furthest: Stage | None = None
    for stage in _STAGES:
        furthest = stage if stage in stages else furthest
    if furthest:
        return "unqualified", furthest
    if not findings or any(each.status == "cannot-tell" for each in vetoes):
        return "undetermined", None
    return "qualified", None


def _finding(entry: Entry, evidence: Evidence, book: Book, indicators: Indicators) -> Finding:
    indicator = None if entry.by == "human" else indicators.get(entry.id)
    measured = _measure(entry, entry.params, evidence, book, indicator)
    warning = _warning(entry, measured, evidence, book, indicator)
    outcome = _beside_earlier(entry, measured, evidence, book, indicator)
    if outcome is measured:  # no earlier visit has anything to say to it
        outcome = _left_to_people(entry, measured)
    status, stage, says, proofs = outcome.status, None, outcome.says, outcome.proofs
    if status == "breached" and entry.consequence != "bonus":
        stage = _seen_stage(entry, indicator, proofs, evidence)
    finding = Finding(
        indicator=entry.id,
        title=entry.title or (indicator.title if indicator else entry.id),
        consequence=entry.consequence,
        clause=entry.clause,
        by=entry.by,
        status=status,
        stage=stage,
        says=says,
        official=entry.official,
        warning=warning,
        proofs=proofs,
    )
    return _stated(finding, evidence.statements, evidence.as_of.date())


def _measure(
    entry: Entry,
    params: Mapping[str, object],
    evidence: Evidence,
    book: Book,
    indicator: Indicator | None,
) -> Outcome:
    """What the indicator says under these parameters; its crash is our fault, not the site's."""
    if indicator is None:
        return _by_people(entry)
    given: dict[str, object] = {}
    for need in indicator.needs:
        part = getattr(evidence, need.part)
        if isinstance(part, Unseen) and not need.unseen_too:
            return not_seen(part)
        given[need.part] = part
    if "as_of" in indicator.wants:
        given["as_of"] = evidence.as_of
    if "limits" in indicator.wants:
        given["limits"] = book.columns
    try:
        if "p" in indicator.wants:
            given["p"] = indicator.params.model_validate(params)
        return Outcome.model_validate(indicator.check(**given))
    except Exception as error:  # a bug in an indicator never costs a site its grade
        return cannot_tell(f"指标程序出错，未作判断（{_place_of(error)}）")


def _place_of(error: Exception) -> str:
    """The kind of an error and where it rose.

    Its words are left out: they may name addresses in memory, and equal evidence must give an
    equal verdict.
    """
    frame = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {frame.name}:{frame.lineno}"


def _by_people(entry: Entry) -> Outcome:
    """The answer to an indicator that no machine judges, before anybody stated anything."""
    if entry.unless_stated == "passed":
        return passed("由人工判定，未收到存在该问题的认定")
    if entry.unless_stated == "not-applicable":
        return not_applicable("由人工判定，本次不适用")
    return cannot_tell("由人工判定，尚无认定")


def _left_to_people(entry: Entry, measured: Outcome) -> Outcome:
    """The book's word where the machine that assists could not tell; what it saw is kept."""
    if measured.status != "cannot-tell" or entry.by != "assisted" or not entry.unless_stated:
        return measured
    said = _by_people(entry)
    says = f"{said.says}（机器：{measured.says}）"
    return said.model_copy(update={"says": says, "proofs": measured.proofs})


def _warning(
    entry: Entry, outcome: Outcome, evidence: Evidence, book: Book, indicator: Indicator | None
) -> Warning | None:
    """The yellow card: not breached under the rule, breached under the book's warn line."""
    if not entry.warn or indicator is None or outcome.status in ("breached", "not-applicable"):
        return None
    closer = _measure(entry, {**entry.params, **entry.warn}, evidence, book, indicator)
    if closer.status != "breached":
        return None
    lines = 1 + sum(
        _measure(entry, {**entry.params, **line}, evidence, book, indicator).status == "breached"
        for line in entry.further_warn
    )
    return Warning(says=outcome.says, line=lines, days_left=outcome.days_left)


def _beside_earlier(
    entry: Entry, outcome: Outcome, evidence: Evidence, book: Book, indicator: Indicator | None
) -> Outcome:
    """The answer beside that of an earlier visit which saw the veto breached: mended, or at odds."""
    if indicator is None or entry.consequence != "veto" or outcome.status == "breached":
        return outcome
    earlier = seen_before(evidence, entry.id, measure_of(entry.params, book.columns))
    if earlier is None or outcome.status == "not-applicable":
        return outcome
    when = f"{earlier.at:%Y-%m-%d %H:%M} 检查时不达标（{earlier.says}）"
    both = (*outcome.proofs, *earlier.proofs)
    if outcome.status == "cannot-tell":
        return cannot_tell(f"{outcome.says}；{when}", *both)
    if "as_of" in indicator.wants:
        then = as_dated_before(evidence, earlier)
        at_odds = _measure(entry, entry.params, then, book, indicator).status == "passed"
        why = "现有内容按其日期当时即应达标"
    else:
        at_odds = same_bytes(earlier.proofs, evidence)
        why = "页面内容并无变化"
    if at_odds:
        return cannot_tell(f"两次检查不一致，须人工核实：{outcome.says}；{when}，{why}", *both)
    return outcome.model_copy(update={"says": f"{outcome.says}；{when}，现已改"})


def _seen_stage(
    entry: Entry, indicator: Indicator | None, proofs: tuple[Proof, ...], evidence: Evidence
) -> Stage:
    """Seen again, where an earlier visit or a second way of looking saw one of the same places.

    What sources tell of an account needs a second source or a person: what one source lacks, it
    lacks tomorrow too. Where the links of its posts lead, no source tells.
    """
    by_links = indicator is not None and any(each.part == "links" for each in indicator.needs)
    if isinstance(evidence, AccountEvidence) and not by_links:
        return "rechecked" if told_by_two(evidence) else "suspected"
    places = {each.url for each in proofs}
    earlier = any(
        each.indicator == entry.id
        and (not each.proofs or any(proof.url in places for proof in each.proofs))
        for each in evidence.sightings
    )
    again = earlier or seen_both_ways(proofs, evidence)
    return "rechecked" if again else "suspected"


def _stated(finding: Finding, statements: tuple[Statement, ...], today: date) -> Finding:
    """The finding after people's statements, in the order they were signed; unsigned is unsaid."""
    for statement in sorted(statements, key=lambda each: (each.at, each.seal())):
        if statement.indicator == finding.indicator and statement.by.strip():
            finding = _laid_over(finding, statement, today)
    if finding.status not in ("passed", "cannot-tell"):
        return finding.model_copy(update={"warning": None})
    return finding


def _laid_over(finding: Finding, said: Statement, today: date) -> Finding:
    signed = f"{said.by} {said.at:%Y-%m-%d}:{said.reason}"
    change: dict[str, object] = {}
    if said.kind == "exempt" and said.until and today <= said.until:
        change = {"status": "exempt", "stage": None, "says": f"豁免至 {said.until}({signed})"}
    elif said.kind == "confirm" and finding.status == "breached":
        change = {"stage": "confirmed", "says": f"{finding.says}；经人工确认（{signed}）"}
    elif said.kind == "overrule" and finding.status == "breached":
        change = {"stage": "overruled", "says": f"{finding.says}；经人工撤销（{signed}）"}
    elif said.kind == "state" and said.status:
        change = {"status": said.status, "stage": None, "says": f"人工认定（{signed}）"}
        if said.status == "breached":
            change["points"] = None if said.points is None else -abs(said.points)
            change |= {"stage": "confirmed", "proofs": finding.proofs or (_word_of(said),)}
    return finding.model_copy(update=change)


def _word_of(said: Statement) -> Proof:
    """A person's word as the proof of what no page shows."""
    return Proof(url=said.proof, quote=said.reason, seen=said.at)
