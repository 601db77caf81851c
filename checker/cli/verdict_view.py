"""A verdict on the screen, for the person who has to sign it."""

from checker.cli.console import Voice
from checker.core.verdict import Finding, Verdict
from checker.report.wording import word

_MARKS = {"breached": "✗", "passed": "✓", "cannot-tell": "?", "not-applicable": "–", "exempt": "○"}
_UNEARNED = "–"
_PROOFS = 6


def show_verdict(voice: Voice, verdict: Verdict) -> None:
    """The whole verdict: outcome, coverage first, then every finding with its proofs."""
    one, seen = verdict.target, verdict.coverage
    title = " ".join(part for part in (one.code, one.name or one.url) if part)
    outcome = word(verdict.outcome, voice.lang)
    stage = f"（{word(verdict.stage, voice.lang)}）" if verdict.stage else ""
    voice.say(f"\n{title}  {one.url}", f"\n{title}  {one.url}")
    voice.say(f"  结论：{outcome}{stage}", f"  outcome: {outcome} {stage}")
    if verdict.stage in ("suspected", "rechecked"):
        command = f"checker confirm {verdict.id} INDICATOR --by NAME --reason …"
        voice.say(
            f"  机器初判，经人工确认方可公布：{command}",
            f"  judged by machine, published only when a person confirms it: {command}",
        )
    if verdict.score:
        low, high = verdict.score.low, verdict.score.high
        span = f"{low:g}" if low == high else f"{low:g}–{high:g}"
        voice.say(
            f"  {'参考分' if verdict.score.advisory else '得分'}：{span}",
            f"  {'advisory score' if verdict.score.advisory else 'score'}: {span}",
        )
    voice.say(
        f"  已判指标 {seen.told}/{seen.indicators}（机器 {seen.by_machine}、机器初查 "
        f"{seen.by_assisted}、人工 {seen.by_people}、无人认定 {seen.unsaid}），"
        f"页面 {seen.pages}，链接 {seen.links}，浏览器 {seen.browser_pages} 页，"
        f"用时 {verdict.cost.seconds:.1f} 秒；规则 {verdict.book.name}@{verdict.book.version}，判定 {verdict.id}",
        f"  told {seen.told}/{seen.indicators} ({seen.by_machine} by machine, "
        f"{seen.by_assisted} assisted, {seen.by_people} by people, {seen.unsaid} unsaid), "
        f"{seen.pages} pages, {seen.links} links, {seen.browser_pages} in the browser, "
        f"{verdict.cost.seconds:.1f} s; book {verdict.book.name}@{verdict.book.version}, verdict {verdict.id}",
    )
    order = ("breached", "cannot-tell", "exempt", "passed", "not-applicable")
    for finding in sorted(verdict.findings, key=lambda each: order.index(each.status)):
        unsaid = "not-applicable" if finding.consequence == "bonus" else "passed"
        if finding.by == "human" and finding.status == unsaid:
            continue
        _show_finding(voice, finding)


def _show_finding(voice: Voice, finding: Finding) -> None:
    stage = f" [{word(finding.stage, voice.lang)}]" if finding.stage else ""
    mark = _UNEARNED if _is_unearned(finding) else _MARKS[finding.status]
    points = f" {finding.points:+g}" if finding.points else ""
    line = f"  {mark} {finding.title}（{finding.clause}）{stage}{points}：{finding.says}"
    voice.say(line, line)
    if finding.warning:
        left = finding.warning.days_left
        days = voice.word(f"，还剩 {left} 天", f", {left} days left") if left is not None else ""
        warn = f"    ! {voice.word('预警', 'warning')}:{finding.warning.says}{days}"
        voice.say(warn, warn)
    if finding.status not in ("breached", "cannot-tell") or _is_unearned(finding):
        return
    for proof in finding.proofs[:_PROOFS]:
        line = f"    · {proof.quote}  {proof.url}"
        voice.say(line, line)
    more = len(finding.proofs) - _PROOFS
    if more > 0:
        voice.say(f"    … 另有 {more} 处", f"    … and {more} more")


def _is_unearned(finding: Finding) -> bool:
    """A bonus that was not earned: no fault of the site."""
    return finding.consequence == "bonus" and finding.status == "breached"
