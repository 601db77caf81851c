"""What the cells of a ledger may say: codes, addresses, levels, states, and why another is refused.

Each function takes a cleaned cell and gives its value, or raises Refusal with the reason. An
empty cell is the caller's to judge.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Mapping
from typing import Literal, TypeVar
from urllib.parse import urlsplit

from checker.core.observation import AccountState
from checker.core.target import SITE_CODE, Level, State

Value = TypeVar("Value")

ADDRESS_CHARACTERS = 2000
NOTHING = frozenset({"无", "暂无", "没有", "/", "\\", "-", "--", "—", "——", "n/a", "na", "none"})
"""What people write into a cell that they leave empty, where `无` is no answer."""


class Refusal(Exception):
    """Why a cell cannot be taken, in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en


def cleaned(text: str) -> str:
    """One line of visible text: white space and line breaks are one blank, control and
    direction characters are gone."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    kept = (
        " " if c.isspace() else c
        for c in text
        if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs"}
    )
    return " ".join("".join(kept).split())


_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")


def code_of(text: str) -> str:
    """A code without blanks and apostrophes, its letters and digits half-width."""
    code = "".join(text.translate(_HALF_WIDTH).split()).strip("'’`")
    if _SCIENTIFIC.fullmatch(code):
        raise Refusal(
            "标识码被表格软件改成了科学计数法，请把该列设为文本后重新填写",
            "the spreadsheet program turned the code into a power of ten; make the column text",
        )
    return code.removesuffix(".0")


def site_code_of(text: str) -> str:
    """网站标识码: ten digits, or bm and eight."""
    code = code_of(text).lower()
    if not SITE_CODE.fullmatch(code):
        raise Refusal(
            "网站标识码应为 10 位数字，或 bm 加 8 位数字",
            "a site code is ten digits, or bm and eight digits",
        )
    return code


_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):(?!\d+(?:/|$))")
_LABEL = re.compile(r"[^\W_](?:[\w\-]{0,61}[^\W_])?")


def address_of(text: str) -> str:
    """An http(s) address; a missing scheme becomes http://, the path stays as it is written."""
    address = text.translate(_HALF_WIDTH).strip("'\"<>")
    if len(address) > ADDRESS_CHARACTERS:
        raise _no_address("过长", "too long")
    if any(c.isspace() for c in address):
        raise _no_address("中间有空格", "it has blanks")
    if "\\" in address:
        raise _no_address("含有反斜杠", "it has a backslash")
    scheme = _SCHEME.match(address)
    if address.startswith("//"):
        address = "http:" + address
    elif scheme is None:
        address = "http://" + address
    elif scheme[1].lower() not in {"http", "https"}:
        raise _no_address("只接受 http 或 https", "only http and https are taken")
    return _checked(address)


def _checked(address: str) -> str:
    scheme, _, rest = address.partition("://")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as fault:
        raise _no_address("主机名或端口写错", "its host or port is wrong") from fault
    if "@" in parts.netloc:
        raise _no_address("不能带用户名或密码", "it carries a user name or password")
    if not rest or not _is_host(host) or port == 0:
        raise _no_address("没有正确的域名，一格只能填一个网址", "it has no proper host; one a cell")
    end = len(parts.netloc)
    return f"{scheme.lower()}://{rest[:end].lower()}{rest[end:]}"


def _is_host(host: str) -> bool:
    if host == "localhost":
        return True
    labels = host.removesuffix(".").split(".")
    if ":" in host or labels[-1].isdigit():
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return False
        return True
    return len(labels) > 1 and len(host) < 254 and all(map(_LABEL.fullmatch, labels))


def _no_address(zh: str, en: str) -> Refusal:
    return Refusal(f"不是可用的网址：{zh}", f"not a usable address: {en}")


def _by_word(table: Mapping[Value, str]) -> dict[str, Value]:
    return {word: value for value, words in table.items() for word in words.split()}


_LEVELS: dict[str, Level] = _by_word(
    {
        "省级": "省 省级 省部级 自治区 自治区级 直辖市 直辖市级",
        "市级": "市 市级 地市 地市级 地级市 设区市 设区市级 市州 市州级 州 州级 盟 地区级 副省级 副省级市",
        "县级": "县 县级 区 区级 旗 旗级 区县 区县级 县区 县区级 县市区 县市区级 市县区 县级市 县处级",
        "乡级": "乡 乡级 镇 镇级 乡镇 乡镇级 街道 街道级 镇街 镇街级 乡镇街道 乡镇街道级 镇街道 乡科级",
        "部委": "部委 部委级 部级 国务院部门 中央部门 中央 国家级",
    }
)
_STATES: dict[str, State] = _by_word(
    {
        "正常": "正常 正常运行 运行 运行中 在运行 在用 开通 已开通 normal",
        "关停": "关停 已关停 关闭 已关闭 注销 已注销 停用 下线 已下线 删除 已删除 已发关停公告 closed",
        "迁移": "迁移 已迁移 整合迁移 迁移整合 已整合 归并 已归并 moved",
    }
)
_RESTING: frozenset[str] = frozenset({"临时关停", "临时下线", "暂停", "停更", "冻结", "冻结期"})
_ACCOUNT_STATES: dict[str, AccountState] = _by_word(
    {
        "正常": "正常 正常更新 运行 在用 normal",
        "已注销": "已注销 注销 已关停 关停 已删除 deregistered",
        "停更": "停更 已停更 停止更新 暂停更新 stopped",
        "改名": "改名 已改名 更名 已更名 renamed",
        "未认证": "未认证 没有认证 认证过期 uncertified",
        "无法搜到": "无法搜到 搜不到 未搜到 搜索不到 查无此号 notfound",
    }
)
_YES_NO: dict[str, bool] = _by_word(
    {
        True: "有 是 能 可以 有办事服务 提供 √ ✓ ✔ y yes true 1",
        False: "无 否 不能 不可以 没有 无办事服务 不提供 × ✗ ✘ n no false 0",
    }
)
_JOINTS = re.compile(r"[\s()、,/·.。;]")


def _word(text: str) -> str:
    return _JOINTS.sub("", unicodedata.normalize("NFKC", text).lower())


def level_of(text: str) -> Level:
    """One of the five levels, by its name or a usual synonym such as 县(市、区)."""
    try:
        return _LEVELS[_word(text)]
    except KeyError:
        raise Refusal(
            "认不出的层级，可填：省级、市级、县级、乡级、部委",
            "an unknown level; write 省级，市级，县级，乡级 or 部委",
        ) from None


def state_of(text: str) -> State:
    """One of the three states; one that rests for a time counts as closed."""
    word = _word(text)
    if word in _RESTING:
        return "关停"
    try:
        return _STATES[word]
    except KeyError:
        raise Refusal(
            "认不出的状态，可填：正常、关停、迁移", "an unknown state; write 正常，关停 or 迁移"
        ) from None


def account_state_of(text: str) -> AccountState:
    """What a person found an account to be."""
    try:
        return _ACCOUNT_STATES[_word(text)]
    except KeyError:
        raise Refusal(
            "认不出的账号状态，可填：正常、已注销、停更、改名、未认证、无法搜到",
            "an unknown state; write 正常, 已注销, 停更, 改名, 未认证 or 无法搜到",
        ) from None


def is_resting(text: str) -> bool:
    """Whether a state says that the target is only closed for a time."""
    return _word(text) in _RESTING


def yes_or_no(text: str) -> bool:
    """有 or 无, and their usual synonyms."""
    try:
        return _YES_NO[_word(text)]
    except KeyError:
        raise Refusal("请填“有”或“无”", "write 有 or 无") from None


_ORIGINALITY = _by_word(
    {
        True: "原创 是 首发 自采 yes y true 1",
        False: "转载 转发 非原创 否 摘编 no n false 0",
    }
)


def originality_of(text: str) -> bool:
    """原创 or 转载, and their usual synonyms."""
    try:
        return _ORIGINALITY[_word(text)]
    except KeyError:
        raise Refusal("请填“原创”或“转载”", "write 原创 or 转载") from None


_DESK_WORDS: dict[str, Literal["passed", "breached", "not-applicable"]] = _by_word(
    {
        "passed": "合格 通过 无问题 未发现问题 达标 无 passed",
        "breached": "不合格 有问题 存在问题 不达标 未达标 问题 breached",
        "not-applicable": "不适用 na",
    }
)


def desk_word_of(text: str) -> Literal["passed", "breached", "not-applicable"]:
    """What a person found: 合格, 存在问题 or 不适用, and their usual synonyms."""
    try:
        return _DESK_WORDS[_word(text)]
    except KeyError:
        raise Refusal(
            "请填“合格”“存在问题”或“不适用”", "write 合格 (passed), 存在问题 (breached) or 不适用"
        ) from None


_SITE_TYPES = _by_word(
    {
        "门户网站": "门户 门户网站 政府门户 政府门户网站 人民政府门户网站",
        "部门网站": "部门 部门网站 政府部门网站 单位网站",
    }
)


def site_type_of(text: str) -> str:
    """The national names for portal and department sites; any other type as it is written."""
    return _SITE_TYPES.get(_word(text), text)
