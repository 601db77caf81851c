"""Links between a policy and its interpretations, as pages write them."""

import pytest

from checker.extract.articles.related import is_reprint, policies_linked, readings_linked
from checker.extract.document import Document, from_text

HOME = "http://www.county.example/"


def page(body: str) -> Document:
    return from_text(f"<html><body>{body}</body></html>", HOME)


@pytest.mark.parametrize(
    "body",
    [
        "<p>政策文件：<a href='/zc/1.html'>青溪县茶叶产业若干措施</a></p>",
        "<p>相关文件</p><ul><li><a href='/zc/1.html'>若干措施</a></li></ul>",
        "<p><a href='/zc/1.html'>政策原文</a></p>",
        "<p>近日印发了<a href='/zc/1.html'>《青溪县城乡融合发展实施方案》</a>。</p>",
        "<p><a href='/zc/1.html'>关于印发安全生产工作要点的通知</a></p>",
    ],
)
def test_an_interpretation_names_its_policy(body: str) -> None:
    assert policies_linked(page(body)) == (f"{HOME}zc/1.html",)


@pytest.mark.parametrize(
    "body",
    [
        "<p>下一篇：<a href='/jd/2.html'>《青溪县奖补办法》政策解读材料</a></p>",
        "<p>上一篇：</p><p><a href='/jd/2.html'>关于印发工作要点的通知</a></p>",
        "<p><a href='/tzgg/'>通知公告</a></p>",
        "<p>《青溪县城乡融合发展实施方案》已经印发。</p>",
    ],
)
def test_neighbours_columns_and_words_without_a_link_are_no_policy(body: str) -> None:
    assert policies_linked(page(body)) == ()


def test_a_policy_names_its_interpretation_by_words_or_by_address() -> None:
    words = page("<p>相关解读：<a href='/jd/1.html'>奖补办法十问</a><a href='/x/'>关于我们</a></p>")
    assert readings_linked(words) == (f"{HOME}jd/1.html",)
    bare = page("<p><a href='/jd/9.html'>茶叶产业这样扶持</a></p>")
    assert readings_linked(bare) == ()
    assert readings_linked(bare, f"{HOME}jd/9.html") == (f"{HOME}jd/9.html",)


def test_a_reprint_is_told_by_its_source() -> None:
    assert is_reprint("新华社")
    assert is_reprint("中国政府网")
    assert not is_reprint("青溪县人民政府办公室")
    assert not is_reprint("县融媒体中心")
