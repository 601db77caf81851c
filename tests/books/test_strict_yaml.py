"""Strict YAML: what is read plainly, and what is refused with its line."""

import pytest

from checker.books.strict_yaml import StrictYamlError, as_model, load_yaml, read_yaml
from checker.core.fact import Fact


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1", 1),
        ("a: -3", -3),
        ("a: 0.05", 0.05),
        ("a: true", True),
        ("a: null", None),
        ("a:", None),
        ("a: no", "no"),
        ("a: on", "on"),
        ("a: 1:30", "1:30"),
        ("a: 2026-11-22", "2026-11-22"),
        ("a: 0 1 * * *", "0 1 * * *"),
        ("a: 4/3", "4/3"),
        ('a: "1.10"', "1.10"),
        ("a: 14 days before", "14 days before"),
        ("a: [x, 2]", ["x", 2]),
        ("a: {b: c}", {"b": "c"}),
    ],
)
def test_a_value_is_what_it_looks_like(text: str, value: object) -> None:
    assert load_yaml(text, "t.yaml") == {"a": value}


def test_an_empty_text_holds_nothing() -> None:
    assert load_yaml("# only a comment\n", "t.yaml") is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("x: 1\na: 1\na: 2", r"t\.yaml:3: a: .*第 2 行.*duplicate key, first on line 2"),
        ("x: 1\nb: {c: 1, c: 2}", r"t\.yaml:2: c: .*duplicate key"),
        ("x: 1\nversion: 1.10", r't\.yaml:2: 1\.10 .*1\.1.*quote it as "1\.10"'),
        ("a: 007", "quote it"),
        ("a: 99999999999999999999", "quote it"),
        ("a: &x 1\nb: *x", "anchors"),
        ("a: &x {b: 1}\nc: *x", "anchors"),
        ("a: !!python/object/apply:os.system ['true']", "tags are not allowed"),
        ("a: !secret x", "tags are not allowed"),
        ("a: !!set {b}", "tags are not allowed"),
        ("? [a, b]\n: 1", "a key must be text"),
        ("a: [1, 2", r"t\.yaml:\d: .*YAML"),
        ("a: 1\n---\nb: 2", "YAML"),
        ("a: \x07", "YAML"),
        ("[" * 5000, "YAML|deeply"),
    ],
)
def test_what_could_be_misread_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(StrictYamlError, match=complaint):
        load_yaml(text, "t.yaml")


class Room(Fact):
    name: str = ""
    seats: int = 0
    share: float = 0.0


class House(Fact):
    title: str
    rooms: tuple[Room, ...] = ()
    best: dict[str, Room] = {}
    one: Room | None = None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("title: a\nroms: []", r"t\.yaml:2: roms: .*nearest known: rooms"),
        ("title: a\nrooms:\n  - name: b\n  - seat: 1", r"t\.yaml:4: rooms\.1\.seat: .*seats"),
        ("title: a\nbest:\n  x: {nam: c}", r"t\.yaml:3: best\.x\.nam: .*name"),
        ("title: a\none: {nam: c}", r"one\.nam: .*name"),
        ("rooms: []", r"t\.yaml:1: title: .*missing"),
        ("title: 1", r"t\.yaml:1: title: .*quotes"),
        ("title: a\nrooms: [{seats: '3'}]", r"t\.yaml:2: rooms\.0\.seats"),
        ("title: a\nrooms: [{seats: true}]", r"t\.yaml:2: rooms\.0\.seats"),
        ("title: a\nrooms: x", r"t\.yaml:2: rooms"),
        ("- a", "t.yaml"),
    ],
)
def test_a_fault_is_named_with_its_line_and_path(text: str, complaint: str) -> None:
    with pytest.raises(StrictYamlError, match=complaint):
        as_model(read_yaml(text, "t.yaml"), House)


def test_a_whole_number_may_stand_for_a_share() -> None:
    document = read_yaml("title: a\nrooms: [{name: b, seats: 2, share: 1}]", "t.yaml")
    assert as_model(document, House).rooms == (Room(name="b", seats=2, share=1.0),)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(StrictYamlError) as error:
        as_model(read_yaml("titel: a\nroms: []", "t.yaml"), House)
    assert len(str(error.value).splitlines()) == 3
