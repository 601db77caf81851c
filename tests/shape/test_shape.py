"""The shape of the house: what a reader may rely on in every file."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from checker.cli.reference import PAGE, reference

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path
    for folder in ("checker", "rules")
    for path in (ROOT / folder).rglob("*.py")
    if "versions" not in path.parts
)
TOP = {
    "pyproject.toml", "config.yaml", "Makefile", "README.md", "README.zh-CN.md", "LICENSE",
    "requirements.lock", "checker", "rules", "tests", "docs", ".ci", ".gitignore", ".git",
}  # fmt: skip
CALLED_BACK = re.compile(r"on_\w+|connection_\w+|\w+_received|start|end|characters")
"""Methods that a library calls by name: their words are the library's."""
UNWELCOME = ("utils", "helpers", "manager", "base", "common", "misc")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for_and_stays_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module begins with what it is for"
    assert text.count("\n") <= 300, "a file stays under 300 lines"
    assert path.stem not in UNWELCOME


def public(body: list[ast.stmt]) -> list[ast.FunctionDef | ast.ClassDef]:
    """The public functions and classes of a body, with the public methods of those classes."""
    found: list[ast.FunctionDef | ast.ClassDef] = []
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            found.append(node)
            if isinstance(node, ast.ClassDef):
                found += public(node.body)
    return found


def test_everything_public_is_explained() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in public(ast.parse(path.read_text(encoding="utf-8")).body)
        if not ast.get_docstring(node) and not CALLED_BACK.fullmatch(node.name)
    ]
    assert bare == []


def test_no_compiled_module_leans_on_a_cached_property() -> None:
    """A native class has no place to keep it: it would be computed at each look, unseen."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    hook = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]
    found = {
        path for some in hook["compiled"].values() for each in some for path in ROOT.glob(each)
    }
    named = found - {path for each in hook["interpreted"] for path in ROOT.glob(each)}
    assert ROOT / "checker" / "extract" / "outline.py" in named
    assert [path for path in named if "cached_property" in path.read_text(encoding="utf-8")] == []


def test_the_top_level_stays_bare() -> None:
    ignored = {"var", "uv.lock", "dist", "build"}
    standing = {path.name for path in ROOT.iterdir()} - ignored
    strangers = {name for name in standing - TOP if not name.startswith(".")}
    assert strangers == set()


def test_no_selector_and_no_site_is_named_in_a_rule() -> None:
    for path in MODULES:
        if "rules" in path.parts:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"https?://|\.gov\.cn", text), f"{path.name} names a site"


def test_the_page_of_commands_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference()


def test_the_lock_names_no_index_and_hashes_every_package() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "http://" not in text
    assert "https://" not in text
    packages = re.findall(r"^[a-z0-9][^\n]*==[^\n]*", text, re.MULTILINE)
    assert packages
    assert all(line.rstrip().endswith("\\") for line in packages)


def test_every_dependency_has_a_lower_bound_and_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for wanted in project["dependencies"]:
        name = re.split(r"[\[><=~;]", wanted)[0]
        assert ">=" in wanted, f"{wanted} has no lower bound"
        assert re.search(rf"^{re.escape(name)}==", locked, re.MULTILINE), f"{name} is not locked"
