"""The demo county's ledgers, as an office would keep them: CSV in UTF-8 with a mark, for Excel."""

import csv
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path

from checker.demo.accounts import MANUAL, posts_of
from checker.demo.county import County
from checker.demo.place import COUNTY

SITE_HEADERS = ("网站标识码", "网站名称", "首页网址", "主办单位", "地区", "层级", "类型", "有无办事服务", "监管单位", "状态")  # fmt: skip
ACCOUNT_HEADERS = ("新媒体标识码", "账号名称", "账号类型", "开设主体", "地区", "数据源", "主页地址", "状态")  # fmt: skip
OBSERVATION_HEADERS = ("新媒体标识码", "账号名称", "发布日期", "标题", "链接", "观察时间", "观察人", "备注")  # fmt: skip
SUPERVISOR = "青溪县人民政府办公室"


def write_ledgers(world: County, folder: Path) -> None:
    """Writes sites.csv, accounts.csv and observations.csv; raises OSError where it cannot."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "sites.csv", SITE_HEADERS, site_rows(world))
    _write(folder / "accounts.csv", ACCOUNT_HEADERS, account_rows(world))
    _write(folder / "observations.csv", OBSERVATION_HEADERS, observation_rows(world))


def site_rows(world: County) -> list[tuple[str, ...]]:
    """One row a site, under SITE_HEADERS."""
    return [
        (
            plan.code, plan.name, plan.url, plan.office.name, COUNTY, plan.level, plan.type,
            "有" if plan.has_services else "无", SUPERVISOR, "正常",
        )
        for plan in world.sites
    ]  # fmt: skip


def account_rows(world: County) -> list[tuple[str, ...]]:
    """One row an account, under ACCOUNT_HEADERS."""
    return [
        (plan.code, plan.name, plan.type, plan.owner, COUNTY, plan.source, "", "正常")
        for plan in world.accounts
    ]


def observation_rows(world: County) -> list[tuple[str, ...]]:
    """What a person wrote down of the accounts that no feed shows, under OBSERVATION_HEADERS."""
    seen = f"{world.as_of - timedelta(hours=1):%Y-%m-%d %H:%M}"
    return [
        (plan.code, plan.name, f"{post.moment:%Y-%m-%d %H:%M}", post.text, post.url, seen, "值班员", "")
        for plan in world.accounts
        if plan.source == MANUAL
        for post in posts_of(plan, world.as_of)[:2]
    ]  # fmt: skip


def _write(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        writer.writerows(rows)
