"""What all tests stand on: hypothesis without clocks, and the saved pages where there are some."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from checker.run.nightly import Night, run_night
from checker.run.office import open_office
from tests.demo_night import AS_OF, DemoNight, demo_config, quiet, unheard
from tests.postgresql import empty_schema, running_server

settings.register_profile("checker", deadline=None, print_blob=True)
settings.load_profile("checker")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The saved pages beside the checkout; skipped where a clone has none."""
    folder = Path(os.environ.get("CHECKER_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
    if not (folder / "manifest.jsonl").exists():
        pytest.skip("the saved pages (corpus) are not part of a clone")
    return folder


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives for this run."""
    with running_server() as server:
        yield server


@pytest.fixture
def empty_postgresql(postgresql_server: str) -> Callable[[], str]:
    """Makes addresses of empty databases on that server."""
    return lambda: empty_schema(postgresql_server)


@pytest.fixture(scope="session")
def plain_night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoNight]:
    """A night without a browser."""
    with open_office(demo_config(tmp_path_factory.mktemp("plain"))) as office:
        yield DemoNight(office, run_night(office, Night(AS_OF, no_browser=True), quiet(), unheard))
