"""The notices of each unit as one .docx, named after the unit."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from checker.core.mending import Notice
from checker.report.bulletin.form import Form
from checker.report.bulletin.notice_paper import write_notice
from checker.run.evidence_pack import file_name
from checker.run.office import Office
from checker.store.errors import BlobBroken, BlobMissing


def write_papers(
    office: Office, form: Form, given: Iterable[Notice], folder: Path
) -> tuple[Path, ...]:
    """Writes one paper a unit into an existing folder; raises OSError."""
    by_unit: dict[str, list[Notice]] = defaultdict(list)
    for each in given:
        by_unit[each.unit].append(each)

    def read(digest: str) -> bytes | None:
        try:
            return office.blobs.read(digest)
        except (BlobMissing, BlobBroken):
            return None

    written: list[Path] = []
    for unit, notices in by_unit.items():
        path = folder / f"{notices[0].number}-{file_name(unit)}.docx"
        with path.open("wb") as stream:
            write_notice(notices, form, read, stream)
        written.append(path)
    return tuple(written)
