"""The rows of an observation ledger become posts of accounts: the file source of an account."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from checker.core.fact import CHINA
from checker.extract.ledgers.bounds import LedgerError
from checker.extract.ledgers.headers import fields_of
from checker.extract.ledgers.observation import ObservationRow
from checker.extract.ledgers.rows import Entry, Reading, account_code, entries, readings
from checker.extract.ledgers.sheet import Sheet
from checker.extract.ledgers.words import (
    NOTHING,
    Refusal,
    account_state_of,
    address_of,
    originality_of,
    yes_or_no,
)

_DATE = re.compile(
    r"((?:19|20|21)\d\d) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日?"
    r"(?:[T ]?(\d{1,2}) ?[:时点] ?(\d{1,2}) ?(?:[:分] ?(\d{1,2})(?:\.\d{1,9})? ?秒?|分)?"
    r" ?(Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_COMPACT = re.compile(r"((?:19|20|21)\d\d)(\d\d)(\d\d)", re.ASCII)
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d{1,15})?", re.ASCII)
_OF_ITSELF = ("state", "interaction", "usable")
_FIRST_DAY = datetime(1899, 12, 30, tzinfo=CHINA)


class WrittenMoment(NamedTuple):
    """A moment in China; `date_only` when the ledger gives no time of day."""

    moment: datetime
    date_only: bool


def written_moment(text: str) -> WrittenMoment:
    """Reads a whole date, with or without a time, or a spreadsheet's day number.

    A ledger's date carries its year: one without it (06-27, 昨天) raises Refusal, because a guess
    would move the verdict.
    """
    plain = unicodedata.normalize("NFKC", text)
    try:
        if _SERIAL.fullmatch(plain):
            seconds = round(float(plain) * 86_400)
            return WrittenMoment(_FIRST_DAY + timedelta(seconds=seconds), seconds % 86_400 == 0)
        found = _COMPACT.fullmatch(plain) or _DATE.fullmatch(plain)
        if found:
            year, month, day, *clock = found.groups()
            hour, minute, second, zone = clock or (None, None, None, None)
            day_parts = (int(year), int(month), int(day))
            time_parts = (int(hour or 0), int(minute or 0), int(second or 0))
            moment = datetime(*day_parts, *time_parts, tzinfo=_zone(zone))
            return WrittenMoment(moment.astimezone(CHINA), hour is None)
    except (ValueError, OverflowError):
        pass
    raise Refusal(
        "认不出的日期，请写成 2026-03-01 或 2026-03-01 08:30",
        "an unknown date; write 2026-03-01 or 2026-03-01 08:30",
    )


def _zone(text: str | None) -> tzinfo:
    if text is None:
        return CHINA
    if text == "Z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes))


def read_observations(sheet: Sheet, account: str = "") -> Reading[ObservationRow]:
    """Posts by account and address, or by account, day and title; states by account and day.

    `account` is the code of all rows, for an export of one account that does not name it. Raises
    LedgerError when neither the account's code nor its name has a column, or no date has.
    """
    fields, _ = fields_of(sheet.headers, "observations")
    if not account and not fields.keys() & {"account_code", "account_name"}:
        raise LedgerError(
            "表头里没有“新媒体标识码”或“账号名称”这一列，请补上后再导入，或用 --account 指明标识码",
            "the header names no account; add 新媒体标识码 or 账号名称, or name one with --account",
        )
    needed = () if fields.keys() & set(_OF_ITSELF) else ("published",)
    return readings(
        entries(sheet, "observations", needed), lambda entry: _observation(entry, account)
    )


def _observation(entry: Entry, account: str) -> ObservationRow:
    code = account_code(entry, "account_code") or account
    name = entry.text("account_name")
    if not code and not name:
        entry.refuse("", "缺少新媒体标识码或账号名称", "the account's code or name is missing")
    observed = entry.value("observed_at", written_moment, None)
    told = [entry.text(field) for field in _OF_ITSELF]
    if not any(told) and not entry.text("published") and entry.text("url"):
        entry.refuse(
            "",
            "缺少发布日期：程序不替人打开文章网址，请照文章页上的时间填写",
            "the date is missing: no article is opened for it; write the time that its page shows",
        )
    elif not any(told):
        entry.needed("published", "发布日期", "date")
    elif not entry.text("published") and observed is None:
        entry.refuse("", "只写状态的行须有观察时间", "a row of a state needs the time it was seen")
    published = entry.value("published", _moment_or_nothing, None)
    return ObservationRow(
        account_code=code,
        account_name=name,
        title=entry.text("title"),
        url=entry.value("url", lambda text: "" if text in NOTHING else address_of(text), ""),
        published=published.moment if published else None,
        date_only=bool(published and published.date_only),
        original=entry.value("original", originality_of, None),
        observed_at=observed.moment if observed else None,
        observer=entry.text("observer"),
        screenshot=entry.text("screenshot"),
        state=entry.value("state", account_state_of, ""),
        interaction=entry.value("interaction", yes_or_no, None),
        usable=entry.value("usable", yes_or_no, None),
        note=entry.text("note"),
        notes=entry.notes,
    )


def _moment_or_nothing(text: str) -> WrittenMoment | None:
    return None if text in NOTHING else written_moment(text)
