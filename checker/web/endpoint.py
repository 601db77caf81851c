"""A small address for machines that watch: /healthz and /metrics (Prometheus text)."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from checker.store.errors import StoreError
from checker.store.standing import Standing

_TEXT = "text/plain; version=0.0.4; charset=utf-8"
_SLOWEST_S = 10.0


def metrics(seen: Standing) -> str:
    """How things stand, as Prometheus reads it."""
    return "".join(f"{line}\n" for line in _lines(seen))


def _lines(seen: Standing) -> Iterator[str]:
    yield "# HELP checker_round_targets Targets of the newest nightly round by state."
    yield "# TYPE checker_round_targets gauge"
    for state, count in seen.counts.model_dump().items():
        yield f'checker_round_targets{{state="{state}"}} {count}'
    gauges: tuple[tuple[str, str, float | None], ...] = (
        ("round_running", "1 while a round is being worked on.", float(seen.working)),
        ("scheduler_up", "1 while a scheduler lives.", float(seen.scheduler)),
        ("coverage_ratio", "Told targets among those checked.", seen.coverage),
        ("round_started_seconds", "When the newest round began.",
         seen.round.started.timestamp() if seen.round else None),
        ("round_complete", "1 when the newest round is complete.",
         float(seen.round.state == "complete") if seen.round else None),
        ("round_seconds", "Seconds worked on the newest round, by a clock that never jumps.",
         seen.sums.counts.get(("seconds", ""))),
        ("round_pages", "Pages fetched in the newest round.", seen.sums.pages),
        ("round_bytes", "Bytes on the wire in the newest round.", seen.sums.bytes),
        ("round_browser_pages", "Pages rendered in the newest round.", seen.sums.browser_pages),
        ("round_browser_restarts", "Browsers that died in the newest round.",
         seen.sums.counts.get(("browser_restarts", ""))),
        ("messages_undelivered", "Messages of a day that no service took.", seen.undelivered),
        ("openings_day", "Tries to open home pages in a day.", seen.tries_of_day),
        ("openings_failed_day", "Tries of a day that failed.", seen.failed_of_day),
        ("openings_void_day", "Tries of a day that our own side spoiled.", seen.void_of_day),
        ("opening_newest_seconds", "When the newest try was made.",
         seen.last_try.timestamp() if seen.last_try else None),
    )  # fmt: skip
    for name, said, value in gauges:
        if value is not None:
            yield f"# HELP checker_{name} {said}"
            yield f"# TYPE checker_{name} gauge"
            yield f"checker_{name} {value:.17g}"
    yield "# HELP checker_round_untold Undetermined targets of the newest round by main reason."
    yield "# TYPE checker_round_untold gauge"
    for reason, count in seen.sums.untold.items():
        yield f'checker_round_untold{{reason="{_label(reason)}"}} {count}'
    yield "# HELP checker_source_accounts Accounts by what their source gave in the newest round."
    yield "# TYPE checker_source_accounts gauge"
    for (name, source), value in sorted(seen.sums.counts.items()):
        if name.startswith("source_"):
            outcome = name.removeprefix("source_")
            label = f'source="{_label(source)}",outcome="{outcome}"'
            yield f"checker_source_accounts{{{label}}} {value:g}"
    if seen.queue:
        yield "# HELP checker_queue_jobs Jobs of the distributed engine by state."
        yield "# TYPE checker_queue_jobs gauge"
        for state in ("waiting", "running", "given_up"):
            yield f'checker_queue_jobs{{state="{state}"}} {getattr(seen.queue, state)}'
        yield "# HELP checker_workers Workers that live."
        yield "# TYPE checker_workers gauge"
        yield f"checker_workers {seen.queue.workers}"
    yield "# HELP checker_next_run_seconds When a job runs next."
    yield "# TYPE checker_next_run_seconds gauge"
    for job, moment in seen.next_runs.items():
        yield f'checker_next_run_seconds{{job="{job}"}} {moment.timestamp():.0f}'


def _label(text: str) -> str:
    """A label's value as Prometheus reads it."""
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def endpoint(look: Callable[[], Standing], host: str, port: int) -> ThreadingHTTPServer:
    """A server that is bound and not yet serving; port 0 takes a free one. Raises OSError."""

    class Answers(BaseHTTPRequestHandler):
        """Two addresses and nothing else; nothing that a caller sends is used."""

        timeout = _SLOWEST_S
        server_version = "checker"
        sys_version = ""

        def do_GET(self) -> None:
            """Answers one of the two addresses."""
            match self.path:
                case "/healthz":
                    self._say(200, "ok\n")
                case "/metrics":
                    try:
                        self._say(200, metrics(look()))
                    except StoreError:
                        self._say(503, "the store does not answer\n")
                case _:
                    self._say(404, "not found\n")

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: a scrape every few seconds is no news."""

        def _say(self, status: int, words: str) -> None:
            data = words.encode()
            self.send_response(status)
            self.send_header("Content-Type", _TEXT)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    return ThreadingHTTPServer((host, port), Answers)
