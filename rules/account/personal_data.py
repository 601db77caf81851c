"""泄露个人信息 · Personal data published

Whole identity card numbers, bank cards, or lists of private people with their mobiles, in the titles and
texts of posts. Masked numbers and the telephones of offices are none.

Basis:        《中华人民共和国政府信息公开条例》第十五条, 《个人信息保护法》; a fault under local books.
Cannot tell:  when no post was read.
"""

from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.texts import Texts

_WORDS = {"id-card": "身份证号", "bank-card": "银行卡号", "mobile": "手机号"}


def check(texts: Texts) -> Outcome:
    """One fault for each number."""
    if not texts.pages:
        return cannot_tell("没有读到任何内容的文字", texts.at)
    found = sorted(
        texts.personal, key=lambda each: (each.at.url, each.kind, each.masked, each.seal())
    )
    read = f"查看信息 {texts.pages} 条"
    if not found:
        return passed(f"{read}，未见未作遮盖的身份证号、银行卡号或个人手机号名单", texts.at)
    counts = {word: sum(each.kind == kind for each in found) for kind, word in _WORDS.items()}
    listed = "、".join(f"{word} {count} 个" for word, count in counts.items() if count)
    return breached(f"{read}，疑似泄露个人信息：{listed}", *(each.at for each in found))
