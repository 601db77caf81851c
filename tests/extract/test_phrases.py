"""Signs in a text are found wherever they stand, and a text full of them costs one slice."""

import tracemalloc

from ahocorasick_rs import AhoCorasick
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.phrases import holds_any

SIGNS = AhoCorasick(("createPage", ".json"))


@given(st.integers(0, 60_000), st.sampled_from(("createPage", ".json")))
def test_a_sign_is_found_across_the_edge_of_a_slice_too(before: int, sign: str) -> None:
    assert holds_any(SIGNS, " " * before + sign + " " * 100)
    assert not holds_any(SIGNS, " " * before + sign[:-1] + " " * 30_000)


def test_a_text_full_of_signs_takes_the_memory_of_one_slice() -> None:
    full = ".json" * 200_000
    tracemalloc.start()
    try:
        assert holds_any(SIGNS, full)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < len(full) * 2
