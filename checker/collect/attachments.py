"""The text of an attachment (pdf, docx, xlsx), read in a child process that cannot harm us."""

import asyncio
import json
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from checker.core.texts import UnreadReason

_MODULE = "checker.collect.attachment_texts"
_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR")
_ANSWER_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class AttachmentLimits:
    """What one file may cost: bytes as sent, seconds, and bytes of memory of the child."""

    size: int = 10 * 1024 * 1024
    seconds: float = 20.0
    memory: int = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class AttachmentText:
    """What an attachment says: blocks with the words that name their place, or its trouble.

    `cut` says that there is more text than was read.
    """

    kind: str = ""
    blocks: tuple[tuple[str, str], ...] = ()
    cut: bool = False
    trouble: UnreadReason | None = None
    detail: str = ""


async def attachment_text(
    data: bytes, limits: AttachmentLimits = AttachmentLimits()
) -> AttachmentText:
    """The text of these bytes, or why there is none; whatever the bytes are, nothing is raised.

    The format is told by the bytes alone. A cancelled call ends the child too.
    """
    if len(data) > limits.size:
        return AttachmentText(trouble="too-large", detail=f"{len(data) >> 20} MB")
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", _MODULE, str(limits.seconds), str(limits.memory)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**environment, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
        )
    except OSError as error:
        return AttachmentText(trouble="crash", detail=f"{type(error).__name__}: {error.strerror}")
    try:
        answer, _ = await asyncio.wait_for(child.communicate(data), limits.seconds + 5)
    except TimeoutError:
        return AttachmentText(trouble="too-slow", detail=f"{limits.seconds:g} 秒")
    except OSError:
        answer = b""
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return _read(answer, child.returncode or 0)


def _read(answer: bytes, code: int) -> AttachmentText:
    """The child's answer, or what its end tells where it gave none."""
    if code == -getattr(signal, "SIGXCPU", 24):
        return AttachmentText(trouble="too-slow", detail="CPU")
    if code < 0:  # the system stopped it: memory, as a rule
        return AttachmentText(trouble="too-large", detail=f"signal {-code}")
    try:
        told = json.loads(answer) if len(answer) <= _ANSWER_BYTES else None
    except ValueError:
        told = None
    if code or not isinstance(told, dict):
        return AttachmentText(trouble="crash", detail=f"exit {code}")
    found = cast(dict[str, object], told)
    kind = str(found.get("kind", ""))
    trouble = found.get("trouble")
    if trouble in get_args(UnreadReason):
        detail = str(found.get("detail", ""))
        return AttachmentText(kind, trouble=cast(UnreadReason, trouble), detail=detail)
    blocks = cast(list[list[str]], found.get("blocks", []))
    return AttachmentText(
        kind, tuple((place, text) for place, text in blocks), cut=found.get("cut") is True
    )
