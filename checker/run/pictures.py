"""The screenshots that a ledger of observations names: files beside it, kept with the evidence."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from checker.extract.ledgers.observation import ObservationRow
from checker.extract.ledgers.rows import Reading, Rejected
from checker.extract.ledgers.words import Refusal
from checker.extract.pictures import is_picture

MOST_BYTES = 10 * 1024 * 1024


def with_pictures(
    reading: Reading[ObservationRow], folder: Path, keep: Callable[[bytes], str]
) -> Reading[ObservationRow]:
    """The rows with the digests of their pictures; a row whose picture is not there is rejected.

    `folder` is the ledger's own. `keep` stores the bytes of a picture and gives their digest.
    """
    rows: list[ObservationRow] = []
    lines: list[int] = []
    rejected = list(reading.rejected)
    known: dict[str, str] = {}
    for row, line in zip(reading.rows, reading.lines, strict=True):
        name = row.screenshot
        try:
            if name and name not in known:
                known[name] = keep(_picture(folder, name))
        except Refusal as refusal:
            rejected.append(Rejected(line, name, refusal.zh, refusal.en))
            continue
        rows.append(row.model_copy(update={"picture": known[name]}) if name else row)
        lines.append(line)
    return replace(
        reading,
        rows=tuple(rows),
        lines=tuple(lines),
        rejected=tuple(sorted(rejected, key=lambda each: each.line)),
    )


def _picture(folder: Path, name: str) -> bytes:
    """The bytes of a picture below the ledger's folder; raises Refusal saying what is wrong."""
    try:
        file = (folder / name.replace("\\", "/")).resolve()
        if not file.is_relative_to(folder.resolve()):
            raise Refusal(
                "截图须放在台账所在的文件夹或其下级", "a screenshot lies in the ledger's folder"
            )
        if not file.is_file():
            raise Refusal(
                "找不到截图文件，请与台账放在同一文件夹", "no such file beside the ledger"
            )
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise Refusal(f"截图无法读取（{error}）", f"cannot be read ({error})") from None
    if len(data) > MOST_BYTES:
        raise Refusal(
            f"截图超过 {MOST_BYTES >> 20} MB，请压缩",
            f"larger than {MOST_BYTES >> 20} MB; make it smaller",
        )
    if not is_picture(data):
        raise Refusal(
            "不是完整的 PNG、JPEG 或 WebP 图片，请重新截图或另存",
            "no whole PNG, JPEG or WebP picture; save it again",
        )
    return data
