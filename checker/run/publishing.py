"""The gate before what is published: enough was told, or a person signs for what was not."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from checker.core.period import Period
from checker.core.publishing import UNCHECKED, Cover, Release, cover_of
from checker.core.standing import Standing
from checker.report.tables import Lang
from checker.report.wording import reason_word
from checker.run.clock import now
from checker.run.office import Office
from checker.store.counting import round_sums
from checker.store.periods import undrawn_in
from checker.store.releases import add_release
from checker.store.rounds import counts

_FIRST = 5


@dataclass(frozen=True)
class Signed:
    """A person's word that a paper leaves below the floor."""

    reason: str
    by: str


class BelowFloor(Exception):
    """Too little was told to publish; `zh` and `en` say how much, why, and what to do."""

    def __init__(self, cover: Cover, floor: float) -> None:
        left = cover.targets - cover.told
        self.zh = (
            f"覆盖率 {share_words(cover, floor)}：{left} 个对象没有结论（{untold_words(cover, 'zh')}）。"
            "公布后，没有结论的单位会被当作没有问题。请先补查（checker nightly 或 checker recheck）、由人工认定"
            "（checker state）或请网站放行；确须印发的，写明理由并署名：--below-floor 理由 --by 姓名"
        )
        self.en = (
            f"coverage is {share_words(cover, floor, 'en')}: {left} targets are not told "
            f"({untold_words(cover, 'en')}). A paper would call them well. Check them again (`checker "
            "nightly`, `checker recheck`), state what people saw (`checker state`), or ask the sites to "
            "let us in. To publish all the same, sign for it: --below-floor REASON --by NAME"
        )
        super().__init__(self.zh)


def share_words(cover: Cover, floor: float, lang: Lang = "zh") -> str:
    """71.4 % of 42 and the floor, in words."""
    known = f"{cover.share:.1%}"
    if lang == "zh":
        return f"{known}（{cover.told}/{cover.targets}），低于下限 {floor:.0%}"
    return f"{known} ({cover.told} of {cover.targets}), below the floor of {floor:.0%}"


def untold_words(cover: Cover, lang: Lang) -> str:
    """Why targets are not told, the most frequent reasons first."""
    listed = [
        f"{reason_word(reason, lang)} {count}" for reason, count in [*cover.untold.items()][:_FIRST]
    ]
    left = sum([*cover.untold.values()][_FIRST:])
    if left:
        listed.append(f"其他 {left}" if lang == "zh" else f"others {left}")
    return ("、" if lang == "zh" else ", ").join(listed)


def period_cover(office: Office, period: Period, standings: Iterable[Standing]) -> Cover:
    """The cover of a period's standings."""
    return cover_of(standings, undrawn_in(office.database, period.start, period.end))


def round_cover(office: Office, round_id: str) -> Cover:
    """The cover of one round: all that it planned and was not closed or left out by a draw."""
    counted = counts(office.database, round_id)
    untold = Counter(round_sums(office.database, round_id).untold)
    untold.update({"crash": counted.failed, UNCHECKED: counted.planned})
    return Cover(
        told=counted.told,
        targets=counted.done + counted.failed + counted.planned,
        untold={reason: count for reason, count in untold.most_common() if count},
    )


def release(office: Office, paper: str, about: str, cover: Cover, signed: Signed | None) -> str:
    """Lets a paper leave; what to note on it, empty where enough was told.

    Raises BelowFloor where too little was told and nobody signs; a signature is written down.
    """
    floor = office.config.publishing.coverage_floor
    if cover.share >= floor:
        return ""
    if signed is None:
        raise BelowFloor(cover, floor)
    add_release(
        office.database,
        Release(
            at=now(), paper=paper, about=about, told=cover.told, targets=cover.targets,
            floor=floor, reason=signed.reason, by=signed.by,
        ),
    )  # fmt: skip
    return (
        f"覆盖率 {share_words(cover, floor)}；无结论：{untold_words(cover, 'zh')}；"
        f"印发理由：{signed.reason}（{signed.by}，{now():%Y-%m-%d %H:%M}）"
    )
