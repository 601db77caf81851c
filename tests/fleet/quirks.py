"""What healthy sites do that a careless inspector takes for a fault: edits of what a site answers."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from checker.demo.site import Page, Query, Render

Quirk = Callable[[Mapping[str, Render], date], dict[str, Render]]
"""A site's pages by path and the day of the visit, to the pages with the quirk."""

_TITLES = (
    "关于印发年度工作要点的通知",
    "关于开展专项检查的通告",
    "全县工作会议召开",
    "关于调整办公时间的公告",
)


def edited(edit: Callable[[str, date], str]) -> Quirk:
    """A quirk that changes the text of every page."""

    def quirk(pages: Mapping[str, Render], today: date) -> dict[str, Render]:
        def edited(render: Render) -> Render:
            def answer(query: Query) -> Page:
                page = render(query)
                if "html" not in page.type or page.status != 200:
                    return page
                encoding = "gb18030" if b"charset=gb" in page.body[:2000].lower() else "utf-8"
                text = edit(page.body.decode(encoding), today)
                return replace(page, body=text.encode(encoding))

            return answer

        return {path: edited(render) for path, render in pages.items()}

    return quirk


def _sent(change: Callable[[Page], Page]) -> Quirk:
    """A quirk that changes how every page of HTML is sent."""

    def quirk(pages: Mapping[str, Render], today: date) -> dict[str, Render]:
        def sent(render: Render) -> Render:
            def answer(query: Query) -> Page:
                page = render(query)
                return change(page) if "html" in page.type and page.status == 200 else page

            return answer

        return {path: sent(render) for path, render in pages.items()}

    return quirk


def with_pages(quirk: Quirk, answers: Mapping[str, Page]) -> Quirk:
    """The quirk, and a few more pages of the site by path."""

    def both(pages: Mapping[str, Render], today: date) -> dict[str, Render]:
        more = {path: _always(answer) for path, answer in answers.items()}
        return {**quirk(pages, today), **more}

    return both


def _always(answer: Page) -> Render:
    return lambda query: answer


_OLD_PAGES = {
    f"/old/{at}.html": Page(f"<html><body><h1>{title}</h1><p>全文略。</p></body></html>".encode())
    for at, title in enumerate(_TITLES)
}


def _old_list(today: date, tag: str) -> str:
    days = (today - timedelta(days=900 + 30 * at) for at in range(len(_TITLES)))
    rows = "".join(
        f'<li><a href="/old/{at}.html">{title}</a><span>{day}</span></li>'
        for at, (title, day) in enumerate(zip(_TITLES, days, strict=True))
    )
    return f"<div {tag}><ul>{rows}</ul></div>"


def _after_body(text: str, more: str) -> str:
    return re.sub(r"(<body[^>]*>)", lambda found: found.group(1) + more, text, count=1, flags=re.I)


def _ranking(text: str, today: date) -> str:
    """Most read articles of years ago, before everything else."""
    return _after_body(text, _old_list(today, 'class="hot-rank side"><h3>热门排行</h3'))


def _hidden_twin(text: str, today: date) -> str:
    """An old copy of a list that no visitor sees."""
    return _after_body(text, _old_list(today, 'class="mobile" style="display:none"'))


def _unclosed(text: str, today: date) -> str:
    """Markup as many old editors left it."""
    return text.replace("</li>", "").replace("</p>", "")


def _guarded(text: str, today: date) -> str:
    """A firewall's script in a page that was let through."""
    script = (
        "<script>var _$aB='k3';window['$_ts']=window['$_ts']||{};$_ts.lcd&&$_ts.lcd();</script>"
    )
    return text.replace("</head>", script + "</head>")


def _said_in_two_ways(page: Page) -> Page:
    """A header that names another charset than the bytes have."""
    return replace(page, type="text/html; charset=gbk")


def _utf16(page: Page) -> Page:
    text = page.body.decode("utf-8").replace("charset=utf-8", "charset=utf-16")
    return replace(page, body=text.encode("utf-16"), type="text/html")


def _marked(page: Page) -> Page:
    """A byte order mark, and no word on the charset in the header."""
    return replace(page, body=b"\xef\xbb\xbf" + page.body, type="text/html")


def _flaky(pages: Mapping[str, Render], today: date) -> dict[str, Render]:
    """The first answer of every fourth address is a 503; the next one is good."""

    def flaky(render: Render) -> Render:
        bad = iter((True,))

        def answer(query: Query) -> Page:
            if next(bad, False):
                return Page(b"<html><body>503 Service Unavailable</body></html>", status=503)
            return render(query)

        return answer

    paths = sorted(pages)
    return {
        path: flaky(pages[path]) if at % 4 == 0 else pages[path] for at, path in enumerate(paths)
    }


def _once_a_visit(pages: Mapping[str, Render], today: date) -> dict[str, Render]:
    """Every page sends a fresh visitor round one hop that sets a cookie-like mark."""

    def answers() -> Iterator[tuple[str, Render]]:
        for path, render in pages.items():
            yield path, _hopped(path, render)

    return dict(answers())


def _hopped(path: str, render: Render) -> Render:
    def answer(query: Query) -> Page:
        page = render(query)
        if "html" not in page.type or query or page.status != 200:
            return page
        return Page(b"", status=302, headers=(("Location", f"{path}?from=portal"),))

    return answer


_LETTER_ROW = re.compile(r"(<td>)(\d{4}-\d\d-\d\d)(</td><td>)\d{4}-\d\d-\d\d(</td><td>)已办结")
_LETTER = re.compile(
    r"(<th>来信时间</th><td>)(\d{4}-\d\d-\d\d)(.*?<th>回复时间</th><td>).*?(</td>)", re.S
)
_REPLY = re.compile(r"(<th>回复内容</th><td>).*?(</td>)", re.S)


def waiting(oldest: int, youngest: int) -> Quirk:
    """Messages between these ages in days are shown as not answered, in the list and by itself."""

    def edit(text: str, today: date) -> str:
        def waits(day: str) -> bool:
            return youngest <= (today - date.fromisoformat(day)).days <= oldest

        def in_list(row: re.Match[str]) -> str:
            return f"{row[1]}{row[2]}{row[3]}{row[4]}办理中" if waits(row[2]) else row[0]

        text = _LETTER_ROW.sub(in_list, text)
        found = _LETTER.search(text)
        if found and waits(found[2]):
            text = _LETTER.sub(r"\1\2\3\4", text)
            text = _REPLY.sub(r"\1\2", text)
        return text

    return edited(edit)


def bare_guides(*headings: str) -> Quirk:
    """Service guides with nothing under these headings."""
    row = re.compile(rf"(<th>(?:{'|'.join(headings)})</th><td>)[^<]*")
    return edited(lambda text, today: row.sub(r"\1", text))


RANKING = with_pages(edited(_ranking), _OLD_PAGES)
HIDDEN_TWIN = with_pages(edited(_hidden_twin), _OLD_PAGES)
UNCLOSED = edited(_unclosed)
GUARDED = edited(_guarded)
OTHER_CHARSET = _sent(_said_in_two_ways)
UTF16 = _sent(_utf16)
BYTE_ORDER_MARK = _sent(_marked)
FLAKY: Quirk = _flaky
ONE_HOP: Quirk = _once_a_visit
