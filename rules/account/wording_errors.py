"""一般表述错误 · Wording errors

Expressions that the lexicons call wrong and not grave: mistaken signs in fixed phrases, names of
offices, set orders of words. Hints of a lexicon are shown to people and are no faults.

Basis:        国办秘函〔2019〕19号, part 2, 信息发布: 内容准确; new media follow it by local rules; the list of errors is the lexicons'.
Cannot tell:  when no post was read, or no lexicon was there to look with.
"""

from checker.core import text_findings
from checker.core.outcome import Outcome
from checker.core.texts import Texts


def check(texts: Texts) -> Outcome:
    """One fault for each wrong expression in its sentence, in however many posts that stands."""
    return text_findings.general_wording(texts, f"查看信息 {texts.pages} 条")
