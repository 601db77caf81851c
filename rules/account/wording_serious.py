"""严重表述错误 · Serious wording errors

Expressions that the lexicons call gravely wrong: names of the state, the party and its organs,
words on Hong Kong, Macao and Taiwan. A machine only suspects: that one is serious, and an error
at all, is for a person to say.

Basis:        国办秘函〔2019〕19号, part 1 for new media: 出现严重表述错误的.
Cannot tell:  when no post was read, or no lexicon was there to look with.
"""

from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.texts import Texts

_NAMED = 3


def check(texts: Texts) -> Outcome:
    """One fault for each wrong expression in its sentence, in however many posts that stands."""
    if not texts.pages:
        return cannot_tell("没有读到任何内容的文字", texts.at)
    if not texts.lexicons:
        return cannot_tell("没有可用的词库", texts.at)
    found = sorted(
        (each for each in texts.wording if each.level == "serious"),
        key=lambda each: (each.wrong, each.at.url, each.seal()),
    )
    read = f"查看信息 {texts.pages} 条（标题和数据源给出的文字）"
    if not found:
        return passed(f"{read}，未见词库所列的严重表述错误", texts.at)
    words = list(dict.fromkeys(each.wrong for each in found))
    named = "、".join(f"“{word}”" for word in words[:_NAMED])
    more = f"等 {len(words)} 种" if len(words) > _NAMED else ""
    return breached(
        f"{read}，疑似严重表述错误 {len(found)} 处：{named}{more}（须由人工认定）",
        *(each.at for each in found),
    )
