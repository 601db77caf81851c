"""What other processes cost, read from /proc: those that share the cores with what is measured."""

import os
from dataclasses import dataclass
from pathlib import Path

import psycopg

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class _Row:
    """One living process: its parent, and CPU seconds of itself and of its children that ended."""

    parent: int
    cpu: float


def cpu_of(*pids: int) -> float:
    """CPU seconds that these processes, their children and theirs have spent so far."""
    rows = _living()
    below: dict[int, list[int]] = {}
    for pid, row in rows.items():
        below.setdefault(row.parent, []).append(pid)
    spent, todo = 0.0, [pid for pid in pids if pid in rows]
    while todo:
        pid = todo.pop()
        spent += rows[pid].cpu
        todo += below.get(pid, [])
    return spent


def waited_of(pid: int) -> float:
    """Seconds that a process's main thread stood ready and had no core, because others had them."""
    told = Path(f"/proc/{pid}/task/{pid}/schedstat")
    return int(told.read_text().split()[1]) / 1e9 if told.exists() else 0.0


def peak_mb(pid: int) -> float:
    """The most memory that one living process has held, without its children."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def postmaster(server: str) -> int:
    """The process that all of a PostgreSQL server on this machine are below."""
    with psycopg.connect(server) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        assert row is not None
        return _living()[int(row[0])].parent


def _living() -> dict[int, _Row]:
    found: dict[int, _Row] = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        found[int(folder.name)] = _Row(int(fields[1]), sum(map(int, fields[11:15])) / _TICK)
    return found
