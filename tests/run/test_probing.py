"""Whether sites open, as the norm counts it: a week of real tries against a server on loopback."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from checker.config import BrowserChoice, Config, Network, Probing
from checker.core.availability import Opening, Outage
from checker.core.site import Probes
from checker.core.target import Site
from checker.core.verdict import Verdict
from checker.run.announcing import announce, withdraw
from checker.run.office import Office, open_office
from checker.run.probing import Sweep, Tally, in_turn, run_sweep
from checker.run.scan import run_scan
from checker.store.availability import Withdrawal, add_outage, openings, outages
from checker.store.errors import StoreError
from checker.store.evidence import load_evidence
from checker.store.registry import apply
from tests.builders import AS_OF, site
from tests.collect.hostile_server import HostileServer, answer

EVERY = timedelta(minutes=72)  # 20 a day
PAGE = answer(
    "<html><title>示例局</title><body>欢迎</body></html>".encode(), Content_Type="text/html"
)
DOWN = answer(b"", "502 Bad Gateway")
WALL = answer(b"", "412 Precondition Failed", Content_Type="text/html")
NOBODY = "http://127.0.0.1:9/"


def config(folder: Path, *references: str) -> Config:
    """An office that may look at loopback, in no hurry to be polite."""
    network = Network(allow_private=True, delay_s=0, per_address=16, respect_robots=False)
    probing = Probing(references=references)
    return Config(
        folder=folder, network=network, probing=probing, browser=BrowserChoice(executable="none")
    )


def at(server: HostileServer, number: int, path: str = "/") -> Site:
    """A site on an address of its own of the server."""
    return site(number, url=f"http://127.0.0.{number}:{server.port}{path}")


async def swept(
    office: Office, sites: list[Site], moment: datetime = AS_OF, vantage: str = ""
) -> tuple[Tally, list[Opening]]:
    """One sweep at a moment, and the tries in the order of the sites."""
    found: dict[str, Opening] = {}

    def told(one: Site, opening: Opening) -> None:
        found[one.code] = opening

    tally = await run_sweep(office, sites, Sweep(vantage), told, clock=lambda: moment)
    return tally, [found[each.code] for each in sites]


def a_week(folder: Path, fails: Callable[[int], bool]) -> tuple[Verdict, Probes]:
    """The verdict after 140 tries over seven days; `fails` says which of them met a 502."""

    async def live() -> tuple[Verdict, Probes]:
        async with HostileServer() as server:
            one = at(server, 1)
            with open_office(config(folder)) as office:
                apply(office.database, [one], at=AS_OF)
                for number in range(140):
                    server.behaviours["/"] = DOWN if fails(number) else PAGE
                    await swept(office, [one], AS_OF - EVERY * (number + 1))
                server.behaviours["/"] = PAGE
                (verdict,) = await run_scan(office, [one.code], AS_OF, no_browser=True)
                seen = load_evidence(office.blobs, verdict.evidence)
                assert isinstance(seen.probes, Probes)  # type: ignore[union-attr]
                return verdict, seen.probes  # type: ignore[union-attr]

    return asyncio.run(live())


@pytest.mark.parametrize(("failing", "status"), [(7, "breached"), (6, "passed")])
def test_seven_of_140_is_the_veto_and_six_is_not(tmp_path: Path, failing: int, status: str) -> None:
    verdict, probes = a_week(tmp_path, lambda number: number % 20 == 3 and number // 20 < failing)
    finding = verdict.finding("site.unreachable")
    assert finding is not None
    assert len(probes.tries) == 140
    assert finding.status == status, finding.says
    assert f"打不开 {failing} 次" in finding.says


def test_where_everything_fails_and_no_reference_answers_the_tries_are_void(tmp_path: Path) -> None:
    async def live() -> None:
        with open_office(config(tmp_path, NOBODY)) as office:
            sites = [site(number, url=f"http://127.0.0.{number}:9/") for number in range(1, 6)]
            tally, found = await swept(office, sites)
            assert (tally.tried, tally.failed, tally.void) == (5, 0, 5)
            stored = openings(office.database, sites[0].code, since=AS_OF, until=AS_OF + EVERY)
            assert stored == (found[0],)
            assert stored[0].void

    asyncio.run(live())


def test_where_everything_fails_but_a_reference_answers_the_sites_failed(tmp_path: Path) -> None:
    async def live() -> None:
        async with HostileServer() as server:
            with open_office(config(tmp_path, NOBODY, server.url("/any"))) as office:
                sites = [site(number, url=f"http://127.0.0.{number}:9/") for number in range(1, 6)]
                tally, _ = await swept(office, sites)
                assert (tally.failed, tally.void) == (5, 0)

    asyncio.run(live())


def test_one_site_that_is_down_among_others_asks_no_reference(tmp_path: Path) -> None:
    async def live() -> None:
        async with HostileServer(bind="0.0.0.0") as server:
            server.behaviours["/"] = PAGE
            with open_office(config(tmp_path, server.url("/reference"))) as office:
                sites = [at(server, number) for number in range(1, 6)]
                sites.append(site(6, url="http://127.0.0.6:9/"))
                tally, _ = await swept(office, sites)
                assert (tally.failed, tally.void) == (1, 0)
                assert "/reference" not in server.targets

    asyncio.run(live())


def test_an_error_page_of_every_site_is_an_answer_and_no_trouble_of_ours(tmp_path: Path) -> None:
    async def live() -> None:
        async with HostileServer() as server:
            server.behaviours["/"] = DOWN
            with open_office(config(tmp_path, NOBODY)) as office:
                tally, found = await swept(office, [at(server, 1)])
                assert (tally.failed, tally.void) == (1, 0)
                assert found[0].reason == "HTTP 502"

    asyncio.run(live())


def test_a_firewall_that_only_a_browser_passes_is_no_failure(tmp_path: Path) -> None:
    async def live() -> None:
        async with HostileServer() as server:
            server.behaviours["/"] = WALL
            with open_office(config(tmp_path, NOBODY)) as office:
                tally, found = await swept(office, [at(server, 1)])
                assert (tally.failed, tally.void) == (0, 1)
                assert found[0].void

    asyncio.run(live())


def test_a_stop_that_was_announced_is_in_the_evidence_and_does_not_count(tmp_path: Path) -> None:
    async def live() -> None:
        async with HostileServer() as server:
            one = at(server, 1)
            server.behaviours["/"] = PAGE
            with open_office(config(tmp_path, server.url("/any"))) as office:
                apply(office.database, [one], at=AS_OF)
                await swept(office, [one], AS_OF - timedelta(hours=50))
                server.behaviours["/"] = DOWN
                await swept(office, [one], AS_OF - timedelta(hours=30))
                stop = Outage(
                    since=AS_OF - timedelta(hours=31),
                    until=AS_OF - timedelta(hours=29),
                    reason="机房搬迁",
                    by="张三",
                    reported=AS_OF - timedelta(hours=40),
                )
                add_outage(office.database, one.code, stop)
                server.behaviours["/"] = PAGE
                (verdict,) = await run_scan(office, [one.code], AS_OF, no_browser=True)
                finding = verdict.finding("site.unreachable")
                assert finding is not None
                assert finding.status == "passed"
                assert "报备停机期间 1 次" in finding.says

    asyncio.run(live())


def test_a_stop_that_was_taken_down_wrongly_is_withdrawn_and_both_stay_on_record(
    tmp_path: Path,
) -> None:
    one = site(1)
    stop = Outage(
        since=AS_OF, until=AS_OF + EVERY, reason="机房搬迁", by="张三", reported=AS_OF - EVERY
    )
    back = Withdrawal(AS_OF, "李四", "日期写错")
    span = {"since": AS_OF - EVERY, "until": AS_OF + 2 * EVERY}
    with open_office(config(tmp_path)) as office:
        apply(office.database, [one], at=AS_OF)
        (stored,) = announce(office, one.code, stop).outages
        assert outages(office.database, one.code, **span) == (stop,)
        (kept,) = withdraw(office, one.name, stored.number, back).outages
        assert (kept.outage, kept.withdrawn) == (stop, back)
        assert outages(office.database, one.code, **span) == ()
        with pytest.raises(StoreError, match="李四"):
            withdraw(office, one.code, stored.number, back)
        with pytest.raises(StoreError, match="99"):
            withdraw(office, one.code, 99, back)


def test_a_store_that_is_gone_for_a_while_ends_no_sweep_and_loses_no_try(tmp_path: Path) -> None:
    async def live() -> None:
        async with HostileServer(bind="0.0.0.0") as server:
            server.behaviours["/"] = PAGE
            sites = [at(server, number) for number in range(1, 7)]
            with open_office(config(tmp_path, server.url("/any"))) as office:
                told: list[str] = []

                def heard(one: Site, _: Opening) -> None:
                    told.append(one.code)
                    if len(told) == 4:
                        renamed(office, "elsewhere", "openings")

                renamed(office, "openings", "elsewhere")
                tally = await run_sweep(office, sites, Sweep(), heard, clock=lambda: AS_OF)
                assert tally.tried == len(told) == 6
                span = {"since": AS_OF, "until": AS_OF + EVERY}
                stored = [openings(office.database, each.code, **span) for each in sites]
                assert [len(each) for each in stored] == [1] * 6

    asyncio.run(live())


def renamed(office: Office, old: str, new: str) -> None:
    """Takes a table away, or brings it back, as another process could."""
    with sqlite3.connect(office.database.path or "") as other:
        other.execute(f"ALTER TABLE {old} RENAME TO {new}")


def test_a_second_vantage_point_writes_beside_the_first(tmp_path: Path) -> None:
    async def live() -> None:
        async with HostileServer() as server:
            one = at(server, 1)
            with open_office(config(tmp_path, server.url("/any"))) as office:
                await swept(office, [one], AS_OF)
                server.behaviours["/"] = PAGE
                await swept(office, [one], AS_OF, vantage="二号")
                found = openings(office.database, one.code, since=AS_OF, until=AS_OF + EVERY)
                assert [(each.vantage, each.opened) for each in found] == [
                    ("", False),
                    ("二号", True),
                ]

    asyncio.run(live())


def test_a_sweep_leaves_closed_sites_alone_and_keeps_its_order() -> None:
    sites = [site(number) for number in range(1, 9)] + [site(9, state="关停")]
    assert in_turn(sites) == in_turn(sites[::-1])
    assert {each.code for each in in_turn(sites)} == {each.code for each in sites[:8]}


def test_a_spread_sweep_starts_its_tries_one_after_the_other(tmp_path: Path) -> None:
    async def live() -> None:
        async with HostileServer(bind="0.0.0.0") as server:
            server.behaviours["/"] = PAGE
            sites = [at(server, number) for number in range(1, 5)]
            with open_office(config(tmp_path, server.url("/any"))) as office:
                await run_sweep(office, sites, Sweep(spread_s=0.8), lambda _, __: None)
            starts = [each.at for each in server.asked]
            assert starts == sorted(starts)
            assert starts[-1] - starts[0] >= 0.5

    asyncio.run(live())
