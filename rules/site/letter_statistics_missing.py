"""未公开留言受理反馈统计 · No statistics of messages received and answered

Neither the pages that list messages nor any column or link shows how many were received and
answered.

Basis:        国办秘函〔2019〕19号, part 2, 互动交流: 公开留言受理反馈情况统计数据.
Cannot tell:  when no page of messages was read, and when columns or links were left out.
"""

from checker.core.evidence import Unseen
from checker.core.letters import Letters
from checker.core.links import Links
from checker.core.outcome import Outcome, cannot_tell, passed
from checker.core.site import Columns
from checker.core.topics import offered


def check(letters: Letters, columns: Columns, links: Links | Unseen) -> Outcome:
    """One fault at most."""
    if letters.statistics:
        return passed("公开了留言受理反馈统计", letters.at)
    if not letters.mailboxes or letters.unread:
        return cannot_tell("未能查看全部留言页面，未见受理反馈统计", letters.at)
    return offered("letter-statistics", columns, links)
