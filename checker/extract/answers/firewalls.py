"""What web application firewalls of Chinese government sites send instead of a page.

Data only: one row a product, written from what each product is seen to answer. `headers` only
name the product (they come with good pages too); `statuses` are its own and mean a challenge;
`scripts` are what its challenge runs, `phrases` what its block page says.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Firewall:
    """One product. Header signs are (name, piece of its value), both lower case.

    `answers` are headers that only an answer of the firewall itself carries.
    """

    name: str
    title: str
    headers: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    statuses: frozenset[int] = frozenset()
    block_statuses: frozenset[int] = frozenset()
    scripts: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


FIREWALLS: tuple[Firewall, ...] = (
    Firewall(
        "ruishu",
        "瑞数动态防护",
        statuses=frozenset({412}),
        scripts=("$_ts", "r='m'", 'r="m"'),
    ),
    Firewall(
        "jsl",
        "加速乐",
        headers=(("x-via-jsl", ""), ("server", "jiasule"), ("set-cookie", "__jsluid_")),
        statuses=frozenset({521}),
        scripts=("__jsl_clearance", "('_')+('_')+('j')", "document.cookie=('_')", ';go({"'),
    ),
    Firewall(
        "cyd",
        "创宇盾",
        headers=(("server", "knownsec"), ("x-cyd", "")),
        phrases=(
            "已被创宇盾拦截",
            "help.365cyd.com",
            "Knownsec CloudWAF",
            "请登录知道创宇云防御",
            "最近有可疑的攻击行为，请稍后重试",
        ),
    ),
    Firewall(
        "aliyun",
        "阿里云 WAF",
        headers=(("set-cookie", "acw_tc="), ("set-cookie", "aliyungf_tc=")),
        scripts=("acw_sc__v2", "var arg1='", "_waf_bd8ce2ce37", "_____tmd_____"),
        phrases=(
            "您访问的URL有可能对网站造成安全威胁",
            "blocked as it may cause potential threats to the server",
            "errors.aliyun.com",
        ),
    ),
    Firewall(
        "wzws",
        "奇安信网站卫士",
        headers=(("wzws-ray", ""), ("set-cookie", "wzws_"), ("x-powered-by-360wzb", "")),
        statuses=frozenset({493}),
        block_statuses=frozenset({491}),
        scripts=("/wzws-waf-cgi/", "wzwschallenge"),
        phrases=(
            "已被网站卫士拦截",
            "您的访问可能对网站造成威胁，已被云防护拦截",
            "<title>访问异常页面</title>",
        ),
    ),
    Firewall(
        "xuanwu",
        "安恒玄武盾",
        headers=(("server", "dbappwaf"), ("x-dbappwaf", "")),
        phrases=("已被云防护安全拦截", "dbappwaf.cn"),
    ),
    Firewall(
        "tencent",
        "腾讯云 WAF",
        headers=(("server", "tencent-waf"), ("server", "t-sec-waf")),
        phrases=(
            "腾讯T-Sec Web应用防火墙",
            "waf.tencent-cloud.com",
            "您提交的请求存在异常，请向网站管理员确认",
        ),
    ),
    Firewall(
        "huawei",
        "华为云 WAF",
        headers=(("set-cookie", "hwwafsesid="), ("set-cookie", "hwwafsestime=")),
        answers=(("server", "huaweicloudwaf"), ("server", "hwwaf")),
        block_statuses=frozenset({418}),
        phrases=("您的请求疑似攻击行为",),
    ),
    Firewall(
        "baidu",
        "百度云加速",
        headers=(("server", "yunjiasu"), ("set-cookie", "__bsi=")),
        phrases=("当前访问可能造成安全威胁，您的访问被阻断", "su.baidu.com", "yunjiasu.baidu.com"),
    ),
    Firewall(
        "safeline",
        "长亭雷池",
        headers=(("set-cookie", "sl-session="), ("server", "safeline")),
        statuses=frozenset({468}),
        scripts=("SafeLineChallenge", "/.safeline/"),
        phrases=("SafeLine 阻断", "安全检测能力由 长亭"),
    ),
    Firewall(
        "safedog",
        "安全狗",
        headers=(("set-cookie", "safedog-flow-item="), ("server", "safedog"), ("x-safedog", "")),
        phrases=(
            "已被网站管理员设置拦截",
            "请登录安全狗",
            "safedog.cn",
            "您的请求带有不合法参数",
        ),
    ),
    Firewall(
        "yunsuo",
        "云锁",
        headers=(("set-cookie", "yunsuo_session"), ("set-cookie", "security_session_verify")),
        scripts=("security_verify_data", "yunsuo_session_verify"),
        phrases=("已被云锁拦截", "yunsuo.com.cn"),
    ),
    Firewall(
        "nsfocus",
        "绿盟",
        headers=(("server", "nsfocus"),),
        answers=(("server", "nsfocus"),),
        phrases=("绿盟WEB应用防护", "nsfocus waf"),
    ),
    Firewall(
        "wangsu",
        "网宿云盾",
        headers=(("x-wsecurity", ""), ("server", "wswaf")),
        phrases=("您当前的访问行为存在异常", "waf.wangsu.com", "wscdns.com/block"),
    ),
    Firewall(
        "westcn",
        "西部数码云网盾",
        phrases=("访问已被云网盾拦截",),
    ),
    Firewall(
        "telecom",
        "电信云防护",
        phrases=("该网站正在使用电信云防护服务", "被电信云防护拦截"),
    ),
    Firewall(
        "bluedon",
        "蓝盾",
        headers=(("server", "bdwaf"),),
        answers=(("server", "bdwaf"),),
    ),
    Firewall(
        "yundun",
        "云盾(上海云盾)",
        headers=(("x-cache", "yundun"), ("server", "yundun")),
        phrases=("访问被云盾拦截",),
    ),
    Firewall(
        "panyun",
        "360 磐云",
        headers=(("server", "panyun"),),
        answers=(("server", "panyun"),),
    ),
    Firewall(
        "btwaf",
        "宝塔网站防火墙",
        phrases=("宝塔网站防火墙", "您的请求带有不合法参数，已被宝塔"),
        scripts=("btwaf",),
    ),
    Firewall(
        "cloudflare",
        "Cloudflare",
        headers=(("cf-mitigated", "challenge"),),
        answers=(("cf-mitigated", "challenge"),),
        scripts=("/cdn-cgi/challenge-platform/", "cf-browser-verification"),
    ),
    Firewall(
        "f5",
        "F5 BIG-IP",
        phrases=("The requested URL was rejected. Please consult",),
    ),
    Firewall(
        "dsafe",
        "D盾",
        phrases=("D盾_拦截提示", "D盾_IIS防火墙"),
    ),
    Firewall(
        "hws",
        "护卫神",
        phrases=("护卫神·网站安全系统", "hws.com"),
    ),
    Firewall(
        "incapsula",
        "Imperva Incapsula",
        headers=(("x-iinfo", ""), ("set-cookie", "incap_ses_")),
        scripts=("_Incapsula_Resource",),
    ),
    Firewall(
        "weixin",
        "微信公众平台",
        phrases=("当前环境异常，完成验证后即可继续访问", "wappoc_appmsgcaptcha"),
        scripts=("wappoc_appmsgcaptcha",),
    ),
    Firewall(
        "webwaf",
        "WEB 防火墙",
        block_statuses=frozenset({461}),
        phrases=("请求被WEB防火墙拦截", "您的请求已被WAF拦截", "请求已被拦截，事件编号"),
    ),
)

HINTS: tuple[str, ...] = (
    "拦截",
    "阻断",
    "攻击",
    "威胁",
    "异常",
    "防火墙",
    "防御",
    "安全狗",
    "WAF",
    "waf",
    "cyd.com",
    "threats",
    "rejected",
    "护卫神",
    "D盾",
    "appmsgcaptcha",
)
"""At least one of these stands in every block page that says what it is."""

GENERIC: tuple[str, ...] = (
    "请求被拦截",
    "访问被拦截",
    "已被拦截",
    "访问被阻断",
    "疑似攻击",
    "非法访问",
    "恶意访问",
    "网站防火墙",
    "Web应用防火墙",
    "WEB应用防火墙",
    "您的IP已被",
    "访问过于频繁",
    "访问频率过高",
)
"""What block pages of nameless products say."""

_TITLES = {each.name: each.title for each in FIREWALLS}


def firewall_title(name: str) -> str:
    """What people call the product of this name; the name itself for one that is not listed."""
    return _TITLES.get(name, name)
