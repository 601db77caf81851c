"""泄露个人信息 · Personal data published

Whole identity card numbers, bank cards, or lists of private people with their mobiles, in the titles and
texts of posts. Masked numbers and the telephones of offices are none.

Basis:        《中华人民共和国政府信息公开条例》第十五条, 《个人信息保护法》; a fault under local books.
Cannot tell:  when no post was read.
"""

from checker.core import text_findings
from checker.core.outcome import Outcome
from checker.core.texts import Texts


def check(texts: Texts) -> Outcome:
    """One fault for each number."""
    return text_findings.personal_data(texts, f"查看信息 {texts.pages} 条")
