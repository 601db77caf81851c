"""The child process that reads the text of one attachment: bytes on stdin, JSON on stdout.

It runs alone because the file is hostile: a PDF or a zip of a few kilobytes may ask for all memory
and for hours. The limits are set before any library sees the bytes; what goes wrong has a name.
"""

import io
import json
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

from checker.core.texts import UnreadReason

CHARACTERS = 2_000_000
_PAGES = 300
_INFLATED = 100 * 1024 * 1024
_SMALL = 4 * 1024 * 1024
_RATIO = 200
_PARTS = 5_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Block = tuple[str, str]
"""The words that name a place in the file, and the text there."""


class Trouble(Exception):
    """Why a file cannot be read."""

    def __init__(self, reason: UnreadReason, detail: str) -> None:
        super().__init__(detail)
        self.reason: UnreadReason = reason
        self.detail = detail


class Reading(NamedTuple):
    """The format that the bytes show, and their blocks, as far as anybody asks for them."""

    kind: str
    blocks: Iterator[Block]


def reading_of(data: bytes) -> Reading:
    """How to read these bytes, told by themselves and not by a name; raises Trouble."""
    if b"%PDF-" in data[:1024]:
        return Reading("pdf", _pdf(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in data:
            raise Trouble("encrypted", "文件加了密码")
        raise Trouble("unsupported", "旧版 Office 格式（doc、xls、wps 等）")
    if data.startswith(b"PK\x03\x04"):
        names = _zip_names(data)
        if "word/document.xml" in names:
            return Reading("docx", _docx(data))
        if any(name.startswith("xl/") for name in names):
            return Reading("xlsx", _xlsx(data))
        raise Trouble("unsupported", "压缩包，或不认识的格式")
    start = data[:1024].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"\xef\xbb\xbf<!doctype html")):
        raise Trouble("broken", "附件地址返回的是网页")
    raise Trouble("unsupported", "不认识的格式" if data else "文件为空")


def _zip_names(data: bytes) -> set[str]:
    """The names in a zip that is neither encrypted nor a bomb."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Trouble("encrypted", "文件加了密码")
    inflated = sum(part.file_size for part in parts)
    bomb = inflated > _SMALL and inflated > len(data) * _RATIO
    if bomb or inflated > _INFLATED or len(parts) > _PARTS:
        raise Trouble("too-large", f"解压后 {inflated >> 20} MB，疑似压缩炸弹")
    return {part.filename for part in parts}


def _pdf(data: bytes) -> Iterator[Block]:
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    reader = PdfReader(io.BytesIO(data), strict=False)
    try:
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise Trouble("encrypted", "文件加了密码")
        for number, page in enumerate(reader.pages, 1):
            if number > _PAGES:
                return
            yield f"第 {number} 页", page.extract_text()
    except (DependencyError, FileNotDecryptedError, NotImplementedError):
        raise Trouble("encrypted", "文件加了密码，或加密方式不支持") from None


def _docx(data: bytes) -> Iterator[Block]:
    """Paragraphs in the order of the file, those of tables and text boxes too."""
    from docx import Document

    body = cast(Any, Document(io.BytesIO(data))).element.body
    words: list[str] = []
    number = 0
    for element in body.iter(f"{_WORD}p", f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
        if element.tag == f"{_WORD}p":
            if words:
                yield f"第 {number} 段", "".join(words)
                words.clear()
            number += 1
        else:
            words.append(element.text or "" if element.tag == f"{_WORD}t" else " ")
    if words:
        yield f"第 {number} 段", "".join(words)


def _xlsx(data: bytes) -> Iterator[Block]:
    """Every filled cell of every worksheet."""
    from checker.extract.ledgers.bounds import LedgerError
    from checker.extract.ledgers.workbook import tabs

    try:
        for name, rows in tabs(data):
            for row in rows:
                for cell in row.cells:
                    if cell:
                        yield f"工作表“{name[:30]}”第 {row.line} 行", cell
    except LedgerError as error:
        raise Trouble("too-large", error.zh) from None


def _told(data: bytes, seconds: float, memory: int) -> dict[str, object]:
    """What the parent is told; half the time is left to end in order when reading is slow."""
    began = time.monotonic()
    blocks: list[Block] = []
    size, cut, kind = 0, False, ""
    try:
        kind, found = reading_of(data)
        for place, text in found:
            text = " ".join(text.split())
            if not text:
                continue
            blocks.append((place, text[: CHARACTERS - size]))
            size += len(text)
            if size >= CHARACTERS or time.monotonic() - began > seconds / 2:
                cut = True
                break
    except Trouble as trouble:
        return {"kind": kind, "trouble": trouble.reason, "detail": trouble.detail}
    except (MemoryError, RecursionError) as error:
        return {"kind": kind, "trouble": "too-large", "detail": type(error).__name__}
    except Exception as error:  # whatever a broken file makes the libraries raise
        if not blocks:
            why = "too-large" if _memory_ran_out(memory) else "broken"
            detail = f"{type(error).__name__}: {error}"[:100]
            return {"kind": kind, "trouble": why, "detail": detail}
        cut = True
    if not blocks:
        return {"kind": kind, "trouble": "no-text", "detail": "没有可读取的文字（可能是扫描件）"}
    return {"kind": kind, "blocks": blocks, "cut": cut}


def _memory_ran_out(memory: int) -> bool:
    """Whether nearly all memory was taken: libxml2 calls that an unknown error of the file."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    peak = next((line for line in status.splitlines() if line.startswith("VmPeak:")), "")
    return bool(peak) and int(peak.split()[1]) * 1024 > memory * 0.9


def _limit(seconds: float, memory: int) -> None:
    """Bounds this process; where the system has no such limits the parent's clock must do."""
    try:
        import resource
    except ImportError:
        return
    cpu = max(1, int(seconds))
    for limit, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, cpu, cpu + 1),  # the soft limit ends it with a signal of its own
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        try:
            resource.setrlimit(limit, (soft, hard))
        except (ValueError, OSError):
            continue


def main() -> None:
    """`python -m checker.collect.attachment_texts SECONDS BYTES_OF_MEMORY < file`."""
    seconds, memory = float(sys.argv[1]), int(sys.argv[2])
    data = sys.stdin.buffer.read()
    _limit(seconds, memory)
    told = _told(data, seconds, memory)
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
