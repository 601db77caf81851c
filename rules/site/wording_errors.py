"""一般表述错误 · Wording errors

Expressions that the lexicons call wrong and not grave: mistaken signs in fixed phrases, names of
offices, set orders of words. Hints of a lexicon are shown to people and are no faults.

Basis:        国办秘函〔2019〕19号, part 2, 信息发布: 内容准确; the list of errors is the lexicons'.
Cannot tell:  when no page was read, or no lexicon was there to look with.
"""

from checker.core import text_findings
from checker.core.outcome import Outcome
from checker.core.texts import Texts


def check(texts: Texts) -> Outcome:
    """One fault for each wrong expression in its sentence, on however many pages that stands."""
    return text_findings.general_wording(
        texts, f"查看页面 {texts.pages} 个、附件 {texts.attachments} 个"
    )
