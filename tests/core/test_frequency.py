"""The frequencies that offices write in their ledgers of columns, and what they promise."""

import pytest

from checker.core.frequency import Rhythm, rhythm_of

LIVE = 30


@pytest.mark.parametrize(
    ("words", "items", "days"),
    [
        ("1条/2周", 1, 14),
        ("1 条/2 周", 1, 14),
        ("1条/月", 1, 31),
        ("1条/季度", 1, 92),
        ("１条／季度", 1, 92),
        ("2条/月", 2, 31),
        ("两篇/周", 2, 7),
        ("每月1条", 1, 31),
        ("每两周至少1条", 1, 14),
        ("每季度更新", 1, 92),
        ("每半年1次", 1, 183),
        ("1条/年", 1, 366),
        ("1条/半年", 1, 183),
        ("每5个自然日至少1篇", 1, 5),
        ("每个工作日1条", 1, 7),
        ("实时更新", 1, LIVE),
        ("及时更新", 1, LIVE),
    ],
)
def test_a_written_frequency_is_a_number_of_items_in_a_number_of_days(
    words: str, items: int, days: int
) -> None:
    assert rhythm_of(words, LIVE) == Rhythm(items, days)


@pytest.mark.parametrize(
    "words", ["", "不定期", "按需", "长期公开", "1条", "年/条", "每", "9" * 70]
)
def test_words_that_name_no_period_promise_nothing(words: str) -> None:
    assert rhythm_of(words, LIVE) is None
