"""Scrapy's side of the whole way: follow every link of every site, read days, store the page.

Run: python -m tests.bench.whole_way_scrapy FOLDER SITES PORT
Prints one line of JSON as our side does. The spider does what a crawler's author writes first:
LinkExtractor, a date pattern over the page, the page in SQLite; it judges nothing.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import HtmlResponse, Response
from scrapy.linkextractors import LinkExtractor

from tests.bench.whole_way_crawled import PageTable, days, told
from tests.bench.whole_way_plan import AT_ONCE, PER_HOST


class FleetSpider(scrapy.Spider):
    """Walks the fleet from its home pages."""

    name = "fleet"

    def __init__(self, homes: Sequence[str], table: PageTable, **others: Any) -> None:
        super().__init__(**others)
        self.homes = homes
        named = [urlsplit(home).netloc for home in homes]  # it compares with the port
        self.allowed_domains = [name.partition(":")[0] for name in named]
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


def crawl(homes: Sequence[str], table: PageTable) -> None:
    """The whole crawl."""
    settings = {
        "CONCURRENT_REQUESTS": AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": PER_HOST,
        "DOWNLOAD_DELAY": 0,
        "LOG_ENABLED": False,
        "ROBOTSTXT_OBEY": True,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
    }
    process = CrawlerProcess(settings)
    process.crawl(FleetSpider, homes=homes, table=table)
    process.start()


if __name__ == "__main__":
    told(__doc__, crawl)
