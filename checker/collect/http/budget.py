"""What one site may cost: its wall clock and its pages."""

import time


class SiteBudget:
    """The wall-clock seconds and pages that one site may cost, from the moment this is made."""

    def __init__(self, seconds: float, pages: int) -> None:
        self._seconds = seconds
        self._pages = pages
        self._ends = time.monotonic() + seconds
        self.pages_left = pages

    @property
    def left_s(self) -> float:
        """The seconds that are left, never below zero."""
        return max(0.0, self._ends - time.monotonic())

    def take_page(self) -> str:
        """Counts one page; why it may not be fetched, or an empty string."""
        if self.left_s <= 0:
            return f"the {self._seconds:g} s for this site are spent"
        if self.pages_left <= 0:
            return f"the {self._pages} pages for this site are spent"
        self.pages_left -= 1
        return ""
