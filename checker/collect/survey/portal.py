"""What is collected of portals alone: the whole foot, the site's search, IPv6 and HTTPS."""

from checker.collect.page import Page
from checker.collect.survey.access import survey_access
from checker.collect.survey.errand import Errand
from checker.collect.survey.foot import whole_foot
from checker.collect.survey.search import survey_search
from checker.core.access import Access
from checker.core.evidence import Unseen
from checker.core.search import SiteSearch
from checker.core.site import Footer, Home
from checker.extract.channels.search_form import SearchRead

PORTALS_ONLY = Unseen(reason="not-collected", detail="只对门户网站采集")


async def survey_portal(
    errand: Errand, page: Page, foot: Footer, asking: SearchRead, home: Home
) -> tuple[Footer, SiteSearch, Access]:
    """The foot as a browser sees it too, what the search answers, and how the host is reached.

    `page` is the home page as it was opened, `asking` the search that stands on it.
    """
    whole = await whole_foot(errand, page, foot)
    search = await survey_search(errand, page, asking, home)
    return whole, search, await survey_access(errand, page)
