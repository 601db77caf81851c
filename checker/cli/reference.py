"""docs/COMMANDS.md out of every command's own help, so that the page is never behind the program.

`python -m checker.cli.reference` writes it, `--check` says whether it is fresh.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from checker.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "COMMANDS.md"
_HEAD = """\
# Commands · 命令

Made from each command's `--help` by `make docs`; do not edit.
"""


def reference() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_sections(get_command(app), "checker")])


def _sections(command: object, name: str) -> Iterator[str]:
    if not isinstance(command, TyperCommand | TyperGroup):
        return
    context = typer.Context(command, info_name=name, terminal_width=96, max_content_width=96)
    yield f"## `{name}`\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, TyperGroup):
        for word in command.list_commands(context):
            yield from _sections(command.get_command(context, word), f"{name} {word}")


def main(arguments: list[str]) -> int:
    """Writes the page, or with --check tells by its exit code whether it is fresh."""
    page = reference()
    if "--check" in arguments:
        fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page
        if not fresh:
            sys.stderr.write("docs/COMMANDS.md is not fresh: run `make docs`\n")
        return 0 if fresh else 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
