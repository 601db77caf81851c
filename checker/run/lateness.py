"""What is late or dead at a deployment, each in words for the one who has to look."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from checker.config import Config
from checker.run.schedule import next_start, nightly_trigger
from checker.store.standing import Standing


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong, and what to do. `about` names it, so that it is told once."""

    about: str
    zh: str
    en: str


def troubles(seen: Standing, config: Config) -> list[Trouble]:
    """Everything that is late or dead at the moment of the look; ConfigError for a bad schedule."""
    found: list[Trouble] = []
    if seen.scheduled and not seen.scheduler:
        found.append(
            Trouble(
                "scheduler",
                "定时器没有运行：请启动 checker serve（systemctl start checker）",
                "the scheduler is dead: start `checker serve` (systemctl start checker)",
            )
        )
    due = last_due(seen.at, config)
    if seen.round is not None and due is not None and _is_late(seen, due):
        found.append(
            Trouble(
                f"round due {due:%Y-%m-%d}",
                f"{due:%Y-%m-%d %H:%M} 应开始的一轮未完成：请运行 checker nightly（会自动接续）",
                f"the round due at {due:%Y-%m-%d %H:%M} is not complete: run `checker nightly`, "
                "which goes on where it stopped",
            )
        )
    if seen.queue and seen.queue.waiting and not seen.queue.workers:
        found.append(
            Trouble(
                "workers",
                f"{seen.queue.waiting} 个任务在排队，没有工作进程：请运行 checker worker",
                f"{seen.queue.waiting} jobs wait and no worker lives: run `checker worker`",
            )
        )
    span = timedelta(days=1) / config.schedule.probes_per_day
    if seen.last_try and seen.at - seen.last_try > 3 * span:
        found.append(
            Trouble(
                "probes",
                f"最近一次拨测是 {seen.last_try:%Y-%m-%d %H:%M}：请检查定时器和网络",
                f"the newest try is of {seen.last_try:%Y-%m-%d %H:%M}: see to scheduler and network",
            )
        )
    if seen.undelivered:
        found.append(
            Trouble(
                "deliveries",
                f"有 {seen.undelivered} 条消息没有送达：见 checker alerts log，会自动重试一天",
                f"{seen.undelivered} messages were not taken: see `checker alerts log`; they are "
                "tried again for a day",
            )
        )
    return found


def last_due(at: datetime, config: Config) -> datetime | None:
    """The start of the newest round that should have ended by now, None where none should have."""
    hour, minute = map(int, config.schedule.ended_by.split(":"))
    ended_by = datetime.combine(at.date(), time(hour, minute), tzinfo=at.tzinfo)
    if ended_by > at:
        ended_by -= timedelta(days=1)
    trigger, due = nightly_trigger(config), None
    moment = ended_by - timedelta(days=1)
    while (following := next_start(trigger, moment)) and following < ended_by:
        due, moment = following, following + timedelta(seconds=1)
    return due


def _is_late(seen: Standing, due: datetime) -> bool:
    """Whether no round that began at that moment or later is complete."""
    assert seen.round is not None
    # A round that was started a little early, by hand, is that night's round too.
    began_for_it = seen.round.started >= due - timedelta(hours=1)
    return not (began_for_it and seen.round.state == "complete")
