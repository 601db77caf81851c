"""What a replay changes, on the screen: each verdict with its findings, and the counts at a glance."""

from collections import Counter
from dataclasses import dataclass, field

from checker.cli.console import Voice
from checker.core.verdict import BookName, Score
from checker.report.wording import word
from checker.run.replay import Replayed


@dataclass
class Tally:
    """How many verdicts were judged again, and how many changed from what to what."""

    judged: int = 0
    changed: int = 0
    books: set[tuple[BookName, BookName]] = field(default_factory=set[tuple[BookName, BookName]])
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    findings: Counter[tuple[str, str, str]] = field(default_factory=Counter[tuple[str, str, str]])

    def add(self, each: Replayed) -> None:
        """Counts one verdict."""
        self.judged += 1
        self.changed += each.changed
        self.books.add((each.stored.book, each.again.book))
        if each.stored.outcome != each.again.outcome:
            self.outcomes[each.stored.outcome, each.again.outcome] += 1
        for one in each.differences:
            self.findings[one.indicator, one.before, one.after] += 1


def show_replayed(voice: Voice, each: Replayed) -> None:
    """One changed verdict: the outcome, the score where it changed, and the findings that differ."""
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
    before, after = (word(one.outcome, voice.lang) for one in (each.stored, each.again))
    score = ""
    if each.stored.score != each.again.score:
        old, new = (_score(one.score) or "-" for one in (each.stored, each.again))
        score = voice.word(f"，得分 {old} → {new}", f", score {old} → {new}")
    line = f"{target.code} {target.name}:{before} → {after}{score}"
    voice.say(line, line)
    for one in each.differences:
        old, new = word(one.before, voice.lang), word(one.after, voice.lang)
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
        (indicator, word(old, voice.lang), word(new, voice.lang), count)
        for (indicator, old, new), count in sorted(tally.findings.items())
    )
    if tally.findings:
        voice.table(
            ("指标", "原为", "现为", "个数") if voice.lang == "zh"
            else ("indicator", "before", "after", "targets"),
            rows,
        )  # fmt: skip
    voice.say(
        f"重新判定 {tally.judged} 个，变化 {tally.changed} 个，其中结论变化 {tally.outcomes.total()} 个",
        f"{tally.judged} judged again, {tally.changed} changed, "
        f"{tally.outcomes.total()} of them in their outcome",
    )


def _book(book: BookName) -> str:
    return f"{book.name}@{book.version}"


def _score(score: Score | None) -> str | None:
    if score is None:
        return None
    return f"{score.low:g}" if score.low == score.high else f"{score.low:g}–{score.high:g}"
