"""The server of the demo county speaks HTTP as browsers and crawlers expect it."""

import csv
import gzip
import http.client
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from checker.core.fact import CHINA
from checker.demo.accounts import account_plans, posts_of
from checker.demo.ledgers import ACCOUNT_HEADERS, OBSERVATION_HEADERS, SITE_HEADERS, write_ledgers
from checker.demo.process import RunningCounty, running
from checker.extract.posts.feed import read_feed

AS_OF = datetime(2026, 11, 22, 10, 30, tzinfo=CHINA)


@pytest.fixture(scope="module", name="demo")
def _demo() -> Iterator[RunningCounty]:
    with running(AS_OF) as demo:
        yield demo


def ask(
    demo: RunningCounty, host: str, path: str = "/", method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", demo.port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={"Host": host, **named})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_each_site_answers_under_its_own_name(demo: RunningCounty) -> None:
    for plan in demo.county.sites:
        if plan.behaviour == "open" and not plan.front_door:
            response, body = ask(demo, plan.host, plan.root + "/")
            assert response.status == 200
            charset = "gb18030" if plan.family == "gbk" else "utf-8"
            assert plan.name in body.decode(charset)


def test_one_connection_serves_many_requests(demo: RunningCounty) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", demo.port, timeout=10)
    for path in ("/", "/tzgg/", "/zcwj/", "/none"):
        connection.request("GET", path, headers={"Host": "fgj.qingxi.gov.example"})
        response = connection.getresponse()
        response.read()
        assert response.status == (404 if path == "/none" else 200)
    connection.close()


def test_head_and_gzip_and_validators(demo: RunningCounty) -> None:
    host = "www.qingxi.gov.example"
    plain, body = ask(demo, host)
    packed, small = ask(demo, host, accept_encoding="gzip")
    head, nothing = ask(demo, host, method="HEAD")
    same, empty = ask(demo, host, if_none_match=plain.headers["ETag"])
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small) == body
    assert (head.status, nothing) == (200, b"")
    assert (same.status, empty) == (304, b"")
    assert plain.headers["Last-Modified"] == "Sun, 22 Nov 2026 02:30:00 GMT"


def test_an_unknown_page_is_a_chinese_404_and_an_unknown_host_too(demo: RunningCounty) -> None:
    for host, path in (("fgj.qingxi.gov.example", "/no/such"), ("nobody.qingxi.gov.example", "/")):
        response, body = ask(demo, host, path)
        assert response.status == 404
        assert "页面不存在" in body.decode()


def test_names_lead_to_the_server_and_the_refusing_one_to_a_closed_port(
    demo: RunningCounty,
) -> None:
    connect_to = demo.connect_to
    assert connect_to["*.qingxi.gov.example:80"] == f"127.0.0.1:{demo.port}"
    host, _, port = connect_to["www.yuntaishan.gov.example:80"].partition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=5)
    with pytest.raises(ConnectionRefusedError):
        connection.request("GET", "/")
    connection.close()


@pytest.mark.parametrize("raw", [b"\r\n\r\n", b"GET\r\n\r\n", b"POST / HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n"])  # fmt: skip
def test_nonsense_ends_the_connection_and_nothing_else(demo: RunningCounty, raw: bytes) -> None:
    import socket

    with socket.create_connection(("127.0.0.1", demo.port), timeout=5) as talk:
        talk.sendall(raw)
        talk.shutdown(socket.SHUT_WR)
        assert talk.recv(100) == b""
    assert ask(demo, "www.qingxi.gov.example")[0].status == 200


def test_ledgers_are_read_by_excel_and_by_the_importer(demo: RunningCounty, tmp_path: Path) -> None:
    write_ledgers(demo.county, tmp_path)
    for name, headers, count in (
        ("sites.csv", SITE_HEADERS, len(demo.county.sites)),
        ("accounts.csv", ACCOUNT_HEADERS, len(demo.county.accounts)),
        ("observations.csv", OBSERVATION_HEADERS, 4),
    ):
        path = tmp_path / name
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert tuple(rows[0]) == headers
        assert len(rows) == count + 1


def test_feeds_answer_as_their_platforms_do(demo: RunningCounty) -> None:
    for plan in account_plans():
        if not plan.path:
            continue
        response, body = ask(demo, "feeds.qingxi.gov.example", plan.path)
        assert response.status == (503 if plan.name == "青溪市场监管" else 200)
        if response.status == 200 and plan.name != "青溪农业":
            read = read_feed(body, response.headers["Content-Type"])
            written = [post.moment.replace(second=0) for post in posts_of(plan, AS_OF)]
            assert [item.moment for item in read] == written


@pytest.mark.parametrize("as_of", [AS_OF, datetime(2026, 11, 22, 23, 59, 59, tzinfo=CHINA), datetime(2026, 3, 1, tzinfo=CHINA)])  # fmt: skip
def test_newest_posts_are_as_old_as_planned_by_date_and_by_the_clock(as_of: datetime) -> None:
    for plan in account_plans():
        newest = max(post.moment for post in posts_of(plan, as_of))
        assert newest <= as_of
        if plan.newest == 14:
            assert (as_of - newest) // timedelta(minutes=1) <= 14 * 24 * 60
        if plan.newest > 14:
            assert as_of - newest > timedelta(days=14)
