"""A new indicator passes the tests as it is written: tried on a copy of the rules."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import rules
from checker.books.scaffold import ScaffoldError, planned

RULES = Path(rules.__path__[0])
CASES = Path(__file__).parents[1] / "rules"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with the rules and their case test, where new rules can be tried."""
    shutil.copytree(RULES, tmp_path / "rules", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(CASES, tmp_path / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A Python module run where `rules` is the copy."""
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("id", ["site.first-try", "account.first-try"])
def test_what_the_scaffold_writes_passes_the_case_tests(copy: Path, id: str) -> None:
    written = run(copy, "checker.books.scaffold", id, "--title", "试行指标")
    assert written.returncode == 0, written.stderr
    files = written.stdout.split()
    assert [Path(file).is_relative_to(copy) for file in files] == [True] * 3
    tested = run(copy, "pytest", "-q", "-p", "no:cacheprovider", "-k", id, "tests")
    assert tested.returncode == 0, tested.stdout
    assert "8 passed" in tested.stdout
    assert run(copy, "checker.books.readme", "--check").returncode == 0


def test_a_new_indicator_is_watched_and_counts_for_nothing(copy: Path) -> None:
    run(copy, "checker.books.scaffold", "site.first-try")
    show = (
        "from checker.books.library import load_book;"
        "print(load_book('national-2019').entry('site.first-try').consequence)"
    )
    command = [sys.executable, "-c", show]
    shown = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "watch"


@pytest.mark.parametrize(
    ("id", "book", "complaint"),
    [
        ("site.homepage-stale", "national-2019", "already"),
        ("site.Homepage", "national-2019", "looks like"),
        ("letters.late", "national-2019", "looks like"),
        ("../site.x", "national-2019", "looks like"),
        ("site.first-try", "nowhere", "no such book"),
        ("site.first-try", "example-district-2023", "must be the last key"),
    ],
)
def test_the_scaffold_refuses_what_it_cannot_write(id: str, book: str, complaint: str) -> None:
    with pytest.raises(ScaffoldError, match=complaint):
        planned(id, "试行", book, RULES)
