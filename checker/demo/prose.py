"""Titles and texts of the demo county: what each class of article says, in three to six paragraphs."""

from datetime import date
from math import gcd

from checker.demo.lot import Lot
from checker.demo.place import COUNTY, OFFICES, ROADS, TOWNS, VILLAGES, Office
from checker.demo.titles import TEMPLATES

QUARTERS = ("一季度", "上半年", "前三季度")

OPENERS = {
    "news": (
        "{m}月{d}日,{me}召开{topic}专题会议,传达学习上级有关文件精神,听取近期工作进展情况汇报,研究部署下一阶段重点任务。{me}领导班子成员、各股室及下属单位负责人参加会议。",
        "为扎实做好{topic}各项工作,{m}月{d}日,{me}组织工作专班深入{town}{village},实地查看项目推进情况,与镇村干部、群众代表面对面交流。",
        "连日来,{me}坚持问题导向、目标导向,聚焦群众反映集中的{topic}事项,细化措施、压实责任,推动各项任务落地见效。",
        "近日,{me}会同{other}组成联合检查组,对{town}、{town2}等地{topic}情况开展专项检查,现场反馈问题{n}个,当场整改{n2}个。",
    ),
    "notice": (
        "为进一步规范{topic}工作,维护群众合法权益,根据有关法律法规和上级文件要求,结合我县实际,现将有关事项公告如下。",
        "为方便群众和企业了解{topic}有关事项,经研究,现就有关情况公告如下。",
    ),
    "通知": (
        "各乡镇人民政府、街道办事处,县级有关部门,各有关单位:根据年度工作安排,经研究决定,在全县范围内组织开展{topic}相关工作,现将有关事项通知如下。",
        "各有关单位:为切实做好{topic}工作,现就有关事项通知如下,请结合实际认真抓好落实。",
    ),
    "公示": (
        "按照公开、公平、公正的原则,经审核,现将{topic}有关情况予以公示,公示期自{y}年{m}月{d}日起5个工作日,接受社会监督。",
    ),
    "policy": (
        "各乡镇人民政府、街道办事处,县级各部门,有关企事业单位:《{area}{topic}实施方案》已经研究同意,现印发给你们,请认真贯彻执行。",
        "为深入贯彻落实上级关于{topic}的决策部署,切实提升我县{topic}工作水平,结合实际,制定本方案。",
        "为规范和加强{topic}管理,提高工作效能,保障公民、法人和其他组织的合法权益,根据有关规定,制定本办法。",
    ),
    "reading": (
        "近日,{me}印发了《{area}{topic}实施方案》(以下简称《方案》)。为便于社会公众和有关单位理解,现就有关内容解读如下。",
        "日前,我县出台{topic}有关政策措施。群众关心的申报条件、办理流程、兑现时限等问题,{me}作出解答。",
    ),
    "figures": (
        "{yq},全县上下坚持稳中求进工作总基调,{topic}各项指标运行在合理区间,主要情况如下。",
        "据{me}统计,{ym0}全县{topic}总体平稳,主要数据通报如下(快报数,最终以年报为准)。",
    ),
}  # fmt: skip
MIDDLES = {
    "news": (
        "会议指出,{topic}事关发展大局和群众切身利益,要切实提高政治站位,增强责任感和紧迫感,把各项工作抓紧抓细抓实。",
        "检查组一行先后来到{village}、{road}沿线和有关项目现场,通过查阅资料、现场询问、随机抽查等方式,详细了解责任落实、台账建立和隐患整改情况。",
        "截至目前,全县累计投入资金{n}0余万元,完成{topic}点位{n}处,惠及{town}、{town2}等地群众{n2}000余人,群众满意度持续提升。",
        "工作人员结合典型案例,用通俗易懂的语言向群众讲解{topic}知识,发放宣传资料{n}0余份,现场解答群众咨询{n}人次。",
        "“以前办这件事要跑好几趟,现在在家门口就能办好。”{village}村民高兴地说。",
        "针对发现的问题,工作专班建立问题清单、责任清单和整改清单,实行销号管理,明确专人跟踪督办,确保件件有着落、事事有回音。",
        "在听取汇报后,与会人员围绕资金保障、要素供给、部门协同等方面进行了深入讨论,提出意见建议{n2}条。",
        "{other}有关负责同志介绍了协同推进{topic}的做法,{town}作了经验交流发言。",
    ),
    "notice": (
        "一、工作范围。本次工作覆盖全县{n2}个乡镇(街道),重点为{town}、{town2}以及{road}沿线有关单位。",
        "二、时间安排。自{y}年{m}月{d}日起,至工作任务完成之日止。各单位应于规定时限内报送相关材料,逾期视为放弃。",
        "三、材料要求。申报单位(个人)应当如实提供身份证明、申请表及相关佐证材料一式三份,并对材料真实性负责。",
        "四、有关要求。各单位要高度重视,明确专人负责,严格审核把关,确保工作有序推进。对弄虚作假的,依规依纪严肃处理。",
        "五、咨询方式。公示(公告)期间如有异议,请以书面形式向{me}反映。单位反映情况的应加盖公章,个人反映情况的应签署真实姓名和联系方式。",
        "具体地点:青溪县{road}{n}号{me}办公楼三楼。受理时间:工作日上午8:30—12:00,下午14:30—18:00。",
        "请沿线单位和群众提前做好准备,合理安排生产生活,由此带来的不便,敬请谅解。",
    ),
    "policy": (
        "一、总体要求。坚持以人民为中心的发展思想,坚持统筹规划、分步实施、突出重点、注重实效,力争用三年左右时间,使{topic}工作取得明显成效。",
        "二、主要任务。(一)健全工作机制,完善{topic}制度体系;(二)加强源头管控,建立{town}、{town2}等重点区域动态台账;(三)强化部门协同,由{me}牵头,{other}配合,形成工作合力。",
        "三、保障措施。(一)加强组织领导,成立工作专班;(二)落实经费保障,将所需资金纳入年度预算;(三)严格督导考核,对工作不力的予以通报。",
        "第三条 {me}负责全县{topic}的组织实施和监督管理。{other}在各自职责范围内做好相关工作。乡镇人民政府、街道办事处负责本辖区具体工作。",
        "第七条 申请人应当对所提交材料的真实性负责。符合条件的,应当自受理之日起{n2}个工作日内作出决定;不符合条件的,应当书面说明理由。",
        "本文件自印发之日起施行,有效期{n2}年。此前有关规定与本文件不一致的,以本文件为准。",
    ),
    "reading": (
        "问:为什么要出台这项政策?答:近年来,我县{topic}工作取得积极进展,但仍存在机制不健全、衔接不顺畅等问题,有必要制定更有针对性的措施。",
        "问:主要包括哪些内容?答:《方案》共{n2}个部分{n}条,明确了总体要求、重点任务和保障措施,细化了责任分工和完成时限。",
        "问:群众和企业怎么申请?答:可以登录政务服务网提交申请,也可以到乡镇(街道)便民服务中心窗口办理,符合条件的{n2}个工作日内办结。",
        "问:资金什么时候到位?答:审核通过并公示无异议后,由{me}按程序拨付,通过“一卡通”直接发放到户。",
        "解读机关:{me};联系电话:0980-62{n}108。",
    ),
    "figures": (
        "全县{topic}完成{n}.{n2}亿元,同比增长{n2}.3%,增速比上月加快0.{n2}个百分点。其中,{town}增长{n2}.6%,{town2}增长{n2}.1%。",
        "从结构看,第一产业增加值{n}.4亿元,增长3.{n2}%;第二产业增加值{n}.7亿元,增长5.{n2}%;第三产业增加值{n}.9亿元,增长4.{n2}%。",
        "共受理各类事项{n}6件,办结{n}2件,按时办结率100%,群众评价满意率99.{n2}%。",
        "注:1.增加值增速按不变价格计算;2.部分数据因四舍五入的原因,存在总计与分项合计不等的情况。",
        "总的来看,运行延续恢复向好态势,但结构性矛盾依然存在。下阶段要继续抓好政策落实,巩固和增强回升向好态势。",
    ),
}  # fmt: skip
CLOSERS = {
    "news": (
        "下一步,{me}将继续加大工作力度,强化部门联动,不断提升{topic}工作质效,为青溪高质量发展贡献力量。",
        "会议要求,各单位要对标对表年度目标任务,倒排工期、挂图作战,确保{topic}各项任务如期完成。",
        "据悉,{me}将把{topic}纳入常态化工作,健全长效机制,持续巩固整治成果。(供稿:{me}办公室)",
    ),
    "notice": ("特此公告。",),
    "通知": ("特此通知。",),
    "公示": ("联系人:{me}办公室;联系电话:0980-62{n}566。",),
    "policy": ("附件:{area}{topic}任务分工表", "(此件公开发布)"),
    "reading": ("以上政策由{me}负责解释。",),
    "figures": ("(数据来源:{me})",),
}  # fmt: skip

CLASS_OF_PROSE = {
    "headline": "news", "town": "news", "topic": "news", "personnel": "notice", "survey": "notice",
    "plan": "policy", "interview": "reading", "report": "figures", "budget": "figures", "economy": "figures", "bulletin": "notice",
}  # fmt: skip


def headline(kind: str, office: Office, day: date, serial: int, seed: str) -> str:
    """The title of the `serial`-th newest article of a column; `seed` names the column."""
    pool = TEMPLATES[kind]
    lot, size = Lot("order", seed), len(pool)
    steps = [step for step in range(2, size) if gcd(step, size) == 1]  # each template once a turn
    template = pool[(lot.number(0, size - 1) + serial * lot.pick(steps)) % size]
    return full_width(template.format(**_slots(office, day, f"{seed}/{serial}")))


def paragraphs(kind: str, office: Office, day: date, seed: str, title: str = "") -> tuple[str, ...]:
    """Three to six paragraphs for an article, then its signature where the class has one.

    `seed` is `column's seed/serial`, so that the text speaks of what the title speaks of.
    """
    prose = CLASS_OF_PROSE.get(kind, kind)
    said = next((word for word in ("通知", "公示") if prose == "notice" and word in title), prose)
    lot = Lot("text", seed, day)
    texts = [
        lot.pick(OPENERS[said]),
        *sorted(lot.some(MIDDLES[prose], lot.number(2, 4)), key=MIDDLES[prose].index),
        lot.pick(CLOSERS[said]),
    ]
    slots = _slots(office, day, seed)
    body = [full_width(text.format(**slots)) for text in texts]
    if prose in ("notice", "policy"):
        body += [office.name, f"{day.year}年{day.month}月{day.day}日"]
    return tuple(body)


def _slots(office: Office, day: date, seed: str) -> dict[str, str]:
    lot = Lot("slots", seed)
    past = (day.month - 1) // 3
    town, town2 = lot.some(TOWNS, 2)
    month_before = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return {
        "me": office.short,
        "topic": lot.pick(office.topics),
        "town": town,
        "town2": town2,
        "village": lot.pick(VILLAGES),
        "other": lot.pick([other for other in OFFICES if other != office.short]),
        "road": lot.pick(ROADS),
        "area": office.short if office.short.endswith(("镇", "乡", "街道")) else COUNTY,
        "y": str(day.year),
        "y0": str(day.year - 1),
        "m": str(day.month),
        "d": str(min(28, max(1, day.day - 1))),
        "q": QUARTERS[past - 1] if past else "年度",
        "yq": f"{day.year}年{QUARTERS[past - 1]}" if past else f"{day.year - 1}年度",
        "ym0": f"{month_before[0]}年{month_before[1]}月",
        "n": str(lot.number(11, 48)),
        "n2": str(lot.number(2, 9)),
        "doc": f"{office.mark}〔{day.year}〕{lot.number(1, 86)}号",
    }


FULL_WIDTH = str.maketrans(
    {",": "\uff0c", "(": "\uff08", ")": "\uff09", ";": "\uff1b", "?": "\uff1f", "!": "\uff01"}
)


def full_width(text: str) -> str:
    """The same text with Chinese punctuation; the colon of a clock time stays."""
    return "".join(
        "\uff1a" if mark == ":" and not _in_clock(text, at) else mark
        for at, mark in enumerate(text.translate(FULL_WIDTH))
    )


def _in_clock(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()
