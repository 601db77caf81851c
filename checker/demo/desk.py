"""Pages where people come to ask and to get things done: form, letters, services, guides, search."""

from datetime import date, timedelta
from html import escape

from checker.demo.inner import column_document
from checker.demo.lot import Lot
from checker.demo.place import ROADS, VILLAGES
from checker.demo.plan import Column
from checker.demo.site import Page, Query, Render, Site
from checker.demo.skin import document, html, link

LETTERS = (
    "{topic}申请材料怎么准备", "{village}道路破损何时修复", "关于{topic}补贴发放时间的咨询",
    "反映{road}夜间噪音扰民问题", "建议在{village}增设公交停靠点", "{topic}政策能否再延续",
    "{road}路灯不亮", "咨询{topic}办理地点", "建议加强{village}河道保洁",
    "{topic}受理时间是否调整", "异地怎么办理{topic}事项", "对{topic}工作的一点建议",
)  # fmt: skip
ANSWERS = (
    "您好，来信收悉。经核实，您反映的问题我们已转{unit}现场处理，目前已完成整改，感谢您对我们工作的支持。",
    "您好，根据现行政策，申请人可持身份证到政务服务大厅窗口或乡镇（街道）便民服务中心办理，五个工作日内办结。",
    "感谢您的建议。我们将结合年度计划认真研究，在后续工作中予以采纳，进展情况将及时公开。",
)
FIELDS = (("xm", "姓名"), ("dh", "联系电话"), ("yx", "电子邮箱"), ("bt", "信件标题"))
FORM = """\
<form class="form" action="{action}" method="post" onsubmit="return confirm('确认提交？');">
<p><label>信件类型</label><select name="lx"><option>咨询</option><option>建议</option><option>求助</option><option>投诉</option></select></p>
{fields}
<p><label>信件内容</label><textarea name="nr" rows="8" required></textarea></p>
<p><label>是否公开</label><input type="radio" name="gk" value="1" checked>公开 <input type="radio" name="gk" value="0">不公开</p>
<p><label>验证码</label><input type="text" name="yzm" style="width:120px"> <img src="{root}/images/code.svg" alt="验证码" height="30" style="vertical-align:middle"></p>
<p><button type="submit">提交</button></p>
</form>"""


def form_page(site: Site, here: str, column: Column) -> Page:
    """咨询建言: a form that works without a login."""
    fields = "\n".join(
        f'<p><label>{label}</label><input type="text" name="{name}" maxlength="60"></p>'
        for name, label in FIELDS
    )
    note = "<p>欢迎您就本部门职责范围内的工作提出咨询、意见和建议，我们将在5个工作日内答复。涉及信访、举报事项，请通过相应专门渠道反映。</p>"
    form = FORM.format(action=here, fields=fields, root=site.plan.root)
    return column_document(site, here, column, note + form)


def letters_page(site: Site, here: str, column: Column) -> Page:
    """来信选登: titles with the days of asking and answering."""
    lines = "\n".join(
        f'<tr><td><a href="{_letter_path(here, serial)}">{title}</a></td><td>{asked}</td><td>{answered}</td><td>已办结</td></tr>'
        for serial, (title, asked, answered) in enumerate(letters(site, column))
    )
    table = f'<table class="guide"><tr><td>信件标题</td><td>来信时间</td><td>回复时间</td><td>办理状态</td></tr>\n{lines}\n</table>'
    return column_document(site, here, column, table)


def letter_pages(site: Site, here: str, column: Column) -> dict[str, Render]:
    """Each published letter with its answer, by path."""

    def page(serial: int, query: Query) -> Page:
        title, asked, answered = letters(site, column)[serial]
        unit = site.plan.office.short
        text = Lot("answer", site.plan.key, serial).pick(ANSWERS).format(unit=unit)
        inner = f'<table class="guide"><tr><th>信件标题</th><td>{title}</td></tr><tr><th>来信时间</th><td>{asked}</td></tr><tr><th>来信内容</th><td>您好，{title}？请予答复，谢谢。</td></tr><tr><th>回复单位</th><td>{unit}</td></tr><tr><th>回复时间</th><td>{answered}</td></tr><tr><th>回复内容</th><td>{text}</td></tr></table>'
        return column_document(site, _letter_path(here, serial), column, inner)

    return {
        _letter_path(here, serial): lambda query, serial=serial: page(serial, query)
        for serial in range(column.count)
    }


def _letter_path(here: str, serial: int) -> str:
    stem = here.rsplit("/", 1)[0]
    return f"{stem}/letter_{serial + 1}.html"


def letters(site: Site, column: Column) -> list[tuple[str, date, date]]:
    """The published letters: title, day of asking, day of answering; newest answer first."""
    lot = Lot("letters", site.plan.key)
    found: list[tuple[str, date, date]] = []
    age = column.newest
    for serial in range(column.count):
        title = LETTERS[serial % len(LETTERS)].format(
            topic=lot.pick(site.plan.office.topics),
            village=lot.pick(VILLAGES),
            road=lot.pick(ROADS),
        )
        answered = site.today - timedelta(days=age)
        found.append((title, answered - timedelta(days=lot.number(1, 6)), answered))
        age += lot.number(1, 2 * column.every)
    return found


def services_page(site: Site, here: str, column: Column) -> Page:
    """办事服务: the office's matters, each with its guide, in two groups."""
    guides = site.plan.office.guides
    groups = (("个人办事", guides[::2]), ("法人办事", guides[1::2]))
    blocks = "".join(
        f"<h3 style='margin:18px 0 8px'>{name}</h3><div class='quick'>"
        + "".join(
            f'<a href="{guide_path(here, guides.index(each))}">{each}</a>' for each in matters
        )
        + "</div>"
        for name, matters in groups
    )
    online = '<p style="margin-top:24px">在线申报、进度查询请登录<a href="http://zwfw.yunzhou.gov.example/qingxi/" target="_blank">云州市政务服务网</a></p>'
    return column_document(site, here, column, blocks + online)


def guide_path(here: str, at: int) -> str:
    """Where a guide lies, beside the page that lists it."""
    return f"{here.rsplit('/', 1)[0]}/guide_{at + 1}.html"


def guide_table(site: Site, at: int) -> str:
    """A guide with the eight kinds of facts that one has to have."""
    office = site.plan.office
    name = office.guides[at]
    lot = Lot("guide", site.plan.key, at)
    facts = (
        ("事项名称", name),
        ("实施主体", office.name),
        ("设定依据", f"《中华人民共和国行政许可法》及{office.topics[0]}有关规定。"),
        ("申请条件", "申请人具有完全民事行为能力；提交的材料真实、完整、有效；符合本事项规定的其他条件。"),
        ("办理材料", f"1.{name}申请表（原件1份）；2.申请人身份证明（复印件1份）；3.相关证明材料（原件及复印件各1份）。"),
        ("办理流程", "申请→受理→审查→决定→送达。"),
        ("办理时间", f"工作日上午8:30—12:00，下午14:30—18:00。法定期限20个工作日，承诺期限{lot.number(1, 7)}个工作日。"),
        ("办理地点", f"青溪县{lot.pick(ROADS)}{lot.number(3, 90)}号县政务服务中心二楼{lot.number(1, 40)}号窗口。"),
        ("联系电话", f"0980-62{lot.number(11000, 98999)}"),
        ("收费标准", "不收费"),
    )  # fmt: skip
    lines = "".join(f"<tr><th>{key}</th><td>{value}</td></tr>" for key, value in facts)
    return f'<table class="guide" border="1" cellspacing="0" cellpadding="6">{lines}</table>'


def sitemap_page(site: Site, query: Query) -> Page:
    """网站地图: every column that the navigation names."""
    here = site.plan.root + "/sitemap.html"
    blocks = "".join(
        f"<h3 style='margin:14px 0 6px'>{link(site, here, column)}</h3><div class='quick'>"
        + "".join(link(site, here, child) for child in column.children)
        + "</div>"
        for column in site.plan.columns
    )
    main = f'<div class="w1200"><div class="main" style="margin-top:18px"><h2>网站地图</h2>{blocks}</div></div>'
    return html(document(site, here, f"网站地图_{site.plan.name}", main), site)


def words_page(site: Site, path: str, title: str, texts: tuple[str, ...]) -> Page:
    """A page of plain words: 联系我们, 关于本站."""
    body = "".join(f"<p style='line-height:2.2'>{each}</p>" for each in texts)
    main = f'<div class="w1200"><div class="main" style="margin-top:18px"><h2>{title}</h2>{body}</div></div>'
    return html(document(site, path, f"{title}_{site.plan.name}", main), site)


def search_page(site: Site, query: Query) -> Page:
    """站内搜索: titles that hold the words asked for."""
    here = site.plan.root + "/search"
    asked = query.get("q", "").strip()[:40]
    found = [a for c in site.columns for a in site.articles(c) if asked and asked in a.title][:15]
    lines = "".join(
        f'<li><a href="{site.article_path(a)}">{escape(a.title)}</a><span class="{site.dialect.words.date}">{a.day}</span></li>'
        for a in found
    )
    main = f'<div class="w1200"><div class="main" style="margin-top:18px"><h2>搜索结果</h2><p>共找到与“{escape(asked)}”有关的结果 {len(found)} 条</p><ul class="{site.dialect.words.list}">{lines}</ul></div></div>'
    return html(document(site, here, f"站内搜索_{site.plan.name}", main), site)
