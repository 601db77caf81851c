"""What one indicator says of one target: passed, breached, cannot-tell or not-applicable."""

from collections.abc import Mapping
from typing import Literal

from checker.core.evidence import Proof, Unseen, UnseenReason
from checker.core.fact import Fact

Status = Literal["passed", "breached", "cannot-tell", "not-applicable"]


class Outcome(Fact):
    """A status, a sentence in the office's language and the proofs.

    The number of proofs of a breach is the number of faults. `days_left` is how long a pass will
    hold if nothing changes, where a rule can say so.
    """

    status: Status
    says: str
    proofs: tuple[Proof, ...] = ()
    days_left: int | None = None


def passed(says: str, *proofs: Proof, days_left: int | None = None) -> Outcome:
    """The target meets the indicator."""
    return Outcome(status="passed", says=says, proofs=proofs, days_left=days_left)


def breached(says: str, *proofs: Proof) -> Outcome:
    """The target breaks the indicator, once for each proof."""
    return Outcome(status="breached", says=says, proofs=proofs)


def cannot_tell(says: str, *proofs: Proof) -> Outcome:
    """What was seen does not decide it."""
    return Outcome(status="cannot-tell", says=says, proofs=proofs)


def not_applicable(says: str) -> Outcome:
    """The indicator does not concern this target."""
    return Outcome(status="not-applicable", says=says)


_UNSEEN_WORDS: Mapping[UnseenReason, str] = {
    "not-collected": "本次未采集",
    "challenged": "页面被防护系统要求验证，未能查看",
    "blocked": "访问被防护系统拦截，未能查看",
    "no-answer": "本次访问未得到应答",
    "site-error": "本次访问返回错误页面",
    "wrong-page": "打开的不是该网站的页面",
    "needs-browser": "页面须由浏览器加载，本次未能用浏览器查看",
    "unreadable": "页面内容未能识别",
    "robots": "网站的 robots.txt 不允许访问",
    "forbidden-address": "地址不在允许访问的网络范围内",
    "budget": "超出本次检查的时间或页面数限额",
    "crash": "检查程序出错",
    "no-source": "没有登记可读取的数据源",
    "empty-source": "数据源没有返回任何内容",
    "source-failed": "数据源不可用",
}


def not_seen(part: Unseen) -> Outcome:
    """What every indicator says of a part of the evidence that it needs and nobody saw."""
    detail = f"（{part.detail}）" if part.detail else ""
    return cannot_tell(f"无法判定：{_UNSEEN_WORDS[part.reason]}{detail}")
