"""The options that let a paper leave below the floor of coverage, and the word when it may not."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.console import Voice

if TYPE_CHECKING:
    from checker.run.publishing import Signed

BelowFloorOption = Annotated[
    str,
    typer.Option(
        "--below-floor",
        metavar="REASON",
        help="覆盖率低于下限仍要印发的理由，记录在案 · why it leaves below the floor, kept on record",
    ),
]
SignerOption = Annotated[
    str, typer.Option("--by", metavar="NAME", help="谁决定印发 · who signs for it")
]


def signed_of(reason: str, by: str, voice: Voice) -> "Signed | None":
    """The signature that two options make; ends the command where only one is given."""
    from checker.cli.start import BAD_USAGE
    from checker.run.publishing import Signed

    if bool(reason.strip()) != bool(by.strip()):
        voice.complain(
            "--below-floor 和 --by 要一起写：理由和署名", "--below-floor and --by go together"
        )
        raise typer.Exit(BAD_USAGE)
    return Signed(reason.strip(), by.strip()) if reason else None


@contextmanager
def floor_in_words(voice: Voice) -> Generator[None]:
    """Ends the command with a sentence and exit code 2 where too little was told to publish."""
    from checker.cli.start import BAD_USAGE
    from checker.run.publishing import BelowFloor

    try:
        yield
    except BelowFloor as error:
        voice.complain(error.zh, error.en)
        raise typer.Exit(BAD_USAGE) from None
