"""The compiled build says of every page what the sources say."""

import subprocess

import pytest

from tests.compiled import ROOT, in_compiled
from tests.extract.told import lines

_AGAIN = in_compiled("tests.extract.told")


@pytest.mark.skipif(_AGAIN is None, reason="no compiled build of these sources here: make compiled")
def test_the_compiled_readers_say_what_their_sources_say() -> None:
    assert _AGAIN is not None
    told = subprocess.run(_AGAIN, capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.split("\n")[:-1] == list(lines())
