"""The rows of a ledger become sites, accounts and registered columns.

A good row is kept whatever its neighbours are; a bad one says its line, its value and all of its
faults at once. A row about which something is odd, but nothing wrong, is kept with a doubt.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from checker.core.source import MANUAL, NAMED_SOURCE
from checker.core.target import ACCOUNT_CODE, Account, RegisteredColumn, Site
from checker.extract.ledgers.bounds import LedgerError
from checker.extract.ledgers.difference import LedgerRow, key_of
from checker.extract.ledgers.headers import LedgerKind, fields_of, titles_of
from checker.extract.ledgers.sheet import Sheet
from checker.extract.ledgers.words import (
    NOTHING,
    Refusal,
    address_of,
    cleaned,
    code_of,
    is_resting,
    level_of,
    site_code_of,
    site_type_of,
    state_of,
    yes_or_no,
)

NAME_CHARACTERS = 100
TEXT_CHARACTERS = 500
_HAS_PORT = re.compile(r"localhost:\d")
_CREDENTIAL = re.compile(r"[?&](?:\w*token|key|code|secret|password|sign)=[^&\s$]{6,}", re.I)
_MANUAL_WORDS = frozenset({"manual", "人工", "手工", "人工观察", "人工填报"})
FORMULA_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"}
)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken: its line in the file, the (first) bad value, every reason."""

    line: int
    value: str
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that was taken, and what a person should look at in it."""

    line: int
    value: str
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Reading(Generic[LedgerRow]):
    """What a sheet gave. `lines` are those of `rows`, in the same order."""

    rows: tuple[LedgerRow, ...]
    lines: tuple[int, ...]
    rejected: tuple[Rejected, ...]
    warnings: tuple[Doubt, ...]


class Entry:
    """One row under the names of its fields, gathering what is wrong with it."""

    def __init__(self, line: int, fields: dict[str, str], notes: tuple[tuple[str, str], ...]):
        self.line = line
        self.notes = notes
        self.faults: list[tuple[str, str, str]] = []
        self.doubts: list[Doubt] = []
        self._fields = fields

    def refuse(self, value: str, zh: str, en: str) -> None:
        """Notes a fault: the row will be rejected."""
        self.faults.append((value[:200], zh, en))

    def doubt(self, value: str, zh: str, en: str) -> None:
        """Notes something that a person should look at."""
        self.doubts.append(Doubt(self.line, value[:200], zh, en))

    def text(self, field: str, most: int = TEXT_CHARACTERS) -> str:
        """A field's cleaned text, empty where the ledger has none."""
        text = self._fields.get(field, "")
        if len(text) > most:
            self.refuse(text, f"超过 {most} 个字", f"longer than {most} characters")
        if text in FORMULA_ERRORS:
            self.refuse(text, "单元格是公式错误", "the cell is a formula error")
        return text

    def needed(self, field: str, zh: str, en: str, most: int = NAME_CHARACTERS) -> str:
        """A field's text that must not be empty."""
        text = self.text(field, most)
        if not text:
            self.refuse("", f"缺少{zh}", f"the {en} is missing")
        return text

    def value(self, field: str, read: Callable[[str], Value], empty: Value) -> Value:
        """A field's value, or `empty` when the cell is empty or refused."""
        text = self.text(field, TEXT_CHARACTERS * 4)
        if not text:
            return empty
        try:
            return read(text)
        except Refusal as refusal:
            self.refuse(text, refusal.zh, refusal.en)
            return empty


def entries(sheet: Sheet, kind: LedgerKind, needed: tuple[str, ...]) -> Iterator[Entry]:
    """The rows of a sheet by field; raises LedgerError when a needed column is not there."""
    fields, titles = fields_of(sheet.headers, kind)
    missing = "、".join(titles_of(kind)[field] for field in needed if field not in fields)
    if missing:
        raise LedgerError(
            f"表头里没有“{missing}”这一列，请补上后再导入",
            f"the header has no column {missing}; add it and import again",
        )
    titles = {index: cleaned(title) for index, title in titles.items()}
    for row in sheet.rows:
        cells = [cleaned(cell) for cell in row.cells]
        width = len(cells)
        yield Entry(
            row.line,
            {field: cells[index] for field, index in fields.items() if index < width},
            tuple(
                (titles.get(index, f"第{index + 1}列"), cells[index])
                for index in range(width)
                if cells[index] and (index in titles or index >= len(sheet.headers))
            ),
        )


def readings(found: Iterator[Entry], build: Callable[[Entry], LedgerRow]) -> Reading[LedgerRow]:
    """Builds each row; a row with faults, or with the key of an earlier good row, is rejected."""
    rows: list[LedgerRow] = []
    first: dict[str, int] = {}
    rejected: list[Rejected] = []
    doubts: list[Doubt] = []
    for entry in found:
        row = build(entry)
        key = key_of(row)
        if not entry.faults and key in first:
            entry.refuse(
                key.replace("\n", " "),
                f"与第 {first[key]} 行重复",
                f"the same as row {first[key]}",
            )
        if entry.faults:
            reasons_zh = dict.fromkeys(zh for _, zh, _ in entry.faults)
            reasons_en = dict.fromkeys(en for _, _, en in entry.faults)
            value = entry.faults[0][0]
            rejected.append(
                Rejected(entry.line, value, ";".join(reasons_zh), "; ".join(reasons_en))
            )
            continue
        first[key] = entry.line
        rows.append(row)
        doubts += entry.doubts
    return Reading(tuple(rows), tuple(first.values()), tuple(rejected), tuple(doubts))


def read_sites(sheet: Sheet) -> Reading[Site]:
    """Sites by 网站标识码; raises LedgerError when code, name or address has no column."""
    addresses: dict[str, int] = {}
    return readings(
        entries(sheet, "sites", ("code", "name", "url")), lambda entry: _site(entry, addresses)
    )


def _site(entry: Entry, addresses: dict[str, int]) -> Site:
    entry.needed("code", "网站标识码", "site code", TEXT_CHARACTERS)
    name = entry.needed("name", "网站名称", "site's name")
    entry.needed("url", "首页网址", "home page", TEXT_CHARACTERS * 4)
    url = entry.value("url", address_of, "")
    earlier = addresses.setdefault(url.partition("://")[2].rstrip("/"), entry.line)
    if earlier != entry.line:
        entry.doubt(url, f"与第 {earlier} 行网址相同", f"the same address as row {earlier}")
    _rest(entry)
    return Site(
        code=entry.value("code", site_code_of, ""),
        name=name,
        url=url,
        owner=entry.text("owner"),
        region=entry.text("region"),
        level=entry.value("level", level_of, ""),
        type=entry.value("type", site_type_of, ""),
        has_services=entry.value("has_services", yes_or_no, None),
        supervisor=entry.text("supervisor"),
        state=entry.value("state", state_of, "正常"),
        notes=entry.notes,
    )


def _rest(entry: Entry) -> None:
    state = entry.text("state")
    if is_resting(state):
        entry.doubt(
            state, "按关停处理，恢复后请改为正常", "taken as closed; mend it when it is back"
        )


def read_accounts(sheet: Sheet) -> Reading[Account]:
    """Accounts by 新媒体标识码; raises LedgerError when code or name has no column."""
    return readings(entries(sheet, "accounts", ("code", "name")), _account)


def _account(entry: Entry) -> Account:
    entry.needed("code", "新媒体标识码", "account code", TEXT_CHARACTERS)
    code = account_code(entry, "code")
    _rest(entry)
    if _CREDENTIAL.search(entry.text("source", TEXT_CHARACTERS * 4)):
        entry.doubt(
            "", "数据源地址里像是带有密钥，请移到 secrets 文件",
            "the source's address seems to hold a secret; move it to the secrets file",
        )  # fmt: skip
    return Account(
        code=code,
        name=entry.needed("name", "账号名称", "account's name"),
        type=entry.text("type"),
        owner=entry.text("owner"),
        region=entry.text("region"),
        level=entry.value("level", level_of, ""),
        source=entry.value("source", _source_of, ""),
        url=entry.value("url", _address_or_nothing, ""),
        state=entry.value("state", state_of, "正常"),
        notes=entry.notes,
    )


def account_code(entry: Entry, field: str) -> str:
    """新媒体标识码 in capitals; a shape that no example shows is only a doubt."""
    code = entry.value(field, code_of, "").upper()
    if code.startswith("BM"):
        code = "bm" + code[2:]
    if code and not ACCOUNT_CODE.fullmatch(code):
        entry.doubt(
            code,
            "新媒体标识码与常见的 16 位格式不同，请核对",
            "not the usual shape of 16 characters; please check",
        )
    return code


def _source_of(text: str) -> str:
    """Feed addresses, `manual`, and NAME:ARGUMENT of the config's sources, one blank between."""
    if text.lower() in NOTHING:
        return ""
    return " ".join(
        MANUAL
        if word.lower() in _MANUAL_WORDS
        else word
        if NAMED_SOURCE.fullmatch(word) and not _HAS_PORT.match(word)
        else address_of(word)
        for word in text.replace("；", " ").split()
    )


def _address_or_nothing(text: str) -> str:
    return "" if text.lower() in NOTHING else address_of(text)


def read_columns(sheet: Sheet) -> Reading[RegisteredColumn]:
    """Promised columns; raises LedgerError when site code or column name has no column."""
    return readings(entries(sheet, "columns", ("site_code", "name")), _column)


def _column(entry: Entry) -> RegisteredColumn:
    entry.needed("site_code", "网站标识码", "site code", TEXT_CHARACTERS)
    return RegisteredColumn(
        site_code=entry.value("site_code", site_code_of, ""),
        name=entry.needed("name", "栏目名称", "column's name"),
        url=entry.value("url", _address_or_nothing, ""),
        frequency=entry.text("frequency"),
        unit=entry.text("unit"),
        notes=entry.notes,
    )
