"""严重表述错误 · Serious wording errors

Expressions that the lexicons call gravely wrong: names of the state, the party and its organs,
words on Hong Kong, Macao and Taiwan. A machine only suspects: that one is serious, and an error
at all, is for a person to say.

Basis:        国办秘函〔2019〕19号, part 1 for new media: 出现严重表述错误的.
Cannot tell:  when no post was read, or no lexicon was there to look with.
"""

from checker.core import text_findings
from checker.core.outcome import Outcome
from checker.core.texts import Texts


def check(texts: Texts) -> Outcome:
    """One fault for each wrong expression in its sentence, in however many posts that stands."""
    return text_findings.serious_wording(
        texts, f"查看信息 {texts.pages} 条（标题和数据源给出的文字）"
    )
