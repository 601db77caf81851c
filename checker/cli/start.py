"""How a command begins and ends: config, voice, office; and errors as words and exit codes."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import typer

from checker.books.lexicon import LexiconError
from checker.books.strict_yaml import StrictYamlError
from checker.cli.console import Voice, log_as_json
from checker.config import CONFIG_NAME, CONFIG_VARIABLE, Config, ConfigError, load_config
from checker.core.indicator import IndicatorError
from checker.core.rulebook import BookError
from checker.extract.ledgers.bounds import LedgerError
from checker.run.clock import read_as_of
from checker.run.office import Office, open_office
from checker.run.registry_source import settled
from checker.store.errors import LockHeld, RoundStopped, StoreError

BAD_USAGE = 2
CUT_SHORT = 4


def find_config(named: Path | None) -> Path:
    """`--config`, else ./config.yaml where there is one, else CHECKER_CONFIG."""
    if named is not None:
        return named
    here = Path(CONFIG_NAME)
    other = os.environ.get(CONFIG_VARIABLE)
    return Path(other) if other and not here.exists() else here


@contextmanager
def errors_in_words(voice: Voice, *, locked: int = BAD_USAGE) -> Generator[None]:
    """Ends the command with a sentence and exit code 2 for what a person can mend."""
    try:
        yield
    except LedgerError as error:
        voice.complain(error.zh, error.en)
        raise typer.Exit(BAD_USAGE) from None
    except LockHeld as error:
        voice.fault(error)
        raise typer.Exit(locked) from None
    except RoundStopped as error:
        voice.fault(error)
        raise typer.Exit(CUT_SHORT) from None
    except (
        ConfigError,
        BookError,
        IndicatorError,
        LexiconError,
        StrictYamlError,
        StoreError,
    ) as error:
        voice.fault(error)
        raise typer.Exit(BAD_USAGE) from None


@contextmanager
def office_of(config: Config, book: str | None) -> Generator[Office]:
    """The open office, its folders made where they are missing."""
    with open_office(config, book=book or "") as office:
        yield office


def config_of(named: Path | None) -> Config:
    """The config that a command works with, its logs in the form that it wants; ConfigError."""
    config = settled(load_config(find_config(named)))
    if config.logs == "json":
        log_as_json()
    return config


def config_or_default(named: Path | None) -> Config:
    """The config where there is one, else the defaults: enough to look at a page."""
    place = find_config(named)
    return settled(load_config(place)) if named or place.exists() else Config()


def as_of_of(text: str | None, voice: Voice) -> datetime:
    """The moment that `--as-of` means; ends the command where it is none."""
    try:
        return read_as_of(text)
    except ValueError:
        voice.complain(
            f"--as-of 不是日期或时间：{text}，例如 2026-11-22 或 2026-11-22T08:00",
            f"--as-of is no date or time: {text}; write 2026-11-22 or 2026-11-22T08:00",
        )
        raise typer.Exit(BAD_USAGE) from None


def book_folders(named: Path | None) -> tuple[Path, ...]:
    """The office's own folder of books, where a config says one; none without a config."""
    place = find_config(named)
    if named is None and not place.exists():
        return ()
    config = load_config(place)
    return (config.path(config.books),) if config.books else ()
