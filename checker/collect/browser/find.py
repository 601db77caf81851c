"""Finds the Chromium to render with, and says how to get one where there is none."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_ON_PATH = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "msedge",
    "microsoft-edge",
)
_BUNDLED = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)
_CACHES = (".cache/ms-playwright", "Library/Caches/ms-playwright", "AppData/Local/ms-playwright")
_MEND = (
    "安装 Chromium(Debian/Ubuntu:apt-get install -y chromium fonts-wqy-zenhei;"
    "其他系统：playwright install chromium),"
    "或在 config.yaml 的 browser.executable 或环境变量 CHECKER_BROWSER 中写明浏览器路径"
)


@dataclass(frozen=True, slots=True)
class FoundBrowser:
    """A browser to use: its path, and where we were told of it."""

    executable: str
    source: str


@dataclass(frozen=True, slots=True)
class NoBrowser:
    """No browser: why, and how to mend it (empty where it is wanted so)."""

    reason: str
    mend: str


def find_browser(
    configured: str, environment: Mapping[str, str] | None = None
) -> FoundBrowser | NoBrowser:
    """The configured browser, else CHECKER_BROWSER's, else one on PATH, else Playwright's own.

    `configured` is a path, `auto` or `none`. A path that is named but cannot be run is an answer
    too: nothing else is taken in its place.
    """
    environment = os.environ if environment is None else environment
    if configured == "none":
        return NoBrowser("配置为不使用浏览器", "")
    if configured != "auto":
        return _named(configured, "config.yaml", environment)
    if told := environment.get("CHECKER_BROWSER", ""):
        return _named(told, "CHECKER_BROWSER", environment)
    for name in _ON_PATH:
        if path := shutil.which(name, path=environment.get("PATH")):
            return FoundBrowser(path, "PATH")
    if bundled := _bundled(environment):
        return FoundBrowser(str(bundled), "playwright")
    return NoBrowser("没有找到 Chromium 浏览器", _MEND)


def cjk_font() -> bool:
    """Whether a font with Chinese characters is installed; True where nobody can be asked."""
    asked = shutil.which("fc-list")
    if asked is None:
        return True
    try:
        listed = subprocess.run(  # noqa: S603 - a fixed command
            [asked, ":lang=zh", "family"], capture_output=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return True
    return bool(listed.stdout.strip())


def _named(path: str, source: str, environment: Mapping[str, str]) -> FoundBrowser | NoBrowser:
    found = shutil.which(path, path=environment.get("PATH"))
    if found:
        return FoundBrowser(found, source)
    return NoBrowser(f"{source} 指定的浏览器无法运行：{path}", _MEND)


def _bundled(environment: Mapping[str, str]) -> Path | None:
    """The newest Chromium that `playwright install` has put where it puts them."""
    told = environment.get("PLAYWRIGHT_BROWSERS_PATH", "")
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or "/nonexistent")
    folders = [Path(told)] if told else [home / cache for cache in _CACHES]
    found = (
        path
        for folder in folders
        for pattern in _BUNDLED
        for path in folder.glob(pattern)
        if path.is_file() and os.access(path, os.X_OK)
    )
    return max(found, key=lambda path: path.stat().st_mtime, default=None)
