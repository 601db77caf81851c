"""The names that ledgers give their columns, and the kind of ledger that they tell.

Order, white space, full-width letters, brackets and a leading asterisk do not matter. A name
may mean different things in different kinds: 网址 is a home page, a column or a post.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, get_args

LedgerKind = Literal[
    "sites", "accounts", "columns", "observations", "results", "letters", "tickets", "reposts"
]

HEADER_ROWS = 10
"""A header stands among the first rows that are not empty; above it there are only titles."""

_REGION = "地区 行政区划 所属地区 所在地区 所属区域 区域 region"
_LEVEL = "层级 级别 行政层级 行政级别 level"
_STATE = "状态 运行状态 {}状态 当前状态 state status"
_ACCOUNT_CODE = "新媒体标识码 账号标识码 政务新媒体标识码 新媒体账号标识码 标识码 accountcode"
_ACCOUNT_NAME = "账号名称 新媒体名称 政务新媒体名称 新媒体账号名称 账号名 账号 accountname"

_NAMES: dict[LedgerKind, dict[str, str]] = {
    "sites": {
        "code": "网站标识码 政府网站标识码 标识码 网站识别码 识别码 站点标识码 网站标识编码 "
        "sitecode siteidcode code",
        "name": "网站名称 政府网站名称 站点名称 网站名 名称 sitename name",
        "url": "首页网址 网站首页网址 首页地址 网站网址 网站地址 首页链接 首页url 网址 网站域名 主域名 "
        "域名 url homepage address",
        "owner": "主办单位 网站主办单位 主办单位名称 开办单位 责任单位 owner",
        "region": _REGION,
        "level": f"{_LEVEL} 网站层级 网站级别",
        "type": "类型 网站类型 网站类别 类别 type",
        "has_services": "有无办事服务 是否有办事服务 是否提供办事服务 有无办事服务功能 办事服务 "
        "hasservices services",
        "supervisor": "监管单位 主管单位 上级主管单位 监管部门 supervisor",
        "state": _STATE.format("网站"),
    },
    "accounts": {
        "code": f"{_ACCOUNT_CODE} code",
        "name": f"{_ACCOUNT_NAME} 名称 name",
        "type": "账号类型 新媒体类型 政务新媒体类型 新媒体平台 所属平台 开设平台 平台类型 平台 账号类别 "
        "类型 类别 platform type",
        "owner": "开设主体 开设单位 主办单位 主办单位名称 开办单位 责任单位 运营单位 owner",
        "region": _REGION,
        "level": _LEVEL,
        "source": "数据源 订阅地址 订阅源 数据来源 source feed rss",
        "url": "主页地址 账号主页 主页链接 主页网址 账号链接 账号地址 链接 网址 homepage url",
        "state": _STATE.format("账号"),
    },
    "columns": {
        "site_code": "网站标识码 所属网站标识码 政府网站标识码 网站识别码 标识码 sitecode",
        "name": "栏目名称 栏目名 栏目 columnname column",
        "url": "栏目网址 栏目地址 栏目链接 栏目url 网址 链接 url",
        "frequency": "更新频次 更新频率 更新周期 更新要求 更新时限 frequency",
        "unit": "保障单位 保障部门 内容保障单位 责任单位 责任部门 维护单位 unit",
    },
    "observations": {
        "account_code": f"{_ACCOUNT_CODE} code",
        "account_name": f"{_ACCOUNT_NAME} 名称",
        "published": "发布日期 发布时间 发文日期 发文时间 最新发布日期 最新发布时间 最近更新日期 "
        "最近更新时间 最后更新时间 检查时更新日期 更新日期 更新时间 published",
        "title": "标题 文章标题 信息标题 内容标题 作品标题 title",
        "url": "网址 链接 文章链接 信息网址 内容链接 作品链接 地址 url link",
        "observed_at": "观察时间 观察日期 检查时间 检查日期 核查时间 核查日期 observedat observed",
        "original": "是否原创 原创 原创/转载 original",
        "observer": "观察人 检查人 核查人 填报人 observer",
        "screenshot": "截图 截图文件 screenshot",
        "state": "账号状态 状态 运行状态 accountstate state",
        "interaction": "互动功能 有无互动功能 interaction",
        "usable": "能否下载使用 能否使用 usable",
        "note": "备注 说明 note",
    },
    "results": {
        "code": "标识码 网站标识码 新媒体标识码 code",
        "indicator": "指标 指标编号 检查指标 indicator",
        "result": "检查结果 核查结果 result",
        "words": "存在的突出问题 存在问题 问题描述 主要问题 说明 words",
        "points": "扣分 扣分值 points",
        "by": "检查人 核查人 by",
        "at": "检查日期 检查时间 核查日期 核查时间 at",
        "proof": "佐证 佐证材料 证据 proof",
    },
    "letters": {
        "round": "测试轮次 轮次 round",
        "site_code": "网站标识码 标识码 sitecode",
        "number": "第几封 信件序号 number",
        "question": "测试问题 问题 信件内容 question",
        "sent": "发信时间 发信日期 发送时间 提交时间 sent",
        "answered": "回复时间 回复日期 答复时间 答复日期 answered",
        "answer": "回复内容 答复内容 answer",
        "off_point": "答非所问 答复质量不高 offpoint",
        "screenshot": "截图 screenshot",
        "sender": "发信人 测试人 sender",
    },
    "tickets": {
        "number": "留言编号 工单编号 信件编号 办件编号 编号 number",
        "channel": "来源 渠道 留言渠道 channel",
        "site_code": "网站标识码 标识码 sitecode",
        "unit": "承办单位 办理单位 处理单位 unit",
        "region": _REGION,
        "title": "留言标题 标题 留言内容 title",
        "received": "收到日期 收到时间 受理日期 受理时间 转办日期 转办时间 留言时间 received",
        "due": "办理期限 截止日期 办结期限 due",
        "finished": "办结日期 办结时间 finished",
        "returned": "退回次数 退回修改次数 returned",
    },
    "reposts": {
        "title": "任务标题 转载标题 稿件标题 文章标题 信息标题 标题 title",
        "url": "任务网址 原文网址 原文链接 来源网址 转载链接 网址 链接 url",
        "assigned": "下达时间 下达日期 推荐时间 推荐日期 发布日期 assigned",
        "deadline": "截止时间 截止日期 转载期限 完成时限 转载截止时间 deadline",
        "excepted": "不适用类型 除外类型 excepted",
    },
}

_ORDINALS = frozenset({"序号", "编号", "no", "no.", "#"})
"""Row numbers change whenever a ledger is sorted: they tell nothing of the row."""

_FIELDS: dict[LedgerKind, dict[str, tuple[str, int]]] = {
    kind: {
        name: (field, rank)
        for field, names in fields.items()
        for rank, name in enumerate(names.split())
    }
    for kind, fields in _NAMES.items()
}
_KNOWN = frozenset(name for fields in _FIELDS.values() for name in fields)
_CODES = frozenset(
    name
    for kind in get_args(LedgerKind)
    for name, (field, _) in _FIELDS[kind].items()
    if field.endswith("code")
)
_MARKS: dict[LedgerKind, frozenset[str]] = {
    "accounts": frozenset(
        name
        for name in _FIELDS["accounts"]
        if "账号" in name or "新媒体" in name or "account" in name
    ),
}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@lru_cache(maxsize=4096)
def plain_header(text: str) -> str:
    """A header as the synonyms spell it: half-width, lower case, no blanks, marks or brackets."""
    folded = unicodedata.normalize("NFKC", text[:200]).lower().replace("帐号", "账号")
    folded = "".join(c for c in folded if not c.isspace() and unicodedata.category(c) != "Cf")
    folded = folded.strip("*※:'\"_-").replace("_", "")
    if folded in _KNOWN:
        return folded
    return _BRACKETS.sub("", folded).strip("*※:") or folded


def known_headers(cells: Sequence[str]) -> int:
    """How many of these cells are names of ledger columns, for the kind that knows most."""
    names = {plain_header(cell) for cell in cells if 0 < len(cell) <= 200}
    return max(len(names & fields.keys()) for fields in _FIELDS.values())


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names columns: two known names, or at least that of a code."""
    return known_headers(cells) >= 2 or any(plain_header(cell) in _CODES for cell in cells)


def fields_of(headers: Sequence[str], kind: LedgerKind) -> tuple[dict[str, int], dict[int, str]]:
    """Which column holds which field, and the titles of the columns that hold none.

    Where two columns would serve, the nearer name wins and the other one is kept as a note.
    """
    best: dict[str, tuple[int, int]] = {}
    for index, header in enumerate(headers):
        found = _FIELDS[kind].get(plain_header(header))
        if found and (found[0] not in best or found[1] < best[found[0]][0]):
            best[found[0]] = (found[1], index)
    fields = {field: index for field, (_, index) in best.items()}
    taken = set(fields.values())
    notes = {
        index: " ".join(header.split()) or f"第{index + 1}列"
        for index, header in enumerate(headers)
        if index not in taken and plain_header(header) not in _ORDINALS
    }
    return fields, notes


def kind_of_headers(headers: Sequence[str]) -> LedgerKind | None:
    """The kind of ledger that has these headers, or None when they tell none."""
    names = {plain_header(header) for header in headers}
    found: Mapping[LedgerKind, set[str]] = {
        kind: {_FIELDS[kind][name][0] for name in names & _FIELDS[kind].keys()}
        for kind in get_args(LedgerKind)
    }
    if {"number", "unit", "received"} <= found["tickets"]:
        return "tickets"
    if {"round", "site_code", "sent"} <= found["letters"]:
        return "letters"
    if {"code", "result", "at", "by"} <= found["results"]:
        return "results"
    if {"site_code", "name"} <= found["columns"]:
        return "columns"
    if {"title", "deadline"} <= found["reposts"]:
        return "reposts"
    of_account = bool(names & _MARKS["accounts"])
    if "published" in found["observations"] and of_account:
        return "observations"
    if of_account and "name" in found["accounts"]:
        return "accounts"
    if {"code", "url"} <= found["sites"] or {"code", "name"} <= found["sites"]:
        return "sites"
    return None


def titles_of(kind: LedgerKind) -> dict[str, str]:
    """The headers that we ourselves write, by field and in the order of a whole ledger."""
    return {field: names.split()[0] for field, names in _NAMES[kind].items()}
