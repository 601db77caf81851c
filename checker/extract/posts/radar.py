"""RSSHub's own rules from a page's address to a route: the source of an account by its home page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

_PARAMETER = re.compile(r":(\w+)(?:\{[^}]*\})?(\??)")
_MOST_RULES = 20_000


@dataclass(frozen=True, slots=True)
class RadarRule:
    """A path template of a host, such as /u/:uid, and the route that stands for it."""

    title: str
    path: str
    route: str


RadarRules = Mapping[str, tuple[RadarRule, ...]]
"""The rules by host."""


def read_radar(answer: Mapping[str, Any]) -> RadarRules:
    """The rules of a server's /api/radar/rules: domain, subdomain, then rules; oddities left out."""
    found: dict[str, list[RadarRule]] = {}
    count = 0
    for domain, groups in answer.items():
        for sub, rules in _mapping(groups).items():
            if sub == "_name" or not isinstance(rules, list):
                continue
            host = domain if sub == "." else f"{sub}.{domain}"
            for rule in cast(list[Any], rules):
                for made in _rules(_mapping(rule)):
                    count += 1
                    if count <= _MOST_RULES:
                        found.setdefault(host, []).append(made)
    return {host: tuple(rules) for host, rules in found.items()}


def routes_for(address: str, rules: RadarRules) -> tuple[str, ...]:
    """The routes that the rules give for a page, the most exact template first."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    routes: dict[str, int] = {}
    for rule in (*rules.get(f"www.{host}", ()), *rules.get(host, ())):
        values = _matched(rule.path, parts.path, parts.query)
        route = None if values is None else _filled(rule.route, values)
        if route:
            fixed = sum(not each.startswith(":") for each in rule.path.split("/"))
            routes.setdefault(route, fixed)
    return tuple(sorted(routes, key=lambda route: (-routes[route], route)))


def _rules(rule: Mapping[str, Any]) -> list[RadarRule]:
    target, sources = rule.get("target"), rule.get("source")
    if not isinstance(target, str) or not isinstance(sources, list):
        return []
    title = str(rule.get("title") or "")
    return [
        RadarRule(title, path, target)
        for path in cast(list[Any], sources)
        if isinstance(path, str) and len(path) < 500
    ]


def _mapping(value: object) -> Mapping[str, Any]:
    return cast(Mapping[str, Any], value) if isinstance(value, Mapping) else {}


def _matched(template: str, path: str, query: str) -> dict[str, str] | None:
    """The parameters of a template that fits a path (and its query); None where it does not."""
    wanted, _, wanted_query = template.partition("?")
    names, steps = [each for each in wanted.split("/") if each], [s for s in path.split("/") if s]
    values: dict[str, str] = {}
    for place, name in enumerate(names):
        step = steps[place] if place < len(steps) else ""
        parameter = _PARAMETER.fullmatch(name)
        if parameter:
            if not step and not parameter[2]:
                return None
            values[parameter[1]] = step
        elif name != "*" and name != step:
            return None
    if len(steps) > len(names) and "*" not in names:
        return None
    given = parse_qs(query)
    for pair in filter(None, wanted_query.split("&")):
        key, _, value = pair.partition("=")
        if value.startswith(":"):
            if key not in given:
                return None
            values[value[1:]] = given[key][0]
    return values


def _filled(route: str, values: Mapping[str, str]) -> str | None:
    """The route with the parameters put in; None where one that it needs is not known."""
    steps: list[str] = []
    for step in route.split("/"):
        parameter = _PARAMETER.fullmatch(step)
        if parameter is None:
            steps.append(step)
        elif values.get(parameter[1]):
            steps.append(values[parameter[1]])
        elif not parameter[2]:
            return None
    return "/".join(steps)
