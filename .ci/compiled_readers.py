"""Build hook: the readers of pages as native modules in the wheel, made by mypyc.

Off unless HATCH_BUILD_HOOKS_ENABLE is set. Which modules stands in pyproject.toml. Sources stay in
the wheel beside them: a native module comes first at import, and a digest of the code is taken of
the sources. Nothing is written into the checkout, where a native module would hide later edits.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledReaders(BuildHookInterface):
    """Adds one native module for each named source, and the library that they share."""

    PLUGIN_NAME = "custom"
    scratch: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles; an editable install is left as it is."""
        if version == "editable":
            return
        self.scratch = Path(tempfile.mkdtemp(prefix="checker-compiled-"))
        library = self.scratch / "library"
        compile_all(self._sources(), self.scratch, library)
        natives = [path for path in library.rglob("*") if path.suffix in (".so", ".pyd")]
        for path in natives:
            build_data["force_include"][str(path)] = path.relative_to(library).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was made on the way."""
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)

    def _sources(self) -> list[str]:
        """The sources to compile, relative to the project."""
        root = Path(self.root)
        left_out = {path for each in self.config["interpreted"] for path in root.glob(each)}
        found = {path for each in self.config["compiled"] for path in root.glob(each)}
        return sorted(path.relative_to(root).as_posix() for path in found - left_out)


def compile_all(sources: list[str], scratch: Path, library: Path) -> None:
    """Compiles sources as one group, within which calls and attributes are bound early."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    # Untyped libraries are `Any` here; pyright is the judge of types, mypy has only to understand.
    options = ["--ignore-missing-imports", "--disable-error-code=override"]
    options.append(f"--cache-dir={scratch / 'types'}")
    modules = mypycify(
        [*options, *sources],
        group_name="checker_readers",
        target_dir=str(scratch / "c"),
        debug_level="0",
    )
    command = build_ext(Distribution({"name": "checker", "ext_modules": modules}))
    command.build_lib, command.build_temp = str(library), str(scratch / "objects")
    command.ensure_finalized()
    command.run()
