"""What people sign, laid over the verdict that stands: confirmed, overruled, exempted, stated.

A statement is evidence. It is stored for good, and the newest verdict on its target is made again
with it at once; the one before stays readable.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from checker.core.evidence import Statement
from checker.core.judge import judge
from checker.core.target import Target
from checker.core.verdict import Verdict
from checker.run.check import CODE
from checker.run.clock import now
from checker.run.office import Office
from checker.store.evidence import load_evidence
from checker.store.filing import code_of
from checker.store.registry import find_target
from checker.store.statements import add_statement
from checker.store.verdicts import latest_for, supersede
from checker.store.verdicts import verdict as stored_verdict

Answer = Literal["confirm", "overrule"]
Stated = Literal["passed", "breached", "not-applicable"]


class NotSigned(Exception):
    """A statement that cannot be taken: what is wrong, and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh, self.en = zh, en


@dataclass(frozen=True)
class Signature:
    """Who signs, why, and where the proof lies (an address or the name of a file)."""

    by: str
    reason: str
    proof: str = ""


def answer_finding(
    office: Office, verdict_id: str, indicator: str, kind: Answer, signed: Signature
) -> Verdict:
    """Confirms or overrules a breached finding of a verdict that stands; returns the new verdict.

    Raises NotSigned; StoreError where the verdict was superseded already.
    """
    found = stored_verdict(office.database, verdict_id)
    if found is None:
        raise NotSigned(
            f"没有判定 {verdict_id}，判定编号见 checker export verdicts",
            f"there is no verdict {verdict_id}; see `checker export verdicts`",
        )
    if found.superseded_by:
        raise NotSigned(
            f"判定 {verdict_id} 已被 {found.superseded_by} 取代，请对现行判定签署",
            f"verdict {verdict_id} was superseded by {found.superseded_by}; sign that one",
        )
    breached = [each.indicator for each in found.verdict.findings if each.status == "breached"]
    if indicator not in breached:
        listed = "、".join(breached) or "无"
        raise NotSigned(
            f"该判定中 {indicator} 没有被认定存在问题，可签署的有：{listed}",
            f"{indicator} is not breached in this verdict; breached are: {', '.join(breached) or 'none'}",
        )
    statement = _statement(kind, indicator, signed)
    return _taken(office, found.verdict, statement)


def exempt_target(
    office: Office, word: str, indicator: str, until: date, signed: Signature
) -> tuple[Target, Verdict | None]:
    """Takes a registered target out of an indicator until the end of a day.

    Returns the target and its new verdict, None where it was never judged. Raises NotSigned.
    """
    if until < now().date():
        raise NotSigned(
            f"--until {until} 已经过去，豁免须有将来的截止日期",
            f"--until {until} is past; an exemption ends in the future",
        )
    statement = _statement("exempt", indicator, signed).model_copy(update={"until": until})
    return _on_target(office, word, statement)


def state_target(
    office: Office, word: str, indicator: str, status: Stated, signed: Signature
) -> tuple[Target, Verdict | None]:
    """Answers an indicator for a registered target, as only people can; as `exempt_target`."""
    statement = _statement("state", indicator, signed).model_copy(update={"status": status})
    return _on_target(office, word, statement)


def _statement(
    kind: Literal["confirm", "overrule", "exempt", "state"], indicator: str, signed: Signature
) -> Statement:
    if not signed.by.strip() or not signed.reason.strip():
        raise NotSigned("--by 和 --reason 不能为空", "--by and --reason must not be empty")
    return Statement(
        kind=kind,
        indicator=indicator,
        by=signed.by.strip(),
        at=now(),
        reason=signed.reason.strip(),
        proof=signed.proof.strip(),
    )


def _on_target(office: Office, word: str, statement: Statement) -> tuple[Target, Verdict | None]:
    target = find_target(office.database, word)
    if target is None:
        raise NotSigned(
            f"没有登记“{word}”，已登记的对象见 checker targets",
            f"“{word}” is not registered; see `checker targets`",
        )
    book = office.book_for(target)
    known = [entry.id for entry in book.of(target.kind)]
    if statement.indicator not in known:
        raise NotSigned(
            f"规则 {book.name} 中没有 {statement.indicator}，见 checker book show {book.name}",
            f"{book.name} has no {statement.indicator}; see `checker book show {book.name}`",
        )
    newest = latest_for(office.database, target.kind, code_of(target), now() + timedelta(seconds=1))
    if newest is None:
        add_statement(office.database, target.kind, code_of(target), statement)
        return target, None
    return target, _taken(office, newest, statement)


def _taken(office: Office, old: Verdict, statement: Statement) -> Verdict:
    """Stores a statement and judges the verdict's evidence again with it."""
    evidence = load_evidence(office.blobs, old.evidence)
    with_it = evidence.model_copy(update={"statements": (*evidence.statements, statement)})
    new = judge(with_it, office.named_book(old.book.name), office.indicators, CODE)
    target = old.target
    add_statement(office.database, target.kind, code_of(target), statement, verdict=old.id)
    supersede(office.database, office.blobs, old.id, with_it, new, at=statement.at)
    return new


def carried_over(
    statements: tuple[Statement, ...], before: Verdict | None
) -> tuple[Statement, ...]:
    """What was signed before that still speaks on a new visit.

    Exemptions and answers of people hold until they are outdated or answered anew. A confirmation
    or a reversal speaks of one fault: it goes on while that fault does, and ends with the first
    visit that does not see it. `before` is the verdict of the visit before.
    """
    findings = before.findings if before else ()
    seen = {each.indicator for each in findings if each.status == "breached"}
    return tuple(
        each for each in statements if each.kind in ("exempt", "state") or each.indicator in seen
    )
