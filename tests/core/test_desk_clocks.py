"""Letters and tickets on the working-day clock: both sides of every due day, holidays left out."""

from datetime import date, datetime

import pytest

from checker.core.fact import CHINA
from checker.core.letter_tests import LetterTest, answered, site_letters
from checker.core.tickets import Ticket, by_unit, due_day, handled, yearly_deduction


def day(text: str) -> date:
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def letter(answer: str | None, *, number: int = 1, site: str = "6108000001") -> LetterTest:
    """A letter sent on the Friday before Qingming 2023, a holiday on Wednesday 5 April."""
    return LetterTest(
        round="2023Q2", site_code=site, number=number, sent=moment("2023-03-31T10:00"),
        answered=moment(answer) if answer else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "as_of", "expected"),
    [
        ("2023-03-31T18:00", "2023-04-30", "same-day"),
        ("2023-04-03T09:00", "2023-04-30", "in-time"),
        ("2023-04-10T23:00", "2023-04-30", "in-time"),  # the fifth working day: the 5th is free
        ("2023-04-11T00:10", "2023-04-30", "late"),
        (None, "2023-04-10", "waiting"),
        (None, "2023-04-11", "none"),
        ("2023-04-20T09:00", "2023-04-12", "none"),  # not yet answered on that day
    ],
)
def test_a_letter_is_answered_in_time_within_five_working_days(
    answer: str | None, as_of: str, expected: str
) -> None:
    assert answered(letter(answer), day(as_of), 5) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["2023-03-31T18:00", "2023-03-31T19:00"], "same-day"),
        (["2023-03-31T18:00", "2023-04-03T09:00"], "in-time"),
        (["2023-04-03T09:00", "2023-04-12T09:00"], "late"),
        (["2023-03-31T18:00", None], "one-unanswered"),
        (["2023-04-12T09:00", None], "one-unanswered"),
        ([None, None], "none"),
    ],
)
def test_a_site_stands_by_its_worst_letter(answers: list[str | None], expected: str) -> None:
    sent = [letter(each, number=number) for number, each in enumerate(answers, 1)]
    (found,) = site_letters(sent, day("2023-04-30"), 5)
    assert found.answer == expected
    assert (found.letters, found.answered) == (2, sum(each is not None for each in answers))


def ticket(finished: str | None, **changes: str) -> Ticket:
    """A ticket of the Friday before a weekend."""
    plain = {"number": "1", "unit": "县府办", "received": "2023-02-03", "finished": finished}
    return Ticket.model_validate({**plain, **changes})


@pytest.mark.parametrize(
    ("finished", "as_of", "expected"),
    [
        ("2023-02-08", "2023-03-31", "in-time"),  # the third working day
        ("2023-02-09", "2023-03-31", "late"),
        (None, "2023-02-08", "open"),
        (None, "2023-02-09", "overdue"),
        ("2023-02-20", "2023-02-10", "overdue"),
    ],
)
def test_a_ticket_is_due_on_the_third_working_day(
    finished: str | None, as_of: str, expected: str
) -> None:
    assert handled(ticket(finished), day(as_of), 3) == expected


def test_the_ledgers_own_due_day_outweighs_ours() -> None:
    assert due_day(ticket(None, due="2023-02-20"), 3) == day("2023-02-20")


def test_units_are_counted_in_the_order_of_their_first_ticket() -> None:
    tickets = [
        ticket("2023-02-06", unit="乙局"),
        ticket("2023-02-20", number="2", unit="甲局"),
        ticket(None, number="3", unit="乙局", returned="2"),
    ]
    found = by_unit(tickets, day("2023-03-31"), 3)
    assert [(e.unit, e.taken, e.finished, e.late, e.returned) for e in found] == [
        ("乙局", 2, 1, 1, 1),
        ("甲局", 1, 1, 1, 0),
    ]


def test_the_yearly_deduction_is_three_for_open_and_two_for_more_than_a_month() -> None:
    tickets = [
        ticket("2023-03-03", unit="一月整"),
        ticket("2023-03-04", unit="超一月"),
        ticket(None, unit="未办结"),
        ticket(None, unit="上年", received="2022-02-03"),
    ]
    assert yearly_deduction(tickets, 2023) == {"超一月": 2.0, "未办结": 3.0}
