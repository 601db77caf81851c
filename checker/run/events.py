"""Events of a run as log records: a name and plain fields, never an address with a credential.

People see `name key=value`; with `logs: json` in the config each is one JSON object on a line.
"""

import logging

FIELDS = "checker_fields"
"""Where a record keeps its fields."""


def tell(log: logging.Logger, name: str, **fields: str | int | float | bool | None) -> None:
    """Logs one event at level INFO."""
    if log.isEnabledFor(logging.INFO):
        words = " ".join(f"{key}={value}" for key, value in fields.items())
        log.info("%s %s", name, words, extra={FIELDS: {"event": name, **fields}})
