"""Scrapy's side of the whole way: follow every link of every site, read days, store the page.

Run: python -m tests.bench.whole_way_scrapy FOLDER SITES PORT
Prints one line of JSON as our side does. The spider does what a crawler's author writes first:
LinkExtractor, a date pattern over the page, the page in SQLite; it judges nothing.
"""

import argparse
import json
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import HtmlResponse, Response
from scrapy.linkextractors import LinkExtractor

from tests.bench.fleet import host, site_url
from tests.bench.whole_way_crawled import PageTable, days
from tests.bench.whole_way_plan import AT_ONCE, PER_HOST


class FleetSpider(scrapy.Spider):
    """Walks the fleet from its home pages."""

    name = "fleet"

    def __init__(self, sites: int, port: int, table: PageTable, **others: Any) -> None:
        super().__init__(**others)
        self.homes = [site_url(number, port) for number in range(sites)]
        self.allowed_domains = [host(number) for number in range(sites)]
        named = [f"{domain}:{port}" for domain in self.allowed_domains]  # it compares with the port
        self.extractor = LinkExtractor(allow_domains=named)
        self.table = table

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for home in self.homes:
            yield scrapy.Request(home)  # Scrapy's own start would fetch it again when linked

    def parse(self, response: Response, **_: Any) -> Iterator[scrapy.Request]:
        if not isinstance(response, HtmlResponse):
            return
        title = response.css("title::text").get() or ""
        self.table.add(response.url, title, days(response.text), response.body)
        for link in self.extractor.extract_links(response):
            yield scrapy.Request(link.url)


def main() -> None:
    """Crawls the fleet and tells of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sites", type=int)
    parser.add_argument("port", type=int)
    asked = parser.parse_args()
    settings = {
        "CONCURRENT_REQUESTS": AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": PER_HOST,
        "DOWNLOAD_DELAY": 0,
        "LOG_ENABLED": False,
        "ROBOTSTXT_OBEY": True,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
    }
    with tempfile.TemporaryDirectory(prefix="bench-", dir=asked.folder) as folder:
        table = PageTable(Path(folder) / "pages.db")
        before, wall = time.process_time(), time.monotonic()
        process = CrawlerProcess(settings)
        process.crawl(FleetSpider, sites=asked.sites, port=asked.port, table=table)
        process.start()
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
