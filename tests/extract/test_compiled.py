"""The compiled build says of every page, and of a round, what the sources say."""

import subprocess
from pathlib import Path

import pytest

from tests.bench.fleet import make, served
from tests.compiled import ROOT, in_compiled
from tests.extract import told
from tests.run import told_round

_AGAIN = in_compiled("tests.extract.told")


def _compiled(module: str, *arguments: str) -> list[str]:
    """The lines that a module of the tests prints in the compiled build."""
    command = in_compiled(module, *arguments)
    assert command is not None
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return said.stdout.split("\n")[:-1]


@pytest.mark.skipif(_AGAIN is None, reason="no compiled build of these sources here: make compiled")
def test_the_compiled_readers_say_what_their_sources_say() -> None:
    assert _compiled("tests.extract.told") == list(told.lines())


@pytest.mark.skipif(_AGAIN is None, reason="no compiled build of these sources here: make compiled")
def test_a_round_of_the_compiled_build_tells_what_the_sources_tell(tmp_path: Path) -> None:
    fleet = make(tmp_path / "fleet", sites=2, pages=25)
    with served(fleet) as port:
        asked = (str(fleet.folder), "2", "25", str(port), str(tmp_path / "compiled"))
        (tmp_path / "compiled").mkdir()
        (tmp_path / "sources").mkdir()
        compiled = _compiled("tests.run.told_round", *asked)
        assert compiled == list(told_round.lines(fleet, port, tmp_path / "sources"))
    assert len(compiled) == 2
