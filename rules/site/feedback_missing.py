"""未提供网上有效咨询建言渠道 · No working channel for advice and suggestions

No entry where a citizen could ask or suggest something: none stands on the pages that were looked
through, or none of those that stand there can be opened and used.

Basis:        国办秘函〔2019〕19号, part 1: 未提供网上有效咨询建言渠道(网上信访、纪检举报等专门渠道除外).
Cannot tell:  when an entry was found that could not be tried; and when no entry was seen working,
              but pages that need a browser were looked through without one.
"""

from checker.core.channels import names_of, way_in
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Feedback


def check(feedback: Feedback) -> Outcome:
    """One fault at most: that there is no way in."""
    channels, at = feedback.channels, feedback.at
    match way_in(channels, feedback.thorough):
        case "open":
            return passed("网上咨询建言渠道可用", at)
        case "shut":
            return breached(f"网上咨询建言渠道入口打不开：{names_of(channels)}", at)
        case "absent":
            return breached(f"查看 {len(feedback.searched)} 个页面，未找到网上咨询建言渠道", at)
        case "unknown":
            found = names_of(channels) or "未找到入口"
            return cannot_tell(f"未能确认网上咨询建言渠道是否可用：{found}", at)
