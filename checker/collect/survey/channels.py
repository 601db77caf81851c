"""Feedback channels and service entries: where the entries are, and whether they open.

An entry is believed dead only after a second try and the browser; none at all is believed only
when every page that could carry one was looked through, by a browser where a page needs one.
"""

import asyncio
from collections.abc import Sequence

from checker.collect.page import Page
from checker.collect.survey.arrival import arrive, trouble
from checker.collect.survey.errand import Errand, proof_at
from checker.core.evidence import Proof
from checker.core.site import Channel, Feedback, Services
from checker.extract.channels.entries import Entries, Entry, find_entries
from checker.extract.channels.forms import read_form
from checker.extract.channels.names import is_umbrella

Found = Sequence[tuple[str, Entries]]

_MOST_RENDERED = 4


async def survey_channels(errand: Errand, home: Page, found: Found) -> tuple[Feedback, Services]:
    """Both kinds of entries, from the pages in `found` (address and entries), the home page first.

    Where one kind has no entry that works, the browser looks at the same pages again.
    """
    pages = list(found)
    feedback, services = await _both(errand, pages)
    thorough = home.rendered
    if not thorough and not (_works(feedback) and _works(services)):
        seen = await _by_browser(errand, home, [url for url, _ in found[1:]])
        thorough = seen is not None
        pages += seen or []
        if seen:
            feedback, services = await _both(errand, pages)
    searched = tuple(dict.fromkeys(url for url, _ in pages))
    return (
        Feedback(channels=feedback, searched=searched, thorough=thorough, at=proof_at(home)),
        Services(channels=services, searched=searched, thorough=thorough, at=proof_at(home)),
    )


async def _both(errand: Errand, pages: Found) -> tuple[tuple[Channel, ...], tuple[Channel, ...]]:
    """The channels for feedback and for services that these pages lead to."""
    sought = [
        _channels(errand, _all(pages, "feedback"), form=True),
        _channels(errand, _all(pages, "services"), form=False),
    ]
    feedback, services = await asyncio.gather(*sought)  # a list, though typed as a tuple of these
    return feedback, services


def _works(channels: Sequence[Channel]) -> bool:
    return any(each.opened and each.usable is not False for each in channels)


async def _by_browser(
    errand: Errand, home: Page, others: Sequence[str]
) -> list[tuple[str, Entries]] | None:
    """The entries that a browser shows on the same pages; None where it could not see them whole."""
    wanted = [home.exchange.url, *others[:_MOST_RENDERED]]
    seen: list[tuple[str, Entries]] = []
    for url in dict.fromkeys(wanted):
        rendered = await errand.look.render(url)
        whole = rendered and rendered.doc and rendered.exchange.ok and not rendered.exchange.lost
        if not whole or rendered is None or rendered.doc is None:
            return None
        seen.append((rendered.url, rendered.read(find_entries)))
    return seen


def _all(pages: Found, kind: str) -> list[Entry]:
    """The entries of one kind on all pages, one of each address, in order."""
    by_url: dict[str, Entry] = {}
    for _, entries in pages:
        for entry in entries.feedback if kind == "feedback" else entries.services:
            if entry.url:
                by_url.setdefault(entry.url, entry)
    return list(by_url.values())


async def _channels(errand: Errand, entries: list[Entry], *, form: bool) -> tuple[Channel, ...]:
    """The first few entries, those on the site itself first.

    A channel that works ends the search: one is enough. Entries to services are all tried.
    A page that is only a department of channels (互动交流) counts by what it leads to.
    """
    tried: list[Channel] = []
    queue = sorted(entries, key=lambda entry: not errand.is_own(entry.url, errand.site.url))
    seen = {entry.url for entry in entries}
    while queue and len(tried) < errand.reach.channels:
        entry = queue.pop(0)
        channel, page = await _channel(errand, entry, form=form)
        umbrella = form and is_umbrella(entry.name) and channel.usable is None
        if channel.opened and umbrella and page.doc:
            inner = [each for each in page.read(find_entries).feedback if each.url not in seen]
            seen |= {each.url for each in inner}
            queue += [each for each in inner if each.url]
            continue
        tried.append(channel)
        if form and channel.opened and channel.usable is not False:
            return tuple(tried)
    if queue:
        left = queue[0]
        proof = Proof(url=left.url, quote=left.name, selector=left.selector)
        said = f"另有 {len(queue)} 个入口未逐一打开"
        tried.append(Channel(name=left.name, url=left.url, opened=None, reason=said, at=proof))
    return tuple(tried)


async def _channel(errand: Errand, entry: Entry, *, form: bool) -> tuple[Channel, Page]:
    arrival = await arrive(errand.look, entry.url, patient=True)
    page, unseen = arrival.page, arrival.unseen
    if unseen and unseen.reason in ("no-answer", "site-error", "wrong-page"):
        rendered = await errand.look.render(entry.url)
        if rendered is None:
            return _told(entry, page, None, f"{unseen.detail}，须由浏览器复核"), page
        page, unseen = rendered, trouble(entry.url, rendered)
        slow = (page.exchange.failure or "").startswith("timeout")
        if unseen and unseen.reason in ("no-answer", "site-error", "wrong-page") and not slow:
            return _told(entry, page, False, unseen.detail), page
    if unseen:
        return _told(entry, page, None, f"{unseen.reason} {unseen.detail}".strip()), page
    channel = _told(entry, page, True, "")
    if not form:
        return channel, page
    return channel.model_copy(update={"usable": await _usable(errand, entry, page)}), page


async def _usable(errand: Errand, entry: Entry, page: Page) -> bool | None:
    """Whether the form of a page can be used; None without a form, or with one behind a log-in.

    A form is believed broken only when a browser shows it so: scripts may put in what is missing.
    """
    read = page.read(read_form) if page.doc else None
    if read is None or read.login or read.usable:
        return read.usable if read and read.usable else None
    rendered = page if page.rendered else await errand.look.render(entry.url)
    if rendered is None or rendered.doc is None or trouble(entry.url, rendered):
        return None
    again = rendered.read(read_form)
    if again is None or again.login or rendered.exchange.lost:
        return None
    return again.usable


def _told(entry: Entry, page: Page, opened: bool | None, reason: str) -> Channel:
    return Channel(
        name=entry.name,
        url=entry.url,
        opened=opened,
        reason=reason,
        at=proof_at(page, entry.name, entry.selector),
    )
