"""The evidence pack: what it holds, that it says when a byte is another, and that it is repeatable."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result
from warcio.archiveiterator import ArchiveIterator

from checker.cli.app import app
from checker.core.evidence import Proof
from checker.core.fact import digest_of
from checker.core.verdict import Verdict
from checker.core.web import Exchange, Hop
from checker.report.evidence.warc import NotAPack, broken_records, write_warc
from checker.store.verdicts import verdicts
from tests.builders import AS_OF, site_evidence, verdict_on
from tests.demo_night import DemoNight

PAGE = "<html><body>栏目建设中</body></html>".encode()
PICTURE = b"\x89PNG\r\n\x1a\n picture"
STORED = {digest_of(each): each for each in (PAGE, PICTURE)}


def exchange(**changes: Any) -> Exchange:
    plain = Exchange(
        url="http://site1.example.gov.cn/zwgk/", final_url="http://site1.example.gov.cn/zwgk/",
        started=AS_OF, status=200, blob=digest_of(PAGE),
        headers=(("content-type", "text/html"), ("content-encoding", "gzip")),
    )  # fmt: skip
    return plain.model_copy(update=changes)


def pack(*exchanges: Exchange) -> bytes:
    """The pack of a site of which these exchanges are stored and one screenshot."""
    evidence = site_evidence(pages=[digest_of(PAGE)]).model_copy(update={"exchanges": exchanges})
    verdict = verdict_on(evidence)
    shown = Proof(url="http://site1.example.gov.cn/", screenshot=digest_of(PICTURE))
    finding = verdict.findings[0].model_copy(update={"status": "breached", "proofs": (shown,)})
    stream = io.BytesIO()
    write_warc(
        evidence, verdict.model_copy(update={"findings": (finding,)}), STORED.__getitem__, stream
    )
    return stream.getvalue()


def records(data: bytes) -> list[tuple[str, str, bytes]]:
    """Type, address and content of each record."""
    found: list[tuple[str, str, bytes]] = []
    archive: Any = ArchiveIterator(io.BytesIO(data))
    for record in archive:
        heads = record.rec_headers
        address = heads.get_header("WARC-Target-URI") or ""
        found.append((str(record.rec_type), address, record.content_stream().read()))
    return found


def test_a_page_is_a_request_and_a_response_with_its_bytes() -> None:
    address = "http://site1.example.gov.cn/zwgk/"
    found = records(pack(exchange()))
    assert ("request", address, b"") in found
    assert ("response", address, PAGE) in found


def test_a_page_that_was_not_sent_again_says_so_beside_the_bytes_it_stands_for() -> None:
    archive: Any = ArchiveIterator(io.BytesIO(pack(exchange(unchanged=True))))
    heads = [
        (record.http_headers.get_header("x-checker-answer"), record.content_stream().read())
        for record in archive
        if record.rec_type == "response"
    ]
    assert heads == [("304; status and bytes are those of the last whole answer", PAGE)]


def test_a_screenshot_and_the_manifest_are_resources() -> None:
    found = records(pack(exchange()))
    assert ("resource", "urn:view:http://site1.example.gov.cn/", PICTURE) in found
    assert found[-1][:2] == ("resource", "urn:checker:manifest")


def test_a_redirect_is_followed_from_answer_to_answer() -> None:
    hop = Hop(url="http://old.example.gov.cn/", status=302)
    found = records(pack(exchange(url=hop.url, hops=(hop,))))
    answers = [(url, data) for kind, url, data in found if kind == "response"]
    assert answers == [(hop.url, b""), ("http://site1.example.gov.cn/zwgk/", PAGE)]


def test_what_never_answered_is_told_and_has_no_response() -> None:
    found = records(pack(exchange(status=None, failure="dns", blob=None)))
    assert "response" not in {kind for kind, _, _ in found}
    assert any(kind == "metadata" and b"dns" in data for kind, _, data in found)


def test_a_rendered_page_stands_beside_the_plain_one() -> None:
    found = records(pack(exchange(), exchange(via="browser")))
    assert ("resource", "urn:dom:http://site1.example.gov.cn/zwgk/", PAGE) in found
    alone = records(pack(exchange(via="browser")))
    assert ("resource", "http://site1.example.gov.cn/zwgk/", PAGE) in alone


def test_an_address_cannot_forge_a_header() -> None:
    hostile = "http://site1.example.gov.cn/a\r\nWARC-Type: warcinfo\r\n\r\n 栏目"
    found = records(pack(exchange(url=hostile, final_url=hostile)))
    assert [kind for kind, _, _ in found].count("warcinfo") == 1
    assert all(url.isascii() and " " not in url for _, url, _ in found)


def test_equal_evidence_gives_an_equal_file() -> None:
    assert pack(exchange()) == pack(exchange())


def test_a_whole_pack_holds_and_a_changed_one_says_where() -> None:
    whole = pack(exchange())
    assert broken_records(io.BytesIO(whole))[0] == ()
    other = io.BytesIO()
    for kind in (PAGE, b"<html>" + b"x" * (len(PAGE) - 6)):
        STORED[digest_of(PAGE)] = kind
        other = io.BytesIO(pack(exchange()))
    STORED[digest_of(PAGE)] = PAGE
    forged = _with_manifest_of(whole, other.getvalue())
    broken, _ = broken_records(io.BytesIO(forged))
    assert broken == ("response http://site1.example.gov.cn/zwgk/",)


def _with_manifest_of(honest: bytes, forged: bytes) -> bytes:
    """The forged pack's records under the honest pack's manifest."""
    cut = [forged.rindex(b"\x1f\x8b\x08"), honest.rindex(b"\x1f\x8b\x08")]
    return forged[: cut[0]] + honest[cut[1] :]


@pytest.mark.parametrize("data", [b"", b"no archive", pack(exchange())[:400]])
def test_what_is_no_pack_is_called_so(data: bytes) -> None:
    with pytest.raises(NotAPack):
        broken_records(io.BytesIO(data))


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture(scope="module")
def failing(plain_night: DemoNight) -> tuple[Path, Verdict]:
    """The config of the demo night and a site of it that failed."""
    office = plain_night.office
    file = office.config.folder / "evidence.yaml"
    file.write_text("registry: demo\n", encoding="utf-8")
    found = verdicts(
        office.database, plain_night.done.result.round.id, kind="site", outcome="unqualified"
    )
    return file, next(each for each in found if each.coverage.pages > 2)


def test_the_commands_export_and_verify_a_verdict(
    failing: tuple[Path, Verdict], tmp_path: Path
) -> None:
    config, verdict = failing
    file = tmp_path / "证据.warc.gz"
    assert run("evidence", "export", verdict.id, "-o", file, "--config", config).exit_code == 0
    assert run("evidence", "verify", file).exit_code == 0
    assert run("evidence", "verify", verdict.id, "--config", config).exit_code == 0
    answers = [data for kind, _, data in records(file.read_bytes()) if kind == "response" and data]
    assert len(answers) > 2


def test_a_unit_gets_a_zip_with_its_findings_and_packs(
    failing: tuple[Path, Verdict], tmp_path: Path
) -> None:
    config, verdict = failing
    done = run("evidence", "handover", "-o", tmp_path, "--stage", "suspected", "--config", config)
    assert done.exit_code == 0
    with zipfile.ZipFile(tmp_path / f"{verdict.target.owner}.zip") as given:
        names = given.namelist()
        assert "问题清单.csv" in names
        assert f"{verdict.target.code}-{verdict.id}.warc.gz" in names


def test_pywb_indexes_the_pack(failing: tuple[Path, Verdict], tmp_path: Path) -> None:
    if subprocess.run([sys.executable, "-c", "import pywb"], capture_output=True).returncode:
        pytest.skip("pywb is not installed")
    config, verdict = failing
    file = tmp_path / "pack.warc.gz"
    run("evidence", "export", verdict.id, "-o", file, "--config", config)
    asked = [sys.executable, "-m", "pywb.indexer.cdxindexer", str(file)]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert verdict.target.url.split("/")[2].split(".")[0] in told
