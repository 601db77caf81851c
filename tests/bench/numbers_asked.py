"""Numbers that a bench may be asked for: none of nothing, which it could not measure."""

import argparse


def some(said: str) -> int:
    """A number of one or more."""
    if (number := int(said)) < 1:
        raise argparse.ArgumentTypeError(f"{said}: one or more is wanted")
    return number
