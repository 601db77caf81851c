"""Messages and guides of a written site: what its lists say is looked at again before it counts."""

import pytest
from look_of_pages import HOME, Answer, Site
from test_survey import COUNTY, page, surveyed

from checker.core.guides import Guide, Guides
from checker.core.letters import Letters

INBOX, LETTER = HOME + "hdjl/lx.html", HOME + "hdjl/lx_2.html"
LISTED = (
    "<table><tr><th>标题</th><th>来信时间</th><th>状态</th></tr>"
    "<tr><td><a href='/hdjl/lx_1.html'>咨询医保报销比例</a></td><td>2026-10-01</td><td>已回复</td></tr>"
    "<tr><td><a href='/hdjl/lx_2.html'>反映路灯不亮的问题</a></td><td>2026-06-01</td><td>办理中</td></tr></table>"
)
WAITING = page("来信", "<p>来信内容：路灯不亮</p><p>状态：办理中</p><p>回复内容：</p>")
ANSWERED = page("来信", "<p>来信内容：路灯不亮</p><p>回复内容：您好，已经安排维修。</p>")
SILENT = page("来信", "<p>路灯不亮，请尽快维修。</p>")
WITH_INBOX: Site = {
    **COUNTY,
    HOME + "hdjl/": page("互动交流", "<a href='/hdjl/xx.html'>县长信箱</a><a href='/hdjl/lx.html'>来信选登</a>"),
    INBOX: page("来信选登", LISTED),
}  # fmt: skip


@pytest.mark.parametrize(
    ("plain", "rendered", "state"),
    [
        (WAITING, Answer(WAITING), "pending"),
        (WAITING, Answer(ANSWERED), "answered"),
        (ANSWERED, Answer(WAITING), "answered"),
        (WAITING, Answer(WAITING, lost=1), "unclear"),
        (WAITING, None, "unclear"),
        (SILENT, Answer(SILENT), "unclear"),
        (Answer(status=502), Answer(WAITING), "unclear"),
    ],
)
def test_an_old_message_waits_only_when_its_own_page_says_so_twice(
    plain: str | Answer, rendered: Answer | None, state: str
) -> None:
    site = {**WITH_INBOX, LETTER: plain}
    part = surveyed(site, {LETTER: rendered} if rendered else None).letters
    assert isinstance(part, Letters)
    assert [each.state for each in part.letters] == ["answered", state]
    assert part.mailboxes == (INBOX,)


def test_a_site_without_published_messages_has_none() -> None:
    part = surveyed(COUNTY, {}).letters
    assert isinstance(part, Letters)
    assert (part.letters, part.mailboxes, part.unread) == ((), (), 0)


def test_the_following_pages_of_a_mailbox_are_read() -> None:
    second = LISTED.replace("lx_1", "lx_3").replace("lx_2", "lx_4").replace("办理中", "已回复")
    site = {
        **WITH_INBOX,
        INBOX: page("来信选登", LISTED.replace("办理中", "已回复") + "<a href='/hdjl/lx_p2.html'>下一页</a>"),
        HOME + "hdjl/lx_p2.html": page("来信选登", second + "<a href='/hdjl/lx.html'>下一页</a>"),
    }  # fmt: skip
    part = surveyed(site, {}).letters
    assert isinstance(part, Letters)
    assert len(part.letters) == 4


FACTS = ("设定依据", "申请条件", "办理材料", "办理地点", "办理时间", "联系电话", "办理流程")
VALUES = (
    "《条例》第三条",
    "年满十六岁",
    "身份证",
    "青山路18号",
    "工作日",
    "0980-6212345",
    "申请、受理、发证",
)


def guide(*without: str) -> str:
    rows = "".join(
        f"<tr><th>{name}</th><td>{'' if name in without else value}</td></tr>"
        for name, value in zip(FACTS, VALUES, strict=True)
    )
    return page("社会保障卡申领", f"<h1>社会保障卡申领</h1><table>{rows}</table>")


def guides_of(site: Site, rendered: Site | None) -> tuple[Guide, ...]:
    services = page(
        "办事服务",
        "<a href='/bsfw/g1.html'>社会保障卡申领</a><a href='http://zwfw.example/x'>在线办理入口</a>",
    )
    part = surveyed({**COUNTY, HOME + "bsfw/": services, **site}, rendered).guides
    assert isinstance(part, Guides)
    return part.guides


@pytest.mark.parametrize(
    ("plain", "rendered", "missing", "unclear"),
    [
        (guide(), None, (), ()),
        (guide("办理地点"), Answer(guide("办理地点")), ("地点",), ()),
        (guide("办理地点"), Answer(guide()), (), ()),
        (guide("办理地点"), Answer(guide("办理地点"), lost=2), (), ("地点",)),
        (guide("办理地点"), None, (), ("地点",)),
    ],
)
def test_what_a_guide_lacks_counts_when_the_browser_saw_it_too(
    plain: str, rendered: Answer | None, missing: tuple[str, ...], unclear: tuple[str, ...]
) -> None:
    address = HOME + "bsfw/g1.html"
    (found,) = guides_of({address: plain}, {address: rendered} if rendered else None)
    assert (found.missing, found.unclear) == (missing, unclear)


def test_a_service_page_that_links_elsewhere_has_no_guides() -> None:
    assert guides_of({}, {}) == ()
