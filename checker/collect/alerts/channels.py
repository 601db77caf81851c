"""One message to one channel: a group robot through the guarded door, anything else by apprise.

Addresses hold credentials. Whatever a service or a library says is stripped of them before it is
returned, and apprise's own log, which repeats them, is kept from ours.
"""

import asyncio
import logging
import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from checker.collect.alerts.robots import Robot, refusal, request_to, robot_at
from checker.collect.http.door import Door
from checker.collect.secrets import SHORTEST, Secrets
from checker.core.message import Message, fitted

_MOST_BYTES = 60_000
_ROBOTS_OF_APPRISE = ("wecombot", "dingtalk", "feishu", "lark")
_JSON = {"Content-Type": "application/json; charset=utf-8"}
_LONGEST_WORD = 200


@dataclass(frozen=True)
class Channel:
    """A channel by its name and its address. The address is never shown, not in a repr either."""

    name: str
    address: str

    def __repr__(self) -> str:
        return f"Channel({self.name})"

    @property
    def robot(self) -> Robot | None:
        """The group robot that it is, if it is one."""
        return robot_at(self.address)


def address_fault(address: str) -> str:
    """What is wrong with an address, empty where it can be used; never the address itself."""
    if robot_at(address) is not None:
        return ""
    scheme = urlsplit(address).scheme
    if scheme in _ROBOTS_OF_APPRISE:
        return (
            "请填写机器人页面上的 https 地址（apprise 的写法看不出拒收） · give the robot's own https "
            "address: apprise's form cannot tell a refusal"
        )
    service = _service(address)
    if service is None:
        return (
            "既不是群机器人地址，也不是 apprise 地址（如 mailtos://…） · neither a group robot's "
            "address nor one of apprise (such as mailtos://…)"
        )
    return ""


async def send(channel: Channel, message: Message, door: Door) -> str:
    """Sends a message, cut to what the channel takes. Why it failed, empty where it was taken."""
    robot = channel.robot
    hidden = _hidden(channel.address)
    if robot is None:
        said = await asyncio.to_thread(_by_apprise, channel.address, message)
        return hidden.hidden(said)[:_LONGEST_WORD]
    # Our own address, given by the office: its network may be private, its wishes are known.
    visit = door.visit(allow_private=True, respect_robots=False)
    url, body = request_to(robot, fitted(message, robot.most_bytes), visit.road.clock())
    response = await visit.get(url, method="POST", body=body, headers=_JSON, keep_body=False)
    seen = response.exchange
    if seen.failure:
        return hidden.hidden(f"{seen.failure} {seen.detail}")[:_LONGEST_WORD]
    return hidden.hidden(refusal(seen.status, response.body))


def _by_apprise(address: str, message: Message) -> str:
    """Sends by apprise's service for the address; why it failed, in apprise's own words."""
    from apprise import NotifyFormat

    with _overheard() as said:
        service = _service(address)
        if service is None:
            return "apprise 不认识这个地址 · apprise does not know this address"
        most = min(_MOST_BYTES, service.body_maxlen)
        body = fitted(message.model_copy(update={"title": ""}), most)
        taken = service.notify(body=body.lstrip(), title=message.title,
                               body_format=NotifyFormat.TEXT)  # fmt: skip
    return "" if taken else "；".join(said) or "没有送达 · not delivered"


def _service(address: str) -> Any:
    """The service that apprise sees in an address, None where it sees none."""
    from apprise import Apprise, AppriseAsset, PersistentStoreMode

    with _overheard():
        asset = AppriseAsset(app_id="checker", app_desc="checker", app_url="",
                             storage_mode=PersistentStoreMode.MEMORY)  # fmt: skip
        return Apprise.instantiate(address, asset=asset)  # pyright: ignore[reportUnknownMemberType]


@contextmanager
def _overheard() -> Generator[list[str]]:
    """What apprise warns of meanwhile, which goes to no log of ours: it repeats addresses."""
    said: list[str] = []

    class Ear(logging.Handler):
        """Takes the words of a warning."""

        def emit(self, record: logging.LogRecord) -> None:
            """One warning."""
            said.append(record.getMessage())

    log, ear = logging.getLogger("apprise"), Ear(logging.WARNING)
    passed_on = log.propagate
    log.addHandler(ear)
    log.propagate = False
    try:
        yield said
    finally:
        log.propagate = passed_on
        log.removeHandler(ear)


def _hidden(address: str) -> Secrets:
    """Hides an address and every part of it that could be a credential."""
    parts = urlsplit(address)
    pieces = re.split(r"[/?&=@:,;]+", unquote(address.partition("://")[2]))
    secret = {piece for piece in pieces if len(piece) >= SHORTEST and piece != parts.hostname}
    return Secrets({"address": address, **{f"part{n}": one for n, one in enumerate(secret)}})
