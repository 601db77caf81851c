"""Reads a page as a person sees it, and says the first status, the hops, the frames."""

from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest
from browsing import AGENT, NEEDS_BROWSER, NOW, SETTINGS, TEXT, World, opened, page
from hostile_server import Asked, HostileServer, Writer, after, answer, redirect

pytestmark = NEEDS_BROWSER


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def world() -> AsyncGenerator[World]:
    async with HostileServer() as server, opened(server) as world:
        yield world


class TestReading:
    async def test_a_list_that_a_script_fetches_is_read(self, world: World) -> None:
        world.server.behaviours["/list"] = after(
            0.3, answer("<li>关于开展检查的通知</li>".encode())
        )
        seen = await world.render(
            "/script-list",
            "<ul id=u></ul><script>setTimeout(() => fetch('/list').then(r => r.text())"
            ".then(t => { u.innerHTML = t.repeat(12) }), 200)</script>",
        )
        assert seen.html.decode().count("关于开展检查的通知") == 12
        assert seen.exchange.ok
        assert seen.exchange.via == "browser"
        assert seen.exchange.started == NOW
        assert seen.exchange.blob is not None
        assert world.kept[seen.exchange.blob] == seen.html
        assert seen.exchange.size == len(seen.html)
        assert seen.exchange.address == "127.0.0.1"
        assert seen.exchange.wire > 0
        assert seen.text_length >= 12 * 9

    async def test_the_first_status_stays_when_a_404_jumps_home(self, world: World) -> None:
        world.server.behaviours["/home"] = page(TEXT)
        world.server.behaviours["/gone"] = page(
            "<script>location.href = '/home'</script>", "404 Not Found"
        )
        seen = await world.render("/gone")
        assert (seen.exchange.status, seen.last_status) == (404, 200)
        assert seen.exchange.final_url == "http://site.test/home"
        assert not seen.exchange.ok

    async def test_a_challenge_that_opens_by_itself_shows_the_page_behind_it(
        self, world: World
    ) -> None:
        async def challenge(asked: Asked, writer: Writer) -> None:
            if "passed=1" in asked.headers.get("cookie", ""):
                writer.write(page(TEXT))
            else:
                script = "document.cookie = 'passed=1'; location.reload()"
                writer.write(
                    page(
                        f"<script>setTimeout(() => {{ {script} }}, 700)</script>",
                        "412 Precondition Failed",
                        Set_Cookie="token=4abc; path=/",
                    )
                )
            await writer.drain()

        world.server.behaviours["/challenge"] = challenge
        seen = await world.render("/challenge", key="challenged")
        assert (seen.exchange.status, seen.last_status, seen.documents) == (412, 200, 2)
        assert seen.exchange.header("set-cookie").startswith("token=")
        assert "依法行政" in seen.html.decode()

    async def test_redirects_are_told_hop_by_hop(self, world: World) -> None:
        world.server.behaviours["/a"] = redirect("/b", "301 Moved Permanently")
        world.server.behaviours["/b"] = redirect("/c")
        seen = await world.render("/c", TEXT)
        seen = await world.render("/a")
        assert [(hop.url, hop.status) for hop in seen.exchange.hops] == [
            ("http://site.test/a", 301),
            ("http://site.test/b", 302),
        ]
        assert seen.exchange.final_url == "http://site.test/c"

    async def test_frames_of_the_same_and_of_another_site_are_read(self, world: World) -> None:
        world.server.behaviours["/inner"] = page("<p>本站内容")
        seen = await world.render(
            "/frames", "<iframe src=/inner></iframe><iframe src=http://other.test/inner></iframe>"
        )
        assert {url for url, _ in seen.frames} == {
            "http://site.test/inner",
            "http://other.test/inner",
        }
        assert all("本站内容" in html.decode() for _, html in seen.frames)

    async def test_a_page_whose_libraries_replace_the_language_is_read(self, world: World) -> None:
        seen = await world.render(
            "/old-library",
            TEXT + "<script>Array.prototype.toJSON = Object.prototype.toJSON = () => 'x';"
            "JSON.stringify = () => 'y'; Array.from = Function.prototype.bind = null;"
            "document.getElementsByTagName = () => []</script>",
        )
        assert seen.exchange.ok
        assert "依法行政" in seen.html.decode()

    async def test_a_page_of_three_megabytes_is_read_whole(self, world: World) -> None:
        row = "<li><a href=/x>关于做好有关工作的通知</a></li>"
        times = 3_000_000 // len(row.encode())
        seen = await world.render("/large", "<ul>" + row * times + "</ul>", deadline_s=30)
        assert seen.exchange.ok
        assert seen.html.count(b"<li>") == times

    async def test_a_page_is_cut_at_the_cap(self, world: World) -> None:
        async with opened(world.server, replace(SETTINGS, html_bytes=10_000)) as small:
            seen = await small.render("/cut", "<p>" + "政" * 20_000)
        assert 9_990 <= len(seen.html) <= 10_000
        assert seen.html.decode()

    async def test_a_screenshot_shows_something(self, world: World) -> None:
        world.server.behaviours["/picture"] = page(TEXT)
        async with world.browser.site("picture") as tab:
            seen = await tab.render("http://site.test/picture", screenshot=True)
        assert seen.screenshot is not None
        picture = world.kept[seen.screenshot]
        assert picture.startswith(b"\xff\xd8")
        assert len(picture) > 5_000

    async def test_pictures_and_fonts_are_not_fetched_but_styles_are(self, world: World) -> None:
        world.server.behaviours["/s.css"] = answer(
            b"@font-face{font-family:f;src:url(/f.woff2)}p{font-family:f}", Content_Type="text/css"
        )
        await world.render(
            "/media", f"<link rel=stylesheet href=/s.css>{TEXT}<img src=/i.png><img src=/j.jpg>"
        )
        asked = set(world.server.targets)
        assert "/s.css" in asked
        assert not asked & {"/f.woff2", "/i.png", "/j.jpg"}

    async def test_it_says_who_it_is(self, world: World) -> None:
        await world.render("/agent", TEXT)
        asked = next(each for each in world.server.asked if each.target == "/agent")
        assert asked.headers["user-agent"] == AGENT
        assert asked.headers["accept-language"].startswith("zh-CN")
        assert not any(name.startswith("proxy-") for name in asked.headers)
