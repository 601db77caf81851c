"""YAML as books, configs and cases are written here: nothing is guessed, nothing is lost.

Plain values are true, false, null, decimal integers and decimal floats; everything else is text
(`no`, `1:30` and `2026-11-22` too). A duplicate key, an anchor, a tag, and a number that would lose
digits (`1.10`) are errors with their line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin

import yaml
from pydantic import BaseModel, JsonValue, ValidationError

from checker.core.canonical import canonical_json

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]

_WORDS: Mapping[str, JsonValue] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"[-+]?\d+", re.ASCII)
_FLOAT = re.compile(r"[-+]?\d+\.\d*|[-+]?\.\d+", re.ASCII)
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null")} | {
    f"tag:yaml.org,2002:{name}" for name in ("timestamp", "merge", "value", "map", "seq")
}


class StrictYamlError(Exception):
    """A YAML text that cannot be used: the message names the file, the line and the mend."""


@dataclass(frozen=True)
class Document:
    """What a YAML text holds, and the line of every value in it."""

    name: str
    content: JsonValue
    lines: Mapping[Path, int]

    def line(self, where: Path) -> int:
        """The line of a value, or of the nearest value around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def fault(self, where: Path, what: str) -> str:
        """The message for a fault at a value: `file:line: path: what`."""
        path = ".".join(str(step) for step in where)
        return f"{self.name}:{self.line(where)}: {path + ': ' if path else ''}{what}"


def load_yaml(text: str, name: str) -> JsonValue:
    """What the text holds, None where it is empty; raises StrictYamlError."""
    return read_yaml(text, name).content


def read_yaml(text: str, name: str) -> Document:
    """The text with its lines; raises StrictYamlError."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = error.problem or "no YAML"
        raise StrictYamlError(f"{name}:{line}: 不是有效的 YAML · {problem}") from None
    except yaml.YAMLError as error:
        raise StrictYamlError(f"{name}: 不是有效的 YAML · {error}") from None
    except RecursionError:
        raise StrictYamlError(f"{name}: 嵌套过深 · nested too deeply") from None
    reading = _Reading(name, {}, set())
    content = None if root is None else reading.value(root, ())
    return Document(name, content, reading.lines)


@dataclass(frozen=True)
class _Reading:
    """One walk over the nodes of one text."""

    name: str
    lines: dict[Path, int]
    seen: set[int]

    def value(self, node: yaml.Node, where: Path) -> JsonValue:
        self.lines.setdefault(where, _line(node))
        if id(node) in self.seen:
            raise self.error(node, "不能使用锚点和别名 · anchors and aliases are not allowed")
        self.seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            raise self.error(node, f"不能使用标签 {node.tag} · tags are not allowed")
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            items = cast("list[yaml.Node]", node.value)
            return [self.value(item, (*where, index)) for index, item in enumerate(items)]
        return self.scalar(cast(yaml.ScalarNode, node))

    def mapping(self, node: yaml.MappingNode, where: Path) -> JsonValue:
        content: dict[str, JsonValue] = {}
        for key_node, value_node in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
            if not isinstance(key_node, yaml.ScalarNode):
                raise self.error(key_node, "键必须是文字 · a key must be text")
            key = cast(str, key_node.value)
            if key in content:
                first = self.lines[(*where, key)]
                raise self.error(
                    key_node,
                    f"{key}: 与第 {first} 行的键重复 · duplicate key, first on line {first}",
                )
            self.lines[(*where, key)] = _line(key_node)
            content[key] = self.value(value_node, (*where, key))
        return content

    def scalar(self, node: yaml.ScalarNode) -> JsonValue:
        text = cast(str, node.value)
        if node.style is not None:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return self.number(node, text, int(text) if len(text) < 20 else None)
        if _FLOAT.fullmatch(text):
            return self.number(node, text, float(text))
        return text

    def number(self, node: yaml.Node, text: str, read: int | float | None) -> int | float:
        """The number, if it is written as it is read; `1.10` and `007` are not."""
        if read is None or repr(read) != text:
            raise self.error(
                node,
                f'{text} 作为数字会变成 {read}：版本号、编号等请加引号写成 "{text}" · '
                f'it would be read as {read}: quote it as "{text}", or write the number plainly',
            )
        return read

    def error(self, node: yaml.Node, what: str) -> StrictYamlError:
        return StrictYamlError(f"{self.name}:{_line(node)}: {what}")


def _line(node: yaml.Node) -> int:
    return cast(int, node.start_mark.line) + 1


def as_model(document: Document, model: type[Model], where: Path = ()) -> Model:
    """The value at `where` as a model, types taken strictly; raises StrictYamlError.

    An unknown key is named with the nearest known one.
    """
    value: JsonValue = document.content
    for step in where:
        value = cast("dict[str | int, JsonValue]", value)[step]
    try:
        return model.model_validate_json(
            canonical_json(value), strict=True, by_alias=True, by_name=False
        )
    except ValidationError as error:
        faults = [_said(document, model, where, fault) for fault in error.errors()]
        raise StrictYamlError("\n".join(dict.fromkeys(faults))) from None


def _said(document: Document, model: type[BaseModel], where: Path, fault: Any) -> str:
    loc = cast(Path, fault["loc"])
    if fault["type"] == "extra_forbidden":
        known = known_keys(model, loc[:-1])
        what = f"未知的键{nearest_hint(str(loc[-1]), known)}"
    elif fault["type"] == "missing":
        what = "缺少此项 · it is missing"
    elif fault["type"] == "string_type":
        what = f'应为文字，请加引号 · must be text: put it in quotes ("{fault["input"]!s:.40}")'
    else:
        what = str(fault["msg"])
    return document.fault((*where, *loc), what)


def nearest_hint(word: str, known: list[str]) -> str:
    """` · unknown` and the nearest known word, for the end of a message."""
    near = get_close_matches(word, known, 1, 0.0)
    return f"，最接近的是 {near[0]} · unknown, nearest known: {near[0]}" if near else " · unknown"


def known_keys(model: type[BaseModel], where: Path) -> list[str]:
    """The keys that may stand at a place of a model, as they are written there."""
    for step in where:
        inner = _model_at(model, step)
        if inner is None:
            return []
        model = inner
    return [
        field.validation_alias if isinstance(field.validation_alias, str) else name
        for name, field in model.model_fields.items()
    ]


def _model_at(model: type[BaseModel], step: str | int) -> type[BaseModel] | None:
    """The model one step inside; steps into lists and tables stay with their values' model."""
    for name, field in model.model_fields.items():
        if step in (name, field.validation_alias):
            return _first_model(field.annotation)
    return model


def _first_model(hint: Any) -> type[BaseModel] | None:
    """The first model in a type: `tuple[Entry, ...]`, `dict[str, Item]`, `Grading | None`."""
    if isinstance(hint, type) and not get_args(hint) and issubclass(hint, BaseModel):
        return hint
    if get_origin(hint) in (Union, UnionType, tuple, dict, list):
        found = (_first_model(each) for each in get_args(hint))
        return next((each for each in found if each is not None), None)
    return None
