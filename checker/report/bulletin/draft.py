"""The sentences of a bulletin, drafted from its figures for a person to finish.

Only confirmed faults are named. What waits for a person and what could not be told is counted
beside the rate, never in it, and how much was judged by machine and by people stands there too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from checker.core.standing import Standing, Tally
from checker.core.target import PORTAL, Site
from checker.core.tickets import handled
from checker.report.bulletin.figures import Figures, Standings
from checker.report.bulletin.numbers import (
    and_others,
    change_in_points,
    chinese_day,
    ordinal,
    rate,
)
from checker.report.bulletin.overview import coverage_of, duties_done
from checker.report.bulletin.problems import phrase_of, told

_NAMED = 5
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered paragraph: its heading, which runs into the text."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A bulletin without its attachments."""

    title: str
    number: str
    to: str
    opening: str
    overview: tuple[Paragraph, ...]
    problems: tuple[Paragraph, ...]
    requirements: tuple[Paragraph, ...]
    office: str
    day: str


def draft(figures: Figures) -> Draft:
    """The whole text of a bulletin of the period, written on `figures.as_of`."""
    form, period = figures.form, figures.period
    opening = (
        "按照《国务院办公厅秘书局关于印发政府网站与政务新媒体检查指标、监管工作年度考核指标的通知》"
        f"（国办秘函〔2019〕19号）要求，{form.office}组织开展了{period.words}政府网站与政务新媒体检查，"
        "现将有关情况通报如下。"
    )
    return Draft(
        title=form.title.format(period=period.words, area=form.area),
        number=form.number,
        to=form.to,
        opening=opening,
        overview=_numbered(_overview(figures)),
        problems=_numbered(_problems(figures)),
        requirements=_numbered(_requirements(figures)),
        office=form.office,
        day=chinese_day(figures.as_of),
    )


def _numbered(parts: Iterator[tuple[str, str]]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(f"（{ordinal(number)}）{head}。", text)
        for number, (head, text) in enumerate(parts, 1)
    )


def _overview(figures: Figures) -> Iterator[tuple[str, str]]:
    if figures.sites:
        text = _counted(figures, figures.site_tally, figures.sites_before, "政府网站", "家")
        names = [
            figures.form.name_style.format(name=each.target.name)
            for each in figures.sites
            if each.word == "unqualified"
        ]
        if names:
            text += f"{and_others(names, _NAMED, '家')}不合格。"
        yield "政府网站检查情况", text + _kinds(figures.sites)
    if figures.accounts:
        text = _counted(figures, figures.account_tally, figures.accounts_before, "政务新媒体", "个")
        yield "政务新媒体检查情况", text + _duties(figures)
    if figures.letters:
        yield "互动回应专项检查情况", _letters(figures)
    if figures.tickets:
        yield "“我为政府网站找错”及网民留言办理情况", _tickets(figures)
    if figures.mending.given:
        yield "问题整改情况", _mending(figures)
    yield "检查方式", _coverage(figures)


def _counted(figures: Figures, now: Tally, before: Tally, what: str, unit: str) -> str:
    """Registered, checked, qualified, unqualified, the rate, what is open, and the change."""
    decimals = figures.form.decimals
    day = min(figures.period.last, figures.as_of)
    text = f"截至{chinese_day(day)}，{figures.form.area}正常运行的{what}共{now.registered}{unit}，"
    if now.checked == now.registered:
        text += "全部进行了检查，"
    else:
        looked = "抽查" if now.undrawn else "检查"
        text += f"{looked}{now.checked}{unit}，{looked}率{rate(now.checked, now.registered, decimals)}，"
        missed = now.registered - now.undrawn - now.checked
        if now.undrawn and missed:
            text += f"抽中未能检查{missed}{unit}，"
    text += f"其中合格{now.qualified}{unit}，不合格{now.unqualified}{unit}，合格率{rate(now.qualified, now.told, decimals)}"
    text += _change(now, before, decimals) + "。"
    if now.pending:
        text += f"另有{now.pending}{unit}由机器检出疑似问题、尚待人工确认，未计入合格率。"
    if now.undetermined:
        text += f"另有{now.undetermined}{unit}因未能完整查看而无法判定，不作为问题，未计入合格率。"
    return text


def _change(now: Tally, before: Tally, decimals: int) -> str:
    """The change of the rate, where at least half of those registered had a result then."""
    if before.told * 2 < before.registered:
        return ""
    change = change_in_points((now.qualified, now.told), (before.qualified, before.told), decimals)
    if change is None:
        return ""
    if not change:
        return "，与上期持平"
    return f"，比上期{'上升' if change > 0 else '下降'}{abs(change)}个百分点"


def _kinds(standings: Standings) -> str:
    """按层级和类型: how many sites of each kind there are."""
    counted: dict[str, int] = {}
    for each in standings:
        if isinstance(each.target, Site) and each.target.level:
            kind = "政府门户网站" if each.target.type == PORTAL else "政府部门网站"
            name = each.target.level + kind
            counted[name] = counted.get(name, 0) + 1
    if len(counted) < 2:
        return ""
    return f"其中，{'，'.join(f'{name}{count}家' for name, count in counted.items())}。"


def _duties(figures: Figures) -> str:
    """What all accounts published and passed on, where somebody counted it."""
    done, reposted = duties_done(figures)
    said: list[str] = []
    if done is not None:
        said.append(f"共发布各类信息{done}条")
    if reposted is not None:
        said.append(f"转载指定的权威信息{reposted}条")
    return "，".join(said) + "。" if said else ""


def _letters(figures: Figures) -> str:
    done = [each for each in figures.letters if each.answer != "waiting"]
    in_time = [each for each in done if each.in_time]
    most = max(each.letters for each in figures.letters)
    text = (
        f"对{len(figures.letters)}家网站各进行了{most}次简单常见问题咨询信件测试，其中{len(in_time)}家网站"
        f"在规定时间（{figures.terms.letters_days}个工作日）内进行了答复，按期答复率为"
        f"{rate(len(in_time), len(done), figures.form.decimals)}。"
    )
    asked = {each.site_code for each in figures.letters}
    names = {e.target.code: e.target.name for e in figures.sites if e.target.code in asked}
    for answer, words in (
        ("same-day", "能够于当日答复留言"),
        ("none", f"{most}封信件均未回复"),
        ("one-unanswered", "有1封信件未回复"),
        ("late", "回复不及时"),
    ):
        which = [each.site_code for each in done if each.answer == answer]
        text += _named_sites(which, names, figures, words)
    off_point = [each.site_code for each in done if each.off_point]
    return text + _named_sites(off_point, names, figures, "存在答非所问的情况，答复内容质量不高")


def _named_sites(codes: list[str], names: dict[str, str], figures: Figures, words: str) -> str:
    if not codes:
        return ""
    shown = [figures.form.name_style.format(name=names.get(code, code)) for code in codes]
    return f"{and_others(shown, 1, '家网站')}{words}。"


def _tickets(figures: Figures) -> str:
    days = figures.terms.tickets_days
    states = [handled(each, figures.as_of, days) for each in figures.tickets]
    late = states.count("late") + states.count("overdue")
    finished = states.count("in-time") + states.count("late")
    text = f"共收到留言{len(states)}条，办结{finished}条，"
    text += f"逾期{late}条。" if late else "均未逾期。"
    returned = sum(1 for each in figures.tickets if each.returned)
    return text + (f"办理结果被退回修改的{returned}条。" if returned else "")


def _mending(figures: Figures) -> str:
    m = figures.mending
    share = rate(m.mended, m.given, figures.form.decimals)
    text = f"截至{chinese_day(figures.as_of)}，已下发整改通知的问题{m.given}处，已完成整改{m.mended}处，整改率{share}。"
    return text + (f"超期未整改{m.overdue}处。" if m.overdue else "")


def _coverage(figures: Figures) -> str:
    seen = coverage_of(figures)
    told, machine, asked, people = seen.told, seen.by_machine, seen.indicators, seen.by_people
    if machine:
        text = (
            f"本次检查采用机器扫描和人工核查相结合的方式，共判定指标{told}项次，其中机器判定{machine}项次，"
            f"人工认定或确认{people}项次"
        )
        if told > machine + people:
            text += f"，其余{told - machine - people}项次须由人工掌握、未收到存在问题的认定"
    else:
        text = f"本次检查由人工进行，共判定指标{told}项次"
    if asked > told:
        text += f"；另有{asked - told}项次未能查看，不作为问题"
    return text + "。单项否决问题均经人工确认。"


def _problems(figures: Figures) -> Iterator[tuple[str, str]]:
    for standings, head, what, unit in (
        (figures.sites, "部分政府网站内容保障不到位", "网站", "家网站"),
        (figures.accounts, "部分政务新媒体管理不到位", "政务新媒体", "个账号"),
    ):
        sentences = list(_grouped(standings, figures, what, unit))
        if sentences:
            yield head, "；".join(sentences) + "。"
    late = {
        each.unit: None
        for each in figures.tickets
        if handled(each, figures.as_of, figures.terms.tickets_days) in ("late", "overdue")
    }
    if late:
        yield (
            "部分单位留言办理不够及时",
            f"{and_others(list(late), _EXAMPLES, '家单位')}未按时办理网民留言。",
        )


def _grouped(standings: Standings, figures: Figures, what: str, unit: str) -> Iterator[str]:
    """One sentence a kind of veto: the targets with most places first, in targets and in places."""
    groups: dict[str, list[tuple[Standing, int]]] = {}
    for each in standings:
        for problem in told(each.vetoes):
            groups.setdefault(phrase_of(problem, figures.form), []).append((each, problem.faults))
    style = figures.form.name_style if what == "网站" else "“{name}”"
    for phrase, found in groups.items():
        found.sort(key=lambda pair: -pair[1])
        names = [style.format(name=each.target.name) for each, _ in found]
        places = sum(faults for _, faults in found)
        count = f"（共{places}处）" if places > len(found) else ""
        yield f"{and_others(names, _EXAMPLES, unit)}{phrase}{count}"


def _requirements(figures: Figures) -> Iterator[tuple[str, str]]:
    terms = figures.terms
    report_day = figures.as_of + timedelta(days=terms.report_days)
    for line in figures.form.requirements:
        head, _, text = line.format(
            urgent_days=terms.urgent_days,
            mend_days=terms.mend_days,
            report_day=f"{report_day.month}月{report_day.day}日",
            office=figures.form.office,
            period=figures.period.words,
        ).partition("。")
        yield head, text
