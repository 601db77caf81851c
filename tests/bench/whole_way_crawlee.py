"""Crawlee's side of the whole way: what Scrapy's does, with its ParselCrawler and its own client.

Run: python -m tests.bench.whole_way_crawlee FOLDER SITES PORT
Prints one line of JSON as our side does. Its queue lies in memory, the pages in SQLite.
"""

import asyncio
import logging
from collections.abc import Sequence

from crawlee import ConcurrencySettings
from crawlee.crawlers import ParselCrawler, ParselCrawlingContext
from crawlee.storage_clients import MemoryStorageClient

from tests.bench.whole_way_crawled import PageTable, days, told
from tests.bench.whole_way_plan import AT_ONCE


async def crawl(homes: Sequence[str], table: PageTable) -> None:
    """Follows every link of every site. It has no limit for one host, so all sites begin at once."""
    crawler = ParselCrawler(
        concurrency_settings=ConcurrencySettings(
            # It starts fewer where it thinks the machine is busy, which would measure its patience.
            min_concurrency=AT_ONCE,
            max_concurrency=AT_ONCE,
            desired_concurrency=AT_ONCE,
        ),
        storage_client=MemoryStorageClient(),
        respect_robots_txt_file=True,
        configure_logging=False,
        max_request_retries=0,
    )

    @crawler.router.default_handler
    async def handle(context: ParselCrawlingContext) -> None:
        body = await context.http_response.read()
        title = context.selector.css("title::text").get() or ""
        found = days(
            body.decode("utf-8", "replace")
        )  # days are ASCII in every charset of the fleet
        table.add(context.request.url, title, found, body)
        await context.enqueue_links(strategy="same-hostname")

    await crawler.run(list(homes))


def crawled(homes: Sequence[str], table: PageTable) -> None:
    """The whole crawl."""
    logging.disable(logging.CRITICAL)
    asyncio.run(crawl(homes, table))


if __name__ == "__main__":
    told(__doc__, crawled)
