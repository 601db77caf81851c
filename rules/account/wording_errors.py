"""一般表述错误 · Wording errors

Expressions that the lexicons call wrong and not grave: mistaken signs in fixed phrases, names of
offices, set orders of words. Hints of a lexicon are shown to people and are no faults.

Basis:        国办秘函〔2019〕19号, part 2, 信息发布: 内容准确; new media follow it by local rules; the list of errors is the lexicons'.
Cannot tell:  when no post was read, or no lexicon was there to look with.
"""

from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.texts import Texts


def check(texts: Texts) -> Outcome:
    """One fault for each wrong expression in its sentence, in however many posts that stands."""
    if not texts.pages:
        return cannot_tell("没有读到任何内容的文字", texts.at)
    if not texts.lexicons:
        return cannot_tell("没有可用的词库", texts.at)
    found = sorted(
        (each for each in texts.wording if each.level == "general"),
        key=lambda each: (each.wrong, each.at.url, each.seal()),
    )
    hints = sum(each.level == "hint" for each in texts.wording)
    says = f"查看信息 {texts.pages} 条，一般表述错误 {len(found)} 处"
    if hints:
        says = f"{says}；另有提示 {hints} 处，不计"
    return breached(says, *(each.at for each in found)) if found else passed(says, texts.at)
