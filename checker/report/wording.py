"""The words of verdicts as offices print them, Chinese and English, in one place."""

from checker.report.tables import Lang

_WORDS: dict[str, tuple[str, str]] = {
    "qualified": ("合格", "qualified"),
    "unqualified": ("不合格", "unqualified"),
    "undetermined": ("无法判定", "undetermined"),
    "pending": ("待人工确认", "waits for a person"),
    "unchecked": ("未检查", "not checked"),
    "undrawn": ("未抽中", "not drawn"),
    "suspected": ("疑似", "suspected"),
    "rechecked": ("已复查", "rechecked"),
    "confirmed": ("已确认", "confirmed"),
    "overruled": ("已撤销", "overruled"),
    "passed": ("通过", "passed"),
    "breached": ("不达标", "breached"),
    "cannot-tell": ("无法判定", "cannot tell"),
    "not-applicable": ("不适用", "not applicable"),
    "exempt": ("豁免", "exempt"),
    "not-in-book": ("规则中没有", "not in the book"),
    "veto": ("单项否决", "veto"),
    "deduct": ("扣分", "deduction"),
    "bonus": ("加分", "bonus"),
    "watch": ("观察", "watch"),
    "machine": ("机器", "machine"),
    "assisted": ("机器初查、人工确认", "assisted"),
    "human": ("人工", "human"),
    "site": ("网站", "site"),
    "account": ("新媒体账号", "account"),
    "news": ("动态要闻", "news"),
    "notice": ("通知公告", "notices"),
    "policy": ("政策文件", "policy documents"),
    "interpretation": ("政策解读", "interpretation"),
    "plan": ("规划计划", "plans"),
    "personnel": ("人事信息", "personnel"),
    "statistics": ("统计数据", "statistics"),
    "interaction": ("互动交流", "interaction"),
    "service": ("办事服务", "services"),
    "static": ("概况机构", "static"),
    "special-topic": ("专题专栏", "special topic"),
    "other": ("其他", "other"),
    "works": ("正常", "works"),
    "dead": ("打不开", "dead"),
}


_REASONS: dict[str, tuple[str, str]] = {
    "not-collected": ("未采集", "not collected"),
    "challenged": ("被防火墙要求验证", "challenged by a firewall"),
    "blocked": ("防火墙拒绝我方访问", "refused by a firewall"),
    "no-answer": ("当次没有响应", "no answer this once"),
    "site-error": ("返回错误页", "an error page"),
    "wrong-page": ("返回的不是本站", "another site answered"),
    "needs-browser": ("需要浏览器而没有", "no browser was there"),
    "unreadable": ("页面读不懂", "could not be read"),
    "robots": ("robots 不允许", "closed by robots.txt"),
    "forbidden-address": ("地址不允许访问", "an address that is not allowed"),
    "budget": ("检查超时", "out of time"),
    "crash": ("程序故障", "a failure of ours"),
    "no-source": ("账号没有数据源", "an account without a source"),
    "empty-source": ("数据源没有内容", "a source with nothing in it"),
    "source-failed": ("数据源读取失败", "a source that failed"),
    "unchecked": ("未检查", "not checked"),
    "other": ("看到的不足以判定", "too little was seen"),
}


def reason_word(reason: str, lang: Lang) -> str:
    """Why something was not seen, in words; the reason itself where it has none."""
    chinese, english = _REASONS.get(reason, (reason, reason))
    return chinese if lang == "zh" else english


def word(key: str | None, lang: Lang) -> str:
    """The word for a key of a verdict; the key itself where it has none, nothing for None."""
    if key is None:
        return ""
    chinese, english = _WORDS.get(key, (key, key))
    return chinese if lang == "zh" else english


def yes_no(value: bool | None, lang: Lang) -> str:
    """是, 否, or 无法判定 for what is not told."""
    if value is None:
        return word("undetermined", lang)
    return ("是" if value else "否") if lang == "zh" else ("yes" if value else "no")
