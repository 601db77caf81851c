"""Verdicts to tables: the failing list, all verdicts, findings, columns and accounts.

Each table takes the verdicts as they come and gives its rows one by one. Headers that a ledger
knows have the ledger's names, so that a person can import what was exported.
"""

from collections.abc import Callable, Iterable, Iterator

from checker.core.fact import CHINA
from checker.core.verdict import Finding, Stage, Verdict
from checker.report.tables import Cell, Column, Lang, Table
from checker.report.wording import word, yes_no

Verdicts = Iterable[Verdict]
_STAGES: tuple[Stage, ...] = ("suspected", "rechecked", "confirmed")

_TARGET = (
    Column("kind", "对象", "kind"),
    Column("code", "标识码", "code", "code"),
    Column("name", "名称", "name", "name"),
    Column("url", "网址", "url", "url"),
    Column("owner", "主办单位", "owner", "name"),
    Column("region", "地区", "region", "word"),
    Column("level", "层级", "level", "word"),
    Column("type", "类型", "type", "word"),
)

_MADE = (
    Column("as_of", "监测时间点", "as of", "moment"),
    Column("book", "规则", "rulebook"),
    Column("verdict", "判定编号", "verdict", "code"),
)


def _target(verdict: Verdict, lang: Lang) -> tuple[Cell, ...]:
    one = verdict.target
    return (word(one.kind, lang), one.code, one.name, one.url, one.owner, one.region, one.level,
            one.type)  # fmt: skip


def _made(verdict: Verdict) -> tuple[Cell, ...]:
    """When the verdict was made, by which book, and its id."""
    book = f"{verdict.book.name}@{verdict.book.version}"
    return verdict.as_of.astimezone(CHINA), book, verdict.id


def at_stage(verdict: Verdict, stage: Stage | None) -> tuple[Finding, ...]:
    """The breached vetoes that have come at least as far as `stage`."""
    least = _STAGES.index(stage) if stage else 0
    return tuple(
        each
        for each in verdict.breached_vetoes
        if each.stage in _STAGES and _STAGES.index(each.stage) >= least
    )


def failing(verdicts: Verdicts, lang: Lang, stage: Stage | None = None) -> Table:
    """不合格名单: one row a target that is unqualified, with every veto that says so."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for verdict in verdicts:
            vetoes = at_stage(verdict, stage)
            by_score = verdict.outcome == "unqualified" and not verdict.breached_vetoes
            if not vetoes and not (by_score and stage is None):
                continue
            first = vetoes[0].proofs[0] if vetoes and vetoes[0].proofs else None
            yield (
                *_target(verdict, lang),
                word(verdict.outcome, lang),
                word(verdict.stage, lang),
                "；".join(f"{each.title}（{each.clause}）" for each in vetoes),
                "；".join(each.says for each in vetoes),
                sum(max(1, len(each.proofs)) for each in vetoes),
                first.url if first else "",
                first.quote if first else "",
                *_made(verdict),
            )

    columns = (
        *_TARGET,
        Column("outcome", "结论", "outcome"),
        Column("stage", "阶段", "stage"),
        Column("vetoes", "单项否决指标", "vetoes", "sentence"),
        Column("says", "问题说明", "what is wrong", "sentence"),
        Column("faults", "问题数", "faults", "number"),
        Column("proof_url", "证据网址", "proof", "url"),
        Column("proof_quote", "证据摘录", "quote", "sentence"),
        *_MADE,
    )
    return Table("failing", "不合格名单", columns, rows())


def all_verdicts(verdicts: Verdicts, lang: Lang, stage: Stage | None = None) -> Table:
    """检查结果: one row a target."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for verdict in verdicts:
            if stage and not at_stage(verdict, stage):
                continue
            score, seen = verdict.score, verdict.coverage
            yield (
                *_target(verdict, lang),
                word(verdict.outcome, lang),
                word(verdict.stage, lang),
                score.low if score else None,
                score.high if score else None,
                "；".join(each.title for each in verdict.breached_vetoes),
                "；".join(each.title for each in verdict.findings if each.warning),
                f"{seen.told}/{seen.indicators}",
                seen.by_machine,
                "；".join(f"{each.part}: {each.reason}" for each in seen.unseen),
                seen.pages,
                seen.links,
                *_made(verdict),
            )

    columns = (
        *_TARGET,
        Column("outcome", "结论", "outcome"),
        Column("stage", "阶段", "stage"),
        Column("score_low", "得分下限", "score, low", "number"),
        Column("score_high", "得分上限", "score, high", "number"),
        Column("vetoes", "单项否决指标", "vetoes", "sentence"),
        Column("warnings", "预警指标", "warnings", "sentence"),
        Column("told", "已判指标", "told"),
        Column("by_machine", "其中机器判定", "told by machine", "number"),
        Column("unseen", "未能查看", "unseen", "sentence"),
        Column("pages", "页面数", "pages", "number"),
        Column("links", "链接数", "links", "number"),
        *_MADE,
    )
    return Table("verdicts", "检查结果", columns, rows())


def findings(verdicts: Verdicts, lang: Lang, stage: Stage | None = None) -> Table:
    """问题清单: one row a proof of a breach, or a finding that was not told or warns."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for verdict in verdicts:
            for finding in verdict.findings:
                if stage and finding not in at_stage(verdict, stage):
                    continue
                if finding.status not in ("breached", "cannot-tell") and not finding.warning:
                    continue
                yield from _finding_rows(verdict, finding, lang)

    columns = (
        *_TARGET,
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
        Column("verdict", "判定编号", "verdict", "code"),
    )
    return Table("findings", "问题清单", columns, rows())


def _finding_rows(verdict: Verdict, finding: Finding, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    breached = finding.status == "breached"
    for proof in finding.proofs if breached and finding.proofs else (None,):
        yield (
            *_target(verdict, lang),
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
            verdict.id,
        )


def columns(verdicts: Verdicts, lang: Lang, stage: Stage | None = None) -> Table:
    """栏目更新情况: one row a column of every site."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for verdict in verdicts:
            if stage and not at_stage(verdict, stage):
                continue
            for each in verdict.columns or ():
                yield (
                    verdict.target.code,
                    verdict.target.name,
                    each.name,
                    each.url,
                    " > ".join(each.path),
                    word(each.column_class, lang),
                    each.newest,
                    each.items,
                    each.limit_days,
                    yes_no(each.stale, lang),
                    yes_no(each.blank, lang),
                )

    heads = (
        Column("site_code", "网站标识码", "site code", "code"),
        Column("site", "网站名称", "site", "name"),
        Column("name", "栏目名称", "column", "name"),
        Column("url", "栏目网址", "url", "url"),
        Column("path", "栏目路径", "path", "sentence"),
        Column("class", "栏目类别", "class"),
        Column("newest", "最新信息日期", "newest", "date"),
        Column("items", "首页条数", "items", "number"),
        Column("limit_days", "更新期限（天）", "limit (days)", "number"),
        Column("stale", "是否逾期", "stale"),
        Column("blank", "是否空白", "blank"),
    )
    return Table("columns", "栏目更新情况", heads, rows())


def accounts(verdicts: Verdicts, lang: Lang, stage: Stage | None = None) -> Table:
    """新媒体更新情况: one row an account."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for verdict in verdicts:
            posts = verdict.posts
            if posts is None or (stage and not at_stage(verdict, stage)):
                continue
            one = verdict.target
            idle = (verdict.as_of - posts.newest).days if posts.newest else None
            yield (
                one.code, one.name, one.type, one.owner, one.region,
                posts.newest.astimezone(CHINA) if posts.newest else None, idle, posts.count,
                posts.longest_gap_days, posts.breach_days, "；".join(posts.sources),
                word(verdict.outcome, lang), word(verdict.stage, lang), verdict.id,
            )  # fmt: skip

    heads = (
        Column("code", "新媒体标识码", "account code", "code"),
        Column("name", "账号名称", "account", "name"),
        Column("type", "账号类型", "type"),
        Column("owner", "开设主体", "owner", "name"),
        Column("region", "地区", "region"),
        Column("newest", "最近更新", "newest", "moment"),
        Column("idle_days", "未更新天数", "idle days", "number"),
        Column("count", "可见信息条数", "posts seen", "number"),
        Column("longest_gap_days", "最长间隔（天）", "longest gap (days)", "number"),
        Column("breach_days", "不达标天数", "days out of rule", "number"),
        Column("sources", "数据源", "sources", "sentence"),
        Column("outcome", "结论", "outcome"),
        Column("stage", "阶段", "stage"),
        Column("verdict", "判定编号", "verdict", "code"),
    )
    return Table("accounts", "新媒体更新情况", heads, rows())


TABLES: dict[str, Callable[[Verdicts, Lang, Stage | None], Table]] = {
    "failing": failing,
    "verdicts": all_verdicts,
    "findings": findings,
    "columns": columns,
    "accounts": accounts,
}
"""What `checker export` offers out of verdicts, by name."""
