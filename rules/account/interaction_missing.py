"""未提供有效互动功能 · Interaction missing

A person looked and found no way in which a visitor can speak to the account: no open comments, no
private messages that work, no menu entry to a message board.

Basis:        国办秘函〔2019〕19号, part 1 for new media: 未提供有效互动功能.
Cannot tell:  when two observations of one day differ. No machine can look, so an account of which
              nobody said anything passes.
"""

from checker.core.account import Condition
from checker.core.evidence import Unseen
from checker.core.outcome import Outcome, breached, cannot_tell, passed


def check(condition: Condition | Unseen) -> Outcome:
    """One fault at most."""
    if isinstance(condition, Unseen) or condition.interaction is None:
        return passed("由人工查看，未收到存在该问题的观察")
    who = f"（{condition.observer}）" if condition.observer else ""
    if "interaction" in condition.contrary:
        return cannot_tell(f"同日观察不一致，须人工核实{who}", condition.at)
    if condition.interaction:
        return passed(f"经人工查看有互动功能{who}", condition.at)
    return breached(f"经人工查看没有有效的互动功能{who}", condition.at)
