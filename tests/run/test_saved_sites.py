"""Whole little sites made of saved pages, served on loopback under their real names and scanned.

A saved home page stands at the root; every other address that it names on its own host answers
with a saved list or article, by turns; everything else is 404. Nothing is asserted that nobody
read with his own eyes: the scan ends, says what it saw or why not, and accuses a site of no lack
that the manifest denies.
"""

import asyncio
import json
import socket
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from typer.testing import CliRunner

from checker.cli.app import app
from checker.config import Budget, Config, Network
from checker.core.evidence import Unseen
from checker.core.fact import CHINA
from checker.core.site import SiteEvidence
from checker.core.verdict import Finding, Verdict
from checker.extract.document import host_of, parse
from checker.extract.links import all_links
from checker.extract.page.page import read_page
from checker.run.office import open_office
from checker.run.scan import run_scan
from checker.store.blobs import Blobs
from checker.store.evidence import load_evidence
from tests.accuracy.corpus import AS_OF, folder
from tests.collect.hostile_server import Asked, Behaviour, HostileServer, Writer

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(folder() is None, reason="the saved pages (corpus) are not part of a clone"),
]


@dataclass(frozen=True)
class Saved:
    """One saved page: its file below the corpus, its kind, its host and what was read in it."""

    file: str
    kind: str
    host: str
    truth: dict[str, Any]

    @property
    def body(self) -> bytes:
        """The bytes as they were saved."""
        place = folder()
        assert place is not None
        return (place / self.file).read_bytes()


def saved() -> list[Saved]:
    """All saved pages; none where the corpus is absent."""
    place = folder()
    if place is None:
        return []
    rows = (json.loads(line) for line in (place / "manifest.jsonl").read_text("utf-8").splitlines())
    return [
        Saved(row["file"], row["kind"], row["site"] or "site.invalid", row["truth"]) for row in rows
    ]


HOMES = [page for page in saved() if page.kind == "home"]
FILLING = [page for page in saved() if page.kind in ("list", "article")]


@dataclass(frozen=True)
class Scanned:
    """A scanned site of saved pages: the page it was made of, and what was found."""

    home: Saved
    evidence: SiteEvidence
    verdict: Verdict
    blobs: Blobs


def addresses(page: Saved, at: str) -> list[str]:
    """Every address that a page names when it stands somewhere."""
    return [link.url for link in all_links(parse(page.body, at))]


def as_asked(url: str) -> str:
    """An address as it goes over the wire."""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%")


def behaviours(home: Saved) -> dict[str, bytes | Behaviour]:
    """What the site answers by path; another host has nothing there."""
    root = f"http://{home.host}/"
    named = (as_asked(url) for url in addresses(home, root))
    own = [urlsplit(url).path for url in named if host_of(url) == home.host]
    bodies = {"/": home.body, "/robots.txt": b""}
    for number, path in enumerate(dict.fromkeys(own)):
        bodies.setdefault(path, FILLING[number % len(FILLING)].body)
    return {path: _behaviour(home.host, body) for path, body in bodies.items()}


def _behaviour(host: str, body: bytes) -> Behaviour:
    async def behave(asked: Asked, writer: Writer) -> None:
        here = asked.headers.get("host", "").partition(":")[0] == host
        status, content = ("200 OK", body) if here else ("404 Not Found", b"")
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(content)}"
        writer.write(head.encode() + b"\r\n\r\n" + (b"" if asked.method == "HEAD" else content))
        await writer.drain()

    return behave


def led_to(port: int, refused: int, home: Saved) -> dict[str, str]:
    """Every host and port that the site's pages name, led to the server here; TLS is refused."""
    root = f"http://{home.host}/"
    named = [root, *(url for page in (home, *FILLING) for url in addresses(page, root))]
    found: dict[str, str] = {}
    for url in named:
        try:
            parts = urlsplit(url)
            number = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            continue
        there = refused if parts.scheme == "https" else port
        found[f"{parts.hostname}:{number}"] = f"127.0.0.{1 + len(found) % 250}:{there}"
    return found


async def scanned(home: Saved, work: Path) -> Scanned:
    """A scan of the site as of the day its home page was saved."""
    captured = date.fromisoformat(home.truth.get("captured", "2026-11-22"))
    as_of = datetime(captured.year, captured.month, captured.day, 23, 59, tzinfo=CHINA)
    with socket.socket() as closed:
        closed.bind(("0.0.0.0", 0))  # never listens: whoever connects is refused
        return await _scanned(home, work, as_of, closed.getsockname()[1])


async def _scanned(home: Saved, work: Path, as_of: datetime, refused: int) -> Scanned:
    async with HostileServer(behaviours(home), bind="0.0.0.0") as server:
        network = Network(connect_to=led_to(server.port, refused, home), delay_s=0)
        config = Config(folder=work, network=network, budget=Budget(seconds_per_site=60))
        with open_office(config) as office:
            [verdict] = await run_scan(office, [f"http://{home.host}/"], as_of, no_browser=True)
            evidence = load_evidence(office.blobs, verdict.evidence)
            assert isinstance(evidence, SiteEvidence)
            return Scanned(home, evidence, verdict, office.blobs)


@pytest.fixture(scope="module", params=HOMES, ids=lambda page: page.host)
def site(
    request: pytest.FixtureRequest, corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> Scanned:
    home: Saved = request.param
    return asyncio.run(scanned(home, tmp_path_factory.mktemp("saved")))


def finding(site: Scanned, indicator: str) -> Finding:
    return next(each for each in site.verdict.findings if each.indicator == indicator)


def test_the_home_page_is_read_or_it_is_said_why_not(site: Scanned) -> None:
    home = site.evidence.home
    assert not isinstance(home, Unseen) or (home.reason, home.detail) != ("crash", "")
    assert not isinstance(home, Unseen) or home.reason not in ("crash", "budget")
    assert finding(site, "site.unreachable").status != "breached"


def test_the_columns_that_the_page_names_are_found(site: Scanned) -> None:
    columns = site.evidence.columns
    assert not isinstance(columns, Unseen)
    if site.home.truth.get("nav_columns"):
        assert columns.columns


def test_no_lack_is_found_that_the_manifest_denies(site: Scanned) -> None:
    truth = site.home.truth
    for name, indicator in (
        ("feedback", "site.feedback-missing"),
        ("service", "site.services-missing"),
    ):
        if truth.get(name):
            assert finding(site, indicator).status != "breached"


def test_the_code_in_the_foot_is_the_one_that_stands_there(site: Scanned) -> None:
    code, footer = site.home.truth.get("siteid"), site.evidence.footer
    assert not isinstance(footer, Unseen)
    if isinstance(code, str) and code.isdigit():
        assert code in (footer.site_code, footer.site_code_by_badge)


def test_every_breach_is_proved_by_bytes_that_are_there(site: Scanned) -> None:
    for each in site.verdict.findings:
        if each.status == "breached":
            assert each.proofs
            assert all(site.blobs.read(proof.blob) for proof in each.proofs if proof.blob)


def test_no_page_that_is_served_is_called_dead_or_illegal(site: Scanned) -> None:
    links = site.evidence.links
    assert not isinstance(links, Unseen)
    served = set(behaviours(site.home))
    for link in links.links:
        parts = urlsplit(as_asked(link.url))
        assert link.suspect == ""
        if parts.hostname == site.home.host and parts.path in served:
            assert link.verdict != "dead"
        elif link.verdict == "dead":
            assert link.cause in ("not-found", "refused")


@pytest.mark.parametrize("page", saved(), ids=lambda page: page.file)
def test_every_saved_page_is_read_and_explained(corpus: Path, page: Saved) -> None:
    read = read_page(page.body, f"http://{page.host}/zwgk/1.html", "", 200, {}, AS_OF)
    again = type(read).from_json(read.canonical())
    assert again == read
    for options in ((), ("--json",)):
        told = CliRunner().invoke(
            app, ["inspect", str(corpus / page.file), "--as-of", "2026-11-22", *options]
        )
        assert (told.exit_code, bool(told.output)) == (0, True), told.output
