"""The words of service guides: what their headings are called, and what stands for a value.

国办秘函〔2019〕19号 names eight groups of elements. 办理时限 (how long it takes) is not 办理时间 (when
the office is open); both are read, and only the second is an element.
"""

import re
from collections.abc import Mapping

from checker.core.guides import GuideElement

_NAMES: Mapping[GuideElement, str] = {
    "名称": "事项名称 服务名称 项目名称 名称 办理事项 事项 主项名称 业务名称",
    "依据": "设定依据 法律依据 办理依据 实施依据 政策依据 受理依据 审批依据 法定依据 行使依据 依据 设立依据 "
    "法律法规依据 服务依据 办事依据 法规依据 事项依据 政策法规依据",
    "条件": "申请条件 受理条件 办理条件 申报条件 审批条件 申办条件 准予条件 许可条件 服务对象及条件 条件 "
    "适用对象 申请人条件 服务对象 办理对象 准入条件 受理标准 办理标准 办事条件 受理范围 受理要求 申请资格 "
    "申办资格",
    "材料": "办理材料 申请材料 申报材料 所需材料 提交材料 材料清单 申请材料目录 办事材料 材料目录 需提交材料 "
    "申请材料清单 应提交材料 提交资料 所需资料 材料 申办材料 需要材料 办理所需材料 申请所需材料 应提交的材料 "
    "申请资料 申报资料 受理材料 准备材料 材料要求",
    "地点": "办理地点 受理地点 办公地点 办事地点 办理地址 办公地址 窗口地址 受理地址 地点 地址 办理窗口 "
    "受理窗口 办事窗口 联系地址 服务地点 办理地点及时间 办理时间地点 办理地点和时间 办理时间和地点 "
    "办公地址、时间 办理地点、时间 办理时间、地点 办公时间、地点 "
    "办公地点、时间 受理时间、地点 办公时间和地点 办公地点和时间 办公地址和时间 "
    "办公时间及地点 受理时间和地点 受理地点和时间",
    "时间": "办理时间 受理时间 办公时间 工作时间 服务时间 办事时间 接待时间 办理地点及时间 办理时间地点 "
    "办理地点和时间 办理时间和地点 上班时间 对外办公时间 "
    "办公地址、时间 办理地点、时间 办理时间、地点 办公时间、地点 "
    "办公地点、时间 受理时间、地点 办公时间和地点 办公地点和时间 办公地址和时间 "
    "办公时间及地点 受理时间和地点 受理地点和时间",
    "电话": "联系电话 咨询电话 咨询方式 联系方式 办公电话 服务电话 电话 咨询途径 咨询投诉电话 咨询监督电话 "
    "咨询及投诉电话 咨询渠道 咨询热线 服务热线 咨询监督 咨询投诉 咨询投诉方式 咨询、投诉电话 咨询服务电话",
    "流程": "办理流程 办理程序 审批流程 办事流程 申请流程 受理流程 流程图 办理流程图 审批程序 流程 办理步骤 "
    "服务流程 工作流程 申办流程 申办程序 程序 办事程序 办事步骤 申请程序 申报流程 申报程序 受理程序 业务流程 "
    "办理过程 办理环节",
}
_OTHERS = (
    "办理时限 法定时限 承诺时限 办结时限 时限 收费标准 是否收费 收费依据 收费 实施主体 实施机关 承办机构 "
    "办理机构 受理机构 责任单位 监督电话 投诉电话 监督方式 投诉方式 监督投诉 事项类型 事项编码 结果名称 "
    "审批结果 办理结果 办理形式 常见问题 表格下载 相关附件 附件 备注 网上办理 在线办理 网址 邮政编码"
)
HEADINGS: Mapping[str, frozenset[GuideElement]] = {
    **dict.fromkeys(_OTHERS.split(), frozenset[GuideElement]()),
    **{
        name: frozenset(each for each, names in _NAMES.items() if name in names.split())
        for names in _NAMES.values()
        for name in names.split()
    },
}
"""What each heading names; an empty set for headings that name no element."""

_NUMBERING = re.compile(
    r"\A(?:[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．\s]?|[（(]?[0-9]{1,2}[)）]?[、.．\s]?)(?=[\u4e00-\u9fff])"
)
_NUMBERS = frozenset("（(一二三四五六七八九十0123456789")
"""How everything begins that `_NUMBERING` finds."""
_DRESS_SIGNS = " 【】[]〔〕:：*#>※●◆■"
_DRESS = re.compile(rf"[\s{re.escape(_DRESS_SIGNS)}]")
_INLINE = re.compile(r"\s*([^:：]{2,16})[:：](.*)", re.DOTALL)
_NOTHING = frozenset(
    ("", "略", "/", "-", "--", "—", "——", "暂无", "空", "待补充", "待定", "无内容", "暂无内容")
)
_NO_IS_AN_ANSWER: frozenset[GuideElement] = frozenset(("条件", "材料"))
_SIGNS: Mapping[GuideElement, re.Pattern[str]] = {
    "依据": re.compile(r"《[^》]{2,40}(?:法|条例|规定|办法|细则|决定|通知|意见)》"),
    "条件": re.compile(r"符合.{0,20}条件|条件(?:如下|是|为)|年满|具有.{0,20}(?:资格|户籍|能力)"),
    "材料": re.compile(r"身份证|申请表|复印件|原件|户口簿|营业执照"),
    "地点": re.compile(
        r"(?:路|街|巷|大道)\s?\d{1,4}\s?号|政务(?:服务)?(?:中心|大厅)|号窗口|便民服务中心"
    ),
    "时间": re.compile(r"工作日|上午|周一|星期一|\d{1,2}[:：]\d{2}\s?[-—–~至到]"),
    "电话": re.compile(
        r"(?<!\d)(?:0\d{2,3}[-—－ ]?)?\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|123\d{2}"
    ),
    "流程": re.compile(r"[→⟶➔]|流程|步骤|第一步|受理.{1,30}审[查核批].{1,30}(?:决定|办结|送达)"),
}


_LAST_SIGNS = frozenset(name[-1] for name in HEADINGS).union(_DRESS_SIGNS)


def may_head(words: str) -> bool:
    """Whether a run of words may be a heading at all: by its last sign, or a colon in it."""
    return words[-1] in _LAST_SIGNS or "：" in words or ":" in words


def heading_of(words: str) -> tuple[frozenset[GuideElement], str] | None:
    """What a run of words heads, and the value on the same line; None for what heads nothing."""
    if len(words) <= 20 and (named := HEADINGS.get(_bare(words))) is not None:
        return named, ""
    if ":" not in words and "：" not in words:
        return None
    found = _INLINE.match(words[:600])
    if found and (named := HEADINGS.get(_bare(found[1]))) is not None:
        return named, found[2].strip()
    return None


def _bare(words: str) -> str:
    plain = words if words.isalnum() else _DRESS.sub("", words)
    return _NUMBERING.sub("", plain) if plain[:1] in _NUMBERS else plain


def is_empty(words: str, element: GuideElement) -> bool:
    """Whether the words under a heading say nothing; 无 is an answer where it can be one."""
    plain = _DRESS.sub("", words[:40]).rstrip("。.;；")
    if plain == "无":
        return element not in _NO_IS_AN_ANSWER
    return plain in _NOTHING


def seems_told(words: str, element: GuideElement) -> bool:
    """Whether words without a heading look as if they told the element after all."""
    sign = _SIGNS.get(element)
    return sign is not None and sign.search(words[:50_000]) is not None
