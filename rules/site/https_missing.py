"""不支持 HTTPS 或证书无效 · No HTTPS, or a certificate that is not valid

The home page's host answers nothing over HTTPS, or with a certificate that is not valid for it.

Basis:        none in 国办秘函〔2019〕19号: shown for the office's own security work.
Cannot tell:  when nothing answered in time or the answer was a firewall's.
"""

from checker.core.access import Access
from checker.core.outcome import Outcome, breached, cannot_tell, passed


def check(access: Access) -> Outcome:
    """One fault at most."""
    match access.https:
        case "opened":
            return passed(f"{access.host} 可以用 HTTPS 访问，证书有效", access.at)
        case "certificate":
            return breached(f"{access.host} 的 HTTPS 证书无效：{access.https_detail}", access.at)
        case "none":
            return breached(f"{access.host} 不支持 HTTPS：{access.https_detail}", access.at)
        case "unknown":
            return cannot_tell(f"未能用 HTTPS 访问 {access.host}：{access.https_detail}", access.at)
