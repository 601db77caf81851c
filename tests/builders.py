"""Whole values for tests: a site with every part seen, an account with posts, their verdicts.

`pages` are the digests of stored pages that the evidence cites; give those that a blob store
holds where the evidence is to be stored.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from checker.core.account import AccountEvidence, Post, Posts, Source
from checker.core.availability import Opening
from checker.core.evidence import Cost, Proof
from checker.core.fact import CHINA, digest_of
from checker.core.links import Link, Links
from checker.core.site import (
    Channel,
    Column,
    Columns,
    Entry,
    Feedback,
    Footer,
    Home,
    Probes,
    Services,
    SiteEvidence,
    Tags,
)
from checker.core.target import Account, Site
from checker.core.verdict import BookName, Coverage, Finding, FindingStatus, Judged, Verdict
from checker.core.web import Exchange

AS_OF = datetime(2026, 11, 22, 2, 0, tzinfo=CHINA)
ROUND = "2026-11-22"
BOOK = BookName(name="national-2019", version="1", digest=digest_of(b"national-2019@1"))


def site(number: int = 1, **changes: str) -> Site:
    """A registered site; `changes` are fields that differ."""
    plain = Site(
        code=f"610800{number:04d}",
        name=f"第{number}实验局网站",
        url=f"http://site{number}.example.gov.cn/",
        owner=f"第{number}实验局",
        region="示例省示例市",
        level="市级",
        type="部门网站",
    )
    return plain.model_copy(update=changes)


def account(number: int = 1, **changes: str) -> Account:
    """A registered account with a feed; `changes` are fields that differ."""
    plain = Account(
        code=f"6108000001MP{number:04d}",
        name=f"示例发布{number}号",
        type="政务微信",
        owner="示例市人民政府办公室",
        region="示例省示例市",
        source=f"http://feeds.example.gov.cn/{number}.xml",
    )
    return plain.model_copy(update=changes)


def site_evidence(
    target: Site | None = None,
    *,
    round_id: str = ROUND,
    as_of: datetime = AS_OF,
    pages: Sequence[str] = (),
    exchanges: int = 0,
) -> SiteEvidence:
    """Evidence on a site in good order, each part seen; one exchange a page, or as many as said."""
    target = target or site()
    url = target.url
    at = Proof(url=url, blob=pages[0] if pages else None, seen=as_of)
    day = as_of.date()
    return SiteEvidence(
        target=target,
        round=round_id,
        as_of=as_of,
        finished=as_of + timedelta(minutes=1),
        probes=Probes(tries=(Opening(at=as_of, opened=True, seconds=0.3),), at=at),
        home=Home(url=url, title=target.name, entries=(_entry(url, day, at),), at=at),
        columns=Columns(columns=tuple(_column(url, each, day, at) for each in range(12)), at=at),
        feedback=Feedback(channels=(_channel("局长信箱", url, at),), searched=(url,), at=at),
        services=Services(channels=(_channel("办事服务", url, at),), searched=(url,), at=at),
        links=Links(
            links=tuple(
                Link(url=f"{url}t{each}.html", found_on=url, external=False, verdict="works")
                for each in range(40)
            ),
            at=at,
        ),
        footer=Footer(site_code=target.code, icp="示例ICP备00000001号", at=at),
        tags=Tags(tags=(("SiteName", target.name), ("SiteIDCode", target.code)), at=at),
        exchanges=tuple(
            _exchange(f"{url}p{each}.html", as_of, pages[each % len(pages)] if pages else None)
            for each in range(exchanges or len(pages))
        ),
        cost=Cost(seconds=12.5, bytes=1_000_000, pages=len(pages), links=40),
    )


def account_evidence(
    target: Account | None = None, *, round_id: str = ROUND, as_of: datetime = AS_OF
) -> AccountEvidence:
    """Evidence on an account that posts every second day."""
    target = target or account()
    at = Proof(url=target.source, seen=as_of)
    moments = [as_of - timedelta(days=2 * each, hours=6) for each in range(10)]
    source = Source(name="feed", kind="feed", state="ok", posts=10, newest=moments[0])
    return AccountEvidence(
        target=target,
        round=round_id,
        as_of=as_of,
        finished=as_of + timedelta(seconds=5),
        posts=Posts(
            posts=tuple(
                Post(title=f"第{each}条推文", url=f"{target.source}#{each}", moment=moment, at=at)
                for each, moment in enumerate(moments)
            ),
            sources=(source,),
            at=at,
        ),
        sources=(source,),
    )


def verdict_on(
    evidence: SiteEvidence | AccountEvidence,
    *,
    findings: Sequence[Finding] = (),
    outcome: Judged = "qualified",
    book: BookName = BOOK,
    code: str = "0.1.0",
) -> Verdict:
    """A verdict on that evidence, named after evidence, book and code as the judge does."""
    seal = evidence.seal()
    return Verdict(
        id=digest_of(f"{seal}|{book.digest}|{code}".encode())[7:23],
        round=evidence.round,
        as_of=evidence.as_of,
        finished=evidence.finished,
        target=evidence.target,
        book=book,
        evidence=seal,
        code=code,
        outcome=outcome,
        findings=tuple(findings) or (finding(),),
        coverage=Coverage(pages=12, told=1, indicators=1),
        cost=evidence.cost,
    )


def finding(
    indicator: str = "site.homepage-stale", status: FindingStatus = "passed", proofs: int = 0
) -> Finding:
    """A veto's finding; a breach has the stage `suspected`."""
    return Finding(
        indicator=indicator,
        consequence="veto",
        status=status,
        stage="suspected" if status == "breached" else None,
        says="首页最新信息发布于 2026-11-20,距监测时间点 2 天",
        proofs=tuple(
            Proof(url=f"http://site1.example.gov.cn/{each}/", quote="暂无数据")
            for each in range(proofs)
        ),
    )


def _entry(url: str, day: date, at: Proof) -> Entry:
    return Entry(title="示例市召开工作会议", url=f"{url}t1.html", published=day, at=at)


def _column(url: str, number: int, day: date, at: Proof) -> Column:
    return Column(
        name=f"栏目{number}",
        url=f"{url}c{number}/",
        path=("政务公开", f"栏目{number}"),
        column_class="notice",
        content="list",
        items=20,
        newest=day - timedelta(days=number),
        at=at,
    )


def _channel(name: str, url: str, at: Proof) -> Channel:
    return Channel(name=name, url=f"{url}hd/", opened=True, usable=True, at=at)


def _exchange(url: str, at: datetime, blob: str | None) -> Exchange:
    return Exchange(
        url=url,
        final_url=url,
        started=at,
        status=200,
        headers=(("content-type", "text/html; charset=utf-8"), ("server", "nginx")),
        address="192.0.2.1",
        blob=blob,
        size=45_000,
        wire=14_000,
        first_byte_s=0.1,
        total_s=0.2,
    )
