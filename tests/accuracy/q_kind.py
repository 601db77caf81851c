"""What kind of page a page is, and whether a firewall sent it."""

from checker.extract.answers.challenge import classify, judge_answer
from checker.extract.page.page import read_page
from tests.accuracy.corpus import AS_OF, SavedPage, pages
from tests.accuracy.question import Case, Question, single

_KINDS: dict[str, frozenset[str]] = {
    "home": frozenset({"home"}),
    "list": frozenset({"column"}),
    "ajaxlist": frozenset({"column"}),
    "article": frozenset({"article"}),
    "feedback": frozenset({"feedback", "letters"}),
    "waf": frozenset({"challenge"}),
}
"""Our kinds for those of the manifest; its `other` is none of ours and is not asked."""

_PRODUCTS = (("瑞数", "ruishu"), ("安全狗", "safedog"), ("加速乐", "jsl"), ("阿里", "aliyun"))


def questions() -> list[Question]:
    """Page kind over all kinds; challenge and block pages named; no good page called one."""
    asked = [page for page in pages() if page.kind in _KINDS]
    return [
        Question("页面类型", tuple(_kind(page) for page in asked), floor=0.95),
        Question("防护应答识别", tuple(_wall(page) for page in pages("waf")), floor=1.0),
        Question(
            "正常页面不误判为防护",
            tuple(_good(page) for page in pages() if page.kind != "waf"),
            floor=1.0,
        ),
    ]


def _kind(page: SavedPage) -> Case:
    wanted = _KINDS[page.kind]
    if "依申请公开" in str(page.truth.get("kind", "")):
        wanted = frozenset({"other"})
    got = read_page(page.body, page.url, "", _status(page), {}, AS_OF).kind
    return single(page.file, got if got in wanted else "/".join(sorted(wanted)), got)


def _status(page: SavedPage) -> int:
    """The status that came with a page: written down for some challenges, else 200."""
    told = page.truth.get("status")
    return told if isinstance(told, int) else 200


def _wall(page: SavedPage) -> Case:
    vendor = str(page.truth.get("vendor", ""))
    expected = next((name for word, name in _PRODUCTS if word in vendor), "unknown")
    got, _ = classify(_status(page), {}, page.body)
    return single(page.file, expected, got)


def _good(page: SavedPage) -> Case:
    fast, _ = classify(200, {}, page.body)
    slow = judge_answer(200, {}, page.document()).product
    return single(page.file, None, fast or slow)
