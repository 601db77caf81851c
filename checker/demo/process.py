"""The demo county as a process of its own: serving it takes nothing from the one who looks."""

import json
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from checker.demo.county import County, county

_PATIENCE_S = 20


@dataclass(frozen=True)
class RunningCounty:
    """The county, the port it answers on, and where its names lead (`network.connect_to`)."""

    county: County
    port: int
    connect_to: Mapping[str, str]


@contextmanager
def running(as_of: datetime, port: int = 0) -> Generator[RunningCounty]:
    """The county as of a moment, served on loopback while the block runs; port 0 takes any."""
    command = (sys.executable, "-m", "checker.demo", as_of.isoformat(), str(port))
    server = subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        told = json.loads(server.stdout.readline() or "{}")
        if "port" not in told:
            raise OSError(0, f"示例县未能启动 · the demo county did not start on port {port}")
        yield RunningCounty(county(as_of), told["port"], told["connect_to"])
    finally:
        server.kill()
        server.communicate(timeout=_PATIENCE_S)
