"""`checker sources` says which feed servers answer, and which routes fit the accounts' home pages."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from checker.cli.app import app

RULES = {"weibo.com": {".": [{"source": ["/u/:uid"], "target": "/weibo/user/:uid"}]}}
FEED = {"version": "1.1", "items": [{"title": "一", "url": "http://a.example/", "id": "1"}]}
ANSWERS = {"/healthz": b"ok", "/test/1": json.dumps(FEED).encode(), "/api/radar/rules": json.dumps(RULES).encode()}  # fmt: skip


class Hub(BaseHTTPRequestHandler):
    """A feed server in small."""

    def do_GET(self) -> None:
        body = ANSWERS.get(self.path.partition("?")[0])
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def config(tmp_path: Path) -> Iterator[Path]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        path = tmp_path / "config.yaml"
        base = f"http://127.0.0.1:{server.server_port}"
        path.write_text(f'sources: {{hub: {{kind: rsshub, base: "{base}", private: true}}}}\n')
        yield path
        server.shutdown()


def test_a_feed_server_is_tested_and_routes_are_suggested(config: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "accounts.csv"
    ledger.write_text(
        "新媒体标识码,账号名称,账号类型,数据源,主页地址\n"
        "610428M001XL0001,甲,新浪微博,,https://weibo.com/u/123\n"
        "610428M002XL0001,乙,新浪微博,manual,https://weibo.com/u/456\n",
        encoding="utf-8",
    )
    run = CliRunner().invoke
    assert run(app, ["import", str(ledger), "--config", str(config)]).exit_code == 0
    told = run(app, ["sources", "--json", "--config", str(config)])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["name"] == "hub"
    found = run(app, ["sources", "--suggest", "--json", "--config", str(config)])
    assert [json.loads(line)["source"] for line in found.stdout.splitlines()] == [
        "hub:/weibo/user/123"
    ]


def test_a_feed_server_that_is_away_fails_the_command(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text('sources: {hub: {kind: rsshub, base: "http://127.0.0.1:9", private: true}}\n')
    assert CliRunner().invoke(app, ["sources", "--config", str(path)]).exit_code == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('hub: {kind: rsshub, base: "http://h.example", key: abc123}', "${"),
        ('api: {kind: json, url: "http://h.example", items: "["}', "JMESPath"),
        ('api: {kind: json, preset: nobody}', "nobody"),
        ('manual: {kind: page, url: "http://h.example", list: li}', "manual"),
        ('page: {kind: page, url: "http://h.example", list: li, date_pattern: "("}', "date_pattern"),
        ('x: {kind: file, columns: {titel: 标题}}', "titel"),
    ],
)  # fmt: skip
def test_a_definition_that_cannot_work_is_refused_at_start(
    tmp_path: Path, line: str, says: str
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f"sources: {{{line}}}\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["sources", "--config", str(path)])
    assert told.exit_code == 2
    assert says in told.output
