"""An article's headline, its day of publication and who says so."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.core.fact import CHINA
from checker.extract.articles.article import read_article
from checker.extract.document import from_text

AS_OF = datetime(2026, 11, 22, 12, tzinfo=CHINA)
URL = "http://www.example.gov.cn/zwgk/tzgg/content.html"
CASES = cast(
    list[dict[str, Any]],
    yaml.safe_load((Path(__file__).parent / "pages" / "articles.yaml").read_text(encoding="utf-8")),
)


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_an_article_is_read(case: dict[str, Any]) -> None:
    found = read_article(from_text(case["html"], case.get("url", URL)), AS_OF.date())
    assert found.published == case["published"]
    if "from" in case:
        assert found.published_from == case["from"]
    if "title" in case:
        assert found.title == case["title"]
    if "source" in case:
        assert found.source == case["source"]
    if "clock" in case:
        assert found.published_clock == datetime.fromisoformat(case["clock"])
    assert [claim.place for claim in found.disagreement] == case.get("disagreement", [])
    assert [claim.place for claim in found.future] == case.get("future", [])


def test_dates_that_were_passed_over_are_named_with_a_reason() -> None:
    html = (
        "<title>旧闻一则消息</title><div>今天是2026年11月22日</div><h1>旧闻一则消息</h1>"
        "<p>时间：2015年6月1日</p><div>版权所有 2019-01-01</div>"
    )
    found = read_article(from_text(html, URL), AS_OF.date())
    assert [one.why for one in found.passed] == ["页眉显示的当天日期", "版权或备案年份"]


def test_attachments_are_counted_once_each() -> None:
    html = (
        "<h1>关于印发文件的通知</h1><div class='TRS_Editor'><p>附件：</p>"
        "<a href='./P02.pdf'>一</a><a href='./P02.pdf'>一</a><a href='b.DOCX'>二</a>"
        "<a href='c.html'>三</a></div>"
    )
    assert read_article(from_text(html, URL), AS_OF.date()).attachments == 2


def test_an_article_of_many_dates_is_read_once_through() -> None:
    rows = "".join(f"<p>2026年1月{day % 28 + 1}日,第{day}次会议召开。</p>" for day in range(20_000))
    html = (
        f"<title>大事记选编</title><h1>大事记选编</h1><p>发布时间：2026-02-01</p><div>{rows}</div>"
    )
    assert read_article(from_text(html, URL), AS_OF.date()).published == date(2026, 2, 1)


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    found = read_article(from_text(text, URL), AS_OF.date())
    assert found.published is None or date(1990, 1, 1) <= found.published <= AS_OF.date()
