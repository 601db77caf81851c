"""Where the store's tests keep things: a migrated database of either make, and a blob folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checker.store.blobs import Blobs
from checker.store.database import Database, open_database
from checker.store.schema import migrate

ON_BOTH = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgresql),
]


@pytest.fixture(params=ON_BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once of each make."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/checker.db"
    empty: Callable[[], str] = request.getfixturevalue("empty_postgresql")
    return empty()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A migrated database, once of each make."""
    opened = open_database(url)
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    """An empty blob store."""
    return Blobs(tmp_path / "blobs")
