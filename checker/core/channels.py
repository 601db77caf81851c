"""Whether a citizen finds a working way in: an entry for advice, or one for services."""

from collections.abc import Sequence
from typing import Literal

from checker.core.site import Channel

WayIn = Literal[
    "open",  # at least one entry opens and nothing says that it cannot be used
    "shut",  # entries stand there, every one was seen failing, and there is no other
    "absent",  # the pages were looked through and there is none
    "unknown",
]


def way_in(channels: Sequence[Channel], thorough: bool) -> WayIn:
    """How the way in stands. `thorough` says that an entry not found is an entry not there."""
    if any(channel.opened and channel.usable is not False for channel in channels):
        return "open"
    if any(channel.opened is None for channel in channels) or not thorough:
        return "unknown"
    return "shut" if channels else "absent"


def names_of(channels: Sequence[Channel]) -> str:
    """The entries in words, each with what was wrong with it."""
    words = {f"{each.name}({each.reason})" if each.reason else each.name for each in channels}
    return "、".join(sorted(words))
