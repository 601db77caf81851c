"""A whole night with a secret: nothing that is written, stored, printed or exported holds it."""

import json
import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from typer.testing import CliRunner

from checker.cli.app import app
from checker.config import load_config
from checker.run.clock import now
from checker.run.office import open_office
from checker.store.packing import BadPacking, unpack
from checker.store.standing import standing
from checker.web.endpoint import metrics

SECRET = "n3ver-wr1te-th1s"
ASKED: list[str] = []


class Echo(BaseHTTPRequestHandler):
    """A feed server that repeats the address it was asked at, its key and all."""

    def do_GET(self) -> None:
        ASKED.append(self.path)
        item = {"title": "一", "url": f"http://a.example/?from={self.path}", "date_published": "2026-11-20T08:00:00+08:00"}  # fmt: skip
        feed = {"version": "1.1", "feed_url": f"http://{SECRET}@h{self.path}", "items": [item]}
        body = json.dumps(feed).encode()
        self.send_response(200)
        self.send_header("ETag", f'"{SECRET}"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None: ...


def test_no_secret_is_written_by_a_night(tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        config = tmp_path / "config.yaml"
        config.write_text(
            "database: sqlite:///checker.db\nblobs: blobs\nexports: exports\nsecrets: hub.env\nlogs: json\n"
            f'sources: {{hub: {{kind: rsshub, base: "{base}", key: "${{HUB_KEY}}", private: true}}}}\n',
            encoding="utf-8",
        )
        (tmp_path / "hub.env").write_text(f"# 密钥\nHUB_KEY={SECRET}\nOTHER=x\n", encoding="utf-8")
        ledger = tmp_path / "accounts.csv"
        ledger.write_text(
            "新媒体标识码,账号名称,数据源\n610428M001WX0001,甲,hub:/a\n", encoding="utf-8"
        )
        printed, events = "", list[str]()
        for words in (
            ("import", str(ledger)),
            ("nightly", "--as-of", "2026-11-22", "--no-browser"),
            ("nightly", "--as-of", "2026-11-23", "--no-browser", "--verbose"),
            ("export", "verdicts", "--format", "jsonl"),
            ("export", "accounts"),
        ):
            done = CliRunner().invoke(app, [*words, "--config", str(config)])
            assert done.exit_code == 0, done.output
            printed += done.output
            lines = (json.loads(line) for line in done.stderr.splitlines() if line[:1] == "{")
            events += [line["event"] for line in lines if "event" in line]
        server.shutdown()
    assert any(SECRET in path for path in ASKED)
    assert SECRET not in printed
    assert events == ["round_began", "target_checked", "round_ended"] * 2
    with open_office(load_config(config)) as office:
        seen = standing(office.database, at=now(), since=now())
    assert 'checker_source_accounts{source="hub",outcome="ok"} 1' in metrics(seen).splitlines()
    assert seen.sums.counts["seconds", ""] > 0
    with sqlite3.connect(tmp_path / "checker.db") as database:
        assert SECRET not in "\n".join(database.iterdump())
    looked = 0
    for file in tmp_path.rglob("*"):
        if file.is_file() and file.name != "hub.env":
            data = file.read_bytes()
            assert SECRET.encode() not in data, file
            if "blobs" in file.parts:
                try:
                    data = unpack(data)
                except BadPacking:
                    continue
                looked += 1
                assert SECRET.encode() not in data, file
    assert looked >= 2
