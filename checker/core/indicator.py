"""What an indicator is: a module with a docstring, parameters and one pure `check`.

The id is the path (`site.homepage_stale.py` is `site.homepage-stale`), the titles are the first
line of the docstring (中文 · English), and the needs are read from the signature of `check`:
each parameter is a field of the evidence, `as_of`, `limits` (the book's days per column class)
or `p` (the indicator's own `Params`). Anything else stops the program at start.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from pydantic import ValidationError

from checker.core.account import AccountEvidence
from checker.core.evidence import Unseen
from checker.core.fact import Fact
from checker.core.outcome import Outcome
from checker.core.site import SiteEvidence

Evidence = SiteEvidence | AccountEvidence
Subject = Literal["site", "account"]
Limits = Mapping[str, int]
"""The book's limits: the most days a column of a class may go without news."""

_EVIDENCE: dict[Subject, type[Fact]] = {"site": SiteEvidence, "account": AccountEvidence}
_HIDDEN = {"schema_name", "statements", "sightings", "exchanges", "cost", "round", "finished"}


class IndicatorError(Exception):
    """A rule module that does not keep the contract: the message says how to mend it."""


class NoParams(Fact):
    """The parameters of an indicator that has none."""


@dataclass(frozen=True)
class Need:
    """A part of the evidence that `check` asks for; `unseen_too` when it can take `Unseen`."""

    part: str
    unseen_too: bool


@dataclass(frozen=True)
class Indicator:
    """One indicator, ready to be called by the judge."""

    id: str
    subject: Subject
    title: str
    title_en: str
    doc: str
    needs: tuple[Need, ...]
    params: type[Fact]
    check: Callable[..., Outcome]
    wants: frozenset[str]


def read_indicator(module: ModuleType, subject: Subject) -> Indicator:
    """The indicator that a rule module defines; raises IndicatorError naming what is wrong."""
    name = module.__name__.rsplit(".", 1)[-1]
    where = f"rules/{subject}/{name}.py"
    title, title_en = _titles(module.__doc__, where)
    check = getattr(module, "check", None)
    if not callable(check):
        raise IndicatorError(f"{where}: define a function check(...) -> Outcome")
    params = getattr(module, "Params", NoParams)
    if not (inspect.isclass(params) and issubclass(params, Fact)):
        raise IndicatorError(f"{where}: Params must be a Fact")
    try:
        hints = get_type_hints(check)
        params()
    except NameError as error:
        raise IndicatorError(f"{where}: {error}") from error
    except ValidationError as error:
        raise IndicatorError(f"{where}: every field of Params needs a default") from error
    if hints.pop("return", None) is not Outcome:
        raise IndicatorError(f"{where}: check must return Outcome")
    needs: list[Need] = []
    wants: set[str] = set()
    for parameter in inspect.signature(check).parameters:
        if parameter in ("as_of", "limits", "p"):
            _expect(parameter, hints.get(parameter), params, where)
            wants.add(parameter)
        else:
            needs.append(_need(parameter, hints.get(parameter), subject, where))
    if params is not NoParams and "p" not in wants:
        raise IndicatorError(f"{where}: Params is never used: ask for it as p: Params")
    return Indicator(
        id=f"{subject}.{name.replace('_', '-')}",
        subject=subject,
        title=title,
        title_en=title_en,
        doc=inspect.cleandoc(module.__doc__ or ""),
        needs=tuple(needs),
        params=params,
        check=cast(Callable[..., Outcome], check),
        wants=frozenset(wants),
    )


def _titles(doc: str | None, where: str) -> tuple[str, str]:
    first = (doc or "").strip().split("\n", 1)[0]
    chinese, mark, english = first.partition(" · ")
    if not mark or not chinese.strip() or not english.strip():
        raise IndicatorError(f"{where}: the docstring must begin with '中文名 · English name'")
    return chinese.strip(), english.strip()


def _expect(parameter: str, hint: Any, params: type[Fact], where: str) -> None:
    expected = {"as_of": datetime, "limits": Limits, "p": params}[parameter]
    if hint != expected:
        raise IndicatorError(f"{where}: the parameter {parameter} must be of type {expected}")


def _need(parameter: str, hint: Any, subject: Subject, where: str) -> Need:
    fields = {
        name: field.annotation
        for name, field in _EVIDENCE[subject].model_fields.items()
        if name not in _HIDDEN
    }
    if parameter not in fields:
        known = ", ".join([*sorted(fields), "as_of", "limits", "p"])
        raise IndicatorError(f"{where}: no part of the evidence is called {parameter} ({known})")
    offered = _options(fields[parameter])
    asked = _options(hint)
    if asked - {Unseen} != offered - {Unseen}:
        wanted = " | ".join(sorted(each.__name__ for each in offered))
        raise IndicatorError(f"{where}: declare the parameter {parameter}: {wanted}")
    return Need(parameter, Unseen in asked)


def _options(hint: Any) -> set[Any]:
    return set(get_args(hint)) if get_origin(hint) in (Union, UnionType) else {hint}
