"""Words that tell the class of a column: its type tag, its name, the directories of its address.

Order matters: of two classes whose words both stand in a name the earlier pattern wins, so that
政策解读 is an interpretation and 领导信箱 a channel, not a page about leaders.
"""

import re

from checker.core.site import ColumnClass

TYPES: dict[str, ColumnClass] = {
    "概况信息": "static", "机构职能": "static", "机构设置": "static", "负责人信息": "static",
    "领导信息": "static", "信息公开指南": "static", "政府信息公开指南": "static",
    "信息公开制度": "static", "信息公开目录": "other", "信息公开年报": "other",
    "政府信息公开年报": "other", "依申请公开": "static", "工作动态": "news", "动态要闻": "news",
    "新闻": "news", "新闻动态": "news", "要闻": "news", "政务动态": "news", "图片新闻": "news",
    "视频新闻": "news", "部门动态": "news", "通知公告": "notice", "公示公告": "notice",
    "公告公示": "notice", "通知": "notice", "公告": "notice", "政策文件": "policy",
    "政策法规": "policy", "规范性文件": "policy", "法律法规": "policy", "文件": "policy",
    "政策": "policy", "政策解读": "interpretation", "解读": "interpretation",
    "回应关切": "interpretation", "规划计划": "plan", "规划信息": "plan", "发展规划": "plan",
    "人事信息": "personnel", "人事任免": "personnel", "人事": "personnel", "数据发布": "statistics",
    "数据开放": "statistics", "统计数据": "statistics", "统计信息": "statistics",
    "财政信息": "statistics", "办事服务": "service", "办事指南": "service", "政务服务": "service",
    "咨询投诉": "interaction", "征集调查": "interaction", "在线访谈": "interaction",
    "互动交流": "interaction", "政民互动": "interaction", "网上信访": "interaction",
    "专题专栏": "special-topic", "专题": "special-topic", "专栏": "special-topic",
    "重点领域": "other", "重点领域信息公开": "other", "行政权力": "other", "财政资金": "statistics",
}  # fmt: skip

_NAMES: tuple[tuple[str, ColumnClass, float], ...] = (
    (r"(?:信息)?公开(?:指南|制度|规定)|依申请公开|公开年报|年度报告|工作年报", "static", 0.9),
    (r"专题|专栏|专网|主题教育|学习教育|学习贯彻|学习宣传|进行时|在行动|大会精神|二十[大届]|百年|攻坚战$", "special-topic", 0.85),
    (r"解读|图解|一图读懂|回应关切|问答|新闻发布会?|热点回应|舆情回应|权威发布|发布会", "interpretation", 0.9),
    (r"信箱|咨询|留言|投诉|信访|建言|问政|互动|访谈|征集|调查(?!.*(?:数据|公报|制度))|网民|公众参与|来信|回音壁|"
     r"民意|直播|举报|诉求|12345|参与|建议提案|代表建议|提案|意见箱|听证|我要(?:写信|说|问)|接待", "interaction", 0.85),
    (r"招聘|招考|招录|录用|人事|任免|干部|选拔|公务员(?:招|考|录)|事业单位(?:招|考)|考录|任前|拟任|职称|遴选|人才引进", "personnel", 0.9),
    (r"规划|计划|总结|五年|纲要|工作要点|工作目标|政府工作报告|年度目标|重点工作", "plan", 0.85),
    (r"统计|数据|公报|月报|季报|年鉴|经济运行|指标|预决?算|决算|财政(?:信息|资金|收支|公开)?$|三公|收支|审计(?:结果|公告|信息|公开)|普查", "statistics", 0.85),
    (r"(?:动态|要闻|快报|快讯|简报|简讯|新闻|头条|播报|资讯)$", "news", 0.8),
    (r"办事|服务指南|办理|表格下载|便民|服务大厅|政务服务|网上服务|在线服务|公共服务|权责清单|一网通|一件事|"
     r"一次办|跑一次|证照|下载中心|资料下载|场景服务|个人服务|法人服务|企业服务|场景式服务|行政审批|行政许可(?!.*公示)|收费(?:目录|清单)", "service", 0.8),
    (r"政策|法规|文件|规章|条例|规范性|法律|标准|制度(?!建设)|令$|意见$|公文|政府公报|办法|政令|发文", "policy", 0.85),
    (r"通知|公告|公示|通告|公布|招标|招投标|停水|停电|采购|中标|拍卖|出让|征求意见|告示|预告|预警|提示|批前|批后|结果公开|处罚|双随机|执法(?:信息|公示|结果)", "notice", 0.85),
    (r"概况|简介|机构|职能|职责|领导|负责人|组织|历史沿革|地理|区划|走进|市情|县情|区情|镇情|省情|历史|人文|"
     r"荣誉|联系(?:我们|方式)|关于我们|内设|直属单位|部门信息|位置|交通|自然(?:资源|环境)$|风土|名人|名胜|特产|美食|旅游|景点|风光|图库|班子|分工|简历|网站声明|站点地图|网站地图|指南", "static", 0.8),
    (r"动态|要闻|新闻|快讯|资讯|时政|头条|工作进展|工作(?:信息|交流|情况|部署)|消息|简讯|报道|关注|视频|图片|播报|"
     r"活动|会议|讲话|调研|政务信息|国务院信息|信息$|之声|看点|发布$|基层|镇街|乡镇|区县|部门$|纵横|风采|媒体", "news", 0.75),
    (r"公开|目录", "other", 0.6),
)  # fmt: skip
NAMES: tuple[tuple[re.Pattern[str], ColumnClass, float], ...] = tuple(
    (re.compile(pattern), column_class, confidence) for pattern, column_class, confidence in _NAMES
)

EXACT: dict[str, ColumnClass] = {
    "公开": "other", "动态": "news", "公告": "notice", "政策": "policy", "解读": "interpretation",
    "服务": "service", "互动": "interaction", "专题": "special-topic", "机构": "static",
    "法定主动公开内容": "other", "重点领域": "other", "政务公开": "other", "政府信息公开": "other",
    "信息公开": "other", "履职依据": "policy", "领导之窗": "static", "市长之窗": "static",
    "县长之窗": "static", "领导活动": "news", "领导讲话": "news", "数据开放": "statistics",
    "办事": "service", "财政": "statistics", "建议提案": "interaction", "公告公示": "notice",
    "人大建议": "interaction", "政协提案": "interaction", "应急管理": "other", "公共资源": "notice",
    "重大项目": "other", "公示": "notice", "文件": "policy", "规划": "plan", "计划": "plan",
    "会议公开": "news", "工作会议": "news", "党建": "news", "党建工作": "news", "业务工作": "news",
    "政府会议": "news", "常务会议": "news", "政策文件": "policy", "国务院政策文件": "policy",
    "政策问答": "interpretation", "工作总结": "plan", "统计分析": "statistics",
    "信息公开年报": "other", "政府信息公开年报": "other", "政府信息公开年度报告": "other",
    "政府信息公开工作年度报告": "other", "信息公开年度报告": "other", "公开年报": "other",
    "信息公开目录": "other", "政府信息公开目录": "other", "公开目录": "other",
    "财政预决算": "statistics", "行政处罚": "notice", "行政许可": "notice", "行政执法": "notice",
    "行政执法公示": "notice", "政府采购": "notice", "意见征集": "interaction",
    "征求意见": "interaction", "民意征集": "interaction", "调查征集": "interaction",
    "在线调查": "interaction", "网上调查": "interaction", "常见问题": "interaction",
    "新闻发布会": "interpretation", "政府规章": "policy", "政府公报": "policy", "公报": "policy", "公文公报": "policy", "政府文件": "policy", "常用表格": "service",
}  # fmt: skip

TOKENS: dict[str, ColumnClass] = {
    "tzgg": "notice", "gsgg": "notice", "gggs": "notice", "tzgs": "notice", "ggtz": "notice",
    "gg": "notice", "tz": "notice", "gs": "notice", "gonggao": "notice", "notice": "notice",
    "tongzhi": "notice", "cggg": "notice", "zbgg": "notice", "ggtg": "notice", "zfcg": "notice",
    "xzcf": "notice", "xzzf": "notice", "zcwj": "policy", "zfwj": "policy", "gfxwj": "policy",
    "wjk": "policy", "zcfg": "policy", "flfg": "policy", "fgwj": "policy", "xzgfxwj": "policy",
    "zfgb": "policy", "gzk": "policy", "zc": "policy", "wj": "policy", "fggz": "policy",
    "policy": "policy", "zcjd": "interpretation", "jd": "interpretation", "tjjd": "interpretation",
    "zcwd": "interpretation", "hygq": "interpretation", "hyjd": "interpretation",
    "jdhy": "interpretation", "xwfbh": "interpretation", "zxjd": "interpretation",
    "xwdt": "news", "gzdt": "news", "bmdt": "news", "zwdt": "news", "dtyw": "news", "jrdt": "news",
    "ywdt": "news", "xwzx": "news", "xw": "news", "yw": "news", "zwyw": "news", "bdyw": "news",
    "news": "news", "dtxx": "news", "qxdt": "news", "jcdt": "news", "mtbd": "news", "tpxw": "news",
    "spxw": "news", "jdxw": "news", "xwzt": "news", "szyw": "news", "zwxx": "news", "gzjl": "news",
    "jgdt": "news", "ldhd": "news", "ghjh": "plan", "fzgh": "plan", "gzjh": "plan", "jhzj": "plan",
    "jhgh": "plan", "ghxx": "plan", "zfgzbg": "plan", "ndjh": "plan", "gzzj": "plan",
    "rsxx": "personnel", "rsrm": "personnel", "rszk": "personnel", "zkzl": "personnel",
    "gwyzk": "personnel", "rczp": "personnel", "zpxx": "personnel", "rszp": "personnel",
    "rsgl": "personnel", "zlzp": "personnel", "tjsj": "statistics", "tjxx": "statistics",
    "sjfb": "statistics", "tjgb": "statistics", "sjkf": "statistics", "czxx": "statistics",
    "czyjs": "statistics", "czzj": "statistics", "yjs": "statistics", "yjsgk": "statistics",
    "ndsj": "statistics", "sjjd": "interpretation", "zfsj": "statistics", "hdjl": "interaction",
    "zmhd": "interaction", "gzcy": "interaction", "ldxx": "interaction", "szxx": "interaction",
    "jzxx": "interaction", "xzxx": "interaction", "qzxx": "interaction", "zxft": "interaction",
    "yjzj": "interaction", "myzj": "interaction", "zxzx": "interaction", "wsdc": "interaction",
    "dczj": "interaction", "zxts": "interaction", "ldxinxiang": "interaction",
    "bszn": "service", "bsfw": "service", "wsbs": "service", "zwfw": "service", "bmfw": "service",
    "wsfw": "service", "bgxz": "service", "ggfw": "service", "bsdt": "service", "zxbs": "service",
    "ldzc": "static", "ldxxgk": "static", "jgzn": "static", "jgsz": "static", "zzjg": "static",
    "jggk": "static", "xxgkzn": "static", "gkzn": "static", "ysqgk": "static", "jgjj": "static",
    "nsjg": "static", "xxgkzd": "static", "gkzd": "static", "ldjj": "static", "zjgk": "static",
    "lxwm": "static", "gywm": "static", "wzsm": "static", "zfld": "static", "gkjj": "static",
    "xxgknb": "other", "gknb": "other", "zt": "special-topic", "ztzl": "special-topic",
    "zthg": "special-topic", "ztlm": "special-topic", "zhuanti": "special-topic",
    "special": "special-topic", "zwgk": "other", "xxgk": "other", "zfxxgk": "other",
    "fdzdgknr": "other", "zdly": "other",
}  # fmt: skip
"""Pinyin initials (and a few words) that government sites use as directory names."""

FIRST_LEVEL_NOTICE = re.compile(
    r"^(?:通知公告|公告公示|公示公告|公告栏|通知通告|公告通知|最新公告|公告)$"
)
FIRST_LEVEL_POLICY = re.compile(
    r"^(?:政策文件|政府文件|政策法规|最新文件|文件库|政策|法规文件|政策文件库|政策公开|规范性文件)$"
)
