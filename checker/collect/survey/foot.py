"""The foot of the home page as a browser shows it too, and what inner pages lack of it."""

from checker.collect.look import unseen_of
from checker.collect.page import Page
from checker.collect.survey.errand import Errand
from checker.collect.survey.home import read_foot
from checker.core.foot import MARKS, lacking
from checker.core.site import Footer

_LEAST_SEEN = 2


async def whole_foot(errand: Errand, page: Page, foot: Footer) -> Footer:
    """The foot with what a browser shows besides; the browser is asked where something lacks."""
    if page.rendered or (not lacking(foot) and foot.report_error):
        return foot.model_copy(update={"rendered": page.rendered})
    rendered = await errand.look.render(page.exchange.url)
    if rendered is None or rendered.doc is None or unseen_of(rendered.exchange):
        return foot
    again = read_foot(rendered)
    found = {
        name: value
        for name, value in again.model_dump(exclude={"at", "rendered"}).items()
        if value and not getattr(foot, name)
    }
    return foot.model_copy(update={**found, "rendered": not rendered.exchange.lost})


def foot_missing(home: Footer, page: Page) -> tuple[str, ...]:
    """The marks of the home page's foot that a page lacks, where it has a foot of its own.

    A page with hardly any of them has its foot from a script, and nothing is held against it.
    """
    foot = read_foot(page)
    seen = [name for name in MARKS if getattr(foot, name)]
    if len(seen) < _LEAST_SEEN:
        return ()
    return tuple(MARKS[name] for name in MARKS if getattr(home, name) and name not in seen)
