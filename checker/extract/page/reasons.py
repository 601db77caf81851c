"""The answers on one page put into words: what was read, where it stands, what was passed over."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from checker.core.fact import CHINA
from checker.extract.answers.wrong_page import redirect_of
from checker.extract.articles.dates import Claim
from checker.extract.channels.entries import Entry
from checker.extract.page.facts import Because, Refusal
from checker.extract.page.footer import Found
from checker.extract.page.kinds import Kind
from checker.extract.page.readings import LISTED, Readings
from checker.extract.page.tags import standard_tags, tag_notes, tags_missing

KIND_WORDS = {
    "home": "首页",
    "column": "栏目页",
    "article": "内容页",
    "feedback": "咨询投诉页",
    "letters": "信件公开页",
    "guide": "办事指南",
    "services": "办事服务页",
    "search": "搜索页",
    "error": "错误页",
    "challenge": "防护设备的应答",
    "other": "其他页面",
}
_MOST_REFUSED = 8
_PLACES = (
    ("label ", "页面上的“{}”"),
    ("script after label ", "“{}”后面由脚本写出"),
    ("meta ", "标签 {}"),
    ("text near title", "标题附近的日期"),
    ("address", "网址中的日期"),
    ("title", "网页标题（title）"),
)
"""Where an answer was read, as the readers note it and as a webmaster calls it."""


def place_words(place: str) -> str:
    """A noted place in words; a selector stays as it is."""
    for sign, words in _PLACES:
        if place == sign or (sign.endswith(" ") and place.startswith(sign)):
            return words.format(place[len(sign) :])
    return place


def kind_reason(kind: Kind) -> Because:
    """What the page is taken for."""
    return Because(
        question="页面类型", answer=KIND_WORDS[kind.kind], place=kind.place, why=kind.why
    )


def reasons(found: Readings, as_of: datetime) -> tuple[Because, ...]:
    """One reason for every answer, in the order of the answers."""
    parts = [kind_reason(found.kind)]
    if found.doc.cut:
        why = "没有读到的部分里可能有下面说没有的内容"
        parts.append(Because(question="是否读完", answer=found.doc.cut, why=why))
    parts += _moves(found)
    if found.kind.kind in ("article", "guide"):
        parts += _article(found)
    if found.kind.kind in LISTED:
        parts += _list(found)
    parts += _letters(found)
    parts += _guide(found)
    if found.browser:
        parts.append(Because(question="是否需要浏览器", answer="需要", why=found.browser))
    parts += _tags(found, as_of)
    parts += _entries(found)
    parts += _footer(found)
    return tuple(parts)


def _moves(found: Readings) -> Iterator[Because]:
    if target := redirect_of(found.doc):
        yield Because(question="跳转", answer=target, place="meta refresh 或脚本", why="打开即跳转")


def _article(found: Readings) -> Iterator[Because]:
    article = found.article
    yield Because(
        question="标题", answer=article.title or "没有读到", place=place_words(article.title_from)
    )
    refused = [Refusal(what=one.quote, why=one.why) for one in article.passed]
    refused += [
        Refusal(what=_claimed(claim), why="晚于监测时间点，不采用") for claim in article.future
    ]
    for claim in article.claims:
        if article.published and claim.day != article.published and claim not in article.future:
            words = f"与采用的日期不一致，{place_words(claim.place)}的优先级较低"
            refused.append(Refusal(what=_claimed(claim), why=words))
    yield Because(
        question="发布日期",
        answer=str(article.published or "没有读到"),
        place=place_words(article.published_from),
        why=article.published_quote or "标题附近、标签和网址里都没有可采用的日期",
        rejected=tuple(refused[:_MOST_REFUSED]),
    )
    if article.disagreement:
        pairs = "、".join(
            f"{place_words(claim.place)}为 {claim.day}" for claim in article.disagreement
        )
        yield Because(question="日期是否一致", answer="不一致", why=f"相差一天以上：{pairs}")
    if article.source:
        tagged = article.source == found.doc.tag("ContentSource")
        place = place_words("meta ContentSource") if tagged else "标题附近的“来源”"
        yield Because(question="信息来源", answer=article.source, place=place)


def _claimed(claim: Claim) -> str:
    return f"{place_words(claim.place)}：{claim.quote}"


def _list(found: Readings) -> Iterator[Because]:
    listed = found.listed
    dated = [item for item in found.items if item.day is not None]
    if found.items:
        first = max(dated, key=lambda item: str(item.day)) if dated else found.items[0]
        said = f"最新一条：{first.title[:30]}（{first.day}，取自 {first.date_from} {first.date_quote}）"
        answer = f"{len(found.items)} 条，其中 {len(dated)} 条有日期"
        if listed is not None and listed.unread:
            answer += f"；列表太长，中间的 {listed.unread} 条没有读"
    else:
        answer = "没有读到列表"
        said = (listed.blank_quote or listed.needs_browser or "") if listed else ""
        said = said or "没有成组的、带标题或日期的链接"
    yield Because(
        question="信息列表",
        answer=answer,
        place=listed.selector if listed else "",
        why=said,
        rejected=tuple(
            Refusal(what=what, why=why)
            for what, why in (listed.rejected[:_MOST_REFUSED] if listed else ())
        ),
    )
    if found.guess is not None:
        guess = found.guess
        words = f"{guess.because}（把握 {guess.confidence:.2f}）"
        yield Because(question="栏目类别", answer=guess.column_class, place=found.name, why=words)


def _letters(found: Readings) -> Iterator[Because]:
    letters = found.mailbox.letters
    if not letters:
        return
    counted = Counter(each.state for each in letters)
    waiting = next((each for each in letters if each.state == "pending"), letters[0])
    yield Because(
        question="公开的信件",
        answer=f"{len(letters)} 封，已答复 {counted['answered']} 封，未答复 {counted['pending']} 封",
        place=waiting.selector,
        why=waiting.quote,
    )


def _guide(found: Readings) -> Iterator[Because]:
    guide = found.guide
    if guide is None:
        return
    refused = [Refusal(what=each, why="没有这一项的标题") for each in guide.absent]
    refused += [Refusal(what=each, why="有标题，没有内容") for each in guide.empty]
    refused += [
        Refusal(what=each, why="没有标题，正文中可能有，不算缺失") for each in guide.unclear
    ]
    yield Because(
        question="办事指南要素",
        answer=f"8 类中有 {len(guide.told)} 类，缺 {len(guide.missing)} 类",
        place=guide.selector,
        why="、".join(guide.told),
        rejected=tuple(refused),
    )


def _tags(found: Readings, as_of: datetime) -> Iterator[Because]:
    doc = found.doc
    tags, missing = standard_tags(doc), tags_missing(doc, found.kind.kind)
    code = found.footer.site_code or found.footer.badge_code
    shown = found.article.published if found.kind.kind == "article" else None
    notes = tag_notes(doc, as_of.astimezone(CHINA).date(), shown, code.value if code else "")
    empty = [name for name in missing if name in tags]
    absent = [name for name in missing if name not in tags]
    why = "".join(
        f"{words}：{'、'.join(names)}；"
        for words, names in (("没有", absent), ("为空", empty))
        if names
    )
    yield Because(
        question="网页标签",
        answer=f"缺 {len(missing)} 个" if missing else "必需的都有",
        place="head",
        why=why.rstrip("；"),
        rejected=tuple(
            Refusal(what=f"{note.written}={note.value[:40]}", why=note.note) for note in notes
        ),
    )


def _entries(found: Readings) -> Iterator[Because]:
    entries = found.entries
    for question, some in (
        ("咨询投诉入口", entries.feedback),
        ("办事服务入口", entries.services),
        ("我为政府网站找错入口", entries.report_error),
        ("站内搜索", entries.search),
        ("隐藏链接", entries.hidden),
    ):
        if some:
            yield Because(
                question=question,
                answer=_named(some),
                place=some[0].selector,
                why=some[0].url or _WITHOUT_ADDRESS.get(question, "入口没有链接地址，点击无处可去"),
            )
        elif found.kind.kind == "home" and question in _ASKED_OF_HOME:
            yield Because(question=question, answer="首页上没有读到", why=_PERHAPS)
    form = found.form
    if form is not None and (form.fields or form.login):
        answer = "可填写" if form.usable else "不可填写"
        why = "、".join(form.fields) + ("；需要登录" if form.login else "")
        yield Because(question="表单", answer=answer, place=form.selector, why=why)


_ASKED_OF_HOME = ("咨询投诉入口", "办事服务入口", "我为政府网站找错入口", "站内搜索")
_PERHAPS = "网页源代码里没有；如由脚本写入，浏览器里才看得到"
_WITHOUT_ADDRESS = {
    "站内搜索": "有搜索框，由脚本提交，没有固定地址",
    "我为政府网站找错入口": "由脚本或图片给出，没有固定地址",
}


def _named(some: tuple[Entry, ...]) -> str:
    names = "、".join(entry.name or "（图片）" for entry in some[:3])
    return names + (f" 等 {len(some)} 处" if len(some) > 3 else "")


_ASKED_OF_FOOT = (
    "网站标识码",
    "ICP 备案号",
    "公安备案号",
    "主办单位",
    "联系方式",
    "党政机关网站标识",
)


def _footer(found: Readings) -> Iterator[Because]:
    read = found.footer
    rows: tuple[tuple[str, Found | None], ...] = (
        ("网站标识码", read.site_code),
        ("找错标识中的标识码", read.badge_code),
        ("ICP 备案号", read.icp),
        ("公安备案号", read.police),
        ("主办单位", read.sponsor),
        ("联系方式", read.contact),
        ("网站地图", read.sitemap),
        ("党政机关网站标识", read.party_gov_mark),
    )
    for question, one in rows:
        if one is not None:
            answer = "有" if question == "党政机关网站标识" else one.value
            yield Because(question=question, answer=answer, place=one.place, why=one.quote)
    if lost := [question for question, one in rows if one is None and question in _ASKED_OF_FOOT]:
        yield Because(question="页面底部没有读到", answer="、".join(lost), why=_PERHAPS)
    code, badge = read.site_code, read.badge_code
    if code and badge and code.value != badge.value:
        words = f"页面文字为 {code.value}，找错标识为 {badge.value}"
        yield Because(question="标识码是否一致", answer="不一致", why=words)
