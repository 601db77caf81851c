"""Finding rules and books; and each fault of a book, named with its place and mend."""

from pathlib import Path

import pytest

from checker.books.library import book_names, indicators, lineage, load_book
from checker.core.rulebook import BookError
from checker.core.target import Account, Site

FIRST = """book: office
version: "3"
columns: {news: 14}
items: {links: {title: 链接, cap: 5}}
indicators:
  - {id: site.homepage-stale, as: veto, params: {max_idle_days: 14}}
  - {id: site.public-incident, as: veto, by: human, unless_stated: passed}
"""
LOCAL = """book: town
version: "1"
extends: office@3
change:
  site.homepage-stale: {params: {max_idle_days: 7}, because: 本地规定}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An extra folder with a first book and one that extends it."""
    (tmp_path / "office.yaml").write_text(FIRST, encoding="utf-8")
    (tmp_path / "town.yaml").write_text(LOCAL, encoding="utf-8")
    return tmp_path


def broken(folder: Path, name: str, text: str) -> str:
    """What is said of a book of that text."""
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BookError) as error:
        load_book(name, [folder])
    return str(error.value)


def test_indicators_are_found_by_their_path() -> None:
    found = indicators()
    assert {"site.homepage-stale", "site.unreachable", "account.idle"} <= found.keys()
    assert all(id == each.id for id, each in found.items())


def test_the_national_book_is_whole() -> None:
    book = load_book("national-2019")
    ids = {entry.id for entry in book.entries}
    vetoes = [entry for entry in book.entries if entry.consequence == "veto"]
    by_subject = [entry.id.partition(".")[0] for entry in vetoes]
    assert (by_subject.count("site"), by_subject.count("account")) == (15, 8)
    assert indicators().keys() <= ids
    assert all(entry.clause for entry in book.entries)
    measured = {entry.id for entry in book.entries if entry.by in ("machine", "assisted")}
    assert measured == indicators().keys()


def test_what_people_judge_is_held_against_no_site_until_they_speak() -> None:
    for entry in load_book("national-2019").entries:
        if entry.by == "human" and not entry.id.startswith("office."):
            assert entry.title
            silent = "not-applicable" if entry.consequence == "bonus" else "passed"
            assert entry.unless_stated == silent, entry.id


def test_the_parts_of_the_national_book_have_their_sums() -> None:
    book = load_book("national-2019")
    assert sum(item.cap for item in book.items.values()) == 100
    assert sum(item.cap for item in book.items.values() if item.services) == 25
    bonuses = [each for each in book.of("site") if each.consequence == "bonus"]
    assert sum(each.points or 0 for each in bonuses) == book.grading.bonus_cap == 30
    deducted = [each for each in book.of("site") if each.consequence == "deduct"]
    assert {each.item for each in deducted} == book.items.keys()


def test_the_points_that_the_text_is_known_to_name_are_official_and_no_others() -> None:
    book = load_book("national-2019")
    priced = [each for each in book.entries if each.consequence in ("deduct", "bonus")]
    assert {each.id: each.each or each.points for each in priced if each.official} == {
        "site.policies-late": 5,
        "site.service-statistics-late": 2,
        "site.replies-late": 3,
        "office.error-reports-open": 3,
        "office.error-reports-late": 2,
        "office.one-platform": 5,
    }


def test_the_assessment_of_offices_stands_in_the_book_and_touches_no_site() -> None:
    book = load_book("national-2019")
    assert len(book.of("office")) == 10
    for target in (Site(url="http://a.example/", type="门户网站"), Account()):
        assert all(each.id.startswith(target.kind) for each in book.judged_on(target))


def test_the_national_book_states_every_threshold_that_a_rule_has() -> None:
    for id, indicator in indicators().items():
        entry = load_book("national-2019").entry(id)
        assert entry
        assert entry.params == indicator.params().model_dump()


def test_every_book_can_be_loaded() -> None:
    assert {"national-2019", "example-district-2023"} <= set(book_names())
    for name in book_names():
        assert load_book(name).name == name


def test_the_example_of_a_local_book_asks_for_five_days() -> None:
    entry = load_book("example-district-2023").entry("account.idle")
    assert entry
    assert entry.params == {"max_idle_days": 5, "original_only": False, "max_unwatched_days": 2}
    assert entry.origin == "example-district-2023"


def test_books_of_an_extra_folder_are_found(folder: Path) -> None:
    assert {"office", "town", "national-2019"} <= set(book_names([folder]))
    first, local = lineage("town", [folder])
    assert (first.name, local.name) == ("office", "town")
    entry = local.entry("site.homepage-stale")
    assert entry
    assert entry.params == {"max_idle_days": 7}


def test_an_older_version_stays_beside_the_current_one(folder: Path) -> None:
    (folder / "office@3.yaml").write_text(FIRST, encoding="utf-8")
    (folder / "office.yaml").write_text(FIRST.replace('"3"', '"4"'), encoding="utf-8")
    assert load_book("office", [folder]).version == "4"
    assert lineage("town", [folder])[0].version == "3"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("columns:", "colums:", "office.yaml:3: colums: 未知的键，最接近的是 columns"),
        ("columns:", "book: x\ncolumns:", "office.yaml:3: book: "),
        ('"3"', "1.10", "office.yaml:2: 1.10 "),
        ('"3"', "3", "office.yaml:2: version: 应为文字，请加引号"),
        ("book: office", "book: other", "office.yaml:1: book: 文件名应为 other.yaml"),
        ("news: 14", "nwes: 14", "nearest known: news"),
        ("news: 14", "news: 0", "days must be positive"),
        ("news: 14", "news: 2.5", "columns.news"),
        ("max_idle_days: 14", "max_idle_day: 14", "params.max_idle_day，最接近的是 max_idle_days"),
        ("max_idle_days: 14", "max_idle_days: many", "office.yaml:6: site.homepage-stale: params."),
        ("max_idle_days: 14", "max_idle_days: 1.5", "params.max_idle_days"),
        ("max_idle_days: 14", "max_idle_days: true", "params.max_idle_days"),
        ("params: {max_idle_days: 14}", "warn: {max_idle: 10}", "warn.max_idle，"),
        ("params: {max_idle_days: 14}", "warn: {max_idle_days: x}", "warn.max_idle_days"),
        ("homepage-stale", "homepage-old", "没有这个指标的程序，最接近的是 site.homepage-stale"),
        ("as: veto, params", "as: vetoed, params", "office.yaml:6: indicators.0.as"),
        ("as: veto, params", "consequence: veto, params", "未知的键"),
        ("as: veto, params", "params", "office.yaml:6: indicators.0.as: 缺少此项"),
        ("as: veto, params", "as: veto, each: 1, params", "neither each nor points"),
        ("as: veto, params", "as: deduct, params", "needs each or points"),
        ("as: veto, params", "as: deduct, points: -2, params", "without a sign"),
        ("as: veto, params", "as: bonus, each: 2, params", "a bonus needs points"),
        ("as: veto, params", "as: deduct, each: 1, in: lniks, params", "nearest known: links"),
        ("as: veto, params", "as: veto, unless_stated: passed, params", "what people judge"),
        ("by: human,", "by: human, params: {x: 1},", "nobody reads the params"),
        ("by: human,", "by: assisted,", "没有这个指标的程序"),
        ("site.public-incident", "site.homepage-stale", "it stands there twice"),
        ("site.public-incident", "letters.tampered", "an id looks like"),
        ("site.public-incident", "site.Tampered", "an id looks like"),
        ("indicators:", "indicator:", "indicators: 缺少此项"),
    ],
)
def test_a_fault_of_a_first_book(folder: Path, old: str, new: str, complaint: str) -> None:
    assert old in FIRST
    assert complaint in broken(folder, "office", FIRST.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("office@3", "office@2", "town.yaml:3: extends: office 现为版本 3 · there is no office@2"),
        ("office@3", "office", "pin the version: office@VERSION"),
        ("office@3", "offices@3", "nearest known: office"),
        ("office@3", "town@1", "extend each other: town → town"),
        (", because: 本地规定", "", "town.yaml:5: change.site.homepage-stale.because: 缺少此项"),
        ("because: 本地规定", 'because: ""', "because"),
        ("site.homepage-stale", "site.homepage-new", "nearest: site.homepage-stale"),
        ("max_idle_days", "idle_days", "town.yaml:5: site.homepage-stale: params.idle_days"),
        ("params:", "parms:", "nearest known: params"),
        ("because: 本地规定", "because: x, as: null", "town: change: site.homepage-stale: as"),
        ("change:", "changes:", "nearest known: change"),
    ],
)
def test_a_fault_of_a_local_book(folder: Path, old: str, new: str, complaint: str) -> None:
    assert old in LOCAL
    assert complaint in broken(folder, "town", LOCAL.replace(old, new, 1))


def test_books_that_extend_each_other_are_refused(folder: Path) -> None:
    other = LOCAL.replace("book: town", "book: village").replace("office@3", "town@1")
    (folder / "village.yaml").write_text(other, encoding="utf-8")
    said = broken(folder, "town", LOCAL.replace("office@3", "village@1"))
    assert "town → village → town" in said


def test_a_local_book_cannot_take_the_name_of_ours(folder: Path) -> None:
    (folder / "national-2019.yaml").write_text(FIRST, encoding="utf-8")
    with pytest.raises(BookError, match="two books of one name"):
        load_book("national-2019", [folder])


def test_a_book_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(BookError, match="nearest known: national-2019"):
        load_book("national-2091")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="no folder"):
        book_names([tmp_path / "nowhere"])


@pytest.mark.parametrize("text", ["", "- a", "just words"])
def test_a_text_that_is_no_book_is_refused(folder: Path, text: str) -> None:
    assert "key: value" in broken(folder, "office", text)


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    (folder / "office.yaml").write_bytes(FIRST.encode("gb18030"))
    with pytest.raises(BookError, match="cannot read it"):
        load_book("office", [folder])
