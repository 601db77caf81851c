"""Crawlee's side of the whole way: what Scrapy's does, with its ParselCrawler and its own client.

Run: python -m tests.bench.whole_way_crawlee FOLDER SITES PORT
Prints one line of JSON as our side does. Its queue lies in memory, the pages in SQLite.
"""

import argparse
import asyncio
import json
import logging
import tempfile
import time
from pathlib import Path

from crawlee import ConcurrencySettings
from crawlee.crawlers import ParselCrawler, ParselCrawlingContext
from crawlee.storage_clients import MemoryStorageClient

from tests.bench.fleet import site_url
from tests.bench.whole_way_crawled import PageTable, days
from tests.bench.whole_way_plan import AT_ONCE


async def crawl(homes: list[str], table: PageTable) -> None:
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

    await crawler.run(homes)


def main() -> None:
    """Crawls the fleet and tells of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sites", type=int)
    parser.add_argument("port", type=int)
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=asked.folder) as folder:
        table = PageTable(Path(folder) / "pages.db")
        before, wall = time.process_time(), time.monotonic()
        asyncio.run(crawl([site_url(each, asked.port) for each in range(asked.sites)], table))
        table.write()
        spent = {
            "start_cpu": before,
            "work_cpu": time.process_time() - before,
            "work_wall": time.monotonic() - wall,
        }
        told = {"pages": table.pages, "bytes": table.bytes, "checks": 0}
        print(json.dumps({**told, **spent}), flush=True)


if __name__ == "__main__":
    main()
