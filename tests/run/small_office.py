"""A small office in a folder: accounts whose feeds a server on loopback holds, and real nights."""

import json
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from checker.config import load_config
from checker.run.office import open_office
from checker.store.evidence import blobs_cited_by, load_evidence
from checker.store.rounds import Round, planned_targets, round_by
from checker.store.verdicts import verdicts

DAY = "2026-11-22"


class Feeds(ThreadingHTTPServer):
    """Feeds of one fresh post each and many bytes that do not pack.

    After `most` answers the others wait until `open_gate`: a round stands still in its middle.
    """

    daemon_threads = True

    def __init__(self, padding: int) -> None:
        super().__init__(("127.0.0.1", 0), _Feed)
        self.padding = padding
        self.most = 1_000_000
        self.answered = 0
        self.guard = threading.Lock()
        self.gate = threading.Event()

    def open_gate(self) -> None:
        """Lets everybody through from now on."""
        self.gate.set()


class _Feed(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        feeds = self.server
        assert isinstance(feeds, Feeds)
        with feeds.guard:
            feeds.answered += 1
            waits = feeds.answered > feeds.most
        if waits:
            feeds.gate.wait(60)
        noise = random.Random(self.path).randbytes(feeds.padding).hex()
        post = {"title": "通知", "url": f"http://a.example{self.path}", "content_text": noise,
                "date_published": f"{DAY}T08:00:00+08:00"}  # fmt: skip
        body = json.dumps({"version": "1.1", "title": self.path, "items": [post]}).encode()
        with suppress(OSError):  # whoever asked was killed meanwhile
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None: ...


@contextmanager
def small_office(
    folder: Path, accounts: int, padding: int = 20_000
) -> Generator[tuple[Path, Feeds]]:
    """The office's config file, and its feeds, which answer until the block ends."""
    with Feeds(padding) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        rows = [
            f"610800{number:04d}WX01,账号{number},某局{number},http://127.0.0.1:{server.server_port}/{number}"
            for number in range(accounts)
        ]
        ledger = "\n".join(["新媒体标识码,账号名称,开设主体,数据源", *rows])
        (folder / "accounts.csv").write_text(ledger + "\n", encoding="utf-8")
        file = folder / "config.yaml"
        file.write_text(
            "database: sqlite:///checker.db\nblobs: blobs\nexports: exports\n"
            "registry: [accounts.csv]\nbrowser: {executable: none}\n"
            "network: {delay_s: 0, per_address: 2, allow_private: true, respect_robots: false}\n",
            encoding="utf-8",
        )
        yield file, server
        server.open_gate()
        server.shutdown()


def night(file: Path, *more: str) -> subprocess.Popen[str]:
    """A real `checker nightly` in a process of its own."""
    words = ("nightly", "--lang", "en", "--config", str(file))
    return subprocess.Popen(
        [sys.executable, "-m", "checker.cli.app", *words, *more],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=file.parent,
    )  # fmt: skip


def done_rows(file: Path) -> int:
    """How many targets are recorded, as another process sees them."""
    database = file.parent / "checker.db"
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as other:
            wanted = "SELECT count(*) FROM round_targets WHERE state = 'done'"
            return other.execute(wanted).fetchone()[0]
    except sqlite3.Error:
        return 0


def wait_for_rows(file: Path, process: subprocess.Popen[str], least: int) -> None:
    """Waits until so many targets are recorded while the round goes on."""
    ends = time.monotonic() + 60
    while done_rows(file) < least:
        assert process.poll() is None, process.stdout and process.stdout.read()
        assert time.monotonic() < ends
        time.sleep(0.02)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code of a night and all that it said, on one line."""
    said, _ = process.communicate(timeout=120)
    return process.returncode, " ".join(said.split())


def assert_whole(file: Path, accounts: int) -> Round:
    """The round is complete: no target missing, none twice, and all that is cited is there whole."""
    with open_office(load_config(file)) as office:
        current = round_by(office.database, "latest")
        rows = planned_targets(office.database, current.id)
        assert {each.state for each in rows} == {"done"}
        found = Counter(each.target.code for each in verdicts(office.database, current.id))
        assert len(found) == len(rows) == accounts
        assert set(found.values()) == {1}
        for verdict in verdicts(office.database, current.id):
            assert load_evidence(office.blobs, verdict.evidence).target == verdict.target
            cited = blobs_cited_by(office.database, verdict.evidence)
            assert cited
            assert all(office.blobs.read(digest) for digest in cited)
            assert verdict.outcome != "undetermined"
        return current
