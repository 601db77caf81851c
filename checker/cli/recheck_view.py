"""A recheck on the screen: how many findings became what, then each of them."""

from collections import Counter

from checker.cli.console import Voice
from checker.report.recheck_table import CHANGES, change_word
from checker.report.wording import word
from checker.run.beside import compared
from checker.run.job import JobResult
from checker.run.office import Office


def show_recheck(voice: Voice, office: Office, done: JobResult) -> None:
    """The counts first, then the findings, what is still there before what is mended; the lists."""
    current, counts = done.result.round, done.result.counts
    order = list(CHANGES)
    found = sorted(
        ((one, change) for one in compared(office, current) for change in one.changes),
        key=lambda pair: order.index(pair[1].word),
    )
    tally = Counter(change.word for _, change in found)
    if voice.json_only:
        voice.json(
            {
                "round": current.id,
                "of": current.of_round,
                "state": current.state,
                "as_of": current.as_of.isoformat(),
                "resumed": done.result.resumed,
                **counts.model_dump(),
                "changes": {name: tally[name] for name in CHANGES},
                "exports": [str(path) for path in done.exports],
            }
        )
        return
    voice.say(
        f"\n复查 {current.id}（对 {current.of_round}）：对象 {counts.registered}，已查 {counts.done}，"
        f"程序故障 {counts.failed}，未查 {counts.planned}",
        f"\nrecheck {current.id} (of {current.of_round}): {counts.registered} targets, "
        f"{counts.done} checked, {counts.failed} failed by us, {counts.planned} left",
    )
    comma = voice.word("，", ", ")
    line = comma.join(f"{change_word(name, voice.lang)} {tally[name]}" for name in CHANGES)
    voice.say(line, line)
    voice.table(
        ("标识码", "名称", "复查结果", "阶段", "指标", "说明") if voice.lang == "zh" else
        ("code", "name", "change", "stage", "indicator", "what is found now"),
        (
            (one.before.target.code, one.before.target.name, change_word(change.word, voice.lang),
             word(change.finding.stage, voice.lang), change.finding.title,
             change.after.says if change.after else one.detail)
            for one, change in found
        ),
        title=voice.word("复查对照", "findings of the two rounds"),
    )  # fmt: skip
    voice.say("\n名单与明细：", "\nlists:")
    for path in done.exports:
        voice.say(f"  {path}", f"  {path}")
