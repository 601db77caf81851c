"""The project's own pages, which the tests of the readers and the accuracy table both use."""

from pathlib import Path
from typing import Any

import yaml

from checker.extract.document import Document, from_text

HOST = "http://www.example.gov.cn"
_PAGES = Path(__file__).parent / "pages"


def names() -> list[str]:
    """The files of pages."""
    return sorted(path.stem for path in _PAGES.glob("*.yaml"))


def own(name: str) -> Any:
    """What one file of pages holds."""
    return yaml.safe_load((_PAGES / f"{name}.yaml").read_text(encoding="utf-8"))


def page_at(path: str, html: str) -> Document:
    """A page of the example site at a path."""
    return from_text(f"<html><body>{html}</body></html>", HOST + path)


def kinds() -> list[tuple[str, str, str]]:
    """Pages of every kind with their parts put in: (kind, path, markup)."""
    data = own("kinds")
    found: list[tuple[str, str, str]] = []
    for case in data["pages"]:
        html = str(case["html"])
        for name, part in data["parts"].items():
            html = html.replace("{" + name + "}", part)
        for count in (20, 15, 10, 6, 2):
            html = html.replace(f"{{list{count}}}", _list(count))
        found.append((case["kind"], case["path"], html))
    return found


def _list(count: int) -> str:
    rows = "".join(
        f'<li><a href="./202611/t2026_{place}.html">关于做好第{place}项重点工作的通知</a>'
        f"<span>2026-11-{max(1, 20 - place):02}</span></li>"
        for place in range(count)
    )
    return f'<ul class="list">{rows}</ul>'
