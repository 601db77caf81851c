"""The json source: an interface that the office is entitled to, read by JMESPath."""

from contextlib import suppress

from checker.collect.accounts.reply import Asker, Reply, failed, replied
from checker.collect.look import Call
from checker.core.source import JsonSource, filled
from checker.extract.posts.item import FoundPost, SourceError
from checker.extract.posts.json_list import next_page, read_json_posts
from checker.extract.posts.presets import UnknownPreset, with_preset


async def ask_json(word: str, argument: str, given: JsonSource, asker: Asker) -> Reply:
    """The posts of the first pages; a later page that fails leaves what the first ones showed."""
    try:
        source = with_preset(given)
        page = await asker.answer(_call(source, argument, source.first))
        found = list(read_json_posts(page.body, source, asker.as_of))
    except (UnknownPreset, SourceError) as error:
        return failed(word, "json", error, asker)
    found += await _further(page.body, argument, source, asker)
    return replied(word, "json", found, page.exchange, asker)


async def _further(body: bytes, argument: str, source: JsonSource, asker: Asker) -> list[FoundPost]:
    found: list[FoundPost] = []
    with suppress(SourceError):
        for _ in range(1, source.pages):
            cursor = next_page(body, source)
            if not cursor:
                break
            body = (await asker.answer(_call(source, argument, cursor))).body
            found += read_json_posts(body, source, asker.as_of)
    return found


def _call(source: JsonSource, argument: str, cursor: str) -> Call:
    more = {"next": cursor}
    base = source.base.rstrip("/")
    headers = {name: filled(value, argument, more) for name, value in source.headers.items()}
    if source.body:
        headers.setdefault("Content-Type", "application/json")
    return Call(
        url=filled(source.url.replace("{base}", base), argument, more),
        method=source.method,
        headers=tuple(headers.items()),
        sent=filled(source.body, argument, more),
        own=True,
        private=source.private,
        delay_s=source.delay_s,
    )
