"""没有新公开的留言答复 · No reply to a message published of late

No message that the site publishes was answered within the months that the book names. A message
sent within them and answered was answered within them.

Basis:        国办秘函〔2019〕19号, part 2, 互动交流: 留言公开, 2 个月内无新增公开答复的扣 3 分.
Cannot tell:  when no published message was found, when a list of messages could not be read, and
              when an answered message names no day of its answer.
"""

from datetime import date, datetime

from checker.core.calendar import months_before
from checker.core.fact import Fact
from checker.core.letters import Letter, Letters
from checker.core.outcome import Outcome, breached, cannot_tell, passed


class Params(Fact):
    """Calendar months from the newest published reply to the monitoring time."""

    max_months: int = 2


def check(letters: Letters, as_of: datetime, p: Params) -> Outcome:
    """One fault at most."""
    since = months_before(as_of.date(), p.max_months)
    answered = [each for each in letters.letters if each.answered or each.state == "answered"]
    new = [each for each in answered if (day := _day(each)) and since <= day <= as_of.date()]
    if new:
        return passed(f"{since} 以来公开的留言答复有 {len(new)} 条", letters.at)
    if not letters.letters:
        return cannot_tell("未见公开的留言列表", letters.at)
    undated = sum(each.answered is None for each in answered)
    unsaid = sum(each.state == "unsaid" and not each.answered for each in letters.letters)
    if letters.unread or undated or unsaid:
        return cannot_tell(f"{since} 以来未见公开的留言答复；有的留言没有写明答复日期", letters.at)
    newest = max((each.answered for each in answered if each.answered), default=None)
    says = f"最近公开的留言答复是 {newest or '无'}（标准：{p.max_months} 个月内有新增）"
    return breached(says, letters.at)


def _day(letter: Letter) -> date | None:
    """The day of the answer, or the first day that it can have been given on."""
    return letter.answered or letter.sent
