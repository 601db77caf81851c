"""The pages behind a verdict handed out and checked: one WARC, a ZIP per unit, and the digests."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from checker.core.fact import digest_of
from checker.core.verdict import Stage, Verdict
from checker.report.csv_file import write_csv
from checker.report.evidence.warc import write_warc
from checker.report.tables import Lang
from checker.report.verdict_tables import at_stage, findings
from checker.run.office import Office
from checker.store.errors import BlobBroken, BlobMissing, StoreError
from checker.store.evidence import cited_blobs, load_evidence
from checker.store.thinning import is_thinned
from checker.store.verdicts import verdict as stored_verdict
from checker.store.verdicts import verdicts

_UNSAFE = re.compile(r"[^\w.()（）-]+")
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Verified:
    """One verdict held against the store: how many pieces it cites and which do not hold.

    `thinned` says that its pages were let go by the office's retention, and its evidence alone stands.
    """

    verdict: str
    code: str
    pieces: int
    broken: tuple[str, ...]
    thinned: bool = False


def the_verdict(office: Office, verdict_id: str) -> Verdict:
    """The verdict of that id, also a superseded one; StoreError when there is none."""
    found = stored_verdict(office.database, verdict_id)
    if found is None:
        raise StoreError(
            f"没有判定 {verdict_id}，判定编号见 checker export verdicts · "
            f"there is no verdict {verdict_id}; see `checker export verdicts`"
        )
    return found.verdict


def export_pack(office: Office, verdict: Verdict, stream: BinaryIO) -> int:
    """Writes the WARC of one verdict and returns its number of records; BlobMissing, BlobBroken."""
    evidence = load_evidence(office.blobs, verdict.evidence)
    return write_warc(evidence, verdict, office.blobs.read, stream)


def verify(office: Office, wanted: Iterable[Verdict]) -> Iterator[Verified]:
    """Reads again all that each verdict stands on and says what does not hash to its name.

    Checked are the evidence, every page and screenshot that it cites, that each proof of the
    verdict is among them, and that the verdict bears the name of this evidence, book and code.
    """
    for verdict in wanted:
        broken: list[str] = []
        cited: tuple[str, ...] = ()
        try:
            canonical = office.blobs.read(verdict.evidence)
            cited = cited_blobs(canonical)
        except (BlobMissing, BlobBroken) as error:
            broken.append(str(error))
        thinned = is_thinned(office.database, verdict.evidence)
        if not thinned:
            broken += _unreadable(office, cited)
        proofs = cited_blobs(verdict.canonical())
        broken += [
            f"{each}: 证据中没有 · not in the evidence" for each in proofs if each not in cited
        ]
        made_of = f"{verdict.evidence}|{verdict.book.digest}|{verdict.code}"
        if verdict.id != digest_of(made_of.encode())[7:23]:
            broken.append("判定编号与证据、规则不符 · the id is not that of evidence and book")
        pieces = 1 if thinned else 1 + len(cited)
        yield Verified(verdict.id, verdict.target.code, pieces, tuple(broken), thinned)


def _unreadable(office: Office, digests: Iterable[str]) -> Iterator[str]:
    for digest in digests:
        try:
            office.blobs.read(digest)
        except (BlobMissing, BlobBroken) as error:
            yield str(error)


def hand_over(
    office: Office, round_id: str, folder: Path, stage: Stage, lang: Lang
) -> tuple[Path, ...]:
    """One ZIP a unit, with the findings of its failing targets and a WARC for each of them.

    Only targets with a veto that has come at least to `stage`. Raises OSError, BlobMissing.
    """
    by_unit: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts(office.database, round_id, outcome="unqualified"):
        if at_stage(verdict, stage):
            by_unit[verdict.target.owner or verdict.target.name].append(verdict)
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for unit, failing in sorted(by_unit.items()):
        path = folder / f"{_free(file_name(unit), {each.stem for each in written})}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
            with pack.open("问题清单.csv", "w") as member:
                table = findings(failing, lang, stage, office.in_force)
                write_csv(table, cast(BinaryIO, member), lang)
            for verdict in failing:
                name = file_name(verdict.target.code or verdict.target.name)
                with pack.open(f"{name}-{verdict.id}.warc.gz", "w") as member:
                    export_pack(office, verdict, cast(BinaryIO, member))
        written.append(path)
    return tuple(written)


def file_name(text: str) -> str:
    """A name that no file system refuses and that leads into no other folder."""
    return _UNSAFE.sub("_", text).strip("._")[:_LONGEST_NAME] or "未名单位"


def _free(name: str, taken: set[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free = f"{name}-{number}"
        number += 1
    return free
