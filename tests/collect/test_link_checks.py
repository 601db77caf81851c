"""Links are judged right: the adversarial page, its neighbours, and the same from the store."""

import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from urllib.parse import quote

import pytest
from fetching import KEPT, LIMITS, NOW, SETTINGS, keep

from checker.books.signs import load_signs
from checker.collect.http.door import Door
from checker.collect.live import LiveLook
from checker.collect.look import Look, RecordedLook
from checker.collect.survey.errand import Errand, Reach
from checker.collect.survey.links import survey_links
from checker.core.links import Link, Links
from checker.core.target import Site
from checker.core.web import Exchange
from checker.extract.answers.challenge import classify
from checker.extract.links import seen_links
from tests.link_site import CASES, COLUMNS, NEIGHBOURS, OTHER_HOST, Case, LinkSite

HASTY = replace(LIMITS, first_byte_s=0.4, body_s=2.0)
EVERYTHING = (*CASES, *NEIGHBOURS)


@dataclass(frozen=True)
class Surveyed:
    """What one survey of the page's links gave, and what the server was asked for it."""

    links: Links
    again: Links
    asked: tuple[tuple[str, str], ...]
    exchanges: tuple[Exchange, ...]
    port: int


def wall(status: int, headers: tuple[tuple[str, str], ...], body: bytes) -> tuple[str | None, bool]:
    return classify(status, dict(headers), body)


async def survey(look: Look, site: LinkSite, reach: int = 1000) -> Links:
    """The links of the home page and of its GB2312 column."""
    pages = [await look.open(site.home), await look.open(site.gbk)]
    found = [(page, link) for page in pages for link in page.read(seen_links)]
    errand = Errand(Site(url=site.home, name="示例"), look, NOW, Reach(links=reach), load_signs())
    return await survey_links(errand, pages[0], found)


async def surveyed(cases: tuple[Case, ...], reach: int = 1000) -> Surveyed:
    settings = replace(SETTINGS, limits=HASTY, per_address=8)
    door = Door(settings, keep, classify=wall)
    async with LinkSite(cases, slow_s=2.0, bomb=8 << 20) as site, door:
        look = LiveLook(
            door.visit(), door.visit(), None, read=KEPT.__getitem__, site="x", retry_after_s=0.2
        )
        links = await survey(look, site, reach)
        asked = tuple((each.method, each.target) for each in site.server.asked)
        recorded = RecordedLook(look.exchanges(), KEPT.__getitem__, NOW)
        again = await survey(recorded, site, reach)
        return Surveyed(links, again, asked, look.exchanges(), site.server.port)


@pytest.fixture(scope="module")
def everything() -> Surveyed:
    return asyncio.run(surveyed(EVERYTHING))


def found(links: Links, case: Case) -> Link | None:
    """The link of a case among those that were checked; its query does not count."""
    by_path = {each.url.split("/", 3)[3].partition("?")[0]: each for each in links.links}
    return by_path.get(case.path.removeprefix("/"))


def right(link: Link | None) -> str:
    """What was said of a link in the words of the table."""
    if link is None:
        return "no-link"
    return "illegal" if link.suspect and link.verdict == "works" else link.verdict


@pytest.mark.parametrize("case", EVERYTHING, ids=lambda case: case.name)
def test_a_link_is_judged_as_a_careful_person_would(everything: Surveyed, case: Case) -> None:
    link = found(everything.links, case)
    assert right(link) == case.right
    if link:
        assert (link.cause, link.suspect) == (case.cause, case.suspect)
        assert link.verdict == "works" or link.reason


@pytest.mark.parametrize("case", EVERYTHING, ids=lambda case: case.name)
def test_the_stored_answers_give_the_same_judgement(everything: Surveyed, case: Case) -> None:
    first, again = found(everything.links, case), found(everything.again, case)
    assert (first is None) == (again is None)
    if first and again:
        # A link that worked only the second time is asked once when the store answers.
        assert again.model_copy(update={"tries": first.tries}) == first


def test_what_is_held_against_a_link_can_be_shown(everything: Surveyed) -> None:
    for link in everything.links.links:
        if link.verdict != "works" or link.suspect:
            assert link.selector
            assert link.at is not None
            if link.at.blob:
                assert KEPT[link.at.blob]
    shown = {
        each.url.rpartition("/")[2] for each in everything.links.links if each.at and each.at.blob
    }
    assert {"soft.html", "lost.docx", "friend", "dark", "blocked", "parked"} <= shown


def test_the_bytes_of_links_that_work_are_not_kept(everything: Surveyed) -> None:
    works = {
        each.url for each in everything.links.links if each.verdict == "works" and each.tries == 1
    }
    opened = {f"http://127.0.0.1:{everything.port}{path}" for path in ("/", "/tzgg/")}
    kept = {each.url for each in everything.exchanges if each.blob}
    suspects = {each.url for each in everything.links.links if each.suspect}
    assert (works & kept) - opened - suspects == set()


def test_the_chinese_path_of_a_gb2312_page_is_asked_as_browsers_ask_it(
    everything: Surveyed,
) -> None:
    assert ("GET", quote("/公告/停水.html")) in everything.asked
    assert ("GET", "/list?name=" + quote("公告".encode("gb18030"))) in everything.asked


def test_files_and_pictures_are_asked_by_head_and_pages_are_read(everything: Surveyed) -> None:
    methods = {path: method for method, path in reversed(everything.asked)}
    assert methods["/images/gone.png"] == "HEAD"
    assert methods["/files/head405.pdf"] == "HEAD"
    assert methods["/zwgk/soft.html"] == "GET"
    assert methods["/friend"] == "GET"


def test_nothing_is_held_against_a_link_that_was_seen_once(everything: Surveyed) -> None:
    assert {each.tries for each in everything.links.links if each.verdict == "dead"} == {2}
    counts = Counter(path for _, path in everything.asked)
    assert counts["/zwgk/gone.html"] == 2
    assert counts["/flaky"] == 2


def test_a_link_that_works_is_asked_once(everything: Surveyed) -> None:
    counts = Counter(path for _, path in everything.asked)
    assert counts["/news/raid.html"] == counts["/short.html"] == 1


def test_what_is_no_link_is_never_asked(everything: Surveyed) -> None:
    assert not {"/search/do", "/comment/gone.html"} & {path for _, path in everything.asked}


def test_links_that_nobody_sees_are_marked(everything: Surveyed) -> None:
    hidden = {each.url for each in everything.links.links if each.hidden}
    other = f"http://{OTHER_HOST}:{everything.port}"
    assert hidden == {f"{other}/dark", f"{other}/gone"}


def test_links_beyond_the_reach_are_counted_and_not_asked() -> None:
    done = asyncio.run(surveyed(CASES[:6], reach=2))
    assert len(done.links.links) == 2
    home_page = 1
    assert done.links.unchecked == len(COLUMNS) + 6 + home_page - 2


def test_without_any_other_name_a_name_that_is_not_found_proves_nothing() -> None:
    lost = Case("name", '<a href="http://no-such-name.invalid/">协会</a>', "mailto:", "cannot-tell")
    done = asyncio.run(surveyed((lost,)))
    told = {each.url: each for each in done.links.links}["http://no-such-name.invalid/"]
    assert (told.verdict, told.cause) == ("cannot-tell", "no-answer")
