"""What a portal must show, by the words that its columns and links bear.

A column's class says how often it must be new; its topic says which of the portal's indicators it
answers: the 概况 of the place, the duties of its organs, its leaders, statistics, surveys.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from checker.core.evidence import Unseen
from checker.core.fact import settled
from checker.core.links import Links
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Column, Columns

Topic = Literal[
    "overview",  # 概况信息
    "functions",  # 机构职能
    "leaders",  # 领导信息
    "service-statistics",  # 办事统计
    "letter-statistics",  # 留言受理反馈统计
    "surveys",  # 征集调查
    "interviews",  # 在线访谈
]

TITLES: Mapping[Topic, str] = {
    "overview": "概况信息",
    "functions": "机构职能",
    "leaders": "领导信息",
    "service-statistics": "办事统计数据",
    "letter-statistics": "留言受理反馈统计",
    "surveys": "征集调查",
    "interviews": "在线访谈",
}
"""What the text calls each topic."""
_WORDS: Mapping[Topic, re.Pattern[str]] = {
    "overview": re.compile(
        r"概况|简介|概览|基本情况|[省市州县区旗镇乡园地]情|走进|认识|印象|魅力|名片"
    ),
    "functions": re.compile(
        r"职能|职责|政府(?:机构|部门)|(?:工作|组成)部门|机构(?:设置|编制|信息|概况|简介|领导|一览)|内设机构|组织机构|三定"
    ),
    "leaders": re.compile(
        r"领导(?:信息|之窗|专栏|机构|班子|介绍|成员|简介|分工|名单|之家|一览)|(?:政府|机构|[委局厅]|现任)领导"
        r"|负责人|(?:[省市州县区旗镇乡局厅]长|主任)(?:之窗|信息|简介)|班子成员"
    ),
    "service-statistics": re.compile(
        r"办件(?:统计|公示|公告|数据|[数总]量|情况|结果)|(?:办事|服务|事项|办理结果|审批)(?:数据)?统计|统计.{0,4}办件"
    ),
    "letter-statistics": re.compile(
        r"(?:来信|信件|信箱|留言|咨询|投诉|受理|回复|答复|诉求|互动)[一-鿿]{0,4}统计"
    ),
    "surveys": re.compile(r"征集|调查(?!队)|问卷|征求意见|意见征求"),
    "interviews": re.compile(r"访谈"),
}
_LONGEST_NAME = 16


def bears(topic: Topic, name: str) -> bool:
    """Whether a column or a link of this name is about the topic; sentences are no names."""
    return len(name) <= _LONGEST_NAME and _WORDS[topic].search(name) is not None


def columns_on(topic: Topic, columns: Sequence[Column]) -> list[Column]:
    """The columns about a topic, one of each address, by name."""
    named = {
        each.url: each for each in _in_order([one for one in columns if bears(topic, one.name)])
    }
    return list(named.values())


def offered(topic: Topic, columns: Columns, links: Links | Unseen) -> Outcome:
    """Whether the portal shows the topic anywhere: as a column, or behind a link.

    It is missing only where every column was visited and every link of their pages is known.
    """
    title = TITLES[topic]
    found = columns_on(topic, columns.columns)
    filled = [each for each in found if each.content != "nothing"]
    if filled:
        return passed(f"有{title}栏目“{filled[0].name}”", filled[0].at)
    if found:
        return breached(f"{title}栏目“{found[0].name}”没有内容", found[0].at)
    if isinstance(links, Unseen):
        return cannot_tell(f"栏目中未见{title}，页面链接未能查看", columns.at)
    linked = sorted(each.text for each in links.links if bears(topic, each.text))
    if linked:
        return passed(f"有{title}入口“{linked[0]}”", links.at)
    if columns.unvisited or links.unchecked:
        left = f"另有 {columns.unvisited} 个栏目、{links.unchecked} 个链接未查看"
        return cannot_tell(f"未见{title}；{left}", columns.at)
    return breached(f"栏目和页面链接中未见{title}", columns.at)


def _in_order(columns: Sequence[Column]) -> list[Column]:
    return settled(columns, lambda each: (each.name, each.url, each.content))
