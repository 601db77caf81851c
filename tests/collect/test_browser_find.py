"""Finds a browser where it is named or installed, and says how to get one."""

import re
from pathlib import Path

import playwright
import pytest

from checker.collect.browser.engine import FEATURES_OFF
from checker.collect.browser.find import FoundBrowser, NoBrowser, cjk_font, find_browser


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "chromium"
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_configured_browser_comes_first(program: Path) -> None:
    found = find_browser(str(program), {"CHECKER_BROWSER": "/nowhere", "PATH": ""})
    assert found == FoundBrowser(str(program), "config.yaml")


def test_then_the_environment_then_the_path(program: Path, tmp_path: Path) -> None:
    told = {"CHECKER_BROWSER": str(program), "PATH": ""}
    assert find_browser("auto", told) == FoundBrowser(str(program), "CHECKER_BROWSER")
    assert find_browser("auto", {"PATH": str(tmp_path)}) == FoundBrowser(str(program), "PATH")


def test_then_the_one_that_playwright_brought(tmp_path: Path) -> None:
    brought = tmp_path / "chromium-1200" / "chrome-linux64" / "chrome"
    brought.parent.mkdir(parents=True)
    brought.write_text("")
    brought.chmod(0o755)
    environment = {"PATH": "", "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    assert find_browser("auto", environment) == FoundBrowser(str(brought), "playwright")


@pytest.mark.parametrize("configured", ["/nowhere/chromium", "auto"])
def test_where_there_is_none_it_says_how_to_get_one(configured: str, tmp_path: Path) -> None:
    found = find_browser(configured, {"PATH": "", "HOME": str(tmp_path)})
    assert isinstance(found, NoBrowser)
    assert "Chromium" in found.mend


def test_none_means_none() -> None:
    found = find_browser("none")
    assert isinstance(found, NoBrowser)
    assert not found.mend


def test_the_fonts_can_be_asked_for() -> None:
    assert cjk_font() in (True, False)


def test_what_playwright_turns_off_in_chromium_stays_off() -> None:
    """Our list takes the place of Playwright's, which grows from release to release."""
    package = Path(playwright.__file__).parent / "driver" / "package" / "lib"
    lists = [
        found[1]
        for path in package.rglob("*.js")
        if (found := re.search(r"disabledFeatures = \[(.*?)\]", path.read_text("utf-8"), re.S))
    ]
    assert lists
    for turned_off in lists:
        assert set(re.findall(r'^\s*"(\w+)"', turned_off, re.M)) <= set(FEATURES_OFF)
