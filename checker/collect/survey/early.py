"""What other parts will ask of pages that were opened before, read while each page is at hand.

Most pages of a site are targets of its links, and any may turn out to be a guide. Those parts come
last, when the document of a page would have to be made again for one more look at it.
"""

from contextlib import suppress
from dataclasses import dataclass, field

from checker.collect.page import Page
from checker.collect.survey.errand import Errand
from checker.collect.survey.guides import guide_names
from checker.collect.survey.letters import lists_named
from checker.collect.survey.noted import Noted
from checker.core.site import Column
from checker.extract.answers.illegal_words import IllegalWords
from checker.extract.answers.link_target import shown_on
from checker.extract.channels.forms import read_form
from checker.extract.guides.guide import read_guide
from checker.extract.letters.mailbox import read_mailbox
from checker.extract.lists.shells import why_shell


@dataclass
class EarlyReader:
    """Reads each page of a site once, as sent and as shown; `home` is where its home page answered."""

    home: str
    words: IllegalWords
    _noted: Noted = field(init=False)

    def __post_init__(self) -> None:
        self._noted = Noted(self.home)

    def note(self, page: Page) -> None:
        """Reads one page where its answers can be kept; never raises."""
        if page.contents.readings is None or not self._noted.is_new(page):
            return
        with suppress(Exception):  # whoever asks for it meets the same
            page.read(shown_on, self.words)
            page.read(read_guide)


def read_ahead(errand: Errand, page: Page, column: Column) -> None:
    """Reads what the channels, letters and guides will ask of a column's page; never raises."""
    if page.contents.readings is None:
        return
    with suppress(Exception):  # as above
        if column.column_class == "interaction":
            page.read(read_form)
            page.read(why_shell)
            if not page.read(read_mailbox, errand.today, column.name).letters:
                page.read(lists_named)
        elif column.column_class == "service" and page.read(read_guide) is None:
            page.read(guide_names)
