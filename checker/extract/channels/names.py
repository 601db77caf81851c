"""Names that promise a whole department of entries rather than one channel: 互动交流 and its like."""

import re

_UMBRELLA = re.compile(
    r"(?:政民|官民|政务|政府|公众|网上|在线|民意|网络)?(?:互动|交流|参与|沟通)(?:互动|交流|参与|平台|专栏|频道|中心|栏目)?"
)


def is_umbrella(name: str) -> bool:
    """Whether a name only leads to channels: such a page has to show one to count as one."""
    return _UMBRELLA.fullmatch(name.replace(" ", "")) is not None
