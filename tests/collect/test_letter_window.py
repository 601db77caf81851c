"""A letter's form is opened on a screen and filled, and nothing is ever sent by the program."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pytest
from browsing import NEEDS_BROWSER, SETTINGS, page
from hostile_server import HostileServer

from checker.collect.browser.letter_window import letter_window
from checker.collect.http.address_policy import AddressPolicy
from checker.extract.channels.letter_fields import Meaning

pytestmark = NEEDS_BROWSER

FORM = """<h1>县长信箱</h1><div class=search><input name=q placeholder=请输入关键字></div>
<form action="/send" method=post id=f oninput="this.submit()">
<p>姓名：<input name=xm></p><p>联系电话：<input name=dh></p><p>身份证号：<input name=sfz></p>
<p>标题：<input name=bt></p><p>内容：<textarea name=nr onchange="fetch('/send',{method:'POST'})"></textarea></p>
<p>验证码：<input name=yzm id=yzm><img src="/code.png"></p><input type=submit value=提交></form>"""
WORDS: dict[Meaning, str] = {
    "title": "居住证怎样办理",
    "text": "请问办理居住证需要哪些材料？",
    "name": "张三",
    "phone": "13800000000",
}


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[bool]:
    """Whether there is a screen: a virtual one where this machine has one to offer."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        yield False
        return
    reader, writer = os.pipe()
    with subprocess.Popen(
        [xvfb, "-displayfd", str(writer), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
        pass_fds=(writer,), stderr=subprocess.DEVNULL,
    ) as screen:  # fmt: skip
        os.close(writer)
        with os.fdopen(reader) as told:
            monkeypatch.setenv("DISPLAY", f":{told.readline().strip()}")
        yield True
        screen.terminate()


async def test_a_form_is_filled_on_the_screen_and_never_sent(
    server: HostileServer, shown: bool
) -> None:
    server.behaviours["/write"] = page(FORM)
    policy = AddressPolicy(connect_to={"site.test:80": f"127.0.0.1:{server.port}"})
    settings = replace(SETTINGS, shown=shown)

    async def nowhere(name: str) -> tuple[str, ...]:
        raise OSError(name)

    async with letter_window("http://site.test/write", WORDS, settings, policy, nowhere) as window:
        assert window.filling is not None
        assert window.filling.filled == ("姓名", "联系电话", "标题", "内容")
        assert window.filling.left == ("身份证号", "验证码")
        assert window.filling.captcha
        (seen,) = window.pages
        assert seen.url == "http://site.test/write"
        assert await seen.input_value("[name=nr]") == WORDS["text"]
        assert await seen.input_value("[name=yzm]") == ""
        assert "solid" in str(
            await seen.evaluate("document.querySelector('[name=sfz]').style.outline")
        )
        assert await seen.evaluate("document.querySelector('#yzm').style.outline") == ""
        await seen.wait_for_timeout(700)
        await seen.close()
        await window.closed()
    asked = [(each.method, each.target) for each in server.asked]
    assert [path for method, path in asked if method != "GET" or path == "/send"] == []
    assert ("GET", "/code.png") in asked or not shown
