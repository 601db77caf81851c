"""Who may knock when: few requests at once for an address, a pause between those for a host.

Hundreds of sites stand on one platform, so requests in flight are counted by IP address. A host
that waits for its pause holds neither its address's place nor one of all.
"""

import asyncio
from collections import OrderedDict, deque
from dataclasses import dataclass, field

from checker.collect.http.answer import FetchFailed

_LONGEST_PAUSE_S = 10.0
_MOST_GATES = 4096


@dataclass(slots=True)
class _Lane:
    """One host on one address: when it may be asked again, and who waits for that."""

    pause_s: float
    started: float = float("-inf")
    held_until: float = float("-inf")
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque[asyncio.Future[None]])

    @property
    def ready(self) -> float:
        return max(self.started + self.pause_s, self.held_until)


class _Gate:
    """One address: what runs there, and its hosts; those that wait, the longest waiting first."""

    __slots__ = ("alarm", "lanes", "queued", "running", "waiting")

    def __init__(self) -> None:
        self.running = 0
        self.queued = False
        self.lanes: dict[str, _Lane] = {}
        self.waiting: OrderedDict[str, _Lane] = OrderedDict()
        self.alarm: asyncio.TimerHandle | None = None


class Traffic:
    """Lets requests go: `in_flight` in all, `per_address` to one IP, `delay_s` apart to one host.

    The pause between the starts of two requests to a host is `delay_s` or, if that is longer, the
    time its last answer took (at most ten seconds); an error never shortens it. With `delay_s` 0
    there is no pause but the one a server asks for; who would have to wait longer than
    `longest_wait_s` for that is turned away.
    """

    def __init__(
        self, *, in_flight: int, per_address: int, delay_s: float, longest_wait_s: float
    ) -> None:
        self._free = in_flight
        self._per_address = per_address
        self._delay_s = delay_s
        self._longest_wait_s = longest_wait_s
        self._gates: dict[str, _Gate] = {}
        self._queue: deque[_Gate] = deque()  # gates that could go on but for the total

    async def enter(self, address: str, host: str) -> None:
        """Waits for this host's turn; every `enter` that returns needs its `leave`.

        Raises FetchFailed with `budget` where the server asked for a wait that is too long.
        """
        gate, lane = self._lane(address, host)
        held_s = lane.held_until - asyncio.get_running_loop().time()
        if held_s > self._longest_wait_s:
            raise _closed(held_s)
        ticket = asyncio.get_running_loop().create_future()
        lane.waiting.append(ticket)
        gate.waiting.setdefault(host, lane)
        self._open(gate)
        try:
            await ticket
        except asyncio.CancelledError:
            if ticket.done() and not ticket.cancelled() and ticket.exception() is None:
                self.leave(address, host, 0.0, well=False)
            elif ticket in lane.waiting:
                lane.waiting.remove(ticket)
                if not lane.waiting:
                    gate.waiting.pop(host, None)
            raise

    def leave(
        self,
        address: str,
        host: str,
        seconds: float,
        *,
        well: bool,
        retry_after_s: float = 0.0,
        delay_s: float | None = None,
    ) -> None:
        """Ends a turn: how long the answer took, whether it was one, what the server asked for.

        `delay_s` is the least pause at this host where it is not that of all.
        """
        gate, lane = self._lane(address, host)
        gate.running -= 1
        self._free += 1
        least = self._delay_s if delay_s is None else delay_s
        pause = min(max(least, seconds), max(_LONGEST_PAUSE_S, least)) if least > 0 else 0.0
        lane.pause_s = pause if well else max(pause, lane.pause_s)
        if retry_after_s > 0:
            self._hold(lane, retry_after_s)
            if not lane.waiting:
                gate.waiting.pop(host, None)
        self._open(gate)
        while self._free and self._queue:
            blocked = self._queue.popleft()
            blocked.queued = False
            self._open(blocked)

    def _hold(self, lane: _Lane, seconds: float) -> None:
        until = asyncio.get_running_loop().time() + seconds
        lane.held_until = max(lane.held_until, until)
        if seconds > self._longest_wait_s:
            for ticket in lane.waiting:
                if not ticket.done():
                    ticket.set_exception(_closed(seconds))
            lane.waiting.clear()

    def _lane(self, address: str, host: str) -> tuple[_Gate, _Lane]:
        gate = self._gates.get(address)
        if gate is None:
            if len(self._gates) >= _MOST_GATES:
                self._forget()
            gate = self._gates[address] = _Gate()
        lane = gate.lanes.get(host)
        if lane is None:
            lane = gate.lanes[host] = _Lane(self._delay_s)
        return gate, lane

    def _open(self, gate: _Gate) -> None:
        """Lets go what may go through one gate, and sets its alarm for the next."""
        now = asyncio.get_running_loop().time()
        while gate.running < self._per_address:
            host, soonest = None, float("inf")
            for name, lane in gate.waiting.items():
                if lane.ready <= now:
                    host = name
                    break
                soonest = min(soonest, lane.ready)
            if host is None:
                self._wake_at(gate, soonest)
                return
            if not self._free:
                if not gate.queued:
                    gate.queued = True
                    self._queue.append(gate)
                return
            self._start(gate, host, now)

    def _start(self, gate: _Gate, host: str, now: float) -> None:
        lane = gate.waiting[host]
        ticket = lane.waiting.popleft()
        if lane.waiting:
            gate.waiting.move_to_end(host)
        else:
            del gate.waiting[host]
        if ticket.done():
            return
        gate.running += 1
        self._free -= 1
        lane.started = now
        ticket.set_result(None)

    def _wake_at(self, gate: _Gate, when: float) -> None:
        if gate.alarm is not None:
            gate.alarm.cancel()
            gate.alarm = None
        if when < float("inf"):
            gate.alarm = asyncio.get_running_loop().call_at(when, self._open, gate)

    def _forget(self) -> None:
        """Drops the gates where nothing runs, waits or is held."""
        now = asyncio.get_running_loop().time()
        self._gates = {
            address: gate
            for address, gate in self._gates.items()
            if gate.running or gate.waiting or any(each.ready > now for each in gate.lanes.values())
        }


def _closed(seconds: float) -> FetchFailed:
    return FetchFailed("budget", f"the server asked us to wait {seconds:.0f} s")
