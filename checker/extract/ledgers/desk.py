"""The ledgers of an office's desk: results of a manual check, test letters, tickets and messages."""

from datetime import date, datetime

from checker.core.account import end_of_day
from checker.core.desk import DeskResult, DeskWord
from checker.core.letter_plan import LetterDraft
from checker.core.letter_tests import LetterTest
from checker.core.reposts import RepostTask
from checker.core.tickets import Ticket
from checker.extract.ledgers.observations import written_moment
from checker.extract.ledgers.rows import Entry, Reading, entries, readings
from checker.extract.ledgers.sheet import Sheet
from checker.extract.ledgers.words import (
    NOTHING,
    Refusal,
    address_of,
    code_of,
    desk_word_of,
    site_code_of,
    yes_or_no,
)

_MISSING = datetime.fromisoformat("1900-01-01T00:00:00+08:00")  # only in a row that is rejected
_MOST_POINTS = 200.0
_MOST_RETURNS = 1000


def read_results(sheet: Sheet) -> Reading[DeskResult]:
    """Results by target, indicator and day; LedgerError without code, result, day or signer."""
    return readings(entries(sheet, "results", ("code", "result", "at", "by")), _result)


def _result(entry: Entry) -> DeskResult:
    entry.needed("code", "标识码", "code")
    entry.needed("result", "检查结果", "result")
    entry.needed("at", "检查日期", "date")
    by = entry.needed("by", "检查人", "signer")
    result: DeskWord = entry.value("result", desk_word_of, "passed")
    indicator = entry.text("indicator")
    if not indicator and result != "passed":
        entry.refuse("", "有问题的须写明指标", "a fault needs its indicator")
    return DeskResult(
        code=entry.value("code", code_of, ""),
        indicator=indicator,
        result=result,
        words=entry.text("words"),
        points=entry.value("points", _points_of, None),
        by=by or "?",
        at=entry.value("at", _end_of_written_day, _MISSING),
        proof=entry.text("proof", 2000),
        notes=entry.notes,
    )


def read_letter_tests(sheet: Sheet) -> Reading[LetterTest]:
    """Test letters by round, site and number; LedgerError without round, site code or sending."""
    return readings(entries(sheet, "letters", ("round", "site_code", "sent")), _letter)


def _letter(entry: Entry) -> LetterTest:
    entry.needed("site_code", "网站标识码", "site code")
    entry.needed("sent", "发信时间", "time of sending")
    sent = entry.value("sent", _moment_of, _MISSING)
    answered = entry.value("answered", _moment_or_nothing, None)
    if answered and answered.date() < sent.date():
        entry.refuse(f"{answered:%Y-%m-%d}", "回复早于发信", "answered before it was sent")
    return LetterTest(
        round=entry.needed("round", "测试轮次", "round"),
        site_code=entry.value("site_code", site_code_of, ""),
        number=int(entry.value("number", _count_of, 1)),
        question=entry.text("question", 2000),
        sent=sent,
        answered=answered,
        answer=entry.text("answer", 5000),
        off_point=entry.value("off_point", yes_or_no, False) or False,
        screenshot=entry.text("screenshot"),
        sender=entry.text("sender"),
        notes=entry.notes,
    )


def read_letter_plan(sheet: Sheet) -> tuple[LetterDraft, ...]:
    """The letters of a plan, sent or not, by row; LedgerError without round, site code, question.

    A row that names no site or no question is none to send and is left out.
    """
    found = entries(sheet, "letters", ("round", "site_code", "question"))
    return tuple(draft for entry in found if (draft := _draft(entry)))


def _draft(entry: Entry) -> LetterDraft | None:
    draft = LetterDraft(
        round=entry.needed("round", "测试轮次", "round"),
        site_code=entry.value("site_code", site_code_of, ""),
        number=int(entry.value("number", _count_of, 1)),
        question=entry.needed("question", "测试问题", "question", 2000),
        sender=entry.text("sender"),
    )
    return None if entry.faults or not draft.site_code else draft


def read_tickets(sheet: Sheet) -> Reading[Ticket]:
    """Tickets and messages by number; LedgerError without number, unit or day of receipt."""
    return readings(entries(sheet, "tickets", ("number", "unit", "received")), _ticket)


def _ticket(entry: Entry) -> Ticket:
    entry.needed("received", "收到日期", "day of receipt")
    received = entry.value("received", _day_of, _MISSING.date())
    finished = entry.value("finished", _day_or_nothing, None)
    if finished and finished < received:
        entry.refuse(str(finished), "办结早于收到", "finished before it came")
    return Ticket(
        number=entry.needed("number", "留言编号", "number"),
        channel=entry.text("channel"),
        site_code=entry.value("site_code", site_code_of, ""),
        unit=entry.needed("unit", "承办单位", "unit"),
        region=entry.text("region"),
        title=entry.text("title", 2000),
        received=received,
        due=entry.value("due", _day_or_nothing, None),
        finished=finished,
        returned=int(entry.value("returned", _count_of, 0)),
        notes=entry.notes,
    )


def read_reposts(sheet: Sheet) -> Reading[RepostTask]:
    """Assigned reposts by title and address; LedgerError without title or deadline."""
    return readings(entries(sheet, "reposts", ("title", "deadline")), _repost)


def _repost(entry: Entry) -> RepostTask:
    entry.needed("deadline", "截止时间", "deadline")
    words = entry.text("excepted").replace("、", " ").replace("，", " ").replace("；", " ")
    return RepostTask(
        title=entry.needed("title", "任务标题", "title", 500),
        url=entry.value("url", lambda text: "" if text in NOTHING else address_of(text), ""),
        assigned=entry.value("assigned", _moment_or_nothing, None),
        deadline=entry.value("deadline", _end_of_written_day, _MISSING),
        excepted=tuple(words.split()) if words not in NOTHING else (),
        notes=entry.notes,
    )


def _moment_of(text: str) -> datetime:
    return written_moment(text).moment


def _moment_or_nothing(text: str) -> datetime | None:
    return None if text.lower() in NOTHING else _moment_of(text)


def _day_of(text: str) -> date:
    return _moment_of(text).date()


def _day_or_nothing(text: str) -> date | None:
    return None if text.lower() in NOTHING else _day_of(text)


def _end_of_written_day(text: str) -> datetime:
    found = written_moment(text)
    return end_of_day(found.moment.date()) if found.date_only else found.moment


def _points_of(text: str) -> float:
    try:
        points = abs(float(text.removesuffix("分")))
    except ValueError:
        points = _MOST_POINTS + 1
    if not points <= _MOST_POINTS:
        raise Refusal("扣分应为数字，如 5", "points are a number such as 5")
    return points


def _count_of(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:9]) > _MOST_RETURNS:
        raise Refusal("应为整数", "a whole number is wanted")
    return int(text)
