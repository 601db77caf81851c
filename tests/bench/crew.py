"""Workers as processes of their own, as `checker worker` starts them."""

import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import yaml

from checker.config import CONFIG_NAME, Config
from checker.run.office import Office
from checker.store.queue import queue_length


def written(config: Config) -> Path:
    """The config as a file in its own folder."""
    file = config.folder / CONFIG_NAME
    file.write_text(yaml.safe_dump(config.model_dump(mode="json")), "utf-8")
    return file


@contextmanager
def crew(office: Office, workers: int) -> Generator[list[int]]:
    """The processes of so many workers, which wait for jobs already. The queue has to be there."""
    command = (sys.executable, "-m", "checker.cli.app", "worker", "--no-browser")
    config = str(written(office.config))
    run = [
        subprocess.Popen([*command, "--config", config], stdout=subprocess.DEVNULL)
        for _ in range(workers)
    ]
    try:
        while (length := queue_length(office.database, dead_after_s=30)) is None or (
            length.workers < workers
        ):
            time.sleep(0.1)
        yield [each.pid for each in run]
    finally:
        for each in run:
            each.terminate()
        for each in run:
            each.wait()
