"""The project's own article pages: the ways offices write a date, and what is easily mistaken."""

from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml

from checker.extract.articles.article import read_article
from checker.extract.document import from_text
from tests.accuracy.corpus import AS_OF
from tests.accuracy.peers import peer_dates
from tests.accuracy.question import Question, single
from tests.extract.test_article_shapes import DAY, FRAMES, TEXTS, article_page

_FILE = Path(__file__).resolve().parents[1] / "extract" / "pages" / "articles.yaml"
_URL = "http://www.example.gov.cn/zwgk/tzgg/content.html"


def questions() -> list[Question]:
    """The day of publication on the pages that the tests use, beside the general tools."""
    cases = cast(list[dict[str, Any]], yaml.safe_load(_FILE.read_text(encoding="utf-8")))
    docs = [
        (case["says"], case["published"], from_text(case["html"], case.get("url", _URL)))
        for case in cases
    ]
    ours = tuple(
        single(says, _iso(day), _iso(read_article(doc, AS_OF.date()).published))
        for says, day, doc in docs
    )
    peers = {
        name: tuple(single(says, _iso(day), read(doc.text, doc.url)) for says, day, doc in docs)
        for name, read in peer_dates().items()
    }
    return [Question("文章发布日期（自编页面）", ours, floor=1.0, peers=peers), _together()]


def _together() -> Question:
    """Every frame of an article page with every text in it, no tag to help."""
    docs = [
        (f"{frame}：{text}", article_page(frame, text, "no tags"))
        for frame in FRAMES
        for text in TEXTS
    ]
    day = DAY.isoformat()
    return Question(
        "文章发布日期（自编组合）",
        tuple(
            single(says, day, _iso(read_article(doc, AS_OF.date()).published)) for says, doc in docs
        ),
        floor=1.0,
        peers={
            name: tuple(single(says, day, read(doc.text, doc.url)) for says, doc in docs)
            for name, read in peer_dates().items()
        },
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
