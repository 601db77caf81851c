"""A browser looks again where only the words of an answer speak against a link."""

import asyncio

import pytest

from checker.books.signs import load_signs
from checker.collect.survey.errand import Errand, Reach
from checker.collect.survey.links import survey_links
from checker.core.links import Link
from checker.core.target import Site as Target
from checker.extract.links import seen_links
from tests.collect.look_of_pages import AS_OF, HOME, Answer, LookOfPages, Site
from tests.link_site import GAMBLING, RIVER, page

FRIEND = "http://friend.example/"
START = page("某县人民政府", f"<a href='{FRIEND}'>县商务协会</a>")
GONE = page("提示信息", "<h2>抱歉,您访问的页面不存在或已被删除</h2>")
GOOD = page("县商务协会", "<h1>县商务协会</h1><p>协会动态,会员名录,联系我们。</p>")
WALL = Answer(RIVER, 412, challenge="ruishu")


def told(plain: str | Answer, rendered: str | Answer | None, url: str = FRIEND) -> Link:
    """What is said of the one link of a home page; `rendered` is None where there is no browser."""
    shown: Site | None = None if rendered is None else {url: rendered}
    look = LookOfPages({HOME: START.replace(FRIEND, url), url: plain}, shown)

    async def survey() -> Link:
        home = await look.open(HOME)
        assert home.doc
        errand = Errand(Target(url=HOME, name="某县"), look, AS_OF, Reach(), load_signs())
        found = [(home, link) for link in home.read(seen_links)]
        return (await survey_links(errand, home, found)).links[0]

    return asyncio.run(survey())


@pytest.mark.parametrize(
    ("plain", "rendered", "right"),
    [
        (GAMBLING, GAMBLING, ("works", "gambling", "agrees")),
        (GAMBLING, GOOD, ("works", "gambling", "differs")),
        (GAMBLING, None, ("works", "gambling", "")),
        (GAMBLING, Answer(GOOD, lost=2), ("works", "gambling", "")),
        (GAMBLING, Answer(failure="crash"), ("works", "gambling", "")),
        (GONE, GOOD, ("works", "", "differs")),
        (GONE, GONE, ("dead", "", "agrees")),
        (GONE, None, ("dead", "", "")),
        (WALL, GOOD, ("works", "", "differs")),
        (WALL, WALL, ("cannot-tell", "", "")),
        (WALL, None, ("cannot-tell", "", "")),
        (Answer(GOOD, 403), Answer(GOOD, 403), ("cannot-tell", "", "")),
        (GOOD, GAMBLING, ("works", "", "")),
    ],
)
def test_the_browser_s_word_stands_beside_the_plain_answer(
    plain: str | Answer, rendered: str | Answer | None, right: tuple[str, str, str]
) -> None:
    link = told(plain, rendered)
    assert (link.verdict, link.suspect, link.second) == right


def test_a_status_that_is_the_same_for_everybody_is_not_looked_at_again() -> None:
    link = told(Answer(GONE, 404), GOOD)
    assert (link.verdict, link.second) == ("dead", "")


STUFFED = page("百家乐_老虎机_在线投注", "<h1>工作动态</h1><p>全县秋季农业生产工作会议召开。</p>")


@pytest.mark.parametrize(("url", "suspect"), [(FRIEND, "gambling"), (HOME + "gzdt/", "")])
def test_a_stuffed_head_of_an_own_page_is_tampering_and_no_illegal_link(
    url: str, suspect: str
) -> None:
    assert told(STUFFED, None, url).suspect == suspect
