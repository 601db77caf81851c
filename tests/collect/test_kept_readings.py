"""What was read in a page is kept for another night: exactly that, and for no longer than it holds."""

import ast
import gc
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from checker.books.lexicon import load_lexicon
from checker.books.signs import load_signs
from checker.collect import survey
from checker.collect.kept_readings import KeptReadings, Readings
from checker.collect.survey.guides import guide_names
from checker.collect.survey.home import contact_page, parts_unread, tags_of
from checker.collect.survey.letters import lists_named, next_page
from checker.collect.survey.search import shows_title
from checker.core.fact import CHINA
from checker.core.web import Exchange
from checker.extract.answers.link_target import shown_on
from checker.extract.answers.wrong_page import redirect_of, soft_404
from checker.extract.articles.article import read_article
from checker.extract.articles.related import policies_linked, readings_linked
from checker.extract.channels.entries import find_entries
from checker.extract.channels.forms import read_form
from checker.extract.channels.search_form import read_search
from checker.extract.columns.nav import column_links, read_nav, sitemap_columns
from checker.extract.decoding import Decoded
from checker.extract.document import Document, cut_of, from_text, tag_of, title_of
from checker.extract.elements import Element
from checker.extract.guides.guide import read_guide
from checker.extract.letters.letter import answer_on
from checker.extract.letters.mailbox import read_mailbox
from checker.extract.links import link_places, seen_links
from checker.extract.lists.embedded import frames, requests
from checker.extract.lists.reading import all_lists, main_list
from checker.extract.lists.shells import why_shell
from checker.extract.page.footer import read_footer
from checker.extract.page.kinds import page_kind
from checker.extract.page.tags import tag_notes, tags_missing
from checker.extract.safety.own_domain import foreign_parts
from checker.extract.safety.planted import planted
from checker.extract.wording.said import files_linked, said_on
from tests.extract.own import HOST, kinds

TODAY = date(2026, 11, 22)
SIGNS, LEXICON = load_signs(), load_lexicon([])
READERS: tuple[tuple[Callable[..., Any], tuple[Any, ...]], ...] = (
    (all_lists, (TODAY,)), (answer_on, (TODAY,)), (column_links, ()), (contact_page, ()), (cut_of, ()),
    (files_linked, ()), (find_entries, ()), (foreign_parts, (HOST, SIGNS)), (frames, ()),
    (guide_names, ()), (link_places, ()), (lists_named, ()), (main_list, (TODAY,)), (next_page, ()),
    (page_kind, (HOST, TODAY)), (parts_unread, ()), (planted, (SIGNS.illegal,)),
    (policies_linked, ()), (read_article, (TODAY,)), (read_footer, ()), (read_form, ()),
    (read_guide, ()), (read_mailbox, (TODAY, "县长信箱")), (read_nav, ()), (read_search, ()),
    (readings_linked, (HOST,)), (redirect_of, ()), (requests, ()), (seen_links, ()),
    (shown_on, (SIGNS.illegal,)), (shows_title, ("关于做好重点工作的通知",)), (sitemap_columns, ()),
    (soft_404, (200,)), (tag_notes, (TODAY, None, "6199210001")), (tag_of, ("ColumnType",)),
    (tags_missing, ("article",)), (tags_of, ()), (title_of, ()), (why_shell, ()),
    (said_on, (TODAY, LEXICON, "6199210001")),
)  # fmt: skip


def rows(*days: str) -> str:
    """A list with these words for days."""
    return "".join(
        f'<li><a href="/zwgk/tzgg/art_{n}.html">关于做好第{n}项重点工作的通知</a><span>{day}</span></li>'
        for n, day in enumerate(days)
    )


DATED = tuple(
    (f"<title>通知公告</title><ul class='list'>{rows(*days)}</ul>", says)
    for says, days in (
        ("whole days", ("2026-11-20", "2026-11-10", "2026-10-30", "2026-10-01")),
        ("a day to come", ("2026-11-25", "2026-11-20", "2026-11-10", "2026-10-01")),
        ("no years", ("11-20", "11-10", "10-30", "12-30")),
        ("counted back", ("昨天", "3天前", "2026-11-10", "2026-10-01")),
        ("two figures for the year", ("26-11-20", "26-11-10", "26-10-30", "25-12-30")),
        ("the day after tomorrow's year", ("2027-01-02", "2026-11-20", "2026-10-30", "2026-09-01")),
        (
            "Chinese numerals",
            ("二〇二六年十一月二十日", "二〇二六年十一月一日", "二〇二六年十月", ""),
        ),
    )
)
PAGES = tuple((path, f"<html><body>{html}</body></html>") for _, path, html in kinds()) + tuple(
    ("/zwgk/tzgg/", html) for html, _ in DATED
)


def page(path: str, html: str) -> tuple[Exchange, Document]:
    """A page of the example site, as it was fetched and as it is to be read."""
    url = HOST + path
    exchange = Exchange(
        url=url,
        final_url=url,
        started=datetime(2026, 11, 22, 2, tzinfo=CHINA),
        status=200,
        headers=(("content-type", "text/html"),),
        blob="sha256:" + "0" * 64,
    )
    return exchange, from_text(html, url)


def unread(url: str) -> Document:
    """A page that nobody may read."""

    def refuse() -> Decoded:
        raise AssertionError("the page was read again")

    return Document(url, refuse)


def on(day: date, said: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(day if word == TODAY else word for word in said)


def kept(exchange: Exchange, doc: Document) -> list[bytes]:
    """The lines that a visit leaves which asked all readers."""
    visit = KeptReadings(TODAY)
    readings = visit.of(exchange)
    assert readings
    for reader, said in READERS:
        readings.answer(reader, doc, said)
    return visit.lines()


@pytest.mark.parametrize(("path", "html"), PAGES)
def test_an_answer_that_was_kept_is_the_answer_that_was_given(path: str, html: str) -> None:
    exchange, doc = page(path, html)
    again = KeptReadings(TODAY, kept(exchange, doc)).of(exchange)
    assert again
    for reader, said in READERS:
        assert again.answer(reader, unread(doc.url), said) == reader(doc, *said), reader.__name__


@pytest.mark.parametrize(("path", "html"), PAGES)
def test_on_a_later_day_an_answer_is_what_the_reader_says_on_that_day(path: str, html: str) -> None:
    exchange, doc = page(path, html)
    lines = kept(exchange, doc)
    for days in (1, 2, 3, 9, 39, 41, 400):
        day = TODAY + timedelta(days=days)
        later = KeptReadings(day, lines).of(exchange)
        assert later
        for reader, said in READERS:
            fresh = from_text(html, doc.url)
            words = on(day, said)
            assert later.answer(reader, fresh, words) == reader(from_text(html, doc.url), *words)


@pytest.mark.parametrize(("path", "html"), PAGES)
def test_a_page_that_was_read_is_gone_at_once(path: str, html: str) -> None:
    """Objects that hold each other in a circle stay until the next sweep, and rounds sweep seldom."""
    gc.collect()
    gc.disable()
    try:
        kept(*page(path, html))
        left = [each for each in gc.get_objects() if isinstance(each, (Document, Element))]
    finally:
        gc.enable()
    assert left == []


def test_a_list_with_whole_days_is_not_read_again_the_next_night() -> None:
    exchange, doc = page("/zwgk/tzgg/", DATED[0][0])
    tomorrow = KeptReadings(TODAY + timedelta(days=1), kept(exchange, doc)).of(exchange)
    assert tomorrow
    found = tomorrow.answer(main_list, unread(doc.url), (TODAY + timedelta(days=1),))
    assert found
    assert found.newest == date(2026, 11, 20)


def test_a_list_that_counts_days_back_is_read_again_the_next_night() -> None:
    exchange, doc = page("/zwgk/tzgg/", DATED[3][0])
    tomorrow = KeptReadings(TODAY + timedelta(days=1), kept(exchange, doc)).of(exchange)
    assert tomorrow
    with pytest.raises(AssertionError, match="read again"):
        tomorrow.answer(main_list, unread(doc.url), (TODAY + timedelta(days=1),))


def test_other_bytes_another_type_and_another_address_are_read_anew() -> None:
    exchange, doc = page("/zwgk/tzgg/", DATED[0][0])
    lines = kept(exchange, doc)
    for change in (
        {"blob": "sha256:" + "1" * 64},
        {"headers": (("content-type", "text/html; charset=gbk"),)},
        {"final_url": HOST + "/other/"},
    ):
        other = KeptReadings(TODAY, lines).of(exchange.model_copy(update=change))
        assert other
        with pytest.raises(AssertionError, match="read again"):
            other.answer(title_of, unread(doc.url), ())


@pytest.mark.parametrize("spoilt", [b"", b"\t\t", b"\xff\t\xff\t\t\t{", b"a\tb\tc\td\te"])
def test_a_broken_line_costs_a_reading_and_nothing_else(spoilt: bytes) -> None:
    exchange, doc = page("/zwgk/tzgg/", DATED[0][0])
    lines = [line[: len(line) // 2] for line in kept(exchange, doc)]
    again = KeptReadings(TODAY, [spoilt, *lines]).of(exchange)
    assert again
    for reader, said in READERS:
        assert again.answer(reader, doc, said) == reader(doc, *said)


def test_a_reader_that_is_asked_with_a_collection_is_refused() -> None:
    doc = from_text("<p>通知", HOST)

    def read(doc: Document, names: set[str]) -> str:
        return doc.title

    with pytest.raises(TypeError):
        Readings(TODAY).answer(read, doc, ({"a"},))


def test_every_reader_that_a_survey_asks_is_tried_here() -> None:
    asked: set[str] = set()
    for file in Path(survey.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "read"
                and node.args
                and isinstance(node.args[0], ast.Name)
            ):
                asked.add(node.args[0].id)
    assert asked == {reader.__name__ for reader, _ in READERS}


def test_words_that_are_equal_and_not_the_same_have_answers_of_their_own() -> None:
    readings, doc = Readings(TODAY), from_text("<p>通知", HOST)

    def read(doc: Document, word: object) -> str:
        return repr(word)

    words = (1, True, "1", "True", None, "None", 0, False, "\ud800\t\n")
    for _ in range(2):
        assert [readings.answer(read, doc, (word,)) for word in words] == list(map(repr, words))
    assert b"\n" not in readings.kept()


def test_what_was_read_of_a_page_is_known_after_it_was_put_away() -> None:
    _, doc = page("/zwgk/tzgg/", DATED[0][0])
    readings = Readings(TODAY)
    first, *others = READERS
    given = readings.answer(first[0], doc, first[1])
    readings.close()
    for reader, said in others:
        readings.answer(reader, doc, said)
        readings.close()
        readings.close()
    assert readings.answer(first[0], unread(doc.url), first[1]) == given
    again = Readings(TODAY, readings.kept())
    for reader, said in READERS:
        assert again.answer(reader, unread(doc.url), said) == reader(doc, *said), reader.__name__


def test_a_visit_keeps_a_line_for_each_page_and_the_same_when_nothing_is_new() -> None:
    exchange, doc = page("/zwgk/tzgg/", DATED[0][0])
    lines = kept(exchange, doc)
    visit = KeptReadings(TODAY, lines)
    for reader, said in reversed(READERS):
        again = visit.of(exchange)
        assert again
        again.answer(reader, unread(doc.url), said)
    assert visit.lines() == lines
    assert len(lines) == 1


def put_away(exchange: Exchange, doc: Document) -> bytes:
    """The line of a page that was put away after all readers had been asked."""
    visit = KeptReadings(TODAY)
    readings = visit.of(exchange)
    assert readings
    for reader, said in READERS:
        readings.answer(reader, doc, said)
    readings.close()
    return visit.lines()[0]


def test_what_was_packed_stays_packed_for_the_next_visit_and_is_not_written_anew() -> None:
    exchange, doc = page("/zwgk/tzgg/", DATED[0][0])
    line = put_away(exchange, doc)
    assert len(line) < len(kept(exchange, doc)[0])
    visit = KeptReadings(TODAY, [line])
    again = visit.of(exchange)
    assert again
    for reader, said in READERS:
        assert again.answer(reader, unread(doc.url), said) == reader(doc, *said), reader.__name__
    again.close()
    assert visit.lines() == [line]


@pytest.mark.parametrize("spoilt", [b"A", b"AAAA", b"KLUv/aD//////w8=", b"\xff\xff", b","])
def test_packed_answers_that_are_broken_cost_a_reading_and_nothing_else(spoilt: bytes) -> None:
    exchange, doc = page("/zwgk/tzgg/", DATED[0][0])
    whole, _, packed = put_away(exchange, doc).rpartition(b"\t")
    for said in (spoilt, packed[:40], packed[40:], packed + spoilt):
        again = KeptReadings(TODAY, [whole + b"\t" + said]).of(exchange)
        assert again
        for reader, words in READERS:
            assert again.answer(reader, doc, words) == reader(doc, *words), reader.__name__
