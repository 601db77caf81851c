"""One page as `checker inspect --json` prints it: frozen values with the interface's names."""

import json
from datetime import date as Day
from typing import Literal

from pydantic import AliasChoices, Field

from checker.core.fact import Fact
from checker.core.guides import GuideElement
from checker.core.letters import LetterState
from checker.core.site import ColumnClass
from checker.extract.page.kinds import PageKind


class PageItem(Fact):
    """One item of the page's main list."""

    title: str
    url: str
    date: Day | None = None
    pinned: bool = False


class PageColumn(Fact):
    """The column a page shows. `blank` is None where plain HTTP could not tell."""

    name: str = ""
    column_class: ColumnClass = Field(
        default="other",
        validation_alias=AliasChoices("class", "column_class"),
        serialization_alias="class",
    )
    path: tuple[str, ...] = ()
    items: tuple[PageItem, ...] = ()
    newest: Day | None = None
    blank: bool | None = False


class PageNav(Fact):
    """One column that the page's navigation leads to."""

    name: str
    url: str
    depth: int


class PageLinks(Fact):
    """Addresses of the entries that a citizen looks for; `hidden` are links not to be seen.

    An entry without an address (a box that a script sends, a placeholder) is the page's own, ending
    in `#`, where no other of its kind has one: an empty tuple says that there is none.
    """

    feedback: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    report_error: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


class PageFooter(Fact):
    """The identity of the site as the page's footer gives it; null for what is not there."""

    site_code: str | None = None
    badge_code: str | None = None
    icp: str | None = None
    police: str | None = None
    sponsor: str | None = None
    contact: str | None = None
    sitemap: str | None = None
    party_gov_mark: bool = False


class PageForm(Fact):
    """The form a citizen would write in."""

    usable: bool
    fields: tuple[str, ...]
    login: bool


class PageLetter(Fact):
    """One published message of a mailbox, and what the page says of its answer."""

    title: str
    url: str = ""
    sent: Day | None = None
    answered: Day | None = None
    state: LetterState
    unit: str = ""


class PageGuide(Fact):
    """A service guide: the element groups it holds, those without heading or value, the unclear."""

    told: tuple[GuideElement, ...]
    missing: tuple[GuideElement, ...]
    unclear: tuple[GuideElement, ...]


class Refusal(Fact):
    """What was looked at and not taken, and why."""

    what: str
    why: str


class Because(Fact):
    """One answer with the place in the page it came from, in words for a webmaster."""

    question: str
    answer: str
    place: str = ""
    why: str = ""
    rejected: tuple[Refusal, ...] = ()


class Page(Fact):
    """What the checker reads in one page, and why."""

    schema_name: Literal["checker.page/1"] = Field(
        default="checker.page/1",
        validation_alias=AliasChoices("schema", "schema_name"),
        serialization_alias="schema",
    )
    url: str
    status: int
    encoding: str
    kind: PageKind
    challenge: str | None = None
    blocked: bool = False
    soft_404: bool = False
    parked: str | None = None
    redirect: str | None = None
    frames: tuple[str, ...] = ()
    needs_browser: bool = False
    why_browser: str | None = None
    title: str = ""
    published: Day | None = None
    published_from: str = ""
    source: str = ""
    tags: dict[str, str] = {}
    tags_missing: tuple[str, ...] = ()
    column: PageColumn | None = None
    nav: tuple[PageNav, ...] = ()
    links: PageLinks = PageLinks()
    footer: PageFooter = PageFooter()
    form: PageForm | None = None
    letters: tuple[PageLetter, ...] = ()
    guide: PageGuide | None = None
    because: tuple[Because, ...] = ()

    def to_json(self) -> str:
        """The JSON of `inspect --json`: keys in the order of the interface, Chinese as it is."""
        return json.dumps(self.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=1)
