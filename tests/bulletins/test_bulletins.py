"""Five published bulletins made again from their own facts: every number and every cell."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.bulletins.comparison import Compared, compare, expected_differences
from tests.bulletins.office import HERE, bulletin, made_office

NAMES = sorted(path.name for path in HERE.iterdir() if (path / "facts.yaml").exists())


MEMORY = Path("/dev/shm")
"""Thousands of verdicts are made durable one by one: on a busy disk that takes minutes."""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory where the machine has one."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        yield Path(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_bulletin_is_made_again_cell_by_cell(name: str, folder: Path) -> None:
    told = bulletin(name)
    config = made_office(told, folder / "office")
    found: Compared = compare(told, config, folder / "attachments")
    assert set(found.differences) == set(expected_differences(told))
    assert found.cells > 20
