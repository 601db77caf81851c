"""Accounts are read through every kind of source; what failed is unavailable, and nothing leaks."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from fetching import KEPT, SETTINGS, door_for
from hostile_server import Asked, Behaviour, HostileServer, Writer, answer, redirect
from pydantic import TypeAdapter

from checker.books.lexicon import load_lexicon
from checker.books.signs import load_signs
from checker.collect.accounts.reply import Asker, Earlier
from checker.collect.accounts.rsshub import hub_health, radar_rules
from checker.collect.live import LiveLook
from checker.collect.look import RecordedLook
from checker.collect.secrets import Secrets
from checker.collect.survey.account import earlier_of, survey_account
from checker.collect.survey.errand import Reach
from checker.core.account import AccountEvidence, Posts
from checker.core.evidence import Unseen
from checker.core.fact import CHINA
from checker.core.observation import Observation
from checker.core.source import RssHub, SourceDefinition
from checker.core.target import Account
from checker.core.web import Exchange

AS_OF = datetime(2023, 4, 18, 10, 0, tzinfo=CHINA)
SECRET = "s3cr3t/t0ken+value"
LEXICON, SIGNS = load_lexicon([]), load_signs()
DEFINED: TypeAdapter[Any] = TypeAdapter(SourceDefinition)


def feed(*days: int, link: str = "") -> bytes:
    """A JSON Feed with a post of noon of each of these days of April 2023."""
    items = [
        {"title": f"第{day}日", "url": f"http://a.example/{day}", "date_published": f"2023-04-{day:02}T04:00:00Z"}
        for day in days
    ]  # fmt: skip
    return json.dumps({"version": "1.1", "feed_url": link, "items": items}).encode()


async def surveyed(
    behaviours: Mapping[str, bytes | Behaviour],
    source: str,
    defined: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    observations: tuple[Observation, ...] = (),
    earlier: Earlier | None = None,
    server: HostileServer | None = None,
) -> AccountEvidence:
    """The evidence of one account; `{here}` in a source or a definition is the server's address."""
    async with HostileServer(dict(behaviours)) if server is None else server as running:
        here = running.url("").rstrip("/")
        sources = {
            name: DEFINED.validate_python(
                {key: each.replace("{here}", here) if isinstance(each, str) else each for key, each in one.items()}
            )
            for name, one in (defined or {}).items()
        }  # fmt: skip
        async with door_for(SETTINGS) as door:
            look = LiveLook(
                door.visit(), door.visit(), None, read=KEPT.__getitem__, site="x",
                retry_after_s=0, secrets=Secrets({"HUB_KEY": SECRET, "TOKEN_1": SECRET}),
            )  # fmt: skip
            return await survey_account(
                Account(code="610302M001WX0001", source=source.replace("{here}", here)),
                observations, look, AS_OF, round_id="r", reach=Reach(), lexicon=LEXICON, signs=SIGNS, sources=sources, earlier=earlier,
            )  # fmt: skip


def survey(*given: Any, **more: Any) -> AccountEvidence:
    return asyncio.run(surveyed(*given, **more))


def titles(evidence: AccountEvidence) -> list[str]:
    assert isinstance(evidence.posts, Posts)
    return [each.title for each in evidence.posts.posts]


HUB = {"kind": "rsshub", "base": "{here}"}
JSON = {
    "kind": "json", "url": "{here}/list/{id}?cursor={next}", "items": "data.list", "title": "t",
    "time": "at", "next": "data.next", "first": "0", "pages": 3,
    "headers": {"Authorization": "Bearer ${TOKEN_{id}}"},
}  # fmt: skip
PAGE = {"kind": "page", "url": "{here}/u/{id}", "list": "li", "date": "span"}


def test_a_route_of_a_feed_server_is_read_as_json_feed() -> None:
    given = {"/weibo/user/1": answer(feed(17, 3), content_type="application/feed+json")}
    evidence = survey(given, "hub:/weibo/user/1", {"hub": HUB})
    (source,) = evidence.sources
    assert titles(evidence) == ["第17日", "第3日"]
    assert (source.name, source.kind, source.state) == ("hub:/weibo/user/1", "rsshub", "ok")


def test_a_route_that_is_empty_or_broken_is_unavailable_and_never_without_posts() -> None:
    body = b'{"error": {"message": "this route is empty"}}'
    evidence = survey(
        {"/x": answer(body, "503 Service Unavailable", content_type="application/feed+json")},
        "hub:/x",
        {"hub": HUB},
    )
    assert evidence.sources[0].state == "unavailable"
    assert "this route is empty" in evidence.sources[0].detail
    assert isinstance(evidence.posts, Unseen)
    assert evidence.posts.reason == "source-failed"


def test_a_json_interface_is_read_page_by_page_with_its_token() -> None:
    asked: list[Asked] = []

    async def pages(request: Asked, writer: Writer) -> None:
        asked.append(request)
        old = "cursor=7" in request.target
        data = {"list": [{"t": "旧" if old else "新", "at": "2023-04-01 08:00" if old else "2023-04-17 08:00"}], "next": "" if old else 7}  # fmt: skip
        writer.write(answer(json.dumps({"data": data}).encode()))
        await writer.drain()

    evidence = survey({"/list/1": pages}, "api:1", {"api": JSON})
    assert titles(evidence) == ["新", "旧"]
    assert {each.headers["authorization"] for each in asked} == {f"Bearer {SECRET}"}


def test_a_public_page_is_read_by_its_selectors_and_a_rebuilt_one_is_unavailable() -> None:
    page = "<html><body><ul><li><a href='/1'>一</a><span>04-17</span></li></ul></body></html>"
    given = {"/u/9": answer(page.encode(), content_type="text/html; charset=utf-8")}
    assert titles(survey(given, "site:9", {"site": PAGE})) == ["一"]
    rebuilt = survey(given, "site:9", {"site": {**PAGE, "list": "article"}})
    assert rebuilt.sources[0].state == "unavailable"


def test_a_page_for_the_browser_is_not_believed_without_one() -> None:
    evidence = survey({}, "site:9", {"site": {**PAGE, "browser": True}})
    assert "浏览器" in evidence.sources[0].detail
    assert evidence.sources[0].state == "unavailable"


def test_a_source_that_nobody_defined_is_named() -> None:
    (source,) = survey({}, "typo:1").sources
    assert (source.state, "typo" in source.detail) == ("unavailable", True)


def test_several_sources_are_asked_and_the_newest_post_counts() -> None:
    looked = Observation(
        title="看到的", published=AS_OF - timedelta(days=1),
        observed_at=AS_OF, observer="值班员",
    )  # fmt: skip
    evidence = survey(
        {"/a": answer(feed(1)), "/b": answer(b"", "503 x")},
        "{here}/a {here}/b manual",
        observations=(looked,),
    )
    assert titles(evidence) == ["看到的", "第1日"]
    assert [(each.kind, each.state) for each in evidence.sources] == [
        ("feed", "ok"), ("feed", "unavailable"), ("manual", "ok"),
    ]  # fmt: skip


def test_a_source_that_shows_less_than_before_has_shrunk() -> None:
    async def both() -> None:
        async with HostileServer({"/a": answer(feed(2))}) as server:
            name = server.url("/a")
            before = Earlier(newest={name: AS_OF - timedelta(days=3)})
            evidence = await surveyed({}, name, earlier=before, server=_Open(server))
            assert evidence.sources[0].state == "shrunk"
            assert evidence.sources[0].before == AS_OF - timedelta(days=3)
            assert earlier_of(evidence).newest == before.newest

    asyncio.run(both())


class _Open(HostileServer):
    """A server that runs already."""

    def __init__(self, running: HostileServer) -> None:
        super().__init__(running.behaviours)
        self.port = running.port

    async def __aenter__(self) -> "_Open":
        return self

    async def __aexit__(self, *_: object) -> None: ...


def test_a_feed_that_did_not_change_is_not_sent_again_and_can_be_read_again() -> None:
    async def once_only(request: Asked, writer: Writer) -> None:
        same = request.headers.get("if-none-match") == '"v1"'
        writer.write(
            b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n'
            if same
            else answer(feed(17), ETag='"v1"', content_type="application/feed+json")
        )
        await writer.drain()

    async def twice() -> None:
        async with HostileServer({"/a": once_only}) as server:
            name = server.url("/a")
            first = await surveyed({}, name, server=_Open(server))
            answers = {each.url: each for each in first.exchanges}
            again = await surveyed({}, name, earlier=Earlier(answers=answers), server=_Open(server))
            assert [each.status for each in again.exchanges] == [304]
            assert titles(again) == titles(first)
            assert again.exchanges[0].blob == first.exchanges[0].blob
            past = RecordedLook(again.exchanges, KEPT.__getitem__, AS_OF)
            replayed = await survey_account(
                again.target,
                (),
                past,
                AS_OF,
                round_id="r",
                reach=Reach(),
                lexicon=LEXICON,
                signs=SIGNS,
            )
            assert replayed.posts == again.posts

    asyncio.run(twice())


def everything_kept(evidence: AccountEvidence) -> bytes:
    """All that a round would write of an account: its evidence and its blobs."""
    blobs = [KEPT[each.blob] for each in evidence.exchanges if each.blob]
    return b"\n".join([evidence.canonical(), *blobs])


FORMS = [SECRET, "s3cr3t%2Ft0ken%2Bvalue", "s3cr3t/t0ken%2Bvalue", "s3cr3t\\/t0ken+value"]


@pytest.mark.parametrize("form", FORMS)
def test_no_secret_is_kept_even_when_the_source_repeats_it(form: str) -> None:
    body = feed(17).replace(b'"feed_url": ""', f'"feed_url": "http://h/x?key={form}"'.encode())
    assert form.encode() in body
    given = {
        "/x": redirect(f"/y?key={form}"),
        "/y": answer(body, content_type="application/feed+json", X_Powered_By=f"hub {form}"),
    }
    evidence = survey(given, "hub:/x", {"hub": {**HUB, "key": "${HUB_KEY}"}})
    assert titles(evidence) == ["第17日"]
    written = everything_kept(evidence)
    assert b"${HUB_KEY}" in written
    for each in FORMS:
        assert each.encode() not in written


def test_the_server_is_asked_with_the_secret_itself() -> None:
    async def asked() -> list[str]:
        async with HostileServer({"/x": answer(feed(17))}) as server:
            hub = {**HUB, "key": "${HUB_KEY}", "base": server.url("")}
            await surveyed({}, "hub:/x", {"hub": hub}, server=_Open(server))
            return server.targets

    assert asyncio.run(asked()) == [f"/x?format=json&key={FORMS[1]}"]


def test_a_missing_secret_stops_the_question_and_names_itself() -> None:
    evidence = survey({"/x": answer(feed(17))}, "hub:/x", {"hub": {**HUB, "key": "${NOBODY}"}})
    assert evidence.sources[0].state == "unavailable"
    assert "NOBODY" in evidence.sources[0].detail


def test_a_ledger_cannot_name_a_secret() -> None:
    async def asked() -> list[str]:
        async with HostileServer({}) as server:
            hub = {**HUB, "base": server.url("")}
            await surveyed({}, "hub:/x?leak=${HUB_KEY}", {"hub": hub}, server=_Open(server))
            return server.targets

    assert not any(form in target for form in FORMS for target in asyncio.run(asked()))


def test_an_office_s_own_server_may_be_asked_at_a_pace_of_its_own() -> None:
    async def asked() -> int:
        async with HostileServer({"/x": answer(feed(17))}) as server:
            hub = RssHub(kind="rsshub", base=server.url(""), delay_s=0)
            async with door_for(replace(SETTINGS, delay_s=3600.0)) as door, asyncio.timeout(30):
                for _ in range(3):
                    look = LiveLook(
                        door.visit(), door.visit(), None, read=KEPT.__getitem__, site="x"
                    )
                    assert (await hub_health(hub, look)).alive is False
            return len(server.asked)

    assert asyncio.run(asked()) == 6


def test_a_feed_server_tells_its_health_and_its_routes() -> None:
    async def ask() -> None:
        rules = {"weibo.com": {".": [{"source": ["/u/:uid"], "target": "/weibo/user/:uid"}]}}
        behaviours: dict[str, bytes | Behaviour] = {
            "/healthz": answer(b"ok"),
            "/test/1": answer(feed(17)),
            "/api/radar/rules": answer(json.dumps(rules).encode()),
        }
        async with HostileServer(behaviours) as server, door_for(SETTINGS) as door:
            look = LiveLook(door.visit(), door.visit(), None, read=KEPT.__getitem__, site="x")
            hub = RssHub(kind="rsshub", base=server.url(""))
            health = await hub_health(hub, look)
            assert (health.alive, health.test_route) == (True, True)
            assert "weibo.com" in await radar_rules(hub, look)
            del behaviours["/test/1"]

    asyncio.run(ask())


def test_an_answer_that_failed_once_is_asked_for_again() -> None:
    tries: list[int] = []

    async def second(request: Asked, writer: Writer) -> None:
        tries.append(request.nth_on_connection)
        writer.write(answer(feed(17)) if len(tries) > 1 else answer(b"", "500 x"))
        await writer.drain()

    assert titles(survey({"/a": second}, "{here}/a")) == ["第17日"]
    assert len(tries) == 2


def test_what_was_never_asked_cannot_be_made_up() -> None:
    past = RecordedLook((), KEPT.__getitem__, AS_OF)
    assert Asker(past, AS_OF, Earlier()).earlier.answers == {}
    account = Account(code="1", source="http://a.example/feed")
    evidence = asyncio.run(
        survey_account(
            account, (), past, AS_OF, round_id="r", reach=Reach(), lexicon=LEXICON, signs=SIGNS
        )
    )
    assert isinstance(evidence.posts, Unseen)
    assert not any(isinstance(each, Exchange) and each.ok for each in evidence.exchanges)
