"""Numbers as a bulletin prints them: rates, dates, names in a row."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

NO_RATE = "—"


def rate(part: int, whole: int, decimals: int) -> str:
    """A share in percent, rounded half up: 605 of 609 is 99.34%.

    Only a whole is 100%: what would round up to it is cut instead. Nothing of nothing has no rate.
    """
    if not whole:
        return NO_RATE
    if part == whole:
        return "100%"
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(part * 100) / Decimal(whole)
    rounded = exact.quantize(step, ROUND_HALF_UP)
    if rounded >= 100:
        rounded = exact.quantize(step, ROUND_DOWN)
    return f"{rounded}%"


def change_in_points(
    now: tuple[int, int], before: tuple[int, int], decimals: int
) -> Decimal | None:
    """The change of a rate in percentage points, None where one of the two has no rate."""
    if not now[1] or not before[1]:
        return None
    exact = Decimal(now[0] * 100) / now[1] - Decimal(before[0] * 100) / before[1]
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def chinese_day(day: date) -> str:
    """2023年4月18日."""
    return f"{day.year}年{day.month}月{day.day}日"


def plain_number(value: float) -> str:
    """13 for 13.0, 2.5 for 2.5."""
    return f"{value:g}"


_DIGITS = "零一二三四五六七八九"


def ordinal(number: int) -> str:
    """一, 二, … 十, 十一, … 九十九: how a document numbers its parts."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def and_others(names: Sequence[str], most: int, unit: str) -> str:
    """The first names and how many there are in all: “甲”网、“乙”网等3家."""
    if len(names) <= most:
        return "、".join(names)
    return f"{'、'.join(names[:most])}等{len(names)}{unit}"
