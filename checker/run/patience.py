"""Waiting for a store that is away for a while: locked, its file or its server gone.

A full disk is not waited for: somebody has to make room.
"""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from checker.store.errors import StoreFull, StoreUnavailable

PAUSES_S = (0.5, 1, 2, 5, 10, 20, 20, 20, 20, 20)
"""About two minutes; longer than that it is for a person to see to."""

Result = TypeVar("Result")
_log = logging.getLogger(__name__)


def patiently(ask: Callable[[], Result]) -> Result:
    """What the store answers, asked again while it is unavailable; StoreUnavailable in the end.

    Blocks its thread: to be called where whoever else needs the store waits too.
    """
    for pause in PAUSES_S:
        try:
            return ask()
        except StoreFull:
            raise
        except StoreUnavailable as error:
            _log.warning("the store is away, asked again in %g s: %s", pause, error)
            time.sleep(pause)
    return ask()
