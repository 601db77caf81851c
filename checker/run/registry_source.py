"""Where the registry comes from: the office's own ledgers, or the demo county on loopback.

The demo has its own database and blobs below var/demo, so that nothing of it is left in the books
of an office that turns to its own ledgers.
"""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from checker.config import Config
from checker.demo.ledgers import write_ledgers
from checker.demo.place import DOMAIN
from checker.demo.process import running

DEMO_FOLDER = "var/demo"
_LEDGERS = ("sites.csv", "accounts.csv", "observations.csv")


def settled(config: Config) -> Config:
    """The config with the demo's own places where the registry is the demo county."""
    if not config.is_demo:
        return config
    return config.model_copy(
        update={
            "database": f"sqlite:///{DEMO_FOLDER}/checker.db",
            "blobs": f"{DEMO_FOLDER}/blobs",
            "exports": f"{DEMO_FOLDER}/exports",
            "engine": "process",
        }
    )


@contextmanager
def registry_at(config: Config, as_of: datetime) -> Generator[Config]:
    """The config with a registry that answers: the demo county is served while the block runs."""
    if not config.is_demo:
        yield config
        return
    with running(as_of) as demo:
        write_ledgers(demo.county, config.path(DEMO_FOLDER))
        network = config.network.model_copy(
            update={
                "connect_to": {**config.network.connect_to, **demo.connect_to},
                "per_address": 16,  # our own server: there is nobody to be polite to
                "delay_s": 0.0,
            }
        )
        ledgers = tuple(f"{DEMO_FOLDER}/{name}" for name in _LEDGERS)
        probing = config.probing.model_copy(update={"references": (f"http://www.{DOMAIN}/",)})
        changes = {"network": network, "registry": ledgers, "probing": probing}
        yield config.model_copy(update=changes)


def ledger_files(config: Config) -> list[Path]:
    """The ledgers of the config, from the folder that it lies in."""
    return [] if config.is_demo else [config.path(name) for name in config.registry]
