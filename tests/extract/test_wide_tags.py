"""Tags with thousands of attributes are cut; what only looks long is left as it is."""

import pytest

from checker.extract.document import parse
from checker.extract.flow import body_text
from checker.extract.wide_tags import narrowed

MANY = " ".join(f"a{n}=1" for n in range(100_000))


@pytest.mark.parametrize(
    "tag",
    [
        f"<div {MANY}>",
        f"<div title='a>b' {MANY}>",
        f"<div {MANY.replace(' ', '/')}>",
        f"<div {MANY.replace('=1', '')}>",
        f"<div {MANY}",
        f"<script>var a=1<2;</script {MANY}>",
    ],
)
def test_a_tag_of_a_hundred_thousand_attributes_is_cut(tag: str) -> None:
    text = f"<html><body>{tag}<p>通知公告</p></body></html>"
    assert len(narrowed(text)) < 20_000
    doc = parse(text.encode(), "http://www.county.example/")
    if tag.endswith(">"):
        assert body_text(doc).endswith("通知公告")


@pytest.mark.parametrize(
    "text",
    [
        "<script>var data=[" + ",".join('{"a":1}' for _ in range(20_000)) + "]</script><p>x</p>",
        "<script>for(i=0;i<n;i++){" + "a [i] = b; " * 9_000 + "}</script><p>x</p>",
        "<p>" + "为深入贯彻落实工作部署，现将有关事项通知如下。" * 3_000 + "</p>",
        "<img src='data:image/png;base64," + "QU/D" * 20_000 + "'>",
        "<table>" + "<tr><td class='a' style='b'>1</td></tr>" * 5_000 + "</table>",
    ],
)
def test_long_scripts_words_and_pictures_stay_whole(text: str) -> None:
    assert narrowed(text) == text
