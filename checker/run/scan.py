"""Checking a few targets on demand: by code, name or address, registered or not."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from checker.core.target import Site, Target
from checker.core.verdict import Verdict
from checker.extract.ledgers.words import Refusal, address_of
from checker.run.check import CODE, check
from checker.run.clock import now
from checker.run.handing_out import Terms, addressed, queued, ready_queue, watch_round
from checker.run.memory import case_of
from checker.run.office import Office
from checker.run.round import Progress, open_or_plan
from checker.run.world import open_world
from checker.store import rounds
from checker.store.due import ended
from checker.store.errors import StoreError
from checker.store.filing import code_of
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.registry import find_target


class UnknownTarget(Exception):
    """A word that names no registered target and is no address."""

    def __init__(self, word: str) -> None:
        self.zh = f"没有登记“{word}”，它也不是网址；可先用 checker targets 查看已登记的对象"
        self.en = f"“{word}” is not registered and is no address; see `checker targets`"
        super().__init__(self.zh)


def target_of(office: Office, word: str) -> Target:
    """The registered target that a word means, or an unregistered site at that address."""
    found = find_target(office.database, word)
    if found is not None:
        return found
    try:
        url = address_of(word)
    except Refusal:
        raise UnknownTarget(word) from None
    host = url.split("://", 1)[1].split("/", 1)[0]
    if "." not in host and "localhost" not in host:
        raise UnknownTarget(word)
    return find_target(office.database, url) or Site(url=url, name=host)


async def run_scan(
    office: Office,
    words: Sequence[str],
    as_of: datetime,
    *,
    no_browser: bool,
    idle: Callable[[], None] = lambda: None,
) -> list[Verdict]:
    """Checks each target now and stores what was found; in the order of the words.

    Where rounds are handed out, so is this one, before all others; `idle` says that no worker lives.
    """
    lexicon = office.lexicon  # a broken one stops the scan before anything is planned
    targets = list(dict.fromkeys(target_of(office, word) for word in words))
    if office.config.engine == "workers" and all(each.state == rounds.WORKING for each in targets):
        return await _by_workers(office, targets, as_of, no_browser=no_browser, idle=idle)
    current = plan_round(
        office.database,
        targets,
        kind="scan",
        as_of=as_of,
        book=office.book.named,
        code=CODE,
        at=now(),
    )
    async with open_world(office.config, office.blobs, lexicon, no_browser=no_browser) as world:
        checked = await asyncio.gather(
            *(
                check(case_of(office, target, as_of, current.id), world, office.indicators)
                for target in targets
            )
        )
    for each in checked:
        if each.verdict.target.state == rounds.WORKING:
            record(
                office.database,
                office.blobs,
                each.evidence,
                each.verdict,
                at=now(),
                canonical=each.canonical,
            )
    rounds.finish(office.database, current.id, at=now())
    return [each.verdict for each in checked]


async def _by_workers(
    office: Office,
    targets: Sequence[Target],
    as_of: datetime,
    *,
    no_browser: bool,
    idle: Callable[[], None],
) -> list[Verdict]:
    """The scan as a round of its own that workers do; StoreError where they failed."""
    ready_queue(office)
    terms = Terms("scan", office.book_override, no_browser)
    places = await addressed(office, targets)
    current = open_or_plan(office, targets, as_of, None, "scan", queued=queued(places, terms))
    unseen = Progress(begin=lambda _, __: None, done=lambda _, __: None, idle=idle)
    await watch_round(office, current, places, terms, unseen)
    keys = {(each.kind, code_of(each)): each for each in targets}
    found = {
        (target.kind, code_of(target)): verdict
        for target, verdict in ended(office.database, current.id, keys)
    }
    checked: list[Verdict] = []
    for key, target in keys.items():
        verdict = found.get(key)
        if verdict is None:
            raise StoreError(
                f"{target.name} 未能检查，请看工作进程的日志 · {target.name} could not be checked; "
                "see the logs of the workers"
            )
        checked.append(verdict)
    return checked
