"""Telling people: the digest of a round, what is late or dead, and what was not delivered before.

A message is written down first and sent then; a failure to send is noted and tried again later, and
never fails the round. Without channels nothing is composed.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checker.collect.alerts.channels import Channel, address_fault, send
from checker.collect.http.door import Door
from checker.config import Config
from checker.core.alerts import Alert, alerts_on
from checker.core.availability import counted
from checker.core.message import Message
from checker.core.night_tally import NightTally, Pair
from checker.report.alerts.digest import Night, digest
from checker.run.clock import now
from checker.run.events import tell
from checker.run.lateness import Trouble, troubles
from checker.run.office import Office
from checker.run.secret_values import channel_addresses
from checker.run.world import address_policy, door_settings
from checker.store.alerts import (
    Delivery,
    Subject,
    compose,
    known_reminders,
    note_try,
    waiting,
    was_told,
)
from checker.store.availability import failing_since, openings, outages
from checker.store.errors import LockHeld
from checker.store.lock import delivery_lock
from checker.store.rounds import Round, counts, newest_round
from checker.store.standing import standing
from checker.store.verdicts import verdicts

STILL_NEWS = timedelta(hours=24)
"""How old a round may be for its digest, and a message to be tried again."""
BY_CALLER = "stderr"
"""The channel of what the caller says itself, where the config names none."""
_DAY = timedelta(days=1)
_WAIT_S = 15.0
_ENOUGH_S = 20.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sent:
    """How one try at one delivery ended; `error` is empty where the service took it."""

    delivery: Delivery
    error: str


def tell_round(office: Office, current: Round) -> None:
    """Composes the digest of a complete nightly round, once."""
    channels = tuple(office.config.alerts.channels)
    if not channels or current.state != "complete" or current.kind != "nightly":
        return
    if was_told(office.database, current.id):
        return
    night, alerts = night_of(office, current)
    message = digest(night, office.config.alerts.lang)
    compose(office.database, "digest", current.id, message, channels, at=now(), alerts=alerts)


def night_of(office: Office, current: Round) -> tuple[Night, tuple[Alert, ...]]:
    """What a round has to tell, in one pass over its verdicts."""
    known = known_reminders(office.database)
    tally, alerts = NightTally(), list[Alert]()
    for verdict in verdicts(office.database, current.id):
        tally.note(verdict)
        alerts += alerts_on(verdict, known)
    night = Night(
        round_id=current.id,
        as_of=current.as_of,
        tally=tally,
        failed_by_us=counts(office.database, current.id).failed,
        alerts=alerts,
        openings=_openings(office, current.as_of),
        floor=office.config.publishing.coverage_floor,
    )
    return night, tuple(alerts)


def _openings(office: Office, until: datetime) -> Pair:
    """The sites that did not open in the day before, and how often, as the norm counts a failure."""
    since, found = until - _DAY, Pair()
    for code in failing_since(office.database, since=since, until=until):
        span = {"since": since, "until": until}
        tries = openings(office.database, code, **span)
        day = counted(tries, outages(office.database, code, **span), **span, max_wait_s=_WAIT_S)
        if day.failed:
            found = found.plus(day.failed)
    return found


def tell_troubles(office: Office, at: datetime) -> list[Trouble]:
    """Composes a message on each trouble that was not told in the last day; returns those.

    Without channels they are told by whoever called, and that is remembered the same way.
    """
    seen = standing(office.database, at=at, since=at - _DAY)
    zh = office.config.alerts.lang == "zh"
    channels = tuple(office.config.alerts.channels)
    fresh = [
        each
        for each in troubles(seen, office.config)
        if not was_told(office.database, each.about, since=at - STILL_NEWS)
    ]
    for each in fresh:
        title = "【检查系统告警】" if zh else "[checker] trouble"
        message = Message(title=title, lines=(each.zh if zh else each.en,), firm=1)
        compose(
            office.database, "trouble", each.about, message, channels or (BY_CALLER,), at=at,
            state="waiting" if channels else "sent",
        )  # fmt: skip
    return fresh


def tell_newest(office: Office, at: datetime) -> None:
    """Composes the digest of the newest round where its own process did not come to it."""
    current = newest_round(office.database)
    if current and current.finished and at - current.finished <= STILL_NEWS:
        tell_round(office, current)


def say(office: Office, subject: Subject, about: str, message: Message, at: datetime) -> None:
    """Composes any other message to every channel."""
    channels = tuple(office.config.alerts.channels)
    compose(office.database, subject, about, message, channels, at=at)


def send_waiting(office: Office, clock: Callable[[], datetime] = now) -> list[Sent]:
    """Tries everything that waits, one after the other; what is too old is given up after it.

    Raises StoreError and ConfigError; never for what a channel does.
    """
    if not waiting(office.database):
        return []
    addresses = channel_addresses(office.config)
    try:
        with delivery_lock(office.database, at=clock()):
            return asyncio.run(_send_all(office, addresses, clock))
    except LockHeld:  # another process sends them
        return []


async def _send_all(
    office: Office, addresses: Mapping[str, str], clock: Callable[[], datetime]
) -> list[Sent]:
    done: list[Sent] = []
    policy = address_policy(office.config)
    # A robot that has moved is for a person to see to: a night's findings follow no redirect.
    settings = replace(door_settings(office.config, policy), most_hops=0)
    async with Door(settings, lambda _: "", clock=clock) as door:
        for each in waiting(office.database):
            error = await _try(office, each, addresses, door)
            over = each.subject == "test" or clock() - each.composed > STILL_NEWS
            state = "sent" if not error else "failed" if over else "waiting"
            note_try(office.database, each.id, state, error, at=clock())
            if error and not each.tries:
                _log.warning("not delivered to %s: %s", each.channel, error)
            tell(_log, "delivery", subject=each.subject, about=each.about, channel=each.channel,
                 state=state, error=error or None)  # fmt: skip
            done.append(Sent(each, error))
    return done


def channel_fault(config: Config, channel: str, address: str) -> str:
    """Why nothing can be sent to a channel of the config; empty where it looks well."""
    if address:
        return address_fault(address)
    name = config.alerts.channels[channel]
    return f"缺少密钥 {name}（环境变量或 secrets 文件） · no secret {name} is given"


async def _try(office: Office, delivery: Delivery, addresses: Mapping[str, str], door: Door) -> str:
    """One try; why it failed, in words without credentials."""
    address = addresses.get(delivery.channel)
    if address is None:
        return "config.yaml 里已没有这个渠道 · this channel is not in config.yaml any more"
    fault = channel_fault(office.config, delivery.channel, address)
    if fault:
        return fault
    try:
        async with asyncio.timeout(_ENOUGH_S * 3):
            return await send(Channel(delivery.channel, address), delivery.message, door)
    except TimeoutError:
        return "超时 · no answer in time"
    except Exception as error:  # a library's own fault must not stop the others; its words may hold
        return type(error).__name__  # the address, so that only its name is kept
