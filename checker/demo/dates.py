"""The ways in which the county's pages write a day."""

from datetime import date

from checker.demo.plan import DateStyle


def written(day: date, style: DateStyle) -> str:
    """The day in one style, without markup; `block` and `none` give an empty string."""
    return {
        "iso": f"{day:%Y-%m-%d}",
        "month-day": f"{day:%m-%d}",
        "bracket": f"[{day:%Y-%m-%d}]",
        "chinese": f"{day.year}年{day.month}月{day.day}日",
        "slash": f"{day:%Y/%m/%d}",
        "block": "",
        "none": "",
    }[style]


def short_bracket(day: date) -> str:
    """The day as narrow home-page lists write it: `[11-03]`."""
    return f"[{day:%m-%d}]"
