"""Service guides in the shapes that sites build them in, and which element groups they lack."""

from collections.abc import Callable

import pytest

from checker.extract.document import Document, parse
from checker.extract.guides.guide import ELEMENTS, GuideRead, read_guide
from checker.extract.guides.words import HEADINGS, heading_of, may_head

FACTS = {
    "事项名称": "社会保障卡申领",
    "设定依据": "《中华人民共和国社会保险法》第五十八条",
    "申请条件": "年满16周岁的本县居民",
    "办理材料": "身份证原件及复印件",
    "办理地点": "青山路18号政务服务中心二楼",
    "办理时间": "工作日8:30—12:00",
    "联系电话": "0980-6212345",
    "办理流程": "申请→受理→发卡",
}
GROUP = dict(zip(FACTS, ELEMENTS, strict=True))


@pytest.mark.parametrize(
    "dress", ["{}", "{}：", "{}: 有", "【{}】", "一、{}", "（二）{}：", "● {} *"]
)
def test_no_heading_is_passed_over_at_the_first_glance(dress: str) -> None:
    dressed = [dress.format(name) for name in HEADINGS]
    assert all(heading_of(each) is not None for each in dressed)
    assert all(may_head(each) for each in dressed)


def page(body: str, title: str = "社会保障卡申领") -> Document:
    html = f"<html><head><meta charset=utf-8><title>{title}_某局</title></head><body>{body}</body></html>"
    return parse(html.encode(), "http://www.county.example/bs/1.html", "text/html; charset=utf-8")


def table(facts: dict[str, str]) -> str:
    return "<table>" + "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in facts.items()) + "</table>"  # fmt: skip


def headed(facts: dict[str, str]) -> str:
    return "".join(f"<h3>{n}、{k}</h3><p>{v}</p>" for n, (k, v) in zip("一二三四五六七八", facts.items(), strict=False))  # fmt: skip


def in_lines(facts: dict[str, str]) -> str:
    return "".join(f"<p><strong>【{k}】</strong>{v}</p>" for k, v in facts.items())


def with_colons(facts: dict[str, str]) -> str:
    return "<div>" + "<br>".join(f"{k}：{v}" for k, v in facts.items()) + "</div>"


def in_tabs(facts: dict[str, str]) -> str:
    heads = "".join(f"<li><a href='javascript:;'>{k}</a></li>" for k in facts)
    panes = "".join(f"<div style='display:none'><h4>{k}</h4><p>{v}</p></div>" for k, v in facts.items())  # fmt: skip
    return f"<ul class='tabs'>{heads}</ul>{panes}"


Shape = Callable[[dict[str, str]], str]
SHAPES: list[Shape] = [table, headed, in_lines, with_colons, in_tabs]


def read(body: str) -> GuideRead:
    guide = read_guide(page(body))
    assert guide is not None
    return guide


@pytest.mark.parametrize("shape", SHAPES)
def test_a_whole_guide_lacks_nothing_in_any_shape(shape: Shape) -> None:
    guide = read(shape(FACTS))
    assert (guide.told, guide.missing, guide.unclear) == (ELEMENTS, (), ())


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("heading", ["设定依据", "办理地点", "办理时间", "联系电话", "办理流程"])
def test_a_heading_with_nothing_under_it_is_missing(shape: Shape, heading: str) -> None:
    guide = read(shape({**FACTS, heading: ""}))
    assert guide.missing == (GROUP[heading],)


@pytest.mark.parametrize("words", ["略", "/", "——", "暂无", "无"])
def test_words_that_say_nothing_are_no_value(words: str) -> None:
    assert read(table({**FACTS, "办理地点": words})).empty == ("地点",)


@pytest.mark.parametrize("heading", ["申请条件", "办理材料"])
def test_no_is_an_answer_where_it_can_be_one(heading: str) -> None:
    assert read(table({**FACTS, heading: "无"})).missing == ()


@pytest.mark.parametrize(
    "value",
    [
        "<img src='flow.png'>",
        "<a href='flow.pdf'><i></i></a>",
        "<iframe src='flow.html'></iframe>",
    ],
)
def test_a_picture_a_link_or_a_frame_is_a_value(value: str) -> None:
    assert read(table({**FACTS, "办理流程": value})).missing == ()


def test_a_group_without_a_heading_is_absent() -> None:
    facts = {
        k: v for k, v in FACTS.items() if k not in ("设定依据", "办理流程", "办理时间", "联系电话")
    }
    guide = read(table(facts))
    assert guide.absent == ("依据", "时间", "电话", "流程")


def test_what_stands_in_the_text_without_its_heading_is_unclear() -> None:
    facts = {k: v for k, v in FACTS.items() if k not in ("联系电话", "办理时间")}
    facts["办理地点"] += "，工作日上午可办，咨询请拨0980-6212345"
    guide = read(table(facts))
    assert (guide.missing, guide.unclear) == ((), ("时间", "电话"))


def test_how_long_it_takes_is_not_when_the_office_is_open() -> None:
    facts = {("办理时限" if k == "办理时间" else k): v for k, v in FACTS.items()}
    facts["办理时限"] = "20日内"
    assert read(table(facts)).absent == ("时间",)


@pytest.mark.parametrize("heading", ["办理地点及时间", "办公地址、时间", "受理时间和地点"])
def test_one_heading_may_name_two_groups(heading: str) -> None:
    facts = {k: v for k, v in FACTS.items() if k not in ("办理时间", "办理地点")}
    facts[heading] = "政务服务中心，工作日"
    guide = read(table(facts))
    assert (guide.missing, guide.unclear) == ((), ())


@pytest.mark.parametrize(
    ("heading", "otherwise"),
    [
        ("申请条件", "受理标准"),
        ("办理流程", "办事程序"),
        ("设定依据", "办事依据"),
        ("办理材料", "申办材料"),
        ("办理时间", "上班时间"),
        ("联系电话", "咨询渠道"),
    ],
)
def test_a_group_may_be_headed_by_other_words(heading: str, otherwise: str) -> None:
    facts = {(otherwise if k == heading else k): v for k, v in FACTS.items()}
    assert read(table(facts)).told == ELEMENTS


def test_a_page_that_a_script_fills_is_unclear() -> None:
    body = table(dict.fromkeys(FACTS, "")) + "<div id='app'></div><script>$.ajax({url:'/api/guide'})</script>"  # fmt: skip
    guide = read(body)
    assert set(guide.missing) | set(guide.unclear) == set(ELEMENTS) - {"名称"}


@pytest.mark.parametrize(
    "body",
    [
        "<h1>关于开展专项检查的通知</h1><p>各单位：现就有关事项通知如下。联系电话：0980-6212345</p>",
        "<ul><li><a href='/1'>办理地点</a></li><li><a href='/2'>办理流程</a></li><li><a href='/3'>办理材料</a></li></ul>",
        "",
    ],
)
def test_other_pages_are_no_guides(body: str) -> None:
    assert read_guide(page(body, "通知")) is None


def test_a_guide_of_a_hundred_thousand_cells_is_read_in_one_pass() -> None:
    body = table(FACTS) + "<table>" + "<tr><td>办理地点</td><td></td></tr>" * 50_000 + "</table>"
    assert read(body).missing == ()
