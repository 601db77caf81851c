"""The type that a reader says to return, whole also where the readers are compiled.

mypyc keeps no annotations of functions, and of those of a class only the outermost part: `type` for
`date | None`. The sources lie beside the native modules, so what they say is put back from there.
"""

import ast
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args, get_type_hints


def returned(reader: Callable[..., object]) -> Any:
    """What a reader returns, in types that pydantic can write and read."""
    module = reader.__module__
    if not _native(module):
        return get_type_hints(reader)["return"]
    kind = _hints(module, reader.__qualname__)["return"]
    _complete(kind)
    return kind


def _native(module: str) -> bool:
    return not (sys.modules[module].__file__ or ".py").endswith(".py")


def _complete(kind: Any) -> None:
    """Puts back what the fields of the classes in a type are annotated with."""
    for part in get_args(kind):
        _complete(part)
    if isinstance(kind, type) and is_dataclass(kind):
        _complete_class(kind)


@cache
def _complete_class(kind: type) -> None:
    hints = get_type_hints(kind)
    if _native(kind.__module__):
        hints = _hints(kind.__module__, kind.__qualname__)
        for each in fields(kind):  # pyright: ignore[reportArgumentType] - it is a dataclass
            each.type = hints[each.name]
        kind.__annotations__ = hints
        kind.__slots__ = tuple(hints)  # type: ignore[attr-defined]  # it has no dict
    for each in hints.values():
        _complete(each)


def _hints(module: str, name: str) -> dict[str, Any]:
    said = SimpleNamespace(__annotations__=_annotated(module)[name])
    return get_type_hints(said, globalns=vars(sys.modules[module]))


@cache
def _annotated(module: str) -> dict[str, dict[str, str]]:
    """For each function and class of a module, by name, what its source annotates, as written."""
    native = Path(sys.modules[module].__file__ or "")
    source = native.with_name(native.name.partition(".")[0] + ".py")
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(source.read_bytes()).body:
        if isinstance(node, ast.FunctionDef) and node.returns:
            found[node.name] = {"return": ast.unparse(node.returns)}
        elif isinstance(node, ast.ClassDef):
            found[node.name] = {
                each.target.id: ast.unparse(each.annotation)
                for each in node.body
                if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
            }
    return found
