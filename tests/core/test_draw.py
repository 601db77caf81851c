"""Draws: repeatable from seed and codes alone, no stratum left out, the musts always in."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.core.draw import draw, population_digest, share_for
from checker.core.target import Account
from tests.builders import account


def accounts(*regions: str) -> list[Account]:
    return [account(number, region=region) for number, region in enumerate(regions, 1)]


@given(
    regions=st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=60), seed=st.text(max_size=8),
    percent=st.integers(1, 100),
)  # fmt: skip
def test_a_draw_is_repeated_by_seed_and_codes_in_any_order(
    regions: list[str], seed: str, percent: int
) -> None:
    registered = accounts(*regions)
    share = Fraction(percent, 100)
    once = draw(registered, share, seed, by=["region"])
    again = draw(registered[::-1], share, seed, by=["region"])
    assert {each.code for each in once.targets} == {each.code for each in again.targets}
    assert once.population == again.population == population_digest(e.code for e in registered)
    assert {each.name for each in once.strata} == set(regions)
    for each in once.strata:
        assert 1 <= each.drawn <= each.population
        assert each.drawn - 1 < each.population * share <= each.drawn


@given(st.sets(st.integers(1, 40)))
def test_who_must_be_in_is_in(musts: set[int]) -> None:
    registered = accounts(*"甲" * 40)
    always = {registered[number - 1].code for number in musts}
    drawn = draw(registered, Fraction(1, 4), "2026", by=[], always=always)
    assert always <= {each.code for each in drawn.targets}
    assert len(drawn.targets) == max(10, len(musts))


def test_another_seed_draws_others() -> None:
    registered = accounts(*"甲" * 200)
    drawn = {seed: draw(registered, Fraction(1, 10), seed, by=[]).targets for seed in ("一", "二")}
    assert drawn["一"] != drawn["二"]


def test_a_wider_share_keeps_those_that_a_narrow_one_draws() -> None:
    registered = accounts(*"甲乙" * 40)
    narrow, wide = (draw(registered, Fraction(n, 10), "s", by=["region"]).targets for n in (2, 5))
    assert {each.code for each in narrow} < {each.code for each in wide}


@pytest.mark.parametrize("share", [Fraction(0), Fraction(-1, 2), Fraction(3, 2)])
def test_a_share_is_part_of_the_whole(share: Fraction) -> None:
    with pytest.raises(ValueError, match="share"):
        draw(accounts("甲"), share, "s", by=[])


def test_sichuans_draw_covers_half() -> None:
    assert share_for(2718, 5360) == Fraction(2718, 5360)
    with pytest.raises(ValueError, match="7 of 3"):
        share_for(7, 3)
