"""Any evidence that could be collected, and books that price it: what the laws are tried on."""

from datetime import timedelta
from typing import Any, Literal, cast

from content_strategies import guides, letters, links, promised, safety, texts
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from part_strategies import (
    AS_OF,
    any_posts,
    column_lists,
    conditions,
    entrances,
    every,
    home,
    idle_for,
    moments,
    observations,
    part,
    probes,
    proofs,
)
from portal_strategies import access, footer, pages, portal_columns, portal_links, search

from checker.books.library import load_book
from checker.core.account import AccountEvidence
from checker.core.earlier_visit import measure_of
from checker.core.evidence import Sighting, Statement, Unseen
from checker.core.rulebook import Book, Entry, Item
from checker.core.site import (
    Feedback,
    Services,
    SiteEvidence,
)
from checker.core.target import Account, Site

SITE_PARTS = (
    *("probes", "home", "columns", "promised", "feedback", "services"),
    *("letters", "guides", "texts", "links", "footer", "pages", "search", "access", "safety"),
)
ACCOUNT_PARTS = ("posts", "condition", "texts", "links")
NATIONAL = load_book("national-2019")


def _scored_book() -> Book:
    """A made-up book with everything that grading knows: caps, items, bonuses, services."""

    def line(id: str, **more: Any) -> Entry:
        return Entry(id=id, **more)

    return Book(
        name="scored",
        version="1",
        grading=NATIONAL.grading,
        columns=NATIONAL.columns,
        items={
            "content": Item(title="发布解读", cap=12),
            "services": Item(title="办事服务", cap=25, services=True),
        },
        entries=(
            line("site.public-incident", consequence="veto", by="human", unless_stated="passed"),
            line("site.unreachable", consequence="veto", warn={"min_probes": 1}),
            line("site.columns-blank", consequence="deduct", item="content", each=3, points=9),
            line("site.columns-stale", consequence="deduct", item="content", each=2),
            line("site.key-columns-stale", consequence="deduct", each=10, points=45),
            line("site.services-missing", consequence="deduct", item="services", points=25),
            line("site.homepage-stale", consequence="deduct", points=30, official=False),
            line("site.letters-unanswered", consequence="deduct", by="human", points=7),
            line("site.feedback-missing", consequence="bonus", points=20),
            line("site.early-answers", consequence="bonus", by="human", points=15),
        ),
    )


SCORED = _scored_book()
BOOKS = st.sampled_from([NATIONAL, SCORED])


@st.composite
def statements(draw: st.DrawFn, indicator: str) -> Statement:
    """A signed statement; an exemption may have ended already."""
    kind = draw(st.sampled_from(["confirm", "overrule", "exempt", "state"]))
    status: list[Literal["passed", "breached", "not-applicable"]]
    status = ["passed", "breached", "not-applicable"]
    until = AS_OF.date() + timedelta(days=draw(st.integers(-2, 2)))
    return Statement(
        kind=cast(Any, kind),
        indicator=indicator,
        by=draw(st.sampled_from(["张三", "李四"])),
        at=draw(moments),
        reason="已核实",
        status=draw(st.sampled_from(status)) if kind == "state" else None,
        until=until if kind == "exempt" else None,
    )


def _ids(subject: str) -> list[str]:
    return [entry.id for book in (NATIONAL, SCORED) for entry in book.of(subject)]


def said_of(subject: str) -> SearchStrategy[tuple[Statement, ...]]:
    """A few statements on any indicators of the books, or several on one of them."""
    ids = st.sampled_from(_ids(subject))
    apart = st.lists(ids.flatmap(statements), max_size=3)
    together = ids.flatmap(lambda id: st.lists(statements(id), min_size=2, max_size=3))
    return st.one_of(apart, together).map(tuple)


def sightings_of(subject: str) -> SearchStrategy[tuple[Sighting, ...]]:
    """Earlier sightings of any indicators of the books, most of them by the book's own measure."""
    pairs = [(entry, book) for book in (NATIONAL, SCORED) for entry in book.of(subject)]

    def sighting(pair: tuple[Entry, Book]) -> SearchStrategy[Sighting]:
        entry, book = pair
        same = measure_of(entry.params, book.columns)
        return st.builds(
            Sighting,
            indicator=st.just(entry.id),
            method=st.sampled_from(["earlier-visit", "browser"]),
            at=moments,
            measure=st.sampled_from([same, same, ""]),
            says=st.sampled_from(["", "当时的说明"]),
            proofs=st.lists(proofs, max_size=2).map(tuple),
        )

    return st.lists(st.sampled_from(pairs).flatmap(sighting), max_size=3).map(tuple)


sites = st.builds(
    Site,
    url=st.just("http://a.example/"),
    code=st.just("6100000001"),
    type=st.sampled_from(["门户网站", "门户网站", "部门网站"]),
    has_services=st.sampled_from([True, False, None]),
)
_NOBODY = Unseen(reason="not-collected")

site_evidence: SearchStrategy[SiteEvidence] = st.builds(
    SiteEvidence,
    target=sites,
    round=st.just("2026-11-22"),
    as_of=st.just(AS_OF),
    finished=st.just(AS_OF + timedelta(minutes=3)),
    probes=probes,
    home=home,
    columns=st.one_of(column_lists, column_lists, portal_columns),
    promised=promised,
    feedback=entrances(Feedback),
    services=entrances(Services),
    links=st.one_of(links, portal_links),
    footer=footer,
    tags=st.just(_NOBODY),
    letters=letters,
    guides=guides,
    texts=texts,
    pages=pages,
    search=search,
    access=access,
    safety=safety,
    statements=said_of("site"),
    sightings=sightings_of("site"),
)


account_evidence: SearchStrategy[AccountEvidence] = st.builds(
    AccountEvidence,
    target=st.builds(
        Account, code=st.just("6100000001WX0001"), type=st.sampled_from(["微信订阅号", "APP"])
    ),
    round=st.just("2026-11-22"),
    as_of=st.just(AS_OF),
    finished=st.just(AS_OF),
    posts=part(
        idle_for(2),
        st.integers(220, 400).map(idle_for),
        st.one_of(st.sampled_from([6, 20]).map(every), st.just(idle_for(2400)), any_posts),
    ),
    condition=conditions,
    texts=texts,
    links=links,
    observations=st.none() | st.lists(observations, max_size=2).map(tuple),
    statements=said_of("account"),
    sightings=sightings_of("account"),
)

evidence = st.one_of(site_evidence, site_evidence, account_evidence)
