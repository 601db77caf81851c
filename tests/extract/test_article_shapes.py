"""Every frame of an article page gives the same day, whatever its text and its tags hold."""

from datetime import date, datetime
from pathlib import Path
from typing import cast

import pytest
import yaml

from checker.core.fact import CHINA
from checker.extract.articles.article import read_article
from checker.extract.document import Document, from_text
from checker.extract.page.page import page_kind

AS_OF = datetime(2026, 11, 22, 12, tzinfo=CHINA)
DAY = date(2026, 11, 3)
URL = "http://www.example.gov.cn/zwgk/tzgg/content_123.html"
_DATA = cast(
    dict[str, dict[str, str]],
    yaml.safe_load(
        (Path(__file__).parent / "pages" / "article_shapes.yaml").read_text(encoding="utf-8")
    ),
)
TITLE = str(_DATA["title"])
FRAMES, TEXTS, HEADS, PARTS = (_DATA[name] for name in ("frames", "texts", "heads", "parts"))
_DAYS = {
    "iso": "2026-11-03", "slash": "2026/11/3", "short": "2026-11-3", "cn": "2026年11月03日",
    "dot": "2026.11.03", "dd": "03", "ym": "2026-11", "early": "2026-10-28", "t10": "10:20",
}  # fmt: skip


def article_page(frame: str, text: str, head: str, titled: bool = True) -> Document:
    """One article page; without a title of its own its `<title>` is the site's name."""
    shown = f"{TITLE}_某县人民政府" if titled else "某县人民政府门户网站"
    tags = HEADS[head].format(t=TITLE, iso=DAY)
    body = FRAMES[frame].format(t=TITLE, b=TEXTS[text], **_DAYS, **PARTS)
    return from_text(
        f"<html><head><title>{shown}</title>{tags}</head><body>{body}</body></html>", URL
    )


@pytest.mark.parametrize("frame", FRAMES)
def test_an_article_is_dated_in_its_frame(frame: str) -> None:
    wrong = [
        (text, head, titled, str(found.published), found.published_from)
        for text in TEXTS
        for head in HEADS
        for titled in (True, False)
        if (found := read_article(article_page(frame, text, head, titled), AS_OF.date())).published
        != DAY
    ]
    assert wrong == []


@pytest.mark.parametrize("frame", FRAMES)
def test_an_article_is_known_and_named_without_any_tag(frame: str) -> None:
    doc = article_page(frame, "a signature", "no tags")
    assert page_kind(doc, URL, AS_OF.date()) == "article"
    assert read_article(doc, AS_OF.date()).title.replace(" ", "") == TITLE


@pytest.mark.parametrize("frame", FRAMES)
def test_the_day_of_another_meaning_is_never_taken_for_a_missing_one(frame: str) -> None:
    """With the page's own day taken out, no deadline or event of the text steps in its place."""
    bare = dict.fromkeys(_DAYS, "")
    for text in TEXTS:
        if text == "printed elsewhere":  # a line of source with a day: the best that is left
            continue
        body = FRAMES[frame].format(t=TITLE, b=TEXTS[text], **bare, **PARTS)
        found = read_article(
            from_text(f"<title>{TITLE}</title><body>{body}</body>", URL), AS_OF.date()
        )
        assert found.published is None, (text, found.published_from, found.published_quote)
