"""A night over the demo county in a folder of its own."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from checker.config import Config
from checker.core.fact import CHINA
from checker.core.target import Target
from checker.core.verdict import Verdict
from checker.run.job import JobResult
from checker.run.ledgers import Imported
from checker.run.office import Office
from checker.run.registry_source import settled
from checker.run.round import Progress
from checker.store.rounds import Round

AS_OF = datetime(2026, 11, 22, 2, 0, tzinfo=CHINA)


@dataclass(frozen=True)
class DemoNight:
    """The office of a night over the demo county, and how the night ended."""

    office: Office
    done: JobResult


def quiet() -> Progress:
    """A progress that nobody watches."""

    def begin(_: Round, __: int) -> None: ...
    def done(_: Target, __: Verdict | None) -> None: ...

    return Progress(begin, done)


def unheard(_: Imported) -> None:
    """Nobody listens to what the ledgers brought."""


def demo_config(folder: Path) -> Config:
    """The demo registry with everything below one folder."""
    return settled(Config(registry="demo", folder=folder))
