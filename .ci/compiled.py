"""Build hook: what a visit runs for every page as native modules in the wheel, made by mypyc.

Off unless HATCH_BUILD_HOOKS_ENABLE is set. Which modules stands in pyproject.toml. Sources stay in
the wheel beside them: a native module comes first at import, and a digest of the code is taken of
the sources. Nothing is written into the checkout, where a native module would hide later edits.
What is compiled is a copy whose constants are said to be final and whose values are not said to be frozen.

CHECKER_PROFILE names a folder for building twice (gcc): the first wheel counts there how often each
branch is taken while it runs, and the second is laid out for what was counted.
"""

import ast
import contextlib
import os
import re
import shutil
import sys
import tempfile
from itertools import chain
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compiled(BuildHookInterface):
    """Adds one native module for each named source, and the library that they share."""

    PLUGIN_NAME = "custom"
    scratch: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles; an editable install is left as it is."""
        if version == "editable":
            return
        profile = os.environ.get("CHECKER_PROFILE")
        self.scratch = Path(profile or tempfile.mkdtemp(prefix="checker-compiled-"))
        library = self.scratch / "library"
        groups, copy = self._groups(), self.scratch / "sources"
        shutil.copytree(Path(self.root, "checker"), copy / "checker", dirs_exist_ok=True)
        for each in chain.from_iterable(groups.values()):
            source = thawed(with_final(Path(self.root, each).read_text("utf-8")))
            (copy / each).write_text(source, "utf-8")
        with contextlib.chdir(copy):
            compile_all(groups, self.scratch, library, profiled(self.scratch) if profile else [])
        natives = [path for path in library.rglob("*") if path.suffix in (".so", ".pyd")]
        for path in natives:
            build_data["force_include"][str(path)] = path.relative_to(library).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was made on the way; a folder that was named is the caller's."""
        if self.scratch is not None and "CHECKER_PROFILE" not in os.environ:
            shutil.rmtree(self.scratch, ignore_errors=True)

    def _groups(self) -> dict[str, list[str]]:
        """The sources to compile by group, relative to the project."""
        root = Path(self.root)
        left_out = {path for each in self.config["interpreted"] for path in root.glob(each)}
        groups: dict[str, list[str]] = {}
        for name, named in self.config["compiled"].items():
            found = {path for each in named for path in root.glob(each)}
            groups[name] = sorted(path.relative_to(root).as_posix() for path in found - left_out)
        return groups


_CONSTANT = re.compile(r"^(_?[A-Z][A-Z0-9_]*)(?:: (.+?))? = ", re.MULTILINE)


def with_final(source: str) -> str:
    """A module whose constants, by our custom the names in capitals, are said to be final.

    mypyc reads a final name where it lies, and looks any other up in its module each time: a
    twentieth of reading a page. No line moves; a constant that is bound again stops the build.
    """
    ends = ast.parse(source).body[0].end_lineno or 1  # every module begins with its docstring
    lines = _CONSTANT.sub(_final, source).split("\n")
    lines[ends - 1] += "; from typing import Final"
    return "\n".join(lines)


def _final(found: re.Match[str]) -> str:
    kind = f"Final[{found[2]}]" if found[2] else "Final"
    return f"{found[1]}: {kind} = "


_FROZEN = re.compile(r"^@dataclass\(frozen=True(, slots=True)?\)$", re.MULTILINE)


def thawed(source: str) -> str:
    """A module whose frozen dataclasses can be set, so that making one takes a third of the time.

    A frozen one sets each of its fields by a call of `object.__setattr__`. That nothing sets them
    later is seen to by pyright, and by these very sources where they are not compiled.
    """
    return _FROZEN.sub(r"@dataclass(unsafe_hash=True\1)", source)


def profiled(scratch: Path) -> list[str]:
    """What tells gcc to count in the objects' folder, or to use what was counted there.

    Threads count unguarded, so some counts are a little off; and mypyc's own few functions lie in a
    new folder at each build, so that theirs are not known again. Neither is worth a warning.
    """
    if not any(scratch.rglob("*.gcda")):
        return ["-fprofile-generate"]
    quiet = ("-Wno-missing-profile", "-Wno-coverage-mismatch")
    return ["-fprofile-use", "-fprofile-correction", *quiet]


def compile_all(
    groups: dict[str, list[str]], scratch: Path, library: Path, profile: list[str]
) -> None:
    """Compiles each group as one library, within which calls and attributes are bound early.

    Two groups take half as long as one of both: each is one file to the C compiler.
    """
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    # Most libraries are `Any` here; pyright is the judge of types, mypy has only to understand. But a
    # class is not built on what is not known: its attributes would lie over those of its parent.
    options = ["--ignore-missing-imports", "--disable-error-code=override"]
    options.append("--disallow-subclassing-any")
    options.append(f"--cache-dir={scratch / 'types'}")
    modules = [
        module
        for name, sources in groups.items()
        for module in mypycify(
            [*options, *sources],
            group_name=f"checker_{name}",
            target_dir=str(scratch / "c" / name),
            debug_level="0",
        )
    ]
    if sys.platform == "linux":  # Python's own functions are called at once, not over a table
        for module in modules:
            module.extra_compile_args += ["-fno-plt", "-fno-semantic-interposition", *profile]
            module.extra_link_args += profile
    command = build_ext(Distribution({"name": "checker", "ext_modules": modules}))
    command.build_lib, command.build_temp = str(library), str(scratch / "objects")
    command.parallel = command.force = True
    command.ensure_finalized()
    command.run()
