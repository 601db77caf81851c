"""Whether a citizen could use a form: a field for the matter, a way to send, no log-in."""

from checker.extract.channels.forms import read_form
from checker.extract.document import from_text

URL = "http://www.example.gov.cn/hdjl/xzxx/"
LETTER = """<form action="/send"><table><tr><td>姓　名:</td><td><input name="xm"></td></tr>
<tr><td>联系电话*</td><td><input name="dh"></td></tr><tr><td>标题</td><td><input name="bt"></td></tr>
<tr><td>内容</td><td><textarea name="nr"></textarea></td></tr>
<tr><td>验证码</td><td><input name="yzm"><img src="/captcha"></td></tr></table>
<input type="submit" value="提交"></form>"""


def test_a_letter_form_is_usable_with_its_fields_named() -> None:
    read = read_form(from_text(LETTER, URL))
    assert read is not None
    assert read.usable
    assert read.fields == ("姓名", "联系电话", "标题", "内容", "验证码")
    assert read.captcha
    assert not read.login


def test_a_form_without_form_element_that_a_script_sends_is_usable() -> None:
    page = """<div><span>标题</span><input type="text"><span>内容</span><textarea></textarea>
    <a class="btn" href="javascript:send()">提交</a></div>"""
    read = read_form(from_text(page, URL))
    assert read is not None
    assert read.usable


def test_a_form_that_cannot_be_sent_is_not_usable() -> None:
    page = "<form><span>标题</span><input><span>内容</span><textarea></textarea></form>"
    read = read_form(from_text(page, URL))
    assert read is not None
    assert not read.usable


def test_a_log_in_before_the_form_is_told() -> None:
    page = """<form><p>用户名</p><input name="u"><p>密码</p><input type="password" name="p">
    <button>登录</button></form>"""
    read = read_form(from_text(page, URL))
    assert read is not None
    assert read.login
    assert not read.usable


def test_a_search_box_and_a_box_for_looking_up_an_answer_are_no_forms() -> None:
    page = """<form class="search"><input name="keyword" placeholder="请输入关键字"><input type="submit" value="搜索"></form>
    <div><span>流水号</span><input><span>查询密码</span><input><input type="submit" value="查询"></div>"""
    assert read_form(from_text(page, URL)) is None


def test_a_page_without_fields_has_no_form() -> None:
    assert read_form(from_text("<p>请来电咨询</p>", URL)) is None
