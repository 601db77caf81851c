"""Two rounds never overlap, and a dead process holds nothing."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from checker.store.database import Database, open_database
from checker.store.errors import LockHeld
from checker.store.lock import round_lock
from checker.store.rounds import open_round
from tests.builders import AS_OF

HOLDER = """
import sys
import threading
from checker.store.database import open_database
from checker.store.lock import round_lock
from tests.builders import AS_OF

with round_lock(open_database(sys.argv[1]), at=AS_OF):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(url: str) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until its input ends."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin
    assert child.stdout
    assert child.stdout.readline() == "held\n"
    yield child
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()


def taken_within(database: Database, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with round_lock(database, at=AS_OF):
                return True
        except LockHeld:
            time.sleep(0.05)
    return False


def test_a_second_process_is_told_who_holds_the_lock(
    url: str, holder: subprocess.Popen[str]
) -> None:
    database = open_database(url)
    with pytest.raises(LockHeld) as refused, round_lock(database, at=AS_OF):
        pytest.fail("two rounds at once")
    assert f"pid {holder.pid}, 2026-11-22T02:00:00+08:00" in refused.value.holder
    database.close()


def test_the_lock_of_a_killed_process_is_free(url: str, holder: subprocess.Popen[str]) -> None:
    database = open_database(url)
    assert not taken_within(database, 0.2)
    holder.kill()
    holder.wait()
    assert taken_within(database, 20)
    database.close()


def test_the_lock_is_free_again_after_a_round_and_after_a_failure(database: Database) -> None:
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt), round_lock(database, at=AS_OF):
            raise KeyboardInterrupt
    with round_lock(database, at=AS_OF):
        pass


def test_one_process_cannot_run_two_rounds_either(database: Database) -> None:
    with round_lock(database, at=AS_OF), pytest.raises(LockHeld), round_lock(database, at=AS_OF):
        pytest.fail("two rounds at once")


def test_the_store_is_usable_while_the_lock_is_held(database: Database) -> None:
    with round_lock(database, at=AS_OF):
        assert open_round(database) is None


def test_one_who_only_looks_sends_no_round_away(url: str) -> None:
    held, seen = threading.Event(), threading.Event()

    def look() -> None:
        with round_lock(open_database(url), at=AS_OF):
            held.set()
            seen.wait()
            time.sleep(0.1)

    looking = threading.Thread(target=look)
    looking.start()
    held.wait()
    seen.set()
    with round_lock(open_database(url), at=AS_OF):
        assert held.is_set()
    looking.join()
