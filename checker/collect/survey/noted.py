"""Which pages of a site were read: each once as sent and once as a browser shows it."""

from dataclasses import dataclass, field

from checker.collect.look import unseen_of
from checker.collect.page import Page
from checker.collect.survey.errand import is_own


@dataclass
class Noted:
    """The pages noted so far. `home` is where the home page answered: what lies on its host is the
    site's own."""

    home: str
    _keys: set[tuple[str, bool]] = field(default_factory=set[tuple[str, bool]])

    def is_new(self, page: Page) -> bool:
        """Whether it is a good page of the site that was not noted yet; it is from now on."""
        key = (page.url, page.rendered)
        if page.doc is None or key in self._keys or not is_own(page.url, self.home):
            return False
        if unseen_of(page.exchange):
            return False
        self._keys.add(key)
        return True

    def note(self, place: str) -> None:
        """Notes something that is no page of a site, such as a post."""
        self._keys.add((place, False))

    def __len__(self) -> int:
        """How many addresses were read."""
        return len({url for url, _ in self._keys})
