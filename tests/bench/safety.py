"""What looking at links and for tampering costs a page: hidden links, forbidden trades, strangers.

Not a test. Saved pages are read where this machine has them, else generated ones; of each page the
cheapest round counts, because the machine is shared. A hostile page of each kind stands beside them.

    python -m tests.bench.safety [--rounds N]
"""

import argparse
import statistics
from collections.abc import Callable
from functools import partial

from checker.books.signs import load_signs
from checker.extract.answers.illegal_page import suspicion
from checker.extract.channels.put_away import put_away
from checker.extract.document import Document, from_text, parse
from checker.extract.flow import body_text
from checker.extract.links import all_links
from checker.extract.outline import outline
from checker.extract.safety.own_domain import foreign_parts
from checker.extract.safety.planted import planted
from tests.accuracy.corpus import pages
from tests.bench.fleet_pages import FleetSite
from tests.bench.reading import cost

_SIGNS = load_signs()
_URL = "http://www.example.gov.cn/"


def _strangers(doc: Document) -> list[object]:
    return list(foreign_parts(doc, doc.url, _SIGNS))


STEPS: dict[str, Callable[[Document], object]] = {
    "all links": all_links,
    "links put away": put_away,
    "is it illegal or for sale": lambda doc: suspicion(doc, _SIGNS.illegal),
    "what looks planted": lambda doc: planted(doc, _SIGNS.illegal),
    "scripts of strangers": _strangers,
}
HOSTILE = {
    "5,000 style rules": "<style>" + ".a{left:-9999px}" * 5_000 + "</style>" + "<p class=b>甲</p>" * 5_000,
    "one endless rule": "<style>" + "a" * 500_000 + "</style><p>甲</p>",
    "a text of nothing but trades": "<p>" + "百家乐老虎机时时彩" * 40_000 + "</p>",
    "20,000 hidden words": "<p style='display:none'>下注</p>" * 20_000,
    "5,000 scripts": "<script>document.referrer;location='/a'</script>" * 5_000,
}  # fmt: skip


def documents() -> list[Document]:
    """Saved pages, or generated ones where there are none, read as far as a survey has read them."""
    saved = [(page.url, page.body) for page in pages()]
    generated = [(_URL + path.lstrip("/"), body) for path, body in FleetSite(0, 60).files()]
    return [_read(parse(body, url)) for url, body in saved or generated]


def _read(doc: Document) -> Document:
    outline(doc)
    _ = body_text(doc), doc.title, doc.tags
    return doc


def fresh(doc: Document) -> Document:
    """The same page with its outline, and nothing else remembered."""
    kept = {key: value for key, value in doc.readings.items() if key is outline}
    doc.readings.clear()
    doc.readings.update(kept)
    return doc


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    read = documents()
    print(f"{len(read)} pages, CPU ms per page")
    print(f"  {'':28}{'median':>9}{'worst':>9}")
    for name, step in STEPS.items():
        costs = [min(cost(partial(step, fresh(doc))) for _ in range(rounds)) for doc in read]
        print(f"  {name:28}{statistics.median(costs):9.3f}{max(costs):9.2f}")
    for name, markup in HOSTILE.items():
        doc = _read(from_text(f"<html><body>{markup}</body></html>", _URL))
        spent = sum(cost(partial(step, fresh(doc))) for step in STEPS.values())
        print(f"  {name:28}{'':9}{spent:9.1f}")


if __name__ == "__main__":
    main()
