"""Compact evidence of a rule's case to whole evidence: what a case does not say is filled in.

A part that a case does not name is `Unseen`. Times may be written from the monitoring time
(`15 days before`, `1 minutes after`), and `times: 7` repeats an item of a list seven times.
"""

import re
from datetime import date, datetime, timedelta
from types import UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel, JsonValue

from checker.core.account import AccountEvidence
from checker.core.evidence import Proof, Unseen
from checker.core.fact import CHINA
from checker.core.indicator import Evidence, Subject
from checker.core.site import SiteEvidence

AS_OF = datetime(2026, 11, 22, 2, 0, tzinfo=CHINA)
"""The monitoring time of every case."""

_WHEN = re.compile(r"([\d.]+) (days|hours|minutes|seconds) (before|after)")


def evidence_of(subject: Subject, parts: dict[str, JsonValue]) -> Evidence:
    """The evidence of a case: the parts that it names, all others unseen."""
    model = SiteEvidence if subject == "site" else AccountEvidence
    filled: dict[str, Any] = {
        name: _value(field.annotation, parts.get(name, _unseen_or_target(name)), name)
        for name, field in model.model_fields.items()
        if name in parts or Unseen in get_args(field.annotation) or name == "target"
    }
    unknown = parts.keys() - filled.keys()
    assert not unknown, f"no such part of the evidence: {unknown}"
    return model(round="case", as_of=AS_OF, finished=AS_OF, **filled)


def _unseen_or_target(name: str) -> JsonValue:
    return {} if name == "target" else {"unseen": "not-collected"}


def _value(hint: Any, value: JsonValue, where: str) -> Any:
    """A case's value as the type that the evidence wants."""
    if get_origin(hint) in (Union, UnionType):
        hint = _branch(get_args(hint), value)
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if isinstance(value, list):
        inner = get_args(hint)[0]
        items = [_value(inner, item, f"{where}-{n}") for n, item in enumerate(_repeated(value))]
        return tuple(items)
    if isinstance(value, dict):
        return _fact(hint, value, where)
    if isinstance(value, str) and (when := _WHEN.fullmatch(value)):
        return _moment(hint, when)
    return date.fromisoformat(value) if hint is date and isinstance(value, str) else value


def _branch(options: tuple[Any, ...], value: JsonValue) -> Any:
    """The branch of a union that a value means."""
    unseen = isinstance(value, dict) and "unseen" in value
    return next(each for each in options if (each is Unseen) == unseen)


def _repeated(items: list[JsonValue]) -> list[JsonValue]:
    copies: list[JsonValue] = []
    for item in items:
        times = item.get("times", 1) if isinstance(item, dict) else 1
        bare = {k: v for k, v in item.items() if k != "times"} if isinstance(item, dict) else item
        copies += [bare] * cast(int, times)
    return copies


def _fact(model: Any, given: dict[str, JsonValue], where: str) -> BaseModel:
    """The fact with every required field: those of the case, the rest made up from `where`."""
    assert isinstance(model, type)
    assert issubclass(model, BaseModel)
    if model is Unseen:
        return Unseen(reason=cast(Any, given["unseen"]), detail=str(given.get("detail", "")))
    unknown = given.keys() - model.model_fields.keys()
    assert not unknown, f"{where}: {model.__name__} has no {unknown}"
    filled = {
        name: _value(field.annotation, given[name], f"{where}-{name}")
        if name in given
        else _made_up(name, field.annotation, where)
        for name, field in model.model_fields.items()
        if name in given or field.is_required()
    }
    return model(**filled)


def _made_up(name: str, hint: Any, where: str) -> Any:
    if hint is Proof:
        return Proof(url=f"http://case.example/{where}")
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    made: dict[str, Any] = {
        "at": AS_OF,
        "moment": AS_OF,
        "reported": AS_OF,
        "opened": True,
        "seconds": 0.5,
    }
    if name in made:
        return made[name]
    if get_origin(hint) is tuple:
        return ()
    if hint is bool:
        return False
    return f"http://case.example/{where}" if name == "url" else f"{name} {where}"


def _moment(hint: Any, when: re.Match[str]) -> date | datetime:
    amount, unit, side = when.groups()
    step = timedelta(**{unit: float(amount)})
    moment = AS_OF - step if side == "before" else AS_OF + step
    return moment.date() if hint is date else moment
