"""泄露个人信息 · Personal data published

Whole identity card numbers, bank cards, or lists of private people with their mobiles, on pages or
in attachments. Masked numbers and the telephones of offices are none.

Basis:        《中华人民共和国政府信息公开条例》第十五条, 《个人信息保护法》; a fault under local books.
Cannot tell:  when no page was read.
"""

from checker.core import text_findings
from checker.core.outcome import Outcome
from checker.core.texts import Texts


def check(texts: Texts) -> Outcome:
    """One fault for each number."""
    return text_findings.personal_data(
        texts, f"查看页面 {texts.pages} 个、附件 {texts.attachments} 个"
    )
