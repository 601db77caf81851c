"""The second night: what has not changed is neither sent nor read again, and everything is seen."""

from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from fetching import KEPT, NOW, SETTINGS, keep
from hostile_server import Asked, HostileServer, Writer, answer, redirect

from checker.books.signs import load_signs
from checker.collect.http.door import Door
from checker.collect.live import LiveLook
from checker.collect.page import Page
from checker.collect.survey.link_checks import Checked, check_link
from checker.collect.visit_before import WHOLE_AGAIN, VisitBefore
from checker.extract.document import title_of
from checker.extract.links import SeenLink

pytestmark = pytest.mark.anyio

HTML = {"Content_Type": "text/html; charset=utf-8"}
NEWS = "<title>通知公告</title><p>关于做好冬季安全检查的通知".encode()
OTHER = "<title>政策文件</title><p>关于印发实施方案的通知".encode()


async def marked(asked: Asked, writer: Writer) -> None:
    """A page with a mark, which is not sent to who has it."""
    same = asked.headers.get("if-none-match") == '"v1"'
    status = "304 Not Modified" if same else "200 OK"
    writer.write(answer(b"" if same else NEWS, status, ETag='"v1"', **({} if same else HTML)))
    await writer.drain()


async def changed(asked: Asked, writer: Writer) -> None:
    """The page as it is a day later."""
    writer.write(answer(OTHER, ETag='"v2"', **HTML))
    await writer.drain()


class Nights:
    """Visits to one server, one after the other; `lines` is what the last one left."""

    def __init__(self, server: HostileServer) -> None:
        self.server = server
        self.lines: list[bytes] = []
        self.written = 0

    @asynccontextmanager
    async def look(
        self, after: timedelta, *, anew: Iterable[str] | None, held: bool = True
    ) -> AsyncGenerator[tuple[LiveLook, VisitBefore]]:
        """The look of a visit that comes so much later, and what it knows of the last one."""
        when = NOW + after

        def leave(lines: list[bytes]) -> None:
            self.lines, self.written = lines, self.written + 1

        before = VisitBefore(
            self.lines,
            when.date(),
            holds=lambda digest: held and digest in KEPT,
            asked_anew=None if anew is None else frozenset(self.server.url(each) for each in anew),
            keep=leave,
        )
        async with Door(SETTINGS, keep, clock=lambda: when) as door:
            yield (
                LiveLook(
                    door.visit(), door.visit(), None, read=KEPT.__getitem__, site="x", before=before
                ),
                before,
            )

    async def visit(
        self,
        *paths: str,
        after: timedelta = timedelta(0),
        anew: Iterable[str] | None = (),
        held: bool = True,
    ) -> list[Page]:
        """The pages at these paths as such a visit finds them."""
        async with self.look(after, anew=anew, held=held) as (look, before):
            pages = [await look.open(self.server.url(path)) for path in paths]
            for page in pages:
                if page.doc:
                    page.read(title_of)
            before.keep(look.exchanges())
        return pages


async def test_an_unchanged_page_is_not_sent_again_and_stands_in_the_evidence(
    server: HostileServer,
) -> None:
    server.behaviours["/tzgg/"] = marked
    nights = Nights(server)
    [first] = await nights.visit("/tzgg/")
    [second] = await nights.visit("/tzgg/", after=timedelta(days=1))
    assert (first.exchange.unchanged, second.exchange.unchanged) == (False, True)
    assert second.exchange.status == 200
    assert second.exchange.blob == first.exchange.blob
    assert second.exchange.started == NOW + timedelta(days=1)
    assert second.exchange.wire < first.exchange.wire
    assert second.body == NEWS
    assert second.read(title_of) == "通知公告"


async def test_a_page_that_changed_is_sent_and_read(server: HostileServer) -> None:
    server.behaviours["/tzgg/"] = marked
    nights = Nights(server)
    await nights.visit("/tzgg/")
    server.behaviours["/tzgg/"] = changed
    [second] = await nights.visit("/tzgg/", after=timedelta(days=1))
    assert not second.exchange.unchanged
    assert second.read(title_of) == "政策文件"


async def test_a_night_without_news_writes_nothing(server: HostileServer) -> None:
    server.behaviours["/tzgg/"] = marked
    nights = Nights(server)
    await nights.visit("/tzgg/")
    await nights.visit("/tzgg/", after=timedelta(days=1))
    assert nights.written == 1


async def test_after_a_week_a_page_is_fetched_whole_whatever_the_server_says(
    server: HostileServer,
) -> None:
    server.behaviours["/tzgg/"] = marked
    nights = Nights(server)
    await nights.visit("/tzgg/")
    [sixth] = await nights.visit("/tzgg/", after=WHOLE_AGAIN - timedelta(seconds=1))
    [seventh] = await nights.visit("/tzgg/", after=WHOLE_AGAIN)
    [eighth] = await nights.visit("/tzgg/", after=WHOLE_AGAIN + timedelta(days=1))
    seen = [each.exchange.unchanged for each in (sixth, seventh, eighth)]
    assert seen == [True, False, True]


async def test_a_home_page_and_a_visit_that_looks_again_are_never_asked_by_mark(
    server: HostileServer,
) -> None:
    server.behaviours["/"] = marked
    nights = Nights(server)
    await nights.visit("/")
    [home] = await nights.visit("/", after=timedelta(days=1), anew=["/"])
    [again] = await nights.visit("/", after=timedelta(days=1), anew=None)
    assert not home.exchange.unchanged
    assert not again.exchange.unchanged
    assert all("if-none-match" not in asked.headers for asked in server.asked)


async def test_a_page_whose_bytes_are_gone_from_the_store_is_fetched_whole(
    server: HostileServer,
) -> None:
    server.behaviours["/tzgg/"] = marked
    nights = Nights(server)
    await nights.visit("/tzgg/")
    [second] = await nights.visit("/tzgg/", after=timedelta(days=1), held=False)
    assert not second.exchange.unchanged


async def test_a_304_that_nobody_asked_for_is_no_page(server: HostileServer) -> None:
    server.behaviours["/tzgg/"] = answer(b"", "304 Not Modified")
    [page] = await Nights(server).visit("/tzgg/")
    assert page.exchange.status == 304
    assert not page.exchange.ok
    assert page.doc is None


async def test_a_page_behind_a_redirect_is_fetched_whole(server: HostileServer) -> None:
    server.behaviours |= {"/old/": redirect("/tzgg/"), "/tzgg/": marked}
    nights = Nights(server)
    await nights.visit("/old/")
    [second] = await nights.visit("/old/", after=timedelta(days=1))
    assert not second.exchange.unchanged
    assert second.body == NEWS


async def test_lines_of_a_broken_file_cost_a_fetch_and_nothing_else(server: HostileServer) -> None:
    server.behaviours["/tzgg/"] = marked
    nights = Nights(server)
    await nights.visit("/tzgg/")
    nights.lines = [line[: len(line) // 2] for line in nights.lines]
    [second] = await nights.visit("/tzgg/", after=timedelta(days=1))
    assert second.read(title_of) == "通知公告"


async def checked(nights: Nights, after: timedelta, text: str = "通知") -> Checked:
    """What a visit that comes so much later makes of a link to the page."""
    url = nights.server.url("/tzgg/")
    link = SeenLink(url, text, "a", hidden=False, order=1)
    async with nights.look(after, anew=()) as (look, before):
        found = await check_link(look, link, load_signs().illegal)
        before.keep(look.exchanges())
    return found


async def test_a_link_that_works_and_is_unchanged_is_not_sent_again(server: HostileServer) -> None:
    server.behaviours["/tzgg/"] = marked
    nights = Nights(server)
    first = await checked(nights, timedelta(0))
    second = await checked(nights, timedelta(days=1))
    third = await checked(nights, timedelta(days=2))
    assert [each.page.exchange.unchanged for each in (first, second, third)] == [False, True, True]
    assert all(each.target.plain and each.page.exchange.blob is None for each in (first, second))


async def test_a_link_whose_page_became_an_error_page_is_seen_dead(server: HostileServer) -> None:
    server.behaviours["/tzgg/"] = marked
    nights = Nights(server)
    await checked(nights, timedelta(0))
    gone = "<title>提示信息</title><p>抱歉，您访问的页面不存在".encode()
    server.behaviours["/tzgg/"] = answer(gone, ETag='"v2"', **HTML)
    second = await checked(nights, timedelta(days=1))
    assert (second.target.verdict, second.target.cause) == ("dead", "soft-404")


async def test_a_dead_link_is_sent_whole_every_night(server: HostileServer) -> None:
    gone = "<title>提示信息</title><p>抱歉，您访问的页面不存在".encode()
    server.behaviours["/tzgg/"] = answer(gone, ETag='"v1"', **HTML)
    nights = Nights(server)
    await checked(nights, timedelta(0))
    second = await checked(nights, timedelta(days=1))
    assert second.page.body == gone
    assert "if-none-match" not in server.asked[-1].headers
