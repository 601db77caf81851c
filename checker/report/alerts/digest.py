"""The digest of a night: eight lines with targets and items in each, then what is new.

One message a night, however much is wrong. New and raised findings are named one by one; what stands
as before is counted by the unit that has to mend it, with the number of its reminder.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from checker.core.alerts import Alert, by_unit
from checker.core.fact import CHINA
from checker.core.message import Message, outside_words
from checker.core.night_tally import Line, NightTally, Pair
from checker.report.tables import Lang
from checker.report.wording import reason_word, word


@dataclass(frozen=True)
class Night:
    """What a digest tells of. `openings` are the sites that did not open in a day, and how often."""

    round_id: str
    as_of: datetime
    tally: NightTally
    failed_by_us: int
    alerts: Sequence[Alert]
    openings: Pair
    floor: float

    @property
    def coverage(self) -> float | None:
        """Told targets among those checked."""
        checked = self.tally.targets + self.failed_by_us
        return self.tally.told / checked if checked else None


_UNIT_LINES = 30
_REASONS = 5
_COUNTED: tuple[tuple[Line, str, str, str, str], ...] = (
    ("home", "首页不更新", "项", "home page not updated", "items"),
    ("columns", "栏目不更新、空白", "个栏目", "columns stale or blank", "columns"),
    ("links", "链接不可用", "条", "dead links", "links"),
    ("services", "互动与办事", "项", "interaction and services", "items"),
    ("safety", "内容表述与安全", "处", "wording and safety", "places"),
    ("accounts", "新媒体", "项", "accounts", "items"),
)
_STAGES = ("confirmed", "rechecked", "suspected")


def digest(night: Night, lang: Lang) -> Message:
    """The message of a night. The eight lines and the title always stay."""
    zh = lang == "zh"
    moment = f"{night.as_of.astimezone(CHINA):%Y-%m-%d %H:%M}"
    title = (
        f"【检查日报】轮次 {night.round_id}，监测时间点 {moment}（机器初判，须经人工确认）"
        if zh
        else f"[checker] round {night.round_id}, as of {moment} (by machine, for people to confirm)"
    )
    eight = (_coverage(night, zh), _openings(night, zh), *_lines(night.tally, zh))
    more = [*_named(night.alerts, zh), *_standing(night.alerts, zh), *_cleared(night.alerts, zh)]
    rest = "……另有 {} 行，见 checker alerts show" if zh else "… {} lines more: checker alerts show"
    return Message(title=title, lines=(*eight, *more), firm=len(eight), rest=rest)


def _coverage(night: Night, zh: bool) -> str:
    """Line one: coverage, and why some could not be told."""
    tally, share = night.tally, night.coverage
    known = "-" if share is None else f"{share:.1%}"
    why = (("，" if zh else ", ") + reasons(night.tally, night.failed_by_us, zh)) if (
        tally.told < tally.targets or night.failed_by_us) else ""  # fmt: skip
    low = share is not None and share < night.floor
    if zh:
        below = f"；低于下限 {night.floor:.0%}，不能据以通报" if low else ""
        return (
            f"监测：网站 {tally.sites} 个、账号 {tally.accounts} 个，已判定 {tally.told} 个（{known}），"
            f"不合格 {tally.unqualified} 个{why}{below}"
        )
    below = f"; below the floor of {night.floor:.0%}, not to be published" if low else ""
    return (
        f"checked: {tally.sites} sites, {tally.accounts} accounts, {tally.told} told ({known}), "
        f"{tally.unqualified} unqualified{why}{below}"
    )


def reasons(tally: NightTally, failed_by_us: int, zh: bool) -> str:
    """Why targets could not be told, the most frequent reasons first."""
    left = tally.targets - tally.told + failed_by_us
    most = tally.untold.most_common(_REASONS)
    lang: Lang = "zh" if zh else "en"
    told = [f"{reason_word(name, lang)} {count}" for name, count in most]
    if failed_by_us:
        told.append(f"{'程序故障' if zh else 'our own failure'} {failed_by_us}")
    if len(tally.untold) > _REASONS:
        other = tally.untold.total() - sum(count for _, count in most)
        told.append(f"{'其他' if zh else 'others'} {other}")
    listed = ("、" if zh else ", ").join(told)
    return f"无法判定 {left} 个（{listed}）" if zh else f"{left} not told ({listed})"


def _openings(night: Night, zh: bool) -> str:
    """Line two: what did not open in a day, and who is near the veto of the week."""
    day, week = night.openings, night.tally.week
    if zh:
        return f"首页打不开：近一天 {day.targets} 站点 {day.items} 次；7 日占比达预警或否决线 {week.targets} 站点"
    return (
        f"did not open: {day.targets} sites, {day.items} times in a day; "
        f"{week.targets} sites at a line of the week"
    )


def _lines(tally: NightTally, zh: bool) -> Iterator[str]:
    """Lines three to eight."""
    for key, name, unit, english, items in _COUNTED:
        pair = tally.lines.get(key, Pair())
        if zh:
            who = "账号" if key == "accounts" else "站点"
            signed = f"（其中已确认 {pair.confirmed} {who}）" if pair.confirmed else ""
            yield f"{name}：{pair.targets} {who} {pair.items} {unit}{signed}"
        else:
            who = "accounts" if key == "accounts" else "sites"
            signed = f" ({pair.confirmed} {who} confirmed)" if pair.confirmed else ""
            yield f"{english}: {pair.targets} {who}, {pair.items} {items}{signed}"


def _named(alerts: Sequence[Alert], zh: bool) -> Iterator[str]:
    """New and raised findings, the furthest first, then new warnings."""
    fresh = [each for each in alerts if each.news in ("new", "raised")]
    for stage in _STAGES:
        head = f"◆ 单项否决，{word(stage, 'zh')}" if zh else f"◆ vetoes, {word(stage, 'en')}"
        yield from _section([each for each in fresh if each.word == stage], head, zh)
    warned = [each for each in fresh if each.word.startswith("warning")]
    warned.sort(key=lambda one: (one.days_left is None, one.days_left or 0))
    yield from _section(warned, "◆ 预警" if zh else "◆ warnings", zh)


def _section(some: Sequence[Alert], head: str, zh: bool) -> Iterator[str]:
    if some:
        targets = len({(each.kind, each.code) for each in some})
        yield f"{head} {_of(targets, len(some), zh)}"
        yield from (_one(each, zh) for each in some)


def _of(targets: int, items: int, zh: bool) -> str:
    return f"{targets} 个对象 {items} 项" if zh else f"{targets} targets, {items} items"


def _one(alert: Alert, zh: bool) -> str:
    """One finding: unit, target, what is wrong, the days left and the number of the reminder."""
    name = outside_words(alert.name, 40)
    whose = name if alert.unit == alert.name else f"{outside_words(alert.unit, 40)} {name}"
    if alert.news == "cleared":
        return f"· {whose}：{alert.title}"
    said = outside_words(alert.says)
    parts = [f"{whose}：{said}" if alert.title in said else f"{whose}：{alert.title} {said}"]
    if alert.days_left is not None:
        parts.append(_days(alert.days_left, zh))
    if alert.times > 1:
        parts.append(f"第 {alert.times} 次提醒" if zh else f"reminder {alert.times}")
    return "· " + ("，" if zh else ", ").join(parts)


def _days(left: int, zh: bool) -> str:
    if left <= 0:
        return "不足一天即否决" if zh else "less than a day to the veto"
    return f"还有 {left} 天" if zh else f"{left} days left"


def _standing(alerts: Sequence[Alert], zh: bool) -> Iterator[str]:
    """What stands as before, by unit."""
    units = by_unit(each for each in alerts if each.news == "standing")
    if not units:
        return
    total = sum(each.alerts for each in units)
    yield (f"◆ 仍未解除 {len(units)} 家 {total} 项" if zh else
           f"◆ still open: {len(units)} units, {total} items")  # fmt: skip
    for each in units[:_UNIT_LINES]:
        name = outside_words(each.unit, 40)
        yield (
            f"· {name} {each.alerts} 项，第 {each.times} 次提醒"
            if zh
            else f"· {name} {each.alerts} items, reminder {each.times}"
        )
    if len(units) > _UNIT_LINES:
        left = len(units) - _UNIT_LINES
        yield f"· 其余 {left} 家" if zh else f"· {left} units more"


def _cleared(alerts: Sequence[Alert], zh: bool) -> Iterator[str]:
    """What is well again."""
    gone = [each for each in alerts if each.news == "cleared"]
    yield from _section(gone, "◆ 已解除" if zh else "◆ well again", zh)
