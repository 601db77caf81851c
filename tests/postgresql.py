"""A real PostgreSQL server that lives for one run of the tests, in a folder of its own."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import psycopg
import pytest


@contextmanager
def running_server(*, durable: bool = False) -> Generator[str]:
    """The address of the server; skips the test where none is installed.

    Without `durable` it does not wait for the disk, which tests need not.
    """
    programs = _postgresql_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server on this machine: apt-get install postgresql")
    with TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        owner = _unprivileged(folder)
        data, port = folder / "data", _free_port()

        def run(program: str, *words: str) -> None:
            # Its output goes to a file: a server that is left running would hold a pipe open.
            with (folder / "said").open("ab") as said:
                subprocess.run(
                    [programs / program, *words], check=True, stdout=said, stderr=said, user=owner
                )

        run("initdb", "-D", str(data), "-U", "checker", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync={durable}"
        run("pg_ctl", "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql://checker@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")


def empty_schema(server: str) -> str:
    """The address of an empty schema on the server: a database of one's own, at the price of a name."""
    name = f"t{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"{server}?options=-csearch_path%3D{name}"


def _postgresql_programs() -> Path | None:
    """The folder with initdb, pg_ctl and postgres: on the path, or where Debian keeps it."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    needed = ("initdb", "pg_ctl", "postgres")
    return next((each for each in found if all((each / name).exists() for name in needed)), None)


def _unprivileged(folder: Path) -> str | None:
    """PostgreSQL does not run as root: the user to run it as, who then owns the folder."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name for each in pwd.getpwall()}
    owner = next((name for name in ("postgres", "nobody") if name in known), None)
    if owner is None:
        pytest.skip("PostgreSQL cannot run as root and there is no user to run it as")
    os.chown(folder, pwd.getpwnam(owner).pw_uid, -1)
    return owner


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
