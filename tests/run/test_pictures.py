"""Screenshots of observations are kept with the evidence; what is no picture is named by its row."""

import asyncio
import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.books.lexicon import load_lexicon
from checker.books.signs import load_signs
from checker.collect.look import RecordedLook
from checker.collect.survey.account import survey_account
from checker.collect.survey.errand import Reach
from checker.config import Config
from checker.core.judge import judge
from checker.extract.pictures import is_picture
from checker.report.evidence.records import pieces
from checker.run.check import CODE
from checker.run.ledgers import Imported, import_ledger, refresh_registry
from checker.run.office import Office, open_office
from checker.run.pictures import MOST_BYTES
from checker.store.evidence import keep_evidence
from checker.store.registry import observations
from tests.builders import AS_OF, account

ACCOUNT = account()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40 + b"\xff\xd9"
WEBP = b"RIFF" + struct.pack("<I", 20) + b"WEBPVP8 " + b"\0" * 12


@pytest.mark.parametrize(
    ("data", "right"),
    [
        (PNG, True), (JPEG, True), (JPEG + b"telephone", True), (WEBP, True),
        (PNG[:-20], False), (JPEG[:-2], False), (WEBP[:-2], False), (b"", False),
        (b"<html>\x89PNG</html>", False), (b"GIF89a", False), (PNG.replace(b"IHDR", b"JUNK"), False),
        (PNG[:16] + b"\0\0\0\0" + PNG[20:], False),
    ],
)  # fmt: skip
def test_a_picture_is_whole_and_what_it_says_it_is(data: bytes, right: bool) -> None:
    assert is_picture(data) == right


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(Config(folder=tmp_path)) as office:
        yield office


def ledger(folder: Path, *names: str) -> Path:
    """Observations of one account, a row for each screenshot, from the second line on."""
    rows = [
        f"{ACCOUNT.code},2026-11-{20 - at:02} 08:30,第{at}条,2026-11-22 01:00,张三,{name}"
        for at, name in enumerate(names)
    ]
    file = folder / "observations.csv"
    head = "新媒体标识码,发布时间,标题,观察时间,观察人,截图"
    file.write_text("\n".join([head, *rows]), encoding="utf-8")
    return file


def imported(office: Office, file: Path) -> Imported:
    return import_ledger(office.database, office.blobs, file, None, at=AS_OF)


def test_a_screenshot_goes_from_the_ledger_into_the_evidence_and_its_pack(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / "截图").mkdir()
    (tmp_path / "截图" / "a.png").write_bytes(PNG)
    done = imported(office, ledger(tmp_path, r"截图\a.png", "", "截图/a.png"))
    assert (done.added, done.rejected) == (3, ())
    look = RecordedLook((), office.blobs.read, AS_OF)
    evidence = asyncio.run(
        survey_account(
            ACCOUNT.model_copy(update={"source": "manual"}),
            observations(office.database, ACCOUNT), look, AS_OF, round_id="r", reach=Reach(),
            lexicon=load_lexicon([]), signs=load_signs(),
        )
    )  # fmt: skip
    verdict = judge(evidence, office.book, office.indicators, CODE)
    assert keep_evidence(office.blobs, evidence).cited
    shown = [each for each in pieces(evidence, verdict, office.blobs.read) if each.role == "screenshot"]  # fmt: skip
    assert [(each.data, each.media) for each in shown] == [(PNG, "image/png")]


def test_a_row_whose_screenshot_cannot_be_kept_is_rejected_by_its_line(
    office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "ledgers"
    folder.mkdir()
    (tmp_path / "outside.png").write_bytes(PNG)
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    (folder / "text.png").write_text("no picture")
    (folder / "good.png").write_bytes(PNG)
    os.truncate(_written(folder / "large.png", PNG), MOST_BYTES + 1)
    names = ("good.png", "gone.png", "../outside.png", "link.png", "text.png", "large.png", "/etc/passwd")  # fmt: skip
    done = imported(office, ledger(folder, *names))
    assert done.added == 1
    assert [(each.line, each.value) for each in done.rejected] == list(
        zip(range(3, 9), names[1:], strict=True)
    )
    assert all(each.reason_zh and each.reason_en for each in done.rejected)


def _written(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    return file


def test_a_ledger_is_taken_again_once_its_screenshot_is_there(
    office: Office, tmp_path: Path
) -> None:
    file = ledger(tmp_path, "later.png")
    (first,) = refresh_registry(office.database, office.blobs, [file], at=AS_OF)
    assert (first.added, first.without_picture) == (0, 1)
    (tmp_path / "later.png").write_bytes(PNG)
    (second,) = refresh_registry(office.database, office.blobs, [file], at=AS_OF)
    assert second.added == 1
    assert refresh_registry(office.database, office.blobs, [file], at=AS_OF) == ()
