"""Mailboxes in the shapes that sites build them in, and what they say of an answer."""

from datetime import date

import pytest

from checker.extract.document import Document, parse
from checker.extract.letters.letter import answer_on
from checker.extract.letters.mailbox import LetterRead, read_mailbox

TODAY = date(2026, 11, 22)
WITH_ANSWERS = (
    "<table><tr><th>编号</th><th>信件标题</th><th>来信时间</th><th>回复时间</th><th>办理单位</th></tr>"
    "<tr><td>1</td><td><a href='/x/1.html'>咨询医保报销比例</a></td><td>2026-05-01</td><td>2026-05-04</td><td>医保局</td></tr>"
    "<tr><td>2</td><td><a href='/x/2.html'>反映路灯不亮的问题</a></td><td>2026-06-01</td><td></td><td>住建局</td></tr>"
    "<tr><td>3</td><td><a href='/x/3.html'>咨询入学条件</a></td><td>2026-06-02</td><td>2026-06-09</td><td>教育局</td></tr></table>"
)
OF_DIVS = (
    "<div class='box'><div class='head'><span>主题</span><span>提交时间</span><span>处理状态</span></div>"
    "<ul><li><a href='1.htm'>建议增设公交站点</a><span>2026-07-01</span><span>已办结</span></li>"
    "<li><a href='2.htm'>咨询补贴何时发放</a><span>2026-07-02</span><span>处理中</span></li></ul></div>"
)
OF_BLOCKS = "".join(
    f"<div class='item'><h3><a href='v.jsp?id={at}'>关于小区停车难的第{at}次咨询</a></h3>"
    f"<p><span>来信时间：{sent}</span><span>状态：{state}</span><span>回复单位：公安局</span></p></div>"
    for at, (sent, state) in enumerate((("2026-08-01", "已回复"), ("2026-08-02", "未回复")))
)
BARE = (
    "<ul><li><a href='a.html'>咨询户口迁移手续</a><i>2026-09-01</i><em>[已答复]</em></li>"
    "<li><a href='b.html'>咨询驾照换证地点</a><i>2026-09-03</i><em>[待答复]</em></li></ul>"
)
GUESTBOOK = "".join(
    f"<li><p><span>留言人：</span><b>{name}</b><span>留言时间：</span><i>2026-10-0{at}</i></p>"
    f"<p><b>留言内容：</b>想问老旧小区第{at}批改造何时开工</p>{answer}</li>"
    for at, (name, answer) in enumerate(
        (
            (
                "张先生",
                "<p><b>回复时间：</b>2026-10-09</p><p><b>回复内容：</b>计划明年三月开工。</p>",
            ),
            ("李女士", "<p><b>回复时间：</b></p>"),
            ("王先生", "<p><b>回复时间：</b>2026-10-12</p><p><b>回复内容：</b>已列入计划。</p>"),
        ),
        start=1,
    )
)
CHOSEN = (
    "<table><tr><td>标题</td><td>时间</td><td>类型</td></tr>"
    "<tr><td><a href='1'>咨询公积金提取</a></td><td>2026-01-05</td><td>咨询</td></tr>"
    "<tr><td><a href='2'>举报占道经营行为</a></td><td>2026-01-06</td><td>举报</td></tr></table>"
)


def page(body: str, title: str = "县长信箱") -> Document:
    html = (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"
    )
    return parse(html.encode(), "http://www.county.example/hd/", "text/html; charset=utf-8")


def letters(body: str, title: str = "县长信箱") -> tuple[LetterRead, ...]:
    return read_mailbox(page(body, title), TODAY).letters


@pytest.mark.parametrize(
    ("body", "states"),
    [
        (WITH_ANSWERS, ["answered", "pending", "answered"]),
        (OF_DIVS, ["answered", "pending"]),
        (OF_BLOCKS, ["answered", "pending"]),
        (BARE, ["answered", "pending"]),
        (f"<ul>{GUESTBOOK}</ul>", ["answered", "pending", "answered"]),
        (CHOSEN, ["unsaid", "unsaid"]),
    ],
)
def test_a_mailbox_says_of_each_message_whether_it_was_answered(
    body: str, states: list[str]
) -> None:
    assert [each.state for each in letters(body)] == states


def test_a_row_gives_title_address_days_and_unit() -> None:
    first, second, _ = letters(WITH_ANSWERS)
    assert first.title == "咨询医保报销比例"
    assert first.url == "http://www.county.example/x/1.html"
    assert (first.sent, first.answered) == (date(2026, 5, 1), date(2026, 5, 4))
    assert (second.sent, second.answered, second.unit) == (date(2026, 6, 1), None, "住建局")
    assert second.selector


def test_an_answer_column_that_nobody_fills_says_nothing() -> None:
    empty = WITH_ANSWERS.replace("2026-05-04", "").replace("2026-06-09", "")
    assert {each.state for each in letters(empty)} == {"unsaid"}


def test_an_answer_before_its_message_or_after_today_is_no_day() -> None:
    odd = WITH_ANSWERS.replace("2026-05-04", "2025-05-04").replace("2026-06-09", "2027-06-09")
    assert [each.answered for each in letters(odd)] == [None, None, None]


def test_petitions_and_reports_are_of_an_exempt_kind() -> None:
    assert [each.exempt_kind for each in letters(CHOSEN)] == [False, True]
    assert all(each.exempt_kind for each in letters(BARE, "网上信访"))
    assert not any(each.exempt_kind for each in letters(BARE))


@pytest.mark.parametrize("word", ["不予受理", "审核中", "[重复]"])
def test_a_message_that_was_not_taken_up_waits_for_no_answer(word: str) -> None:
    assert letters(OF_DIVS.replace("处理中", word))[1].state == "unsaid"


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><a href='1'>关于印发工作方案的通知</a><span>2026-11-01</span></li>"
        "<li><a href='2'>关于开展检查的公告</a><span>2026-11-02</span></li></ul>",
        "<table><tr><th>序号</th><th>名称</th><th>日期</th></tr>"
        "<tr><td>1</td><td><a href='1'>第一季度报告</a></td><td>2026-04-01</td></tr></table>",
        "<p>欢迎来信，状态良好。</p>",
        "",
    ],
)
def test_what_is_no_mailbox_has_no_messages(body: str) -> None:
    assert letters(body) == ()


def test_statistics_of_messages_are_noticed() -> None:
    told = read_mailbox(page("<p>本月共收到来信 35 件，已办结 33 件。</p>"), TODAY)
    assert told.statistics
    assert not read_mailbox(page(CHOSEN), TODAY).statistics


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("<table><tr><th>来信时间</th><td>2026-05-01</td></tr><tr><th>回复时间</th><td>2026-05-06</td></tr></table>", "answered"),
        ("<p>来信内容：路灯不亮</p><p>回复内容：</p><p>您好，已安排维修，请知悉。</p>", "answered"),
        ("<p>来信内容：路灯不亮</p><p>办理状态：办理中</p><p>回复内容：暂无回复</p>", "pending"),
        ("<dl><dt>回复内容</dt><dd></dd><dt>回复单位</dt><dd>住建局</dd></dl>", "pending"),
        ("<p>来信内容：路灯不亮</p><p>状态：已办结</p>", "answered"),
        ("<p>路灯不亮，请尽快维修。</p>", "unclear"),
    ],
)  # fmt: skip
def test_the_page_of_a_message_says_whether_an_answer_stands_there(body: str, state: str) -> None:
    assert answer_on(page(body), TODAY) == state


def test_a_mailbox_of_ten_thousand_rows_and_deep_tables_is_bounded() -> None:
    row = "<tr><td><a href='/x'>咨询医保报销比例</a></td><td>2026-05-01</td><td>处理中</td></tr>"
    head = "<tr><td>标题</td><td>时间</td><td>状态</td></tr>"
    assert len(letters(f"<table>{head}{row * 10_000}</table>")) == 500
    assert letters("<table><tr><td>标题</td><td>时间</td><td>状态" * 3000) == ()
