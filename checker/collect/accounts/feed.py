"""The feed source: an address that answers RSS, Atom, RDF or JSON Feed."""

from checker.collect.accounts.reply import Asker, Reply, failed, replied
from checker.collect.look import Call
from checker.core.account import SourceKind
from checker.extract.posts.feed import read_feed
from checker.extract.posts.item import SourceError


async def ask_feed(word: str, call: Call, asker: Asker, kind: SourceKind = "feed") -> Reply:
    """The posts of a feed; one that did not change since the visit before is not sent again."""
    try:
        page = await asker.answer(call)
        found = read_feed(page.body, page.exchange.header("content-type"))
    except SourceError as error:
        return failed(word, kind, error, asker)
    return replied(word, kind, found, page.exchange, asker)


def feed_call(address: str, asker: Asker) -> Call:
    """The question to a feed that a ledger names by its address."""
    return Call(url=address, known=asker.earlier.answers.get(address))
