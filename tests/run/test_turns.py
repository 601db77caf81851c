"""Sites that share an address take turns, and every site has its turn."""

import asyncio
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from checker.core.target import Site, Target
from checker.run.turns import Turns


def sites(addresses: list[int]) -> list[Target]:
    """One site for each number, under a host that resolves to that number."""
    return [Site(url=f"http://s{place}.a{one}.example/") for place, one in enumerate(addresses)]


def host(target: Target) -> str:
    """The host of a site's address."""
    return target.url.split("/")[2]


async def address_of(host: str) -> str:
    """The middle label is the address."""
    return host.split(".")[1]


async def worked_through(addresses: list[int], crew: int, per_address: int) -> tuple[int, int]:
    """All turns taken by a crew: how many sites were done, and the most at one address at once."""
    turns = await Turns.of(sites(addresses), address_of, per_address, host)
    out: Counter[str] = Counter()
    done = most = 0

    async def worker() -> None:
        nonlocal done, most
        while (turn := await turns.take()) is not None:
            out[turn[0]] += 1
            most = max(most, out[turn[0]])
            await asyncio.sleep(0)
            out[turn[0]] -= 1
            done += 1
            await turns.give_back(turn[0])

    async with asyncio.timeout(20):
        await asyncio.gather(*(worker() for _ in range(crew)))
    return done, most


@given(st.lists(st.integers(0, 5), max_size=40), st.integers(1, 12), st.integers(1, 3))
def test_every_site_has_its_turn_and_no_address_is_crowded(
    addresses: list[int], crew: int, per_address: int
) -> None:
    done, most = asyncio.run(worked_through(addresses, crew, per_address))
    assert done == len(addresses)
    assert most <= per_address


def test_sites_of_other_addresses_do_not_wait_for_a_crowded_one() -> None:
    async def scene() -> list[str]:
        turns = await Turns.of(sites([1, 1, 1, 2]), address_of, 1, host)
        first, second = await turns.take(), await turns.take()
        assert first is not None
        assert second is not None
        return [first[0], second[0]]

    assert asyncio.run(scene()) == ["a1", "a2"]


def test_the_longest_line_begins_first() -> None:
    async def scene() -> list[str]:
        turns = await Turns.of(sites([1, 2, 3, 3, 3, 2]), address_of, 1, host)
        order: list[str] = []
        while (turn := await turns.take()) is not None:
            order.append(turn[0])
            await turns.give_back(turn[0])
        return order

    assert asyncio.run(scene()) == ["a3", "a2", "a3", "a1", "a2", "a3"]
