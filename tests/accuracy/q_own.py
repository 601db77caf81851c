"""The project's own pages for what the saved ones hold little of: names, forms, footers, answers."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from checker.extract.answers.challenge import classify, moved_home, product_of
from checker.extract.channels.entries import find_entries
from checker.extract.channels.forms import read_form
from checker.extract.columns.nav import breadcrumbs, read_nav, sitemap_columns
from checker.extract.dates.written import read_dates
from checker.extract.document import from_text
from checker.extract.guides.guide import read_guide
from checker.extract.letters.mailbox import read_mailbox
from checker.extract.lists.embedded import read_answer, read_embedded
from checker.extract.page.footer import FooterRead, read_footer
from checker.extract.page.page import read_page
from tests.accuracy.corpus import AS_OF, samples
from tests.accuracy.question import Case, Question, items, single
from tests.extract.own import HOST, kinds, own, page_at
from tests.extract.test_guides import FACTS, GROUP, SHAPES, page

_DAY = AS_OF.date()
_LONG = (
    "本站公布本县人民政府及其部门的政务信息、办事指南和便民服务,欢迎公众监督并提出意见建议。" * 4
)


def questions() -> list[Question]:
    """One question for each kind of answer that `inspect` gives."""
    names, entries = own("columns_named"), own("entries")
    return [
        Question("日期写法（自备）", tuple(_dates()), 1.0),
        Question("页面类型（自备页面）", tuple(_kinds()), 0.95),
        Question("导航栏目（自备页面）", tuple(_nav(case) for case in names["navigation"]), 0.95),
        Question("当前位置（自备页面）", tuple(_path(case) for case in names["paths"]), 0.95),
        Question("网站地图（自备页面）", tuple(_map(case) for case in names["maps"]), 0.95),
        Question("互动入口（自备名称）", tuple(_named(entries, "feedback")), 0.97),
        Question("服务入口（自备名称）", tuple(_named(entries, "services")), 0.97),
        Question("找错入口（自备页面）", tuple(_marked(entries, "report_error")), 0.97),
        Question("站内搜索（自备页面）", tuple(_marked(entries, "search")), 0.97),
        Question("留言表单（自备页面）", tuple(_form(case) for case in own("forms")), 0.95),
        Question("来信列表（自备页面）", tuple(_letters(case) for case in own("mailboxes")), 0.95),
        Question("办事指南缺项（自备页面）", tuple(_guides()), 0.97),
        Question("页面底部（自备页面）", tuple(_footer(case) for case in own("footers")), 0.99),
        Question("防护应答识别（自备）", tuple(_answer(case) for case in own("answers")), 1.0),
        Question("防护应答识别（采集样本）", tuple(_recorded()), 1.0),
        Question("应答头与产品（采集样本）", tuple(_headers()), 1.0),
        Question("首页顶替（自备）", tuple(_moved()), 0.97),
        Question("脚本中的列表（采集样本）", tuple(_carried()), 1.0),
    ]


def _dates() -> Iterator[Case]:
    """Every way of writing the third of November 2026, and what only looks like a date."""
    data = own("dates")
    for words in data["full"]:
        found = read_dates(words, _DAY, compact=False)
        got = str(found[0].day) if found else None
        yield single(words, "2026-11-03", got)


def _kinds() -> Iterator[Case]:
    for kind, path, html in kinds():
        got = read_page(html.encode(), HOST + path, "text/html", 200, {}, AS_OF).kind
        yield single(f"{path} {html[:30]}", kind, got)


def _nav(case: dict[str, Any]) -> Case:
    found = {item.name for item in read_nav(page_at("/", case["html"]))}
    return items(case["says"], case["names"], found & set(case["names"]))


def _path(case: dict[str, Any]) -> Case:
    found = [item.name for item in breadcrumbs(page_at("/zwgk/tzgg/", case["html"]))]
    return single(case["says"], "/".join(case["names"]), "/".join(found) or None)


def _map(case: dict[str, Any]) -> Case:
    found = {item.name: item.path for item in sitemap_columns(page_at("/m", case["html"]))}
    got = found.get(case["names"][-1], ())
    return single(case["says"], "/".join(case["names"]), "/".join(got) or None)


def _named(entries: dict[str, list[str]], part: str) -> Iterator[Case]:
    for wanted, names in (("是", entries[part]), (None, entries[f"not_{part}"])):
        for name in names:
            found = getattr(find_entries(page_at("/", f'<a href="/x/">{name}</a>')), part)
            yield single(name, wanted, "是" if found else None)


def _marked(entries: dict[str, list[str]], part: str) -> Iterator[Case]:
    for wanted, pages in (("有", entries[part]), (None, entries["none"])):
        for html in pages:
            found = getattr(find_entries(page_at("/", html)), part)
            yield single(html[:60], wanted, "有" if found else None)


def _form(case: dict[str, Any]) -> Case:
    read = read_form(page_at("/hdjl/", case["html"]))
    got = "能用" if read is not None and read.usable else None
    return single(case["says"], "能用" if case["usable"] else None, got)


def _letters(case: dict[str, Any]) -> Case:
    read = read_mailbox(page_at("/hdjl/", case["html"]), _DAY, "信件公开").letters
    wanted = [f"咨询医保报销第{n}个问题 2026-10-{n:02} {case['state']}" for n in range(1, 7)]
    return items(case["says"], wanted, (f"{e.title} {e.sent} {e.state}" for e in read))


def _guides() -> Iterator[Case]:
    """Guides of five makes, each without one of its facts: its heading gone, or its value."""
    for shape in SHAPES:
        for lost in (name for name in FACTS if GROUP[name] != "名称"):  # the title names it too
            for how in ("没有标题", "没有内容"):
                facts = dict(FACTS)
                if how == "没有标题":
                    del facts[lost]
                else:
                    facts[lost] = ""
                read = read_guide(page(shape(facts)))
                got = "、".join(read.missing + read.unclear) if read else "不是办事指南"
                yield single(f"{shape.__name__} {lost} {how}", GROUP[lost], got or None)


def _footer(case: dict[str, Any]) -> Case:
    html = str(case["html"]).replace("{far}", _LONG * 3)
    read = read_footer(page_at("/zwgk/tzgg/1.html", html))
    parts = tuple(FooterRead.__dataclass_fields__)
    wanted = {f"{name} {case[name]}" for name in parts if name in case}
    got = {f"{name} {part.value}" for name in parts if (part := getattr(read, name))}
    return items(case["says"], wanted, got)


def _answer(case: dict[str, Any]) -> Case:
    text = str(case["body"]).replace("{long}", _LONG)
    body = text.encode("gbk" if case.get("gbk") else "utf-8")
    got, _ = classify(int(case.get("status", 200)), dict(case.get("headers", {})), body)
    return single(case["says"], case["product"], got)


def _recorded() -> Iterator[Case]:
    """Each recorded answer, and each recorded phrase as the page of its product shows it."""
    place = samples("waf")
    if place is None:
        return
    jsl = (place / "jsl_521_cnvd_2026-06-03.http").read_bytes()
    head, _, body = jsl.replace(b"\r\n", b"\n").partition(b"\n\n")
    lines = [line.split(": ", 1) for line in head.decode().splitlines()[1:]]
    yield single("jsl_521", "jsl", classify(521, dict(lines), body)[0])
    for file, status, product in (
        ("ruishu_412_challenge_structure.html", 412, "ruishu"),
        ("ruishu_injected_but_200_real_page.html", 200, None),
        ("acw_sc_v2_shape.html", 200, "aliyun"),
    ):
        yield single(file, product, classify(status, {}, (place / file).read_bytes())[0])
    known = json.loads((place / "block_page_phrases.json").read_text(encoding="utf-8"))
    for product, phrases in cast("dict[str, list[str]]", known["phrases"]).items():
        for phrase in phrases:
            page = f"<html><head><title>提示</title></head><body><p>{phrase}</p></body></html>"
            named, _ = classify(403, {}, page.encode())
            yield single(f"{product}：{phrase[:30]}", "防护", "防护" if named else None)


def _headers() -> Iterator[Case]:
    """Each recorded set of headers; a site without any product has none."""
    place = samples("waf")
    if place is None:
        return
    known = json.loads((place / "waf_header_cases.json").read_text(encoding="utf-8"))
    for name, headers in known["cases"]:
        wanted = None if "none" in name else "有"
        yield single(name, wanted, "有" if product_of(headers) else None)


def _moved() -> Iterator[Case]:
    """Addresses asked for and where they answered; whether the home page came in place of one."""
    for asked, final, wanted in (
        ("/zwgk/tzgg/1.html", "/", "首页顶替"),
        ("/zwgk/tzgg/", "/index.html", "首页顶替"),
        ("/hdjl/xzxx/", "/index.shtml", "首页顶替"),
        ("/", "/index.html", None),
        ("/index.jsp", "/", None),
        ("/zwgk/tzgg", "/zwgk/tzgg/", None),
        ("/zwgk/tzgg/1.html", "/zwgk/tzgg/1.html", None),
        ("/old/1.html", "/new/1.html", None),
    ):
        got = "首页顶替" if moved_home(HOST + asked, HOST + final) else None
        yield single(f"{asked} → {final}", wanted, got)


def _carried() -> Iterator[Case]:
    """Lists that stand in scripts or in answers of interfaces, recorded ones."""
    place = samples("lists")
    if place is None:
        return
    for file, day in (
        ("hanweb_jpage_datastore.html", date(2026, 9, 10)),
        ("bjkw_inline_js_array.html", date(2023, 4, 18)),
    ):
        doc = from_text((place / file).read_text(encoding="utf-8"), HOST + "/col/")
        found = read_embedded(doc, _DAY)
        yield single(file, str(day), str(found.newest) if found else None)
    for file, day in (
        ("hanweb_jpaas_unit_response_shape.json", date(2026, 9, 9)),
        ("gkmlpt_api_all.shape.json", date(2024, 8, 1)),
    ):
        body = (place / file).read_text(encoding="utf-8").replace("…", "关于做好有关工作的通知")
        found = read_answer("json", body.encode(), HOST + "/col/", _DAY)
        yield single(file, str(day), str(found.newest) if found else None)
