"""What other parts will ask of pages that were opened before, read while each page is at hand.

Most pages of a site are targets of its links, and any may turn out to be a guide. Those parts come
last, when the document of a page would have to be made again for one more look at it.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from checker.collect.page import Page
from checker.collect.survey.errand import Errand
from checker.collect.survey.guides import guide_names
from checker.collect.survey.letters import lists_named
from checker.collect.survey.page_seen import (
    COLUMNS,
    OF_ARTICLES,
    article_seen,
    articles_asked,
    column_seen,
    readings_asked,
)
from checker.core.site import Column, ColumnClass, Footer
from checker.extract.answers.illegal_words import IllegalWords
from checker.extract.answers.link_target import shown_on
from checker.extract.channels.forms import read_form
from checker.extract.guides.guide import read_guide
from checker.extract.letters.mailbox import read_mailbox
from checker.extract.lists.item import Item
from checker.extract.lists.shells import why_shell

_MOST_LISTS = 12


@dataclass
class EarlyReader:
    """Reads each page of a site that passes, where its answers can be kept."""

    words: IllegalWords
    _expected: dict[str, Callable[[Page], object]] = field(
        default_factory=dict[str, Callable[[Page], object]]
    )
    _lists: list[tuple[Column, tuple[Item, ...]]] = field(
        default_factory=list[tuple[Column, tuple[Item, ...]]]
    )
    _classes: set[ColumnClass] = field(default_factory=set[ColumnClass])

    def expect(
        self, errand: Errand, home: str, foot: Footer, column: Column, items: Sequence[Item]
    ) -> None:
        """Has the articles of a list that are opened again later read when they first are.

        Those that head the first lists, and the first interpretations: of other lists none is asked,
        where a site has some.
        """
        if column.column_class not in OF_ARTICLES or len(self._lists) > _MOST_LISTS:
            return
        first = items if column.column_class == "interpretation" else _unpinned(items)[:1]
        self._lists.append((column, tuple(first)))
        for asked in (articles_asked, readings_asked):
            for of, url in asked(errand, home, self._lists):
                # Not with the errand, whose look holds this reader: a circle would keep the visit.
                self._expected.setdefault(url, partial(article_seen, errand.today, foot, of))

    def note(self, page: Page) -> None:
        """Reads one page where its answers can be kept; never raises."""
        if page.contents.readings is None:
            return
        with suppress(Exception):  # whoever asks for it meets the same
            page.read(shown_on, self.words)
            page.read(read_guide)
            if read := self._expected.get(page.exchange.url):
                read(page)

    def note_column(self, errand: Errand, foot: Footer, column: Column, page: Page) -> None:
        """Reads what the channels, letters, guides and pages will ask of a column; never raises."""
        if page.contents.readings is None:
            return
        with suppress(Exception):  # as above
            if errand.site.is_portal and self._is_asked(column):
                column_seen(errand.today, foot, column, page)
            if column.column_class == "interaction":
                page.read(read_form)
                page.read(why_shell)
                if not page.read(read_mailbox, errand.today, column.name).letters:
                    page.read(lists_named)
            elif column.column_class == "service" and page.read(read_guide) is None:
                page.read(guide_names)

    def _is_asked(self, column: Column) -> bool:
        """Whether this is the first column of one of the first few classes."""
        if len(self._classes) < COLUMNS and column.column_class not in self._classes:
            self._classes.add(column.column_class)
            return True
        return False


def _unpinned(items: Sequence[Item]) -> list[Item]:
    return [each for each in items if not each.pinned]
