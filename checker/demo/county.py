"""The whole county at one moment: its sites, its feeds, and the few hosts beyond it that it links to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial

from checker.core.fact import CHINA
from checker.demo.accounts import FEED_HOST, AccountPlan, account_plans, feed_pages, post_page
from checker.demo.assembly import site_pages
from checker.demo.beyond import beyond_hosts, party_mark
from checker.demo.gbk_pages import GBK, gbk_site_pages
from checker.demo.gkmlpt import GKMLPT
from checker.demo.hanweb import HANWEB, PROXY, data_proxy, jpage_script
from checker.demo.plan import Family, SitePlan
from checker.demo.shut import bad_gateway, blocked, challenge
from checker.demo.site import Dialect, Page, Query, Render, Site
from checker.demo.sites import site_plans
from checker.demo.trs import TRS
from checker.demo.ucap import UCAP
from checker.demo.vsb import VSB, VSB_FILES
from checker.demo.xhr import API, XHR, content_page, list_script, scripted_home

DIALECTS: Mapping[Family, Dialect] = {
    "trs": TRS,
    "hanweb": HANWEB,
    "vsb": VSB,
    "gkmlpt": GKMLPT,
    "xhr": XHR,
    "gbk": GBK,
    "ucap": UCAP,
}
SHUT = {"bad-gateway": bad_gateway, "challenge": challenge, "blocked": blocked}


@dataclass(frozen=True)
class Host:
    """One host name: its pages by path, and what it answers to every other path."""

    pages: Mapping[str, Render]
    otherwise: Render | None = None


@dataclass(frozen=True)
class County:
    """The county as of one moment. Equal moments give equal bytes."""

    as_of: datetime
    sites: tuple[SitePlan, ...]
    accounts: tuple[AccountPlan, ...]

    @cached_property
    def hosts(self) -> Mapping[str, Host]:
        """Every host that answers, by name; one that refuses connections is not here."""
        hosts = {name: Host(pages) for name, pages in beyond_hosts(self.as_of).items()}
        hosts["dcs.conac.cn"] = Host({}, party_mark)
        hosts[FEED_HOST] = Host(feed_pages(self.as_of), post_page)
        for plan in self.sites:
            if plan.behaviour == "refused":
                continue
            if plan.behaviour in SHUT:
                hosts[plan.host] = Host({}, SHUT[plan.behaviour])
                continue
            shared = hosts.get(plan.host)
            pages = pages_of(site_at(plan, self.as_of))
            hosts[plan.host] = Host({**(shared.pages if shared else {}), **pages})
        return hosts

    @property
    def refusing(self) -> tuple[str, ...]:
        """Host names that are to lead to a closed port."""
        return tuple(plan.host for plan in self.sites if plan.behaviour == "refused")


def county(as_of: datetime) -> County:
    """The county as of a zone-aware moment; raises ValueError for one without a zone."""
    if as_of.tzinfo is None:
        raise ValueError("as_of needs a time zone")
    plans = sorted(site_plans(), key=lambda plan: plan.code)
    return County(as_of.astimezone(CHINA), tuple(plans), account_plans())


def site_at(plan: SitePlan, as_of: datetime) -> Site:
    """A plan with its moment and its family's way of building."""
    return Site(plan, as_of, DIALECTS[plan.family])


def pages_of(site: Site) -> dict[str, Render]:
    """Every page of one site by path, with what its family serves besides."""
    if site.plan.family == "gbk":
        return gbk_site_pages(site)
    pages = site_pages(site)
    match site.plan.family:
        case "hanweb":
            pages |= {PROXY: partial(data_proxy, site), "/script/jpage.js": jpage_script}
        case "vsb":
            pages |= {path: partial(_file, *file) for path, file in VSB_FILES.items()}
        case "xhr":
            pages |= {API: partial(content_page, site), "/js/list.js": list_script}
            if site.plan.home_by_script:
                pages |= dict.fromkeys(("/", "/index.html"), partial(scripted_home, site))
        case _:
            pass
    return pages


def _file(text: str, kind: str, query: Query) -> Page:
    return Page(text.encode(), kind)
