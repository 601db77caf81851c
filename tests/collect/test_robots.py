"""What robots.txt asks is kept to, and an outage is still seen as an outage."""

from dataclasses import replace

import pytest
from fetching import SETTINGS, all_of, door_for, fetched
from hostile_server import (
    Behaviour,
    HostileServer,
    after,
    answer,
    redirect,
    reset,
)

pytestmark = pytest.mark.anyio


ROBOTS = b"User-agent: *\nDisallow: /private/\n"


async def test_what_robots_txt_disallows_is_not_fetched(server: HostileServer) -> None:
    server.behaviours |= {"/robots.txt": answer(ROBOTS), "/": redirect("/private/a")}
    async with door_for(replace(SETTINGS, respect_robots=True)) as door:
        refused = (await door.get(server.url("/private/a"))).exchange
        redirected = (await door.get(server.url("/"))).exchange
        open_ = (await door.get(server.url("/public"))).exchange
        inspected = await door.visit(respect_robots=False).get(server.url("/private/a"))
    assert (refused.failure, refused.ok) == ("robots", False)
    assert redirected.failure == "robots"
    assert (open_.failure, open_.status) == (None, 404)
    assert inspected.exchange.status == 404
    assert server.targets.count("/robots.txt") == 1
    assert server.targets.count("/private/a") == 1


@pytest.mark.parametrize(
    ("behaviour", "page", "front"),
    [
        (answer(b"", "404 Not Found"), None, None),
        (answer(b"", "403 Forbidden"), None, None),
        (redirect("http://10.0.0.1/robots.txt"), None, None),
        (answer(b"", "502 Bad Gateway"), "robots", None),
        (reset, "robots", None),
        (answer(b"\xff\xfe\0 rubbish"), None, None),
        (answer(b"User-agent: *\nDisallow: /" + b"*a" * 99_999 + b"$\n"), None, None),
        (answer(b"User-agent: *\nDisallow: /\n"), "robots", "robots"),
    ],
)
async def test_robots_txt_that_is_missing_opens_and_that_is_broken_leaves_the_front_page(
    server: HostileServer, behaviour: Behaviour | bytes, page: str | None, front: str | None
) -> None:
    server.behaviours |= {"/robots.txt": behaviour, "/": answer()}
    async with door_for(replace(SETTINGS, respect_robots=True)) as door:
        assert (await door.get(server.url("/page"))).exchange.failure == page
        assert (await door.get(server.url("/"))).exchange.failure == front


async def test_an_outage_is_seen_as_an_outage_not_as_a_wish(server: HostileServer) -> None:
    server.behaviours |= {"/robots.txt": reset, "/": reset}
    assert (
        await fetched(server, settings=replace(SETTINGS, respect_robots=True))
    ).exchange.failure == "reset"


@pytest.mark.parametrize("path", ["/", "/page"])
async def test_where_nobody_answers_the_page_fails_by_its_own_name(path: str) -> None:
    async with HostileServer() as gone:
        url = gone.url(path)
    async with door_for(replace(SETTINGS, respect_robots=True)) as door:
        assert (await door.get(url)).exchange.failure == "refused"
        assert (await door.get(f"http://gone.invalid{path}")).exchange.failure == "dns"


async def test_many_requests_ask_for_robots_txt_once(server: HostileServer) -> None:
    server.behaviours["/robots.txt"] = after(0.05, answer(ROBOTS))
    async with door_for(replace(SETTINGS, respect_robots=True)) as door:
        await all_of(*(door.get(server.url(f"/{n}")) for n in range(8)))
    assert server.targets.count("/robots.txt") == 1
