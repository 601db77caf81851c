"""The signs of the two lexicons in `rules/lexicons` that are about pages and hosts, read strictly."""

from functools import cache
from importlib.resources import files
from typing import Literal, TypeVar

from pydantic import BaseModel, Field

from checker.books.strict_yaml import as_model, read_yaml
from checker.core.fact import Fact
from checker.extract.answers.illegal_words import IllegalWords, Trade
from checker.extract.signs import Signs

Words = tuple[str, ...]
_Model = TypeVar("_Model", bound=BaseModel)


class _Trade(Fact):
    name: Literal["gambling", "pornography"]
    title: str
    play: Words = Field(min_length=1)
    place: Words = ()


class _IllegalPages(Fact):
    trades: tuple[_Trade, ...]
    excuses: Words
    for_sale: Words
    parking_hosts: Words


class _PublicServices(Fact):
    hosts: dict[str, Words]


@cache
def load_signs(own_services: frozenset[str] = frozenset()) -> Signs:
    """Both lexicons as one; raises StrictYamlError with the line to mend.

    `own_services` are hosts that an office knows as public services beside ours.
    """
    pages = _read("illegal-pages.yaml", _IllegalPages)
    services = _read("public-services.yaml", _PublicServices)
    trades = tuple(
        Trade(each.name, each.title, _lower(each.play), _lower(each.place)) for each in pages.trades
    )
    illegal = IllegalWords(
        trades, _lower(pages.excuses), _lower(pages.for_sale), _lower(pages.parking_hosts)
    )
    ours = (host for hosts in services.hosts.values() for host in hosts)
    return Signs(illegal, own_services.union(ours))


def _read(name: str, model: type[_Model]) -> _Model:
    text = (files("rules") / "lexicons" / name).read_text(encoding="utf-8")
    return as_model(read_yaml(text, name), model)


def _lower(words: Words) -> Words:
    return tuple(word.lower() for word in words)
