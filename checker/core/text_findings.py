"""What the texts of a site or an account say that they should not: wrong wording, personal data.

The rules of both call these; `read` is how the rule names what was read.
"""

from checker.core.evidence import Proof
from checker.core.fact import settled
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.texts import Texts, WordingFind, WordLevel

_NAMED = 3
_NUMBERS = {"id-card": "身份证号", "bank-card": "银行卡号", "mobile": "手机号"}


def serious_wording(texts: Texts, read: str) -> Outcome:
    """One fault for each grave expression in its sentence, wherever else that stands too.

    Cannot be told where nothing was read, or there was no lexicon to look with.
    """
    if unread := _unread(texts):
        return unread
    found = _wording(texts, "serious")
    if not found:
        return passed(f"{read}，未见词库所列的严重表述错误", texts.at)
    words = list(dict.fromkeys(each.wrong for each in found))
    named = "、".join(f"“{word}”" for word in words[:_NAMED])
    more = f"等 {len(words)} 种" if len(words) > _NAMED else ""
    says = f"{read}，疑似严重表述错误 {len(found)} 处：{named}{more}（须由人工认定）"
    return breached(says, *_places(found))


def general_wording(texts: Texts, read: str) -> Outcome:
    """One fault for each wrong expression that is not grave; hints are told and are no faults.

    Cannot be told where nothing was read, or there was no lexicon to look with.
    """
    if unread := _unread(texts):
        return unread
    found = _wording(texts, "general")
    hints = sum(each.level == "hint" for each in texts.wording)
    says = f"{read}，一般表述错误 {len(found)} 处"
    if hints:
        says = f"{says}；另有提示 {hints} 处，不计"
    return breached(says, *_places(found)) if found else passed(says, texts.at)


def personal_data(texts: Texts, read: str) -> Outcome:
    """One fault for each unmasked number; cannot be told where nothing was read."""
    if not texts.pages:
        return _nothing_read(texts)
    found = settled(texts.personal, lambda each: (each.at.url, each.kind, each.masked))
    if not found:
        return passed(f"{read}，未见未作遮盖的身份证号、银行卡号或个人手机号名单", texts.at)
    counts = {word: sum(each.kind == kind for each in found) for kind, word in _NUMBERS.items()}
    listed = "、".join(f"{word} {count} 个" for word, count in counts.items() if count)
    return breached(f"{read}，疑似泄露个人信息：{listed}", *(each.at for each in found))


def _unread(texts: Texts) -> Outcome | None:
    if not texts.pages:
        return _nothing_read(texts)
    return None if texts.lexicons else cannot_tell("没有可用的词库", texts.at)


def _nothing_read(texts: Texts) -> Outcome:
    return cannot_tell("没有读到任何文字", texts.at)


def _wording(texts: Texts, level: WordLevel) -> list[WordingFind]:
    """The finds of a level in an order that does not depend on that of the pages."""
    found = [each for each in texts.wording if each.level == level]
    return settled(found, lambda each: (each.wrong, each.at.url))


def _places(found: list[WordingFind]) -> list[Proof]:
    return [each.at for each in found]
