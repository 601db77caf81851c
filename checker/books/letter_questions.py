"""The bank of plain questions for test letters: ours, or an office's own file, one a line."""

from importlib.resources import files
from pathlib import Path

LONGEST = 500


def letter_questions(own: Path | None = None) -> tuple[str, ...]:
    """The questions, in their order and each once; raises OSError, ValueError for an empty bank."""
    file = own or files("rules") / "lexicons" / "letter-questions.txt"
    lines = (line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines())
    found = tuple(
        dict.fromkeys(line[:LONGEST] for line in lines if line and not line.startswith("#"))
    )
    if not found:
        raise ValueError(f"{file}: no question")
    return found
