"""An evidence pack as WARC 1.1, which pywb and ReplayWeb.page open, with a manifest of digests.

Records: what was asked and answered, rendered pages, screenshots, the evidence and the verdict as
JSON, and at the end the manifest, which names the sha256 of every record's content. Equal evidence
gives an equal file, byte for byte.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from checker.core.canonical import canonical_json
from checker.core.fact import digest_of
from checker.core.indicator import Evidence
from checker.core.verdict import Verdict
from checker.report.evidence.records import Piece, Read, pieces

_TYPES = {
    "request": "request",
    "response": "response",
    "redirect": "response",
    "failure": "metadata",
}
_MANIFEST = "urn:checker:manifest"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A line of the manifest: which record, what it is, and the sha256 of its content."""

    record: str
    role: str
    url: str
    digest: str
    size: int


def write_warc(evidence: Evidence, verdict: Verdict, read: Read, stream: BinaryIO) -> int:
    """Writes the pack to an open binary stream; returns how many records it holds.

    Raises what `read` raises for bytes that are missing or broken.
    """
    pack = _Pack(stream, verdict)
    about = (
        f"software: checker {verdict.code}\r\nformat: WARC File Format 1.1\r\n"
        f"description: {verdict.target.code or verdict.target.url} verdict {verdict.id}\r\n"
        "requests: written from the stored method, address and body\r\n"
    )
    pack.add(
        "warcinfo", "about", "", verdict.as_of, about.encode(), media="application/warc-fields"
    )
    for piece in pieces(evidence, verdict, read):
        pack.add_piece(piece)
    for role, data in (("evidence", evidence.canonical()), ("verdict", verdict.canonical())):
        pack.add("resource", role, f"urn:checker:{role}:{digest_of(data)}", verdict.as_of, data,
                 media="application/json")  # fmt: skip
    manifest = canonical_json(
        {
            "schema": "checker.manifest/1",
            "verdict": verdict.id,
            "evidence": verdict.evidence,
            "records": [
                {
                    "record": s.record,
                    "role": s.role,
                    "url": s.url,
                    "digest": s.digest,
                    "size": s.size,
                }
                for s in pack.sealed
            ],
        }
    )
    pack.add("resource", "manifest", _MANIFEST, verdict.as_of, manifest, media="application/json")
    return len(pack.sealed)


class _Pack:
    """The open file and what was sealed so far."""

    def __init__(self, stream: BinaryIO, verdict: Verdict) -> None:
        self.sealed: list[Sealed] = []
        self._name = verdict.id
        # The library has no types.
        self._writer: Any = WARCWriter(stream, gzip=True, warc_version="WARC/1.1")

    def add_piece(self, piece: Piece) -> None:
        head = None
        if piece.start:
            protocol = "HTTP/1.1"
            line = (
                piece.start.removeprefix(protocol + " ") if piece.role != "request" else piece.start
            )
            head = StatusAndHeaders(
                line, list(piece.headers), protocol if line is not piece.start else ""
            )
        kind = _TYPES.get(piece.role, "resource")
        self.add(kind, piece.role, piece.url, piece.at, piece.data, head=head, media=piece.media)

    def add(
        self, kind: str, role: str, url: str, at: datetime, data: bytes, *, head: Any = None,
        media: str = "",
    ) -> None:  # fmt: skip
        name = f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{self._name}/{len(self.sealed)}')}>"
        record: Any = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(data),
            length=len(data),
            warc_content_type=media,
            http_headers=head,
            warc_headers_dict={
                "WARC-Record-ID": name,
                "WARC-Date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            },
        )
        self._writer.write_record(record)
        self.sealed.append(Sealed(name, role, url, digest_of(data), len(data)))


class NotAPack(Exception):
    """A file that is no evidence pack, or one cut off."""


def broken_records(stream: BinaryIO) -> tuple[tuple[str, ...], int]:
    """The records of a pack that do not hash to what its manifest says, and how many it names.

    Raises NotAPack for a file without a manifest.
    """
    found: dict[str, str] = {}
    manifest: dict[str, Any] | None = None
    for name, url, data in _contents(stream):
        if url == _MANIFEST:
            try:
                manifest = json.loads(data)
            except ValueError as error:
                raise NotAPack(str(error)) from error
        found[name] = digest_of(data)
    if manifest is None or not isinstance(manifest.get("records"), list):
        raise NotAPack("no manifest")
    named: list[Any] = manifest["records"]
    broken = [
        f"{each['role']} {each['url']}"
        for each in named
        if found.get(each["record"]) != each["digest"]
    ]
    return tuple(broken), len(named)


def _contents(stream: BinaryIO) -> Iterator[tuple[str, str, bytes]]:
    try:
        archive: Any = ArchiveIterator(stream)
        for record in archive:
            heads = record.rec_headers
            yield (
                heads.get_header("WARC-Record-ID") or "",
                heads.get_header("WARC-Target-URI") or "",
                record.content_stream().read(),
            )
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        raise NotAPack(str(error)) from error
