"""What a replay changes, on the screen: each verdict with its findings, and the counts at a glance."""

from collections import Counter
from dataclasses import astuple, dataclass, field, replace

from checker.cli.console import Voice
from checker.core.verdict import BookName, Score
from checker.report.wording import word
from checker.run.replay import Difference, Replayed


@dataclass
class Tally:
    """How many verdicts were judged again, and how many changed from what to what.

    `minor` are those in which no fault came or went: an indicator was added or told, and passed.
    """

    judged: int = 0
    changed: int = 0
    minor: int = 0
    books: set[tuple[BookName, BookName]] = field(default_factory=set[tuple[BookName, BookName]])
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    findings: Counter[Difference] = field(default_factory=Counter[Difference])

    def add(self, each: Replayed) -> None:
        """Counts one verdict."""
        self.judged += 1
        self.changed += each.changed
        self.books.add((each.stored.book, each.again.book))
        if each.stored.outcome != each.again.outcome:
            self.outcomes[each.stored.outcome, each.again.outcome] += 1
        told = [replace(one, says="") for one in each.differences if one.matters]
        self.findings.update(told)
        self.minor += each.changed and not told and not each.moved


def show_replayed(voice: Voice, each: Replayed) -> None:
    """One changed verdict: the outcome, the score where it changed, and the findings that matter.

    For a program all findings that differ; a verdict in which nothing matters is not shown to people.
    """
    target = each.stored.target
    if voice.json_only:
        voice.json(
            {
                "verdict": each.stored.id,
                "target": target.code or target.url,
                "book": [_book(each.stored.book), _book(each.again.book)],
                "before": each.stored.outcome,
                "after": each.again.outcome,
                "score": [_score(each.stored.score), _score(each.again.score)],
                "findings": [vars(one) for one in each.differences],
            }
        )
        return
    told = [one for one in each.differences if one.matters]
    if not told and not each.moved:
        return
    before, after = (word(one.outcome, voice.lang) for one in (each.stored, each.again))
    score = ""
    if each.stored.score != each.again.score:
        old, new = (_score(one.score) or "-" for one in (each.stored, each.again))
        advisory = any(one.score and one.score.advisory for one in (each.stored, each.again))
        score = voice.word(
            f"，{'参考分' if advisory else '得分'} {old} → {new}",
            f", {'advisory score' if advisory else 'score'} {old} → {new}",
        )
    line = f"{target.code} {target.name}:{before} → {after}{score}"
    voice.say(line, line)
    for one in told:
        old, new = _answers(one, voice)
        voice.say(
            f"    {one.indicator}:{old} → {new};{one.says}",
            f"    {one.indicator}: {old} → {new}; {one.says}",
        )


def show_tally(voice: Voice, tally: Tally) -> None:
    """The counts: outcomes from what to what, then indicators from what to what."""
    for old, new in sorted(tally.books, key=lambda pair: (_book(pair[0]), _book(pair[1]))):
        edited = _book(old) == _book(new) and old.digest != new.digest
        note = voice.word("（内容已改动）", " (its content was changed)") if edited else ""
        voice.say(
            f"\n原判规则 {_book(old)}，重判规则 {_book(new)}{note}",
            f"\njudged under {_book(old)}, again under {_book(new)}{note}",
        )
    for (old, new), count in sorted(tally.outcomes.items()):
        line = f"  {word(old, voice.lang)} → {word(new, voice.lang)}  {count}"
        voice.say(line, line)
    rows = (
        (one.indicator, *_answers(one, voice), count)
        for one, count in sorted(tally.findings.items(), key=lambda pair: astuple(pair[0]))
    )
    if tally.findings:
        voice.table(
            ("指标", "原为", "现为", "个数") if voice.lang == "zh"
            else ("indicator", "before", "after", "targets"),
            rows,
        )  # fmt: skip
    voice.say(
        f"重新判定 {tally.judged} 个，变化 {tally.changed} 个，其中结论变化 {tally.outcomes.total()} 个，"
        f"没有新增或消除问题的 {tally.minor} 个",
        f"{tally.judged} judged again, {tally.changed} changed, {tally.outcomes.total()} of them "
        f"in their outcome; in {tally.minor} no fault came or went",
    )


def _answers(one: Difference, voice: Voice) -> tuple[str, str]:
    """The answers before and now, with what they count as where that differs."""
    old, new = word(one.before, voice.lang), word(one.after, voice.lang)
    if one.before_as == one.after_as or not one.before_as or not one.after_as:
        return old, new
    was_as, now_as = word(one.before_as, voice.lang), word(one.after_as, voice.lang)
    return (
        voice.word(f"{old}（{was_as}）", f"{old} ({was_as})"),
        voice.word(f"{new}（{now_as}）", f"{new} ({now_as})"),
    )


def _book(book: BookName) -> str:
    return f"{book.name}@{book.version}"


def _score(score: Score | None) -> str | None:
    if score is None:
        return None
    return f"{score.low:g}" if score.low == score.high else f"{score.low:g}–{score.high:g}"
