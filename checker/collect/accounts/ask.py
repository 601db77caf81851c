"""One word of a ledger's 数据源 to the reply of its source."""

from checker.collect.accounts.feed import ask_feed, feed_call
from checker.collect.accounts.json_api import ask_json
from checker.collect.accounts.page import ask_page
from checker.collect.accounts.reply import Asker, Reply, failed
from checker.collect.accounts.rsshub import ask_rsshub
from checker.core.source import FileSource, JsonSource, PageSource, RssHub, Sources, SourceWord


async def ask(word: SourceWord, sources: Sources, asker: Asker) -> Reply | None:
    """The reply of one source; None for a kind that asks nobody (files are imported)."""
    if word.address:
        return await ask_feed(word.word, feed_call(word.address, asker), asker)
    match sources.get(word.name):
        case RssHub() as hub:
            return await ask_rsshub(word.word, word.argument, hub, asker)
        case JsonSource() as interface:
            return await ask_json(word.word, word.argument, interface, asker)
        case PageSource() as page:
            return await ask_page(word.word, word.argument, page, asker)
        case FileSource():
            return None
        case None:
            why = f"config.yaml 的 sources 里没有 {word.name or word.word} · no such source"
            return failed(word.word, "feed", why, asker)
