"""Pages that work and hold words of an error page: none of them is called missing."""

import pytest

from checker.books.signs import load_signs
from checker.extract.answers.illegal_page import suspicion
from checker.extract.answers.wrong_page import soft_404
from checker.extract.document import from_text
from checker.extract.flow import body_text

URL = "http://www.example.gov.cn/"
OLD = "您的浏览器不支持框架，无法访问页面"
LINKS = "".join(f"<a href='/{number}.html'>栏目{number}</a>" for number in range(401))


@pytest.mark.parametrize(
    ("kind", "html"),
    [
        ("frames", f"<frameset><frame src=a.html><noframes><body>{OLD}</body></noframes></frameset>"),
        ("a frame in it", f"<body><iframe src='/list.html'>{OLD}</iframe></body>"),
        ("a notice of its day", "<body><h1>关于清理文件的通知</h1><p>发布时间：2025-05-06</p><p>经清理，下列文件失效，不再执行。</p></body>"),
        ("a notice of its source", "<body><h1>关于清理文件的通知</h1><p>2025年5月6日 来源：县政府办</p><p>该文件已失效。</p></body>"),
        ("a tag of its day", "<meta name=PubDate content='2025-05-06'><title>网站 404 页面的规范</title><p>页面不存在时应当提示。</p>"),
        ("very many links", f"<body><p>该信息不存在的请联系我们</p>{LINKS}</body>"),
    ],
)  # fmt: skip
def test_a_page_that_works_is_not_called_missing(kind: str, html: str) -> None:
    assert not soft_404(from_text(html, URL), 200), kind


def test_the_same_words_alone_are_an_error_page() -> None:
    assert soft_404(from_text(f"<body>{OLD}</body>", URL), 200)
    assert soft_404(from_text("<body><p>该信息不存在的请联系我们</p></body>", URL), 200)


def test_a_day_alone_makes_no_page_of_an_error() -> None:
    shown = "<body><p>今天是2025年5月6日</p><p>您访问的页面不存在</p><p>请求来源：10.0.0.1 时间：2025-05-06 10:20:00</p></body>"
    assert soft_404(from_text(shown, URL), 200)


def test_what_old_browsers_would_show_is_no_word_of_the_page() -> None:
    assert body_text(from_text(f"<body>甲<iframe>{OLD}</iframe>乙</body>", URL)) == "甲 乙"


def test_words_with_signs_of_no_width_in_them_are_still_found() -> None:
    words = load_signs().illegal
    trade = words.trades[0]
    said = "，".join(word[:1] + "\u200b" + word[1:] for word in trade.play[:9])
    plain = "，".join(trade.play[:9])
    for each in (plain, said):
        found = suspicion(from_text(f"<body><p>{each}</p></body>", URL), words)
        assert found is not None
        assert found.kind == trade.name
