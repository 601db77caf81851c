"""链接检查: one row a link that did not work, moved or is suspect, with the page that carries it."""

from collections.abc import Iterable, Iterator

from checker.core.indicator import Evidence
from checker.core.links import LinkKind, Links, LinkSuspicion, SecondLook
from checker.report.tables import Cell, Column, Lang, Table
from checker.report.target_columns import SITE, site_cells
from checker.report.wording import word, yes_no

_KINDS: dict[LinkKind, tuple[str, str]] = {
    "a": ("超链接", "link"),
    "area": ("图片热区", "image map"),
    "img": ("图片", "image"),
    "iframe": ("内嵌页面", "inner frame"),
    "frame": ("框架页面", "frame"),
    "option": ("下拉选项", "option"),
    "script-jump": ("脚本打开", "opened by script"),
    "meta-refresh": ("自动跳转", "refresh"),
    "attachment": ("附件", "attachment"),
}
_SUSPECTS: dict[LinkSuspicion, tuple[str, str]] = {
    "": ("", ""),
    "gambling": ("疑似赌博", "gambling"),
    "pornography": ("疑似色情", "pornography"),
    "parked": ("疑似域名停放", "parked name"),
}
_SECOND: dict[SecondLook, tuple[str, str]] = {
    "": ("", ""),
    "agrees": ("情况属实", "agrees"),
    "differs": ("与初查不符", "differs"),
}


def links(found: Iterable[tuple[Evidence, Links]], lang: Lang) -> Table:
    """The links that are dead, moved for good, could not be told or lead to something illegal:
    those of the pages of sites, and of the posts of accounts."""
    tongue = 0 if lang == "zh" else 1

    def rows() -> Iterator[tuple[Cell, ...]]:
        for evidence, part in found:
            for link in part.links:
                if link.verdict != "works" or link.suspect or link.moved_to:
                    yield (
                        *site_cells(evidence.target), link.url, link.text,
                        link.found_on, yes_no(link.external, lang), word(link.verdict, lang),
                        link.status, link.reason, evidence.as_of, _KINDS[link.kind][tongue],
                        yes_no(link.hidden, lang), _SUSPECTS[link.suspect][tongue],
                        "、".join(link.signs), link.tries, link.selector,
                        word(evidence.target.kind, lang),
                        _SECOND[link.second][tongue], link.dead_before, link.moved_to,
                    )  # fmt: skip

    heads = (
        *SITE,
        Column("url", "链接地址", "link", "url"),
        Column("text", "链接文字", "text", "name"),
        Column("found_on", "所在页面", "found on", "url"),
        Column("external", "站外", "external"),
        Column("verdict", "结果", "result"),
        Column("status", "状态码", "status", "number"),
        Column("reason", "原因", "reason", "sentence"),
        Column("as_of", "监测时间点", "as of", "moment"),
        Column("kind", "链接形式", "kind"),
        Column("hidden", "隐藏链接", "hidden"),
        Column("suspect", "违法嫌疑", "suspected of"),
        Column("signs", "嫌疑依据", "signs", "sentence"),
        Column("tries", "检查次数", "tries", "number"),
        Column("selector", "页面位置", "place on the page"),
        Column("subject", "对象", "subject"),
        Column("second", "浏览器复核", "browser's second look"),
        Column("dead_before", "此前已打不开", "dead since", "moment"),
        Column("moved_to", "已迁往", "moved to", "url"),
    )
    return Table("links", "链接检查", heads, rows())
