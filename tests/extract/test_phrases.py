"""Signs in a text are found wherever they stand, and a text full of them costs one slice."""

import tracemalloc

from ahocorasick_rs import AhoCorasick
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.phrases import PlainSigns, holds_any

SIGNS = AhoCorasick(("createPage", ".json"))


@given(st.integers(0, 60_000), st.sampled_from(("createPage", ".json")))
def test_a_sign_is_found_across_the_edge_of_a_slice_too(before: int, sign: str) -> None:
    assert holds_any(SIGNS, " " * before + sign + " " * 100)
    assert not holds_any(SIGNS, " " * before + sign[:-1] + " " * 30_000)


@given(st.lists(st.sampled_from(("标识", "conac.cn", "x" * 997)), max_size=60))
def test_signs_looked_for_together_stand_where_each_by_itself_does(parts: list[str]) -> None:
    text = "".join(parts)
    found = PlainSigns("标识", "conac.cn").places(text, 3)
    for sign, places in found.items():
        assert places == [at for at in range(len(text)) if text.startswith(sign, at)][:3]


def test_a_text_full_of_signs_takes_the_memory_of_one_slice() -> None:
    full = ".json" * 200_000
    tracemalloc.start()
    try:
        assert holds_any(SIGNS, full)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < len(full) * 2
