"""A page: how many documents lie open, and that one put away can be read on."""

from datetime import UTC, datetime

from checker.collect.page import AtHand, Page, page_of
from checker.core.web import Exchange
from checker.extract.document import title_of

_NOW = datetime(2026, 11, 22, tzinfo=UTC)


def fetched(number: int, at_hand: AtHand) -> Page:
    url = f"http://www.example.gov.cn/{number}.html"
    body = f"<title>第 {number} 页</title>".encode()
    exchange = Exchange(url=url, final_url=url, started=_NOW, status=200, blob="sha256:" + "0" * 64)
    return page_of(exchange, body, lambda _: body, None, at_hand)


def test_only_a_few_documents_lie_open_and_each_can_be_opened_again() -> None:
    at_hand = AtHand(most=2)
    pages = [fetched(number, at_hand) for number in range(5)]
    for number, page in enumerate(pages):
        assert page.read(title_of) == f"第 {number} 页"
    assert [page.is_open for page in pages] == [False, False, False, True, True]
    assert pages[0].read(title_of) == "第 0 页"
    assert sum(page.is_open for page in pages) == 2
