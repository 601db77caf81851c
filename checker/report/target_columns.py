"""The first columns of lists: whom a row is about. Headers that a ledger knows have its names."""

from checker.core.target import Account, Site
from checker.report.tables import Cell, Column, Lang
from checker.report.wording import word

TARGET = (
    Column("kind", "对象", "kind"),
    Column("code", "标识码", "code", "code"),
    Column("name", "名称", "name", "name"),
    Column("url", "网址", "url", "url"),
    Column("owner", "主办单位", "owner", "name"),
    Column("region", "地区", "region"),
    Column("level", "层级", "level"),
    Column("type", "类型", "type"),
)
SITE = (
    Column("site_code", "网站标识码", "site code", "code"),
    Column("site", "网站名称", "site", "name"),
)
ACCOUNT = (
    Column("code", "新媒体标识码", "account code", "code"),
    Column("name", "账号名称", "account", "name"),
    Column("type", "账号类型", "type"),
    Column("owner", "开设主体", "owner", "name"),
    Column("region", "地区", "region"),
)


def target_cells(one: Site | Account, lang: Lang) -> tuple[Cell, ...]:
    """The cells of `TARGET`."""
    return (
        word(one.kind, lang), one.code, one.name, one.url, one.owner, one.region, one.level,
        one.type,
    )  # fmt: skip


def site_cells(one: Site | Account) -> tuple[Cell, ...]:
    """The cells of `SITE`."""
    return one.code, one.name


def account_cells(one: Site | Account) -> tuple[Cell, ...]:
    """The cells of `ACCOUNT`."""
    return one.code, one.name, one.type, one.owner, one.region
