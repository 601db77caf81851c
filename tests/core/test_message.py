"""A message is cut by the bytes that a service counts, at whole lines, never inside a character."""

from hypothesis import given
from hypothesis import strategies as st

from checker.core.message import Message, cut, fitted, outside_words, size_of

LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), max_size=60)


@given(LINE, st.lists(LINE, max_size=12), st.integers(0, 12), st.integers(200, 4096))
def test_a_message_never_exceeds_the_bytes_of_its_service(
    title: str, lines: list[str], firm: int, most: int
) -> None:
    message = Message(title=title, lines=tuple(lines), firm=min(firm, len(lines)), rest="余 {} 行")
    text = fitted(message, most)
    assert size_of(text) <= most
    assert len(text.encode("utf-8", "replace")) <= most


@given(st.text(max_size=200), st.integers(0, 300))
def test_a_cut_ends_at_a_whole_character(text: str, most: int) -> None:
    text = text.encode("utf-8", "ignore").decode()
    shown = cut(text, most)
    assert size_of(shown) <= most
    assert shown == text or (text.startswith(shown.removesuffix("…")))


def test_what_fits_is_said_whole() -> None:
    message = Message(title="日报", lines=("甲", "乙"), firm=1)
    assert fitted(message, 4096) == "日报\n甲\n乙"


def test_the_firm_lines_stay_and_the_last_line_says_how_many_were_left_out() -> None:
    lines = ("第一行", "第二行", *(f"· 第{number}个网站首页不更新" for number in range(500)))
    text = fitted(Message(title="日报", lines=lines, firm=2, rest="另有 {} 行"), 4096)
    shown = text.split("\n")
    assert shown[:3] == ["日报", "第一行", "第二行"]
    left = 500 - (len(shown) - 4)
    assert shown[-1] == f"另有 {left} 行"
    assert 4096 - 60 < size_of(text) <= 4096


def test_words_from_a_page_address_nobody_and_link_nowhere() -> None:
    said = outside_words('<at user_id="all">@所有人</at> [点击](http://evil.example)\n**x**')
    assert not set("<>[]@*\n") & set(said)
    assert "://" not in said
