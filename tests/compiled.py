"""The compiled build (`make compiled`), where this machine has one: how a module of the tests runs in it."""

import os
import sysconfig
from pathlib import Path

from checker.run.reading_stamp import compiled

ROOT = Path(__file__).resolve().parents[1]
_PYTHON = ROOT / ".venv-compiled" / "bin" / "python"
_RUN = (
    "import os, runpy, sys; sys.path += sys.argv.pop(1).split(os.pathsep); del sys.argv[0]; "
    "runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)"
)


def in_compiled(module: str, *arguments: str) -> list[str] | None:
    """The command that runs a module of the tests against the compiled build; None without one.

    Also None where it was made of other sources, or where this process is one of it. The checkout and what is installed beside it come
    last on the path: they give the tests and the peers, not the program.
    """
    if compiled() or not _PYTHON.exists() or not _is_of_these_sources():
        return None
    behind = os.pathsep.join((str(ROOT), sysconfig.get_path("purelib")))
    return [str(_PYTHON), "-I", "-c", _RUN, behind, module, *arguments]


def _is_of_these_sources() -> bool:
    """Whether the build holds the program as it stands in the checkout."""
    installed = next((ROOT / ".venv-compiled").glob("lib/python*/site-packages/checker"), None)
    return installed is not None and _sources(installed) == _sources(ROOT / "checker")


def _sources(package: Path) -> dict[str, bytes]:
    return {str(each.relative_to(package)): each.read_bytes() for each in package.rglob("*.py")}
