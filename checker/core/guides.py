"""The guides part: the service guides (办事指南) that were opened, and what each of them lacks."""

from typing import Literal

from checker.core.evidence import Proof
from checker.core.fact import Fact

GuideElement = Literal["名称", "依据", "条件", "材料", "地点", "时间", "电话", "流程"]
"""The eight groups of elements that a service guide (办事指南) must hold: its name, its legal
basis, conditions, materials, place, hours, telephone and steps."""


class Guide(Fact):
    """One service guide. `missing` are groups without a heading or without a value.

    `unclear` groups were neither seen nor seen to be missing (a script fills them in, or the text
    tells them without a heading): no fault.
    """

    name: str
    url: str
    missing: tuple[GuideElement, ...] = ()
    unclear: tuple[GuideElement, ...] = ()
    at: Proof


class Guides(Fact):
    """The service guides of the site itself that were opened.

    `unopened` counts links beside them that were not followed: guides or other things.
    """

    guides: tuple[Guide, ...] = ()
    unopened: int = 0
    at: Proof
