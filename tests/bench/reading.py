"""What reading one page costs: each reader's CPU per page, beside Scrapy's own extraction.

Not a test. Saved pages (where this machine has them) and generated ones are read again and again,
every step on a page parsed afresh for the round; of each page the cheapest round counts, because
the machine is shared.

`a column page` is the reading of one page, no more and no less: its bytes decoded and parsed, every
link joined and named, the main list found with the day of each item and what was passed over, the
class of its column told by tags, path, name and address, its visible text put together, and all of
it freed. `everything` is what `checker inspect` says. `bare parse and walk` is what no reader can
save: the same bytes decoded and parsed, and each node touched once for its tag, attributes, words
and parent, nothing done with them. Scrapy decodes and parses, extracts the links, and takes title,
tags and text by CSS: it reads no dates, no list, no class. Last come pages made to cost. All of it
is measured once more in the compiled build where there is one (`make compiled`).

    python -m tests.bench.reading [--rounds N]
"""

import argparse
import gc
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial

from selectolax.lexbor import LexborHTMLParser

from checker.cli.garbage import collect_seldom
from checker.core.fact import CHINA
from checker.extract.articles.article import read_article
from checker.extract.channels.entries import find_entries
from checker.extract.channels.forms import read_form
from checker.extract.columns.classes import column_class
from checker.extract.columns.nav import breadcrumbs, column_links, read_nav
from checker.extract.decoding import decode
from checker.extract.document import Document, parse
from checker.extract.flow import flow
from checker.extract.links import all_links
from checker.extract.lists.reading import main_list
from checker.extract.outline import outline
from checker.extract.page.footer import read_footer
from checker.extract.page.kinds import page_kind
from checker.extract.page.page import read_page
from checker.extract.page.readings import column_name
from tests.accuracy.corpus import pages
from tests.bench.fleet_pages import TODAY, FleetSite
from tests.bench.growth import growth
from tests.bench.numbers_asked import some
from tests.compiled import in_compiled

try:
    from scrapy.http import HtmlResponse
    from scrapy.linkextractors import LinkExtractor
except ImportError:
    HtmlResponse = LinkExtractor = None

NOW = datetime(2026, 11, 22, 12, tzinfo=CHINA)
_GENERATED = FleetSite(0, 30)
_BARE = "bare parse and walk"
_COLUMN_PAGE = "a column page"
_WHOLE = "everything"
_SCRAPY = "Scrapy's extraction"

Sample = tuple[str, bytes]
"""The address of a page and its bytes."""


def class_of(doc: Document) -> None:
    """The class of the column that a page shows."""
    crumbs = breadcrumbs(doc)
    above = tuple(item.name for item in crumbs)
    column_class(column_name(doc, crumbs, None), doc.url, doc.tag("ColumnType"), above)


STEPS: Mapping[str, Callable[[Document], object]] = {
    "decode and parse": lambda doc: doc.tree,
    "outline": outline,
    "links": all_links,
    "main list and dates": partial(main_list, as_of=NOW.date()),
    "column class": class_of,
    "text": flow,
    "article": partial(read_article, today=NOW.date()),
    "page kind": lambda doc: page_kind(doc, doc.url, NOW.date()),
    "navigation": read_nav,
    "columns beside": column_links,
    "entries": find_entries,
    "footer": read_footer,
    "form": read_form,
}
"""The readers in the order in which one page is read: a later one finds what an earlier kept."""


def read_column(url: str, body: bytes) -> None:
    """What a collector reads of a column page."""
    doc = parse(body, url)
    all_links(doc)
    main_list(doc, NOW.date())
    class_of(doc)
    flow(doc)


def bare(body: bytes) -> list[object]:
    """Decoding, parsing, and one look at each node, its answers kept as a reader would."""
    read = decode(body)
    tree = LexborHTMLParser(read.utf8 or read.text)
    seen: list[object] = []
    for node in tree.root.traverse(include_text=True, skip_empty=True) if tree.root else ():
        above = node.parent
        seen.append((above.mem_id if above else 0, node.tag, node.attributes, node.text_content))
    return seen


def by_scrapy(url: str, body: bytes) -> None:
    """Links, title, tags and text, the way Scrapy's tutorial takes them."""
    assert HtmlResponse is not None
    assert LinkExtractor is not None
    response = HtmlResponse(url, body=body)
    LinkExtractor().extract_links(response)
    response.css("title::text").get()
    for tag in response.css("meta[name]"):
        tag.attrib.get("content")
    " ".join(" ".join(response.css("body ::text").getall()).split())


def cost(work: Callable[[], object]) -> float:
    """CPU milliseconds of this process."""
    begin = time.process_time_ns()
    work()
    return (time.process_time_ns() - begin) / 1e6


def costs_of(url: str, body: bytes) -> dict[str, float]:
    """One round over one page."""
    found: dict[str, float] = {}
    doc = parse(body, url)
    for name, step in STEPS.items():
        found[name] = cost(partial(step, doc))
    found[_BARE] = cost(partial(bare, body))
    found[_COLUMN_PAGE] = cost(partial(read_column, url, body))
    found[_WHOLE] = cost(partial(read_page, body, url, "", 200, {}, NOW))
    if HtmlResponse is not None:
        found[_SCRAPY] = cost(partial(by_scrapy, url, body))
    return found


def table(title: str, samples: Iterable[Sample], rounds: int) -> None:
    """Prints median and worst page of each step, and the median as a share of Scrapy's."""
    cheapest: list[dict[str, float]] = []
    for url, body in samples:
        gc.collect()
        costs = [costs_of(url, body) for _ in range(rounds)]
        cheapest.append({name: min(one[name] for one in costs) for name in costs[0]})
    beside = statistics.median(page[_SCRAPY] for page in cheapest) if HtmlResponse else 0.0
    print(f"{title}: {len(cheapest)} pages, CPU ms per page")
    print(f"  {'':22}{'median':>9}{'worst':>9}{'of Scrapy':>11}")
    for name in cheapest[0]:
        each = [page[name] for page in cheapest]
        middle = statistics.median(each)
        ratio = f"{middle / beside:10.2f}x" if beside else ""
        print(f"  {name:22}{middle:9.3f}{max(each):9.2f}{ratio}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=some, default=7)
    rounds = parser.parse_args().rounds
    collect_seldom()  # as the program itself does
    if HtmlResponse is None:
        print("Scrapy is not installed: left out")
    saved = [(page.url, page.body) for page in pages()]
    if saved:
        table("saved pages", saved, rounds)
    else:
        print("no saved pages on this machine: left out")
    home = "http://www.example.gov.cn"
    generated = [(home + path, body) for path, body in _GENERATED.files()]
    table(f"generated pages (of {TODAY})", generated, rounds)
    print("pages made to cost, CPU s of a column page by size")
    growth(lambda body: cost(partial(read_column, home, body)) / 1e3)
    if again := in_compiled("tests.bench.reading", "--rounds", str(rounds)):
        print("the same with the readers compiled", flush=True)
        subprocess.run(again, check=True)


if __name__ == "__main__":
    main()
