"""Where the terms of a lexicon stand in a page, and what excuses them."""

import pytest

from checker.core.texts import WordLevel
from checker.extract.document import Document, parse
from checker.extract.wording.finds import Find, find_wording
from checker.extract.wording.lexicon import Ignored, Lexicon, Term, TermList, lexicon_of
from checker.extract.wording.normal import normal
from checker.extract.wording.prose import Prose, prose_of, prose_of_blocks

TERMS = (
    Term("人民代大会", "人民代表大会"),
    Term("部份", "部分"),
    Term("中华人民共合国", "中华人民共和国", "serious"),
    Term("布署", "部署", excused_by=("布署名",)),
    Term("乡村振新", "乡村振兴"),
    Term("乡村振新战略", "乡村振兴战略"),
    Term("通知数", "通知书"),
    Term("两学一作", "两学一做工作（两学一作）"),
    Term("IPV", "IPv"),
    Term("ＷＴＯ组只", "WTO组织"),
)


def lexicon(*terms: Term, ignored: tuple[Ignored, ...] = ()) -> Lexicon:
    return lexicon_of([TermList("list.csv", "sha256:1", terms or TERMS, ignored)])


def page(body: str) -> Document:
    html = f"<html><head><meta charset=utf-8><title>页</title></head><body>{body}</body></html>"
    return parse(html.encode(), "http://www.county.example/", "text/html; charset=utf-8")


def finds(body: str, words: Lexicon | None = None, site_code: str = "") -> tuple[Find, ...]:
    return find_wording(prose_of(page(body)), words or lexicon(), site_code)


def wrongs(body: str) -> list[str]:
    return [each.term.wrong for each in finds(body)]


@pytest.mark.parametrize(
    "body",
    [
        "<p>召开人民代大会</p>",
        "<p>召开人 民 代 大 会</p>",
        "<p>召开人民　代大会</p>",
        "<p>召开人民\n   代大会</p>",
        "<p>召开人民<b>代大</b>会</p>",
        "<p>召开人民&nbsp;代大会</p>",
        "<p>召开人民\u200b代大会</p>",
        "<p><o:p>召开人民</o:p><font>代大会</font></p>",
        "<ul><li><a href=1.html>召开人民代大会</a></li></ul>",
    ],
)
def test_a_wrong_expression_is_found_however_it_is_spaced_and_tagged(body: str) -> None:
    assert wrongs(body) == ["人民代大会"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>召开人民代表大会</p>",
        "<p>召开人民</p><p>代大会</p>",
        "<p>召开人民<br>代大会</p>",
        "<a href=1>人民</a><a href=2>代大会</a>",
        "<table><tr><td>人民</td><td>代大会</td></tr></table>",
        "<p style='display:none'>召开人民代大会</p>",
        "<script>召开人民代大会</script>",
        "<p>召开人民，代大会</p>",
    ],
)
def test_what_a_reader_does_not_read_as_one_word_is_none(body: str) -> None:
    assert wrongs(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>一部份</p>", ["部份"]),
        ("<p>人事部 份额</p>", []),
        ("<p>人事部<b>份</b>额</p>", []),
        ("<p>通 知 数</p>", ["通知数"]),
        ("<p>下达通知 数量不少</p>", []),
    ],
)
def test_a_short_word_is_not_put_together_over_a_gap(body: str, expected: list[str]) -> None:
    assert wrongs(body) == expected


def test_the_longest_term_wins() -> None:
    assert wrongs("<p>实施乡村振新战略。</p>") == ["乡村振新战略"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>支持 IPV 协议</p>", ["IPV"]),
        ("<p>支持 IPV6 协议</p>", []),
        ("<p>支持 XIPV 协议</p>", []),
        ("<p>支持IPV协议</p>", ["IPV"]),
        ("<p>支持ＩＰＶ协议</p>", ["IPV"]),
        ("<p>加入WTO组只</p>", ["ＷＴＯ组只"]),
    ],
)
def test_latin_words_have_edges_and_no_width(body: str, expected: list[str]) -> None:
    assert wrongs(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "<p>发布署名文章</p>",
        "<p>开展两学一做工作（两学一作）</p>",
        "<p>“部份”应为“部分”</p>",
        "<p>不得使用“部份”一词</p>",
        "<p>勘误：原文“部份”有误</p>",
        "<p>部份，应写作部分</p>",
    ],
)
def test_context_excuses(body: str) -> None:
    assert wrongs(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>“部份”群众</p>",
        "<p>应写作文的部份学生</p>",
        "<p>不得使用明火，部份群众</p>",
    ],
)
def test_words_that_only_look_like_an_excuse_are_none(body: str) -> None:
    assert wrongs(body) == ["部份"]


def test_an_office_lets_a_term_stand_everywhere_or_on_one_site() -> None:
    everywhere = lexicon(ignored=(Ignored("部 份", "沿用旧称"),))
    one_site = lexicon(ignored=(Ignored("部份", "栏目名", "6100000001"),))
    body = "<p>一部份</p>"
    assert finds(body, everywhere, "6100000002") == ()
    assert finds(body, one_site, "6100000001") == ()
    assert len(finds(body, one_site, "6100000002")) == 1
    assert len(finds(body, one_site)) == 1


def test_a_find_quotes_the_pages_own_words_and_counts_its_places() -> None:
    body = f"<p>{'前' * 30}中华 人民共合国{'后' * 30}</p><div id=x><p>中华人民共合国</p></div>"
    (find,) = finds(body)
    assert find.quote == "前" * 20 + "中华 人民共合国" + "后" * 20
    assert find.times == 2
    assert find.place == "html > body > p:nth-child(1)"


def test_a_quote_stays_in_its_block_and_masks_long_numbers() -> None:
    (find,) = finds("<p>甲</p><p>610113198001011234一部份13812345678</p><p>乙</p>")
    assert find.quote == "610*************34一部份138******78"
    assert "19800101" not in find.quote
    assert "1234567" not in find.quote
    assert "甲" not in find.quote
    assert "乙" not in find.quote


def test_a_later_list_changes_a_term_of_an_earlier_one() -> None:
    levels: tuple[WordLevel, ...] = ("general", "hint")
    lists = [
        TermList(f"{level}.csv", "sha256:0", (Term("部份", "部分", level),)) for level in levels
    ]
    both = lexicon_of(lists)
    (find,) = finds("<p>一部份</p>", both)
    assert find.term.level == "hint"
    assert both.names == ("general.csv@sha256:0", "hint.csv@sha256:0")


def test_an_empty_lexicon_finds_nothing() -> None:
    assert find_wording(prose_of(page("<p>一部份</p>")), lexicon_of([])) == ()


def test_a_file_names_its_places() -> None:
    prose = prose_of_blocks([("第 1 页", "好"), ("第 2 页", "一部份\n文字"), ("第 3 页", " ")])
    (find,) = find_wording(prose, lexicon())
    assert (find.place, find.quote) == ("第 2 页", "一部份 文字")


def test_a_text_full_of_terms_is_given_up() -> None:
    (find,) = find_wording(prose_of_blocks([("", "部份" * 400_000)]), lexicon())
    assert find.times == 5_000


def test_terms_beyond_the_first_slice_are_found_at_their_place() -> None:
    words = ("好" * 999 + "\n") * 150
    prose = prose_of_blocks(
        [*((str(at), line) for at, line in enumerate(words.split())), ("末", "一部份")]
    )
    (find,) = find_wording(prose, lexicon())
    assert (find.place, find.quote) == ("末", "一部份")


def test_a_normal_form_leads_back_to_the_words() -> None:
    words = "甲 乙 A ｂ 丙\u200b丁 戊"
    form = normal(words)
    assert form.text == "甲乙 A b 丙丁戊"
    assert "".join(words[form.source(at)] for at in range(len(form.text))) == "甲乙 A ｂ 丙丁戊"


def test_blocks_without_words_are_no_prose() -> None:
    assert find_wording(Prose("", [], []), lexicon()) == ()
    assert prose_of(page("<script>1</script>")).text == ""
