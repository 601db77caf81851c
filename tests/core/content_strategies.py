"""Parts of the evidence that the pages of a site tell: registered columns, and what pages carry."""

from datetime import timedelta
from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from part_strategies import AS_OF, HERE, columns, part

from checker.core.guides import Guide, GuideElement, Guides
from checker.core.letters import Letter, Letters, LetterState
from checker.core.links import Link, Links
from checker.core.safety import Foreign, Injection, Safety
from checker.core.site import Column, Promised, PromisedColumns
from checker.core.target import RegisteredColumn
from checker.core.texts import PersonalData, Texts, WordingFind, WordLevel

ELEMENTS: tuple[GuideElement, ...] = get_args(GuideElement)


def _registered(frequency: str) -> RegisteredColumn:
    return RegisteredColumn(site_code="6100000001", name=f"栏目{frequency}", frequency=frequency)


def _dated(*ago: int) -> Column:
    days = tuple(AS_OF.date() - timedelta(days=each) for each in ago)
    return Column(
        name="登记", url="http://a.example/d/", content="list", items=len(days), days=days, at=HERE
    )


def _promised(frequency: str, seen: Column | None) -> PromisedColumns:
    each = Promised(registered=_registered(frequency), seen=seen)
    return PromisedColumns(columns=(each,), at=HERE)


promised: SearchStrategy[Any] = part(
    _promised("1条/月", _dated(3, 40, 90)),
    st.integers(29, 34).map(lambda ago: _promised("1条/月", _dated(ago, 60, 90))),
    st.builds(_promised, st.sampled_from(["2条/月", "实时更新", "不定期"]), st.none() | columns()),
)


def _letter(ago: int, state: LetterState) -> Letter:
    sent = AS_OF.date() - timedelta(days=ago)
    return Letter(title=f"来信{ago}", sent=sent, state=state, at=HERE)


def _letters(*letters: Letter, statistics: bool = False) -> Letters:
    box = ("http://a.example/letters/",)
    return Letters(letters=letters, mailboxes=box, statistics=statistics, at=HERE)


letters: SearchStrategy[Any] = part(
    _letters(_letter(9, "answered"), _letter(200, "answered"), statistics=True),
    st.integers(85, 110).map(lambda ago: _letters(_letter(ago, "pending"))),
    st.builds(
        Letters,
        letters=st.lists(
            st.builds(
                _letter, st.integers(0, 500), st.sampled_from(["pending", "unclear", "unsaid"])
            ),
            max_size=2,
        ).map(tuple),
        unread=st.integers(0, 1),
        at=st.just(HERE),
    ),
)


def _guides(count: int, missing: int, unclear: int = 0) -> Guides:
    each = Guide(
        name="社保卡申领",
        url="http://a.example/g",
        missing=ELEMENTS[:missing],
        unclear=ELEMENTS[missing : missing + unclear],
        at=HERE,
    )
    return Guides(guides=(each,) * count, unopened=9, at=HERE)


guides: SearchStrategy[Any] = part(
    _guides(6, 0),
    st.builds(_guides, st.integers(4, 7), st.integers(3, 7)),
    st.builds(_guides, st.integers(0, 7), st.integers(0, 2), st.integers(0, 4)),
)


def _texts(levels: list[WordLevel], cards: int, pages: int = 9) -> Texts:
    """What was read says so many wrong expressions and as many card numbers."""
    card = PersonalData(kind="id-card", masked="110***2X", at=HERE)
    return Texts(
        pages=pages,
        lexicons=("a.csv@sha256:0",),
        wording=tuple(WordingFind(wrong="人民攻府", level=each, at=HERE) for each in levels),
        personal=(card,) * cards,
        at=HERE,
    )


_levels = st.lists(st.sampled_from(get_args(WordLevel)), max_size=4)
texts: SearchStrategy[Any] = part(
    _texts([], 0),
    st.builds(_texts, st.just(["serious", "general"]), st.just(1)),
    st.builds(_texts, _levels, st.integers(0, 3), st.sampled_from([9, 9, 0])),
)


def _link(at: int, verdict: Any, **more: Any) -> Link:
    """A link of the home page; every second one leads to another host."""
    url = f"http://{'ab'[at % 2]}.example/{at}"
    return Link(url=url, found_on=HERE.url, external=at % 2 == 1, verdict=verdict, **more)


def _links(*links: Link) -> Links:
    return Links(links=links, at=HERE)


_WORKING = tuple(_link(at, "works") for at in range(5))
_WRONG = (
    _link(11, "works", suspect="gambling", signs=("下注",)),
    _link(12, "works", suspect="parked", second="agrees"),
    _link(14, "cannot-tell", cause="no-site"),
    _link(15, "works", moved_to="http://c.example/"),
    _link(17, "works", hidden=True),
    _link(21, "dead", cause="not-found"),
)
_UNSURE = (
    _link(13, "works", suspect="pornography", second="differs"),
    _link(19, "cannot-tell", cause="challenged"),
    _link(22, "dead", cause="not-found", dead_before=AS_OF - timedelta(hours=24)),
)
links: SearchStrategy[Any] = part(
    _links(*_WORKING),
    st.integers(1, len(_WRONG)).map(lambda first: _links(*_WORKING, *_WRONG[-first:])),
    st.lists(st.sampled_from((*_WRONG, *_UNSURE)), max_size=2, unique_by=lambda each: each.url).map(
        lambda found: _links(*found)
    ),
)


def _safety(injections: int, hosts: int, pages: int = 9) -> Safety:
    """So many things planted in the pages, and scripts from so many strange hosts."""
    planted = Injection(kind="head", signs=("百家乐", "下注"), at=HERE)
    strange = tuple(
        Foreign(host=f"{at}.example", kind="script", url=f"http://{at}.example/a.js", at=HERE)
        for at in range(hosts)
    )
    return Safety(pages=pages, injections=(planted,) * injections, foreign=strange, at=HERE)


safety: SearchStrategy[Any] = part(
    _safety(0, 0),
    st.builds(_safety, st.integers(1, 2), st.just(1)),
    st.builds(_safety, st.integers(0, 1), st.integers(0, 2), st.sampled_from([9, 9, 0])),
)
