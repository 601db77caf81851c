"""Saved pages give their true answer when what no reader should lean on is changed or taken away.

The changes are those of `tests.accuracy.mutations`, which counts over all answers what does not
survive; here are the ones that no day of an article and no list may lose.
"""

import pytest

from checker.extract.articles.article import read_article
from checker.extract.document import from_text
from checker.extract.lists.reading import main_list
from tests.accuracy.changes import CHANGES
from tests.accuracy.corpus import AS_OF, folder, pages

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(folder() is None, reason="no saved pages on this machine"),
]
SURVIVED = (
    *("没有 meta", "类名改写", "日期 /", "日期 .", "日期 年月日", "日期 [ ]", "列表改 div"),
    *("标题改 div", "span 改 em", "标签大写", "无空白"),
)


@pytest.mark.parametrize("change", SURVIVED)
def test_an_article_keeps_its_day(change: str) -> None:
    for page in pages("article"):
        changed = CHANGES[change](page.document().text, "")
        if changed is not None and "date" in page.truth:
            found = read_article(from_text(changed, page.url), AS_OF.date()).published
            assert (str(found) if found else None) == page.said("date"), page.file


@pytest.mark.parametrize("change", SURVIVED)
def test_a_list_keeps_its_items_and_its_newest_day(change: str) -> None:
    for page in pages("list"):
        changed = CHANGES[change](page.document().text, "")
        if changed is not None and page.truth.get("items"):
            found = main_list(from_text(changed, page.url), AS_OF.date())
            assert found is not None, page.file
            assert len(found.items) == int(str(page.truth["items"])), page.file
            assert str(found.newest) == page.said("newest"), page.file
