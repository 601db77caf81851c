"""A round on the screen: a progress bar while it runs, then coverage first and the failing list."""

from dataclasses import asdict
from types import TracebackType
from typing import Self

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

from checker.cli.console import Voice
from checker.core.fact import CHINA
from checker.core.target import Target
from checker.core.verdict import Verdict
from checker.report.bulletin.numbers import rate
from checker.report.verdict_tables import at_stage
from checker.report.wording import word
from checker.run.job import JobResult
from checker.run.ledgers import Imported
from checker.run.office import Office
from checker.run.round import Progress
from checker.store.rounds import Round
from checker.store.verdicts import verdicts

_PLAIN_EVERY = 50


class Watch:
    """Watches a round: a bar on a terminal, a plain line now and then elsewhere."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._total = self._count = 0
        self._shown = voice.err.is_terminal and not voice.quiet
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=voice.err,
            transient=True,
            disable=not self._shown,
        )
        self._task = None

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._bar.stop()

    @property
    def progress(self) -> Progress:
        """What the round calls."""
        return Progress(begin=self._begin, done=self._done, idle=self._idle)

    def imported(self, result: Imported) -> None:
        """Says what a ledger brought; rejected rows are named."""
        self._voice.say(
            f"台账 {result.file}：新增 {result.added}，变更 {result.changed}，"
            f"未变 {result.unchanged}，拒绝 {len(result.rejected)}",
            f"ledger {result.file}: {result.added} added, {result.changed} changed, "
            f"{result.unchanged} unchanged, {len(result.rejected)} rejected",
        )
        for row in result.rejected:
            self._voice.complain(
                f"  第 {row.line} 行 “{row.value}”：{row.reason_zh}",
                f"  line {row.line} “{row.value}”: {row.reason_en}",
            )

    def _begin(self, current: Round, size: int) -> None:
        self._total = size
        self._task = self._bar.add_task(current.id, total=size, rate="")
        self._voice.say(
            f"轮次 {current.id}，监测时间点 {current.as_of.astimezone(CHINA):%Y-%m-%d %H:%M}，待查 {size} 个",
            f"round {current.id}, as of {current.as_of.astimezone(CHINA):%Y-%m-%d %H:%M}, "
            f"{size} targets to check",
        )

    def _idle(self) -> None:
        complain_of_idleness(self._voice)

    def _done(self, target: Target, verdict: Verdict | None) -> None:
        self._count += 1
        if self._task is not None:
            self._bar.advance(self._task)
            speed = self._bar.tasks[0].speed
            self._bar.update(self._task, rate=f"{speed:.1f}/s" if speed else "")
        if not self._shown and self._count % _PLAIN_EVERY == 0:
            self._voice.say(f"{self._count}/{self._total}", f"{self._count}/{self._total}")


def complain_of_idleness(voice: Voice) -> None:
    """Says that a round was handed out and that nobody takes its jobs."""
    voice.complain(
        "任务已排队，但没有工作进程在运行：请在各机器上运行 checker worker",
        "the jobs wait and no worker lives: run `checker worker` on your machines",
    )


def show_night(voice: Voice, office: Office, done: JobResult) -> None:
    """Coverage first, then who fails and why, and where the lists lie."""
    counts, current = done.result.counts, done.result.round
    checked = counts.done
    share = f"{counts.told / checked:.1%}" if checked else "-"
    if voice.json_only:
        voice.json(
            {
                "round": current.id,
                "state": current.state,
                "as_of": current.as_of.isoformat(),
                "resumed": done.result.resumed,
                **counts.model_dump(),
                "source_faults": [asdict(each) for each in done.result.sources if each.suspected],
                "exports": [str(path) for path in done.exports],
            }
        )
        return
    state = voice.word("完成", "complete") if current.state == "complete" else voice.word(
        "中断，再次运行即可接续", "cut short; run again to resume")  # fmt: skip
    voice.say(
        f"\n覆盖：已判定 {counts.told}/{checked}（{share}），登记 {counts.registered}，"
        f"关停 {counts.closed}，程序故障 {counts.failed}，未查 {counts.planned}；本轮{state}",
        f"\ncoverage: {counts.told} of {checked} told ({share}), {counts.registered} registered, "
        f"{counts.closed} closed, {counts.failed} failed by us, {counts.planned} left; {state}",
    )
    if counts.undrawn:
        looked = rate(checked, counts.registered - counts.closed, 2)
        voice.say(
            f"抽查 {checked} 个，抽查率 {looked}；未抽中 {counts.undrawn} 个，不算漏查",
            f"a draw: {checked} looked at, {looked}; {counts.undrawn} not drawn, none of them missed",
        )
    for each in done.result.sources:
        if each.suspected:
            bad = each.failed + each.empty + each.lost
            voice.complain(
                f"数据源 {each.name}：{each.asked} 个账号中 {bad} 个没有读到应有的内容，疑为数据源故障，"
                "这些账号不作不更新处理",
                f"source {each.name}: nothing as before for {bad} of {each.asked} accounts; the "
                "source is suspected, and none of them is called idle for it",
            )
    _show_lists(voice, office, current.id)
    voice.say("\n名单与明细：", "\nlists:")
    for path in done.exports:
        voice.say(f"  {path}", f"  {path}")


def _show_lists(voice: Voice, office: Office, round_id: str) -> None:
    failing: list[Verdict] = []
    undetermined: list[Verdict] = []
    outcomes = {"qualified": 0, "unqualified": 0, "undetermined": 0}
    for verdict in verdicts(office.database, round_id):
        outcomes[verdict.outcome] += 1
        if verdict.outcome == "unqualified":
            failing.append(verdict)
        elif verdict.outcome == "undetermined":
            undetermined.append(verdict)
    comma = voice.word("，", ", ")
    line = comma.join(f"{word(key, voice.lang)} {count}" for key, count in outcomes.items())
    voice.say(line, line)
    if failing:
        voice.table(
            ("标识码", "名称", "阶段", "问题", "判定编号") if voice.lang == "zh" else
            ("code", "name", "stage", "what is wrong", "verdict"),
            (
                (each.target.code, each.target.name, word(each.stage, voice.lang),
                 "；".join(f"{f.title}：{f.says}" for f in at_stage(each, None)), each.id)
                for each in failing
            ),
            title=voice.word("不合格名单（机器初判，须经人工确认方可公布）",
                             "failing (judged by machine; a person confirms before it is published)"),
        )  # fmt: skip
    if undetermined:
        voice.table(
            ("标识码", "名称", "原因") if voice.lang == "zh" else ("code", "name", "why"),
            (
                (each.target.code, each.target.name, _why(each)) for each in undetermined
            ),
            title=voice.word("无法判定", "undetermined"),
        )  # fmt: skip


def _why(verdict: Verdict) -> str:
    untold = [
        each
        for each in verdict.findings
        if each.consequence == "veto" and each.status == "cannot-tell"
    ]
    return "；".join(dict.fromkeys(each.says for each in untold))
