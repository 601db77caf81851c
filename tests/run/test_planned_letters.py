"""A letter of a plan: which one is opened, who sends it, and what is recorded when a person did."""

import csv
from pathlib import Path

import pytest

from checker.books.letter_questions import letter_questions
from checker.config import Config, Sender
from checker.core.letter_plan import letter_plan
from checker.core.target import Site
from checker.extract.ledgers.bounds import LedgerError
from checker.run.ledgers import import_ledger
from checker.run.letter_papers import save_pictures, write_letters, write_plan
from checker.run.letter_window import CannotOpen, must_be_unsent, planned_letter, record_sent
from checker.run.office import open_office
from checker.store.desk import letter_tests

SITE = Site(code="6108000001", name="实验局", url="http://s.gov.example/")
SENDERS = (Sender(name="张三", phone="13800000000"), Sender(name="李四", email="l@example.com"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "计划.csv"
    write_plan(letter_plan([SITE], 2, letter_questions(), "一"), "2026Q4", path, "zh")
    return path


def test_a_letter_of_the_plan_is_written_in_the_name_of_the_tester(plan: Path) -> None:
    config = Config(testers=SENDERS)
    first = planned_letter(config, plan, SITE.code, 1, "")
    second = planned_letter(config, plan, SITE.code, 2, "李四")
    assert first.words["text"] != second.words["text"]
    assert first.words["title"] in first.words["text"]
    assert (first.words["name"], first.words["phone"]) == ("张三", "13800000000")
    assert (second.words["name"], second.words["phone"]) == ("李四", "")


def test_a_letter_that_the_plan_does_not_have_is_named(plan: Path) -> None:
    with pytest.raises(LedgerError, match="没有"):
        planned_letter(Config(), plan, SITE.code, 3, "")


def test_what_a_person_sent_is_recorded_once_and_can_be_filled_in(
    plan: Path, tmp_path: Path
) -> None:
    config = Config(testers=SENDERS, database="sqlite:///c.db", folder=tmp_path, blobs="blobs")
    with open_office(config) as office:
        letter = planned_letter(config, plan, SITE.code, 2, "")
        must_be_unsent(office, letter.draft)
        record_sent(office, letter, b"\xff\xd8 a picture")
        with pytest.raises(CannotOpen):
            must_be_unsent(office, letter.draft)
        must_be_unsent(office, planned_letter(config, plan, SITE.code, 1, "").draft)

        sent = list(letter_tests(office.database))
        ledger = tmp_path / "台账.csv"
        write_letters(sent, [SITE], "2026Q4", ledger, "zh")
        save_pictures(office.blobs, sent, tmp_path)
        assert (tmp_path / "6108000001-2.jpg").read_bytes() == b"\xff\xd8 a picture"
        with ledger.open(encoding="utf-8-sig", newline="") as stream:
            heads, row = list(csv.reader(stream))
        row[heads.index("回复时间")] = "2030-01-04 09:00"
        with ledger.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([heads, row])
        import_ledger(office.database, office.blobs, ledger, None, at=sent[0].sent)
        (again,) = letter_tests(office.database)
        assert again.answered is not None
        assert (again.screenshot, again.sender) == (sent[0].screenshot, "张三")
