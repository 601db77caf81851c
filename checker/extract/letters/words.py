"""The words of mailboxes: what their headers are called and what their states mean."""

import re
from collections.abc import Mapping
from typing import Literal

Field = Literal["title", "code", "sent", "answered", "state", "unit", "kind", "asked", "answer"]
State = Literal["answered", "pending", "void", ""]

_NAMES: Mapping[Field, str] = {
    "title": "信件标题 来信标题 留言标题 咨询标题 问题标题 诉求标题 邮件标题 标题 主题 信件主题 来信主题 "
    "留言主题 咨询主题 信件名称 来信名称 问题 事项 信件内容标题 诉求主题",
    "code": "信件编号 来信编号 受理编号 查询编号 留言编号 编号 流水号 信件号 查询码",
    "sent": "来信时间 提交时间 写信时间 咨询时间 提问时间 发起时间 留言时间 发信时间 投递时间 来信日期 "
    "提交日期 写信日期 留言日期 咨询日期 提问日期 发信日期 诉求时间 诉求日期 反映时间 反映日期 投诉时间 "
    "求助时间 时间 日期",
    "answered": "回复时间 答复时间 处理时间 办理时间 办结时间 反馈时间 回复日期 答复日期 处理日期 "
    "办理日期 办结日期 反馈日期 回信时间 回应时间",
    "state": "状态 处理状态 办理状态 信件状态 当前状态 回复状态 答复状态 办理情况 处理情况 受理状态 "
    "办理进度 是否回复 回复情况 办理结果 处理结果 留言状态",
    "unit": "回复单位 回复部门 受理单位 处理部门 办理单位 承办单位 答复单位 受理部门 办理部门 承办部门 "
    "答复部门 处理单位 收信单位 收信部门 受理机构 答复机构 回复机构 办理机构",
    "kind": "信件类型 信件类别 来信类型 来信类别 留言类型 诉求类型 咨询类型 问题类型 类型 类别 分类",
    "asked": "问 留言内容 来信内容 信件内容 咨询内容 提问内容 问题内容 问题描述 诉求内容",
    "answer": "答 回复内容 答复内容 处理意见 办理意见 回复意见 答复意见 回复 答复 反馈内容 办理回复",
}
FIELDS: Mapping[str, Field] = {
    name: field for field, names in _NAMES.items() for name in names.split()
}

_ANSWERED_WORDS = (
    "已回复 已答复 已办结 办结 已处理 已反馈 已办理 已完成 完成 完结 处理完毕 办理完毕 已解决 已结案 "
    "已回应 已回信 回复完毕 答复完毕 办理完成 处理完成 已采纳 已评价 待评价 已公开 是"
)
_PENDING_WORDS = (
    "未回复 待回复 未答复 待答复 办理中 处理中 待处理 未处理 待办理 未办理 待受理 已受理 受理中 转办中 "
    "已转办 正在办理 正在处理 未办结 待办 在办 未回应 等待回复 等待处理 尚未回复 暂无回复 否"
)
_VOID_WORDS = "不予受理 不受理 无效 无效信件 已撤销 已作废 重复 重复件 待审核 审核中 未通过"
_STATES: Mapping[str, State] = {
    **dict.fromkeys(_ANSWERED_WORDS.split(), "answered"),
    **dict.fromkeys(_PENDING_WORDS.split(), "pending"),
    **dict.fromkeys(_VOID_WORDS.split(), "void"),
}
_NOTHING = frozenset(("", "-", "--", "—", "——", "/", "无", "暂无", "空"))
_DRESS = re.compile(r"[\s\[\]【】()（）:：*]")
_EXEMPT = re.compile(r"信访|举报|访谈|征集|调查|纪检|监察|问卷")
_STATISTICS = re.compile(
    r"(?:信件|来信|留言|咨询|诉求)(?:办理)?(?:情况)?统计|(?:收信|来信|收件|受理|留言|信件)总?数|"
    r"(?:办结|回复|答复|办理)(?:总数|数量|率)|收到.{0,12}?\d+\s?[件封条].{0,20}?(?:办结|回复|答复)"
)


def field_of(words: str) -> Field | None:
    """The field that a header or a label names, None for any other words."""
    return FIELDS.get(_DRESS.sub("", words[:24]))


def state_of(words: str) -> State:
    """What a word of state means; empty for words that are none."""
    return _STATES.get(_DRESS.sub("", words[:16]), "")


def is_nothing(words: str) -> bool:
    """Whether a cell that should hold something holds nothing."""
    return _DRESS.sub("", words[:24]) in _NOTHING


def is_exempt(*names: str) -> bool:
    """Whether a mailbox or a message is of a kind that the norm leaves out."""
    return any(_EXEMPT.search(name[:60]) for name in names)


def shows_statistics(said: str) -> bool:
    """Whether a page tells how many messages came and how many were answered."""
    return _STATISTICS.search(said[:200_000]) is not None
