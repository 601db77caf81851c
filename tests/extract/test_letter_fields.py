"""Which field of a letter's form takes what; what is not plain is left to the person."""

import re
from itertools import count

import pytest

from checker.extract.channels.letter_fields import letter_fields
from tests.extract.own import own, page_at


@pytest.mark.parametrize("case", own("letter_fields"), ids=lambda case: case["says"])
def test_the_fields_of_a_letter(case: dict[str, str]) -> None:
    number = count()
    html = re.sub(
        r"<(input|textarea|select|div)\b",
        lambda tag: f"{tag[0]} data-n={next(number)}",
        case["html"],
    )
    fields = letter_fields(page_at("/write", html), "data-n")
    assert [each.meaning or "-" for each in fields] == case["fields"].split()
    assert all(each.mark for each in fields)
    assert not any(each.captcha and each.meaning for each in fields)
