"""移动客户端无法下载或使用 · App unusable

A person tried an app or a mini-program and could not install or use it.

Basis:        国办秘函〔2019〕19号, part 1 for new media: 移动客户端（APP）无法下载或使用.
Cannot tell:  when two observations of one day differ. No machine can try, so an app of which
              nobody said anything passes.
"""

from checker.core.account import Condition
from checker.core.evidence import Unseen
from checker.core.outcome import Outcome, breached, cannot_tell, not_applicable, passed
from checker.core.target import Account

_APPS = ("APP", "移动客户端", "客户端", "小程序", "快应用")


def check(target: Account, condition: Condition | Unseen) -> Outcome:
    """One fault at most; accounts on other platforms have no app."""
    if not any(word in target.type.upper() for word in _APPS):
        return not_applicable("不是移动客户端或小程序")
    if isinstance(condition, Unseen) or condition.usable is None:
        return passed("由人工试用，未收到存在该问题的观察")
    who = f"（{condition.observer}）" if condition.observer else ""
    if "usable" in condition.contrary:
        return cannot_tell(f"同日观察不一致，须人工核实{who}", condition.at)
    if condition.usable:
        return passed(f"经人工试用可以下载使用{who}", condition.at)
    return breached(f"经人工试用无法下载或使用{who}", condition.at)
