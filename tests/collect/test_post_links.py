"""Links in the posts of accounts: which are asked, how often, and what is said of them."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from fetching import KEPT, SETTINGS, door_for
from hostile_server import HostileServer, answer

from checker.books.lexicon import load_lexicon
from checker.books.signs import load_signs
from checker.collect.accounts.reply import Earlier
from checker.collect.http.address_policy import AddressPolicy
from checker.collect.live import LiveLook
from checker.collect.look import Look, RecordedLook
from checker.collect.survey.account import earlier_of, survey_account
from checker.collect.survey.errand import Reach
from checker.collect.survey.post_links import doubted_in
from checker.core.account import AccountEvidence
from checker.core.evidence import Sighting, Unseen
from checker.core.links import Links, seen_dead
from checker.core.source import RssHub
from checker.core.target import Account
from tests.collect.look_of_pages import AS_OF, Answer, LookOfPages
from tests.link_site import GAMBLING, page

FEED = "http://feeds.example/a.json"
POST = "http://weibo.example/7/{}"
GOOD = page("某县人民政府", "<h1>关于开展工作的通知</h1><p>各有关单位：请认真贯彻执行。</p>")
Texts = Mapping[int, str]
"""The text of a post by its age in days."""


def feed(texts: Texts, as_of: datetime = AS_OF) -> bytes:
    items = [
        {
            "title": f"{days}天前", "url": POST.format(days), "content_html": text,
            "date_published": (as_of - timedelta(days=days)).isoformat(),
        }
        for days, text in texts.items()
    ]  # fmt: skip
    return json.dumps({"items": items}).encode()


def visited(
    look: Look,
    *,
    source: str = FEED,
    reach: int = 20,
    earlier: Earlier | None = None,
    sightings: tuple[Sighting, ...] = (),
) -> AccountEvidence:
    return asyncio.run(_visited(look, source, reach, earlier, sightings))


async def _visited(
    look: Look,
    source: str,
    reach: int = 20,
    earlier: Earlier | None = None,
    sightings: tuple[Sighting, ...] = (),
) -> AccountEvidence:
    return await survey_account(
        Account(code="610302M001XL0001", source=source, url="http://home.example/"),
        (), look, AS_OF, round_id="r", reach=Reach(post_links=reach), lexicon=load_lexicon([]),
        signs=load_signs(), earlier=earlier, sightings=sightings,
    )  # fmt: skip


def links_of(evidence: AccountEvidence) -> Links:
    assert isinstance(evidence.links, Links)
    return evidence.links


def look_at(texts: Texts, pages: Mapping[str, str | Answer] | None = None) -> LookOfPages:
    """A feed of these texts; every address that has no page answers 404."""
    return LookOfPages({FEED: Answer(file=feed(texts)), **(pages or {})})


def asked(look: LookOfPages) -> list[str]:
    return [each.url for each in look.asked if each.url != FEED]


def test_each_link_is_told_as_on_a_site_and_a_dead_one_is_asked_twice() -> None:
    text = "".join(f"<a href='http://{name}.example/'>看</a>" for name in ("good", "gone", "casino", "wall", "us"))  # fmt: skip
    look = look_at(
        {1: text},
        {
            "http://good.example/": GOOD,
            "http://casino.example/": GAMBLING,
            "http://wall.example/": Answer(GOOD, 412, challenge="ruishu"),
            "http://us.example/": Answer(failure="forbidden-address"),
        },
    )
    found = {each.url: each for each in links_of(visited(look)).links}
    told = {url[7:-9]: (each.verdict, each.cause) for url, each in found.items()}
    assert told == {
        "good": ("works", ""), "gone": ("dead", "not-found"), "casino": ("works", ""),
        "wall": ("cannot-tell", "challenged"), "us": ("cannot-tell", "ours"),
    }  # fmt: skip
    assert found["http://casino.example/"].suspect == "gambling"
    assert asked(look).count("http://gone.example/") == 2
    assert {each.found_on for each in found.values()} == {POST.format(1)}


def test_addresses_of_posts_and_of_the_account_and_its_platform_s_own_pages_are_not_asked() -> None:
    text = f"转发 {POST.format(2)} 主页 http://home.example 更多 http://weibo.example/topic 原文 http://a.example/"
    look = look_at({1: text, 2: "", 3: "http://a.example/"}, {"http://a.example/": GOOD})
    (link,) = links_of(visited(look)).links
    assert (link.url, link.found_on) == ("http://a.example/", POST.format(1))
    assert asked(look) == ["http://a.example/"]


def test_a_visit_asks_so_many_of_the_newest_and_leaves_old_posts_alone() -> None:
    texts = {days: f"http://a.example/{days}" for days in (20, 3, 1, 2)}
    look = look_at(texts, {f"http://a.example/{days}": GOOD for days in texts})
    found = links_of(visited(look, reach=2))
    assert [each.url[-1] for each in found.links] == ["1", "2"]
    assert found.unchecked == 1
    assert links_of(visited(look, reach=0)).links == ()


def test_a_link_that_worked_is_not_asked_again_and_one_in_doubt_at_every_visit() -> None:
    texts = {1: "http://new.example/", 5: "http://good.example/", 6: "http://gone.example/"}
    pages = {"http://new.example/": GOOD, "http://good.example/": GOOD}
    first = visited(look_at({5: texts[5], 6: texts[6]}, pages))
    dead = seen_dead(links_of(first), AS_OF - timedelta(days=1))
    before = Earlier(visited=AS_OF - timedelta(days=1), doubted=doubted_in(first.links))
    told = Sighting(indicator="account.dead-links", method="earlier-visit", at=AS_OF, proofs=dead)
    look = look_at(texts, pages)
    again = links_of(visited(look, earlier=before, sightings=(told,)))
    assert set(asked(look)) == {"http://gone.example/", "http://new.example/"}
    assert [(each.url, each.dead_before) for each in again.links] == [
        ("http://gone.example/", AS_OF - timedelta(days=1)), ("http://new.example/", None),
    ]  # fmt: skip


def test_titles_alone_say_nothing_of_links() -> None:
    evidence = visited(look_at({1: ""}))
    assert isinstance(evidence.links, Unseen)
    assert evidence.links.reason == "not-collected"


def test_a_post_cannot_send_us_into_our_own_network_and_the_store_tells_the_same_again() -> None:
    async def visit() -> tuple[AccountEvidence, list[str]]:
        async with HostileServer({"/secret": answer(b"x")}) as server:
            text = f"<a href='{server.url('/secret')}'>看</a>"
            server.behaviours["/a"] = answer(feed({1: text}), content_type="application/feed+json")
            hub = RssHub(kind="rsshub", base=server.url(""), private=True)
            settings = replace(SETTINGS, policy=AddressPolicy())
            async with door_for(settings) as door:
                look = LiveLook(
                    door.visit(), door.visit(), None, read=KEPT.__getitem__, site="x",
                    retry_after_s=0,
                )  # fmt: skip
                evidence = await survey_account(
                    Account(code="1", source="hub:/a"), (), look, AS_OF, round_id="r",
                    reach=Reach(), lexicon=load_lexicon([]), signs=load_signs(),
                    sources={"hub": hub},
                )  # fmt: skip
            past = RecordedLook(evidence.exchanges, KEPT.__getitem__, AS_OF)
            replayed = await survey_account(
                evidence.target, (), past, AS_OF, round_id="r", reach=Reach(),
                lexicon=load_lexicon([]), signs=load_signs(), sources={"hub": hub},
                earlier=earlier_of(evidence),
            )  # fmt: skip
            assert replayed.links == evidence.links
            return evidence, server.targets

    evidence, targets = asyncio.run(visit())
    (link,) = links_of(evidence).links
    assert (link.verdict, link.cause) == ("cannot-tell", "ours")
    assert targets == ["/a?format=json"]
