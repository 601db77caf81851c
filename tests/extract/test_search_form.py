"""Where a site's search box sends what a visitor asks for, and when an address cannot ask it."""

import pytest

from checker.extract.channels.search_form import SearchRead, read_search
from checker.extract.document import from_text

HOME = "http://www.county.example/"


def read(body: str, encoding: str = "utf-8") -> SearchRead:
    return read_search(from_text(f"<html><body>{body}</body></html>", HOME, encoding))


def asked(body: str, title: str, encoding: str = "utf-8") -> str:
    found = read(body, encoding)
    assert found.form
    return found.form.asking(title)


def test_a_form_is_asked_as_a_browser_would_ask_it() -> None:
    form = (
        "<form action='/s?site=1'><input name='q' placeholder='请输入关键字'>"
        "<input type='hidden' name='sid' value='7'><select name='in'><option value='0'>全部"
        "<option value='1' selected>标题</select><input type='radio' name='o' value='a'>"
        "<input type='radio' name='o' value='b' checked><button>搜索</button></form>"
    )
    assert asked(form, "通知") == f"{HOME}s?site=1&sid=7&in=1&o=b&q=%E9%80%9A%E7%9F%A5"


def test_the_question_goes_out_in_the_charset_of_the_page_or_of_the_form() -> None:
    form = "<form action='/s'><input name='key'><input type='submit' value='检索'></form>"
    assert asked(form, "通知", "gb18030").endswith("key=%CD%A8%D6%AA")
    named = form.replace("action", "accept-charset='utf-8' action")
    assert asked(named, "通知", "gb18030").endswith("key=%E9%80%9A%E7%9F%A5")
    odd = form.replace("action", "accept-charset='nothing' action")
    assert asked(odd, "通").endswith("key=%E9%80%9A")


@pytest.mark.parametrize(
    "box",
    [
        "<form action='/s' method='post'><input name='q' placeholder='搜索'></form>",
        "<form action='/s' onsubmit='return false'><input name='q' placeholder='搜索'></form>",
        "<form action='javascript:go()'><input name='q' placeholder='搜索'></form>",
        "<form action='/s'><input placeholder='搜索'></form>",
        "<form action='/s'><input name='q' placeholder='搜索'><input type='hidden' name='yzm'></form>",
        "<div><input id='searchword'><a onclick='go()'>搜索</a></div>",
    ],
)
def test_what_only_a_script_a_post_or_a_code_sends_is_a_box_and_no_form(box: str) -> None:
    found = read(box)
    assert found.form is None
    assert found.box


@pytest.mark.parametrize(
    "other",
    [
        "<form action='/login'><input name='user'><input type='password' name='p'></form>",
        "<form action='/mail'><input name='title'><textarea name='c'></textarea></form>",
        "<form action='/mail'><input name='email' placeholder='邮箱'></form>",
        "<p>搜索</p>",
    ],
)
def test_other_forms_are_no_search(other: str) -> None:
    assert read(other) == SearchRead(None, False, "")


def test_a_link_to_a_page_of_search_is_seen() -> None:
    assert read("<a href='/search.html'>搜索</a>").link == f"{HOME}search.html"
