"""Lexicons: csv or xlsx files of wrong and right expressions, read strictly, each with a digest.

Columns are found by name, in any order: 错误表述 (wrong), 正确表述 (right), 级别 (level), 例外语境
(excused_by), 说明 (note), 网站标识码 (site_code). A row of level 忽略 (ignore) lets a term stand,
for the reason in its note, on one site where it names a code. Several contexts are set apart by
semicolons. The starter lexicon is ours.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import islice
from pathlib import Path

from checker.core.fact import digest_of
from checker.core.texts import WordLevel
from checker.extract.ledgers.bounds import FILE_BYTES, LedgerError, Row, bounded
from checker.extract.ledgers.headers import HEADER_ROWS, plain_header
from checker.extract.ledgers.text import decoded, records
from checker.extract.ledgers.workbook import tabs
from checker.extract.wording.lexicon import Ignored, Lexicon, Term, TermList, lexicon_of

_HEADERS = {
    "wrong": "错误表述 错误表达 错误用语 错误词 错误 错词 错误写法 敏感词 错敏词 词条 wrong",
    "right": "正确表述 正确表达 规范表述 规范用语 正确词 正确 正词 正确写法 建议 建议表述 建议词 right",
    "level": "级别 等级 严重程度 错误级别 level",
    "excused_by": "例外语境 例外 排除语境 例外情形 excused_by excusedby excuses",
    "note": "说明 备注 理由 依据 原因 note reason",
    "site_code": "网站标识码 适用网站 标识码 site_code sitecode",
}
_FIELDS = {plain_header(name): field for field, names in _HEADERS.items() for name in names.split()}
_LEVELS: dict[str, WordLevel] = {
    "": "general",
    "严重": "serious",
    "严重错误": "serious",
    "serious": "serious",
    "一般": "general",
    "一般错误": "general",
    "general": "general",
    "提示": "hint",
    "疑似": "hint",
    "hint": "hint",
}
_IGNORED = frozenset(("忽略", "ignore"))
_BETWEEN = re.compile(r"[；;|\n]")
_LEAST, _MOST = 2, 100
_MOST_TERMS = 200_000
_FAULTS_SHOWN = 20
_STARTER = "starter.csv"


class LexiconError(Exception):
    """A lexicon that cannot be used: the message names the file and each line to mend."""


def load_lexicon(paths: Sequence[Path], *, starter: bool = True) -> Lexicon:
    """The lexicons of these files as one, after the starter list; raises LexiconError.

    Of a term that stands in two files the later file's counts, so that an office may change ours.
    """
    lists = [starter_terms()] if starter else []
    for path in paths:
        try:
            if path.stat().st_size > FILE_BYTES:
                raise LexiconError(f"{path}：词库文件超过 {FILE_BYTES >> 20} MB · too large")
            data = path.read_bytes()
        except OSError as error:
            raise LexiconError(f"{path}：词库无法读取 · cannot read it: {error}") from None
        lists.append(read_terms(data, path.name))
    return lexicon_of(lists)


def starter_terms() -> TermList:
    """Our own short list of well-known errors in fixed expressions."""
    return read_terms((files("rules") / "lexicons" / _STARTER).read_bytes(), _STARTER)


def read_terms(data: bytes, name: str) -> TermList:
    """The terms in the bytes of a lexicon; `name` is said in messages and in evidence.

    Raises LexiconError with up to twenty faults, a line each: a lexicon is taken whole or not.
    """
    try:
        fields, rows = _headed(data, name)
        terms, ignored, faults = _read(rows, fields, name)
    except LedgerError as error:
        raise LexiconError(f"{name}：{error.zh} · {error.en}") from None
    except LexiconError:
        raise
    except Exception as error:  # whatever a broken workbook makes its readers raise
        raise LexiconError(
            f"{name}：文件已损坏、加了密码或不是 csv、xlsx · broken, locked or no table "
            f"({type(error).__name__})"
        ) from None
    if faults:
        more = f"\n……另有 {len(faults) - _FAULTS_SHOWN} 处" if len(faults) > _FAULTS_SHOWN else ""
        raise LexiconError("\n".join(faults[:_FAULTS_SHOWN]) + more)
    return TermList(name, digest_of(data), tuple(terms), tuple(ignored))


def _headed(data: bytes, name: str) -> tuple[dict[str, int], Iterator[Row]]:
    """Which column holds which field, and the rows below the header."""
    for rows in _tables(data):
        head = list(islice(rows, HEADER_ROWS))
        for place, row in enumerate(head):
            fields: dict[str, int] = {}
            for index, cell in enumerate(row.cells):
                field = _FIELDS.get(plain_header(cell))
                if field is not None:
                    fields.setdefault(field, index)
            if "wrong" in fields:
                return fields, _chained(head[place + 1 :], rows)
    raise LexiconError(
        f"{name}：前 {HEADER_ROWS} 行里没有“错误表述”一列。表头应为：错误表述,正确表述,级别,例外语境,说明 · "
        "no header: name the columns wrong,right,level,excused_by,note"
    )


def _tables(data: bytes) -> Iterator[Iterator[Row]]:
    """The tables of a file: the worksheets of a workbook, or the one table of a csv."""
    if data.startswith(b"PK\x03\x04"):
        yield from (bounded(rows) for _, rows in tabs(data))
    else:
        yield bounded(records(decoded(data)[0]))


def _chained(head: Iterable[Row], rows: Iterable[Row]) -> Iterator[Row]:
    yield from head
    yield from rows


def _read(
    rows: Iterator[Row], fields: dict[str, int], name: str
) -> tuple[list[Term], list[Ignored], list[str]]:
    terms: dict[str, Term] = {}
    ignored: list[Ignored] = []
    faults: list[str] = []
    for row in rows:
        cells = {
            field: row.cells[index].strip() if index < len(row.cells) else ""
            for field, index in fields.items()
        }
        level = cells.get("level", "").lower()
        fault = _fault(cells, level)
        if fault:
            faults.append(f"{name}：第 {row.line} 行：{fault}")
        elif level in _IGNORED:
            ignored.append(Ignored(cells["wrong"], cells["note"], cells.get("site_code", "")))
        else:
            terms.setdefault(cells["wrong"], _term(cells, _LEVELS[level], name))
        if len(terms) > _MOST_TERMS:
            raise LexiconError(f"{name}：词条超过 {_MOST_TERMS} 个 · too many terms")
    return list(terms.values()), ignored, faults


def _fault(cells: dict[str, str], level: str) -> str:
    """What is wrong with a row, in a few words; empty for a good one."""
    wrong, right = cells["wrong"], cells.get("right", "")
    if not wrong:
        return "错误表述为空 · the wrong expression is empty"
    if level not in _LEVELS and level not in _IGNORED:
        return f"级别“{level[:20]}”应为 严重、一般、提示 或 忽略 · unknown level"
    if level in _IGNORED:
        return (
            "" if cells.get("note") else "忽略须写明理由（说明） · an ignored term needs a reason"
        )
    if not _LEAST <= len(wrong) <= _MOST or len(right) > _MOST:
        return f"表述应为 {_LEAST} 至 {_MOST} 个字 · {_LEAST} to {_MOST} characters"
    if "\n" in wrong:
        return "错误表述不能换行 · the wrong expression holds a line break"
    if wrong == right:
        return f"错误表述与正确表述相同：{wrong} · wrong and right are the same"
    return ""


def _term(cells: dict[str, str], level: WordLevel, name: str) -> Term:
    excuses = _BETWEEN.split(cells.get("excused_by", ""))
    return Term(
        wrong=cells["wrong"],
        right=cells.get("right", ""),
        level=level,
        excused_by=tuple(each.strip() for each in excuses if each.strip()),
        note=cells.get("note", ""),
        lexicon=name,
    )
