"""The only place of the running program that reads the wall clock."""

from datetime import date, datetime, time

from checker.core.fact import CHINA


def now() -> datetime:
    """This moment in China."""
    return datetime.now(CHINA)


def read_as_of(text: str | None) -> datetime:
    """A moment as a person writes it; now where nothing is written.

    A date without a time means the end of that day; a moment without a zone is Chinese time.
    Raises ValueError for anything else.
    """
    if text is None:
        return now()
    if len(text) <= len("2026-11-22"):
        return datetime.combine(date.fromisoformat(text), time(23, 59, 59), tzinfo=CHINA)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(CHINA) if moment.tzinfo else moment.replace(tzinfo=CHINA)
