"""Every rule's cases, run through the judge; and what each rule owes its reader.

A rule is complete when its docstring has its sections, its cases show every answer that it can
give, and each of its thresholds, moved by one step either way, changes the answer of a case.
"""

import importlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, get_args

import pytest
from case_evidence import evidence_of
from pydantic import JsonValue

from checker.books.library import indicators
from checker.books.strict_yaml import as_model, read_yaml
from checker.core.fact import Fact
from checker.core.indicator import Indicator, Subject
from checker.core.judge import judge
from checker.core.rulebook import Book, Entry
from checker.core.verdict import Finding

LIMITS = {"news": 14, "notice": 183, "policy": 183, "interpretation": 183, "plan": 365}
ENDING = ".cases.yaml"


class Case(Fact):
    """One named case: compact evidence, and the answer that the rule must give."""

    name: str
    evidence: dict[str, JsonValue]
    params: dict[str, JsonValue] = {}
    expect: Literal["passed", "breached", "cannot-tell", "not-applicable"]
    proofs: int | None = None
    days_left: int | None = None


class CaseFile(Fact):
    """The cases beside one rule."""

    cases: tuple[Case, ...]


def _files() -> dict[str, Traversable]:
    """The case files by the id of their rule."""
    return {
        f"{subject}.{file.name.removesuffix(ENDING).replace('_', '-')}": file
        for subject in get_args(Subject)
        for file in (files("rules") / subject).iterdir()
        if file.name.endswith(ENDING)
    }


@cache
def cases_of(indicator: str) -> tuple[Case, ...]:
    file = _files().get(indicator)
    if file is None:
        return ()
    return as_model(read_yaml(file.read_text(encoding="utf-8"), file.name), CaseFile).cases


def answer(
    indicator: Indicator, case: Case, moved: dict[str, JsonValue] | None = None, days: int = 0
) -> Finding:
    """What the judge finds; `moved` params and `days` more in every column limit are laid over."""
    entry = Entry(id=indicator.id, consequence="watch", params={**case.params, **(moved or {})})
    limits = {name: limit + days for name, limit in LIMITS.items()}
    book = Book(name="case", version="1", columns=limits, entries=(entry,))
    evidence = evidence_of(indicator.subject, case.evidence)
    return judge(evidence, book, {indicator.id: indicator}, "case").findings[0]


def _everything() -> list[tuple[str, str]]:
    return [(id, case.name) for id in indicators() for case in cases_of(id)]


def _steps(indicator: Indicator) -> Iterator[tuple[str, float]]:
    """Every threshold with a step: one for whole numbers, 15 % for shares and seconds."""
    for name, default in indicator.params():
        if isinstance(default, int | float) and not isinstance(default, bool):
            step = 1 if isinstance(default, int) else default * 0.15
            yield name, step
            yield name, -step


@pytest.mark.parametrize(("indicator", "name"), _everything())
def test_a_rule_answers_its_case(indicator: str, name: str) -> None:
    case = next(each for each in cases_of(indicator) if each.name == name)
    found = answer(indicators()[indicator], case)
    assert found.status == case.expect, found.says
    assert "程序出错" not in found.says
    if case.proofs is not None:
        assert len(found.proofs) == case.proofs
    elif case.expect == "breached":
        pytest.fail("a breached case says how many proofs there are")


@pytest.mark.parametrize(
    ("indicator", "name"),
    [(id, case.name) for id in indicators() for case in cases_of(id) if case.days_left is not None],
)
def test_a_pass_says_how_many_days_are_left(indicator: str, name: str) -> None:
    case = next(each for each in cases_of(indicator) if each.name == name)
    rule = indicators()[indicator]
    evidence = evidence_of(rule.subject, case.evidence)
    wanted = {"as_of": evidence.as_of, "p": rule.params.model_validate(case.params)}
    parts = {need.part: getattr(evidence, need.part) for need in rule.needs}
    given = {name: wanted[name] for name in rule.wants}
    assert rule.check(**parts, **given).days_left == case.days_left


@pytest.mark.parametrize("indicator", indicators())
def test_a_rule_has_a_case_for_every_answer_it_can_give(indicator: str) -> None:
    module = importlib.import_module(indicators()[indicator].check.__module__)
    owed = {"passed", "breached", "cannot-tell"}
    owed |= {"not-applicable"} if hasattr(module, "not_applicable") else set[str]()
    assert {case.expect for case in cases_of(indicator)} >= owed


@pytest.mark.parametrize("indicator", indicators())
def test_the_cases_of_a_rule_have_names_of_their_own(indicator: str) -> None:
    names = [case.name for case in cases_of(indicator)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("indicator", indicators())
def test_the_cases_stand_on_both_sides_of_every_threshold(indicator: str) -> None:
    rule = indicators()[indicator]

    def another(case: Case, found: Finding) -> bool:
        counts = case.proofs is not None and found.status == "breached"
        return found.status != case.expect or (counts and len(found.proofs) != case.proofs)

    def notices(moved: dict[str, JsonValue], days: int) -> bool:
        return any(
            another(case, answer(rule, case, moved, days))
            for case in cases_of(indicator)
            if not moved.keys() & case.params.keys()
        )

    for name, step in _steps(rule):
        moved = getattr(rule.params(), name) + step
        assert notices({name: moved}, 0), f"no case notices {name} = {moved}"
    for days in (1, -1) if "limits" in rule.wants else ():
        assert notices({}, days), f"no case notices column limits moved by {days} days"


@pytest.mark.parametrize("indicator", indicators())
def test_a_rules_docstring_has_its_sections(indicator: str) -> None:
    for section in ("Basis:", "Cannot tell:"):
        assert f"\n{section} " in indicators()[indicator].doc, section


def test_every_case_file_lies_beside_its_rule() -> None:
    assert _files().keys() <= indicators().keys()
