"""The contract of a rule module: what is read from its signature, and each way to break it."""

from types import ModuleType

import pytest

from checker.core.indicator import IndicatorError, NoParams, read_indicator

HEAD = '''"""中文名 · English name

Basis:        none.
Cannot tell:  never.
"""
from datetime import datetime
from typing import Optional
from checker.core.account import Posts
from checker.core.evidence import Unseen
from checker.core.fact import Fact
from checker.core.indicator import Limits
from checker.core.outcome import Outcome, passed
from checker.core.site import Columns, Home
from checker.core.target import Site
class Params(Fact):
    days: int = 3
'''


def module(body: str, head: str = HEAD) -> ModuleType:
    """A rule module `rules.site.some_name` of that text."""
    made = ModuleType("rules.site.some_name")
    exec(compile(head + body, "some_name.py", "exec"), made.__dict__)
    return made


def test_an_indicator_is_read_from_its_module() -> None:
    body = """
def check(home: Home, columns: Columns | Unseen, target: Site, as_of: datetime,
          limits: Limits, p: Params) -> Outcome:
    return passed("")
"""
    found = read_indicator(module(body), "site")
    assert found.id == "site.some-name"
    assert (found.title, found.title_en) == ("中文名", "English name")
    needs = [(need.part, need.unseen_too) for need in found.needs]
    assert needs == [("home", False), ("columns", True), ("target", False)]
    assert found.wants == {"as_of", "limits", "p"}
    assert found.params().model_dump() == {"days": 3}
    assert "Basis:" in found.doc


def test_parameters_are_optional() -> None:
    head = HEAD.replace("class Params(Fact):\n    days: int = 3\n", "")
    found = read_indicator(module("def check(home: Home) -> Outcome: ...", head), "site")
    assert found.params is NoParams
    assert found.wants == frozenset()


def test_an_older_spelling_of_a_union_is_read_too() -> None:
    body = "def check(home: Home, p: Params) -> Outcome: ..."
    spelled = body.replace("home: Home", "home: 'Home | Unseen'")
    assert read_indicator(module(spelled), "site").needs[0].unseen_too


GOOD = "def check(home: Home, p: Params) -> Outcome: ..."


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "define a function check"),
        ("check = 3", "define a function check"),
        (GOOD.replace("-> Outcome", "-> bool"), "check must return Outcome"),
        (GOOD.replace(" -> Outcome", ""), "check must return Outcome"),
        (GOOD.replace("home: Home", "house: Home"), "no part of the evidence is called house"),
        (GOOD.replace("home: Home", "statements: tuple"), "no part of the evidence is called"),
        (GOOD.replace("home: Home", "posts: Posts"), "no part of the evidence is called posts"),
        (GOOD.replace("home: Home", "home: Columns"), "declare the parameter home: Home | Unseen"),
        (GOOD.replace("home: Home", "home"), "declare the parameter home"),
        (GOOD.replace("home: Home", "home: Optional[Home]"), "declare the parameter home"),
        (GOOD.replace("home: Home", "home: 'Hose'"), "Hose"),
        (GOOD.replace("p: Params", "p: int"), "the parameter p must be of type"),
        (GOOD.replace("p: Params", "as_of: str, p: Params"), "the parameter as_of must be of type"),
        (GOOD.replace("p: Params", "limits: dict, p: Params"), "the parameter limits must be"),
        (GOOD.replace(", p: Params", ""), "Params is never used"),
        ("Params = 3\n" + GOOD, "Params must be a Fact"),
        ("class Params(Fact):\n    days: int\n" + GOOD, "needs a default"),
    ],
)
def test_a_module_that_breaks_the_contract_is_named_with_its_mend(
    text: str, complaint: str
) -> None:
    with pytest.raises(IndicatorError, match=complaint) as error:
        read_indicator(module(text), "site")
    assert "rules/site/some_name.py" in str(error.value)


@pytest.mark.parametrize("doc", ["", "中文名", "中文名 - English", " · English", "中文名 · "])
def test_a_title_needs_both_languages(doc: str) -> None:
    head = HEAD.replace("中文名 · English name", doc)
    with pytest.raises(IndicatorError, match="docstring must begin"):
        read_indicator(module(GOOD, head), "site")
