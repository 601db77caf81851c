"""The words of verdicts as offices print them, Chinese and English, in one place."""

from checker.report.tables import Lang

_WORDS: dict[str, tuple[str, str]] = {
    "qualified": ("合格", "qualified"),
    "unqualified": ("不合格", "unqualified"),
    "undetermined": ("无法判定", "undetermined"),
    "pending": ("待人工确认", "waits for a person"),
    "unchecked": ("未检查", "not checked"),
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
