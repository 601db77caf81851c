"""Verdicts to tables: the failing list, all verdicts, findings.

Each table takes the verdicts as they come and gives its rows one by one. Headers that a ledger
knows have the ledger's names, so that a person can import what was exported.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from checker.core.fact import CHINA
from checker.core.verdict import BookName, Finding, Stage, Verdict
from checker.report.tables import Cell, Column, Lang, Table
from checker.report.target_columns import TARGET, target_cells
from checker.report.wording import word

Verdicts = Iterable[Verdict]
InForce = Callable[[BookName], BookName | None]
"""The book of that name as it is today, None where there is none any more."""

_STAGES: tuple[Stage, ...] = ("suspected", "rechecked", "confirmed")

MADE = (
    Column("as_of", "监测时间点", "as of", "moment"),
    Column("book", "规则", "rulebook"),
    Column("book_now", "规则是否现行", "rulebook in force"),
    Column("verdict", "判定编号", "verdict", "code"),
)


def still_cited(cited: BookName) -> BookName:
    """For verdicts that were made just now: every book is in force."""
    return cited


def made(verdict: Verdict, in_force: InForce, lang: Lang) -> tuple[Cell, ...]:
    """When the verdict was made, by which book, whether that book is in force, and its id."""
    book = f"{verdict.book.name}@{verdict.book.version}"
    standing = book_standing(verdict.book, in_force(verdict.book), lang)
    return verdict.as_of.astimezone(CHINA), book, standing, verdict.id


def book_standing(cited: BookName, now: BookName | None, lang: Lang) -> str:
    """Whether a book that a verdict cites is still the one that judges today."""
    if now is None:
        return "否，已无此规则" if lang == "zh" else "no, there is no such book any more"
    if now.digest == cited.digest:
        return "是" if lang == "zh" else "yes"
    if now.version == cited.version:
        return "否，内容已改动" if lang == "zh" else "no, its content was changed"
    return f"否，现为 @{now.version}" if lang == "zh" else f"no, it is @{now.version} now"


def at_stage(verdict: Verdict, stage: Stage | None) -> tuple[Finding, ...]:
    """The breached vetoes that have come at least as far as `stage`."""
    least = _STAGES.index(stage) if stage else 0
    return tuple(
        each
        for each in verdict.breached_vetoes
        if each.stage in _STAGES and _STAGES.index(each.stage) >= least
    )


_FAILING: dict[Stage | None, str] = {
    None: "不合格名单（含待确认）",
    "suspected": "不合格名单（含待确认）",
    "rechecked": "不合格名单（已复查及已确认）",
    "confirmed": "不合格名单（已确认）",
}


Reminded = Mapping[tuple[str, str, str], int]
"""How often people were reminded of a fault, by kind, code and indicator."""


def failing(
    verdicts: Verdicts,
    lang: Lang,
    stage: Stage | None = None,
    in_force: InForce = still_cited,
    reminded: Reminded = MappingProxyType({}),
) -> Table:
    """不合格名单: one row a target that is unqualified, with every veto that says so."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for verdict in verdicts:
            vetoes = at_stage(verdict, stage)
            by_score = verdict.outcome == "unqualified" and not verdict.breached_vetoes
            if not vetoes and not (by_score and stage is None):
                continue
            first = vetoes[0].proofs[0] if vetoes and vetoes[0].proofs else None
            yield (
                *target_cells(verdict.target, lang),
                word(verdict.outcome, lang),
                word(verdict.stage, lang),
                "；".join(f"{each.title}（{each.clause}）" for each in vetoes),
                "；".join(each.says for each in vetoes),
                sum(max(1, len(each.proofs)) for each in vetoes),
                first.url if first else "",
                first.quote if first else "",
                *made(verdict, in_force, lang),
                _times(verdict, vetoes, reminded),
            )

    columns = (
        *TARGET,
        Column("outcome", "结论", "outcome"),
        Column("stage", "阶段", "stage"),
        Column("vetoes", "单项否决指标", "vetoes", "sentence"),
        Column("says", "问题说明", "what is wrong", "sentence"),
        Column("faults", "问题数", "faults", "number"),
        Column("proof_url", "证据网址", "proof", "url"),
        Column("proof_quote", "证据摘录", "quote", "sentence"),
        *MADE,
        Column("reminders", "提醒次数", "reminders", "number"),
    )
    return Table("failing", _FAILING[stage], columns, rows())


def _times(verdict: Verdict, vetoes: Sequence[Finding], reminded: Reminded) -> int | None:
    """How often the unit was reminded of what stands longest; None where nobody was told."""
    one = verdict.target
    told = (reminded.get((one.kind, one.code, each.indicator), 0) for each in vetoes)
    return max(told, default=0) or None


def all_verdicts(
    verdicts: Verdicts, lang: Lang, stage: Stage | None = None, in_force: InForce = still_cited
) -> Table:
    """检查结果: one row a target."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for verdict in verdicts:
            if stage and not at_stage(verdict, stage):
                continue
            score, seen = verdict.score, verdict.coverage
            yield (
                *target_cells(verdict.target, lang),
                word(verdict.outcome, lang),
                word(verdict.stage, lang),
                score.low if score else None,
                score.high if score else None,
                "；".join(each.title for each in verdict.breached_vetoes),
                "；".join(each.title for each in verdict.findings if each.warning),
                f"{seen.told}/{seen.indicators}",
                seen.by_machine,
                seen.by_assisted,
                seen.by_people,
                "；".join(f"{each.part}: {each.reason}" for each in seen.unseen),
                seen.pages,
                seen.links,
                *made(verdict, in_force, lang),
            )

    columns = (
        *TARGET,
        Column("outcome", "结论", "outcome"),
        Column("stage", "阶段", "stage"),
        Column("score_low", "得分下限", "score, low", "number"),
        Column("score_high", "得分上限", "score, high", "number"),
        Column("vetoes", "单项否决指标", "vetoes", "sentence"),
        Column("warnings", "预警指标", "warnings", "sentence"),
        Column("told", "已判指标", "told"),
        Column("by_machine", "其中机器判定", "told by machine", "number"),
        Column("by_assisted", "其中机器初查", "told by an assisting machine", "number"),
        Column("by_people", "其中人工判定", "told by people", "number"),
        Column("unseen", "未能查看", "unseen", "sentence"),
        Column("pages", "页面数", "pages", "number"),
        Column("links", "链接数", "links", "number"),
        *MADE,
    )
    return Table("verdicts", "检查结果", columns, rows())


def findings(
    verdicts: Verdicts, lang: Lang, stage: Stage | None = None, in_force: InForce = still_cited
) -> Table:
    """问题清单: one row a proof of what is breached or was not told, or a finding that warns."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for verdict in verdicts:
            for finding in verdict.findings:
                if stage and finding not in at_stage(verdict, stage):
                    continue
                if finding.status not in ("breached", "cannot-tell") and not finding.warning:
                    continue
                if finding.consequence == "bonus":  # one that was not earned is no fault
                    continue
                yield from _finding_rows(verdict, finding, lang, in_force)

    columns = (
        *TARGET,
        Column("indicator", "指标编号", "indicator", "code"),
        Column("title", "指标", "title"),
        Column("as", "性质", "counts as"),
        Column("clause", "条款", "clause", "code"),
        Column("by", "判定方式", "judged by"),
        Column("status", "状态", "status"),
        Column("stage", "阶段", "stage"),
        Column("says", "说明", "says", "sentence"),
        Column("warning", "预警", "warning", "sentence"),
        Column("proof_url", "证据网址", "proof", "url"),
        Column("proof_quote", "证据摘录", "quote", "sentence"),
        Column("blob", "原始页面", "stored page", "code"),
        *MADE,
    )
    return Table("findings", "问题清单", columns, rows())


def _finding_rows(
    verdict: Verdict, finding: Finding, lang: Lang, in_force: InForce
) -> Iterator[tuple[Cell, ...]]:
    shown = finding.proofs if finding.status in ("breached", "cannot-tell") else ()
    for proof in shown or (None,):
        yield (
            *target_cells(verdict.target, lang),
            finding.indicator,
            finding.title,
            word(finding.consequence, lang),
            finding.clause,
            word(finding.by, lang),
            word(finding.status, lang),
            word(finding.stage, lang),
            finding.says,
            finding.warning.says if finding.warning else "",
            proof.url if proof else "",
            proof.quote if proof else "",
            proof.blob if proof else "",
            *made(verdict, in_force, lang),
        )
