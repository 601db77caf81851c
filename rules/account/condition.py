"""账号状态异常 · Account not as registered

A person found an account that the ledger calls normal to be deregistered, renamed, uncertified or
not to be found, or it says of itself that it stopped.

Basis:        国办发〔2018〕123号: 开设变更关停注销须备案; offices list such accounts apart from idle ones.
Cannot tell:  when nobody looked at the account itself, or two observations of one day differ.
"""

from checker.core.account import Condition
from checker.core.outcome import Outcome, breached, cannot_tell, passed

_AS_REGISTERED = ("", "正常")


def check(condition: Condition) -> Outcome:
    """One fault at most: the state."""
    who = f"（{condition.observer}）" if condition.observer else ""
    if "state" in condition.contrary:
        return cannot_tell(f"同日观察不一致，须人工核实{who}", condition.at)
    if condition.state in _AS_REGISTERED:
        return passed(f"经人工查看状态正常{who}", condition.at)
    return breached(f"经人工查看：{condition.state}，台账登记为正常{who}", condition.at)
