"""How new a list is: the days of its items, and where they show none, those of its articles."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from checker.collect.page import Page
from checker.collect.survey.arrival import arrive
from checker.collect.survey.errand import Errand, proof_at
from checker.core.evidence import Proof
from checker.core.site import Column
from checker.extract.articles.article import read_article
from checker.extract.lists.items import Item, ItemList


@dataclass(frozen=True, slots=True)
class ArticleDay:
    """The day that an opened article says it was published, and the place that says so."""

    item: Item
    day: date
    day_from: str
    at: Proof


async def dated(errand: Errand, column: Column, page: Page, items: ItemList) -> Column:
    """The column as its list shows it; when most items carry no day, the newest are opened."""
    newest = _newest(items.items, errand.today)
    described = column.model_copy(
        update={
            "content": "list",
            "items": len(items.items),
            "undated": items.undated,
            "future": items.future,
            "newest": newest.day if newest else None,
            "newest_from": newest.date_from if newest else "",
            "days": _days(items.items, errand.today),
            "rendered": page.rendered,
            "at": _proof(page, newest, column.name),
        }
    )
    if items.undated * 2 <= len(items.items):
        return described
    undated = [item for item in items.items if item.day is None]
    opened = await article_days(errand, undated)
    best = max(opened, key=lambda each: each.day, default=None)
    undated_left = items.undated - len(opened)
    if best is None or (newest and newest.day and best.day <= newest.day):
        return described.model_copy(update={"undated": undated_left})
    change = {
        "newest": best.day,
        "newest_from": f"文章页 {best.day_from}",
        "at": best.at,
        "undated": 0 if best.day else undated_left,
    }
    return described.model_copy(update=change)


async def article_days(errand: Errand, items: Sequence[Item]) -> list[ArticleDay]:
    """The days of the first few articles of a list, those that say none left out."""
    urls = list(dict.fromkeys(item.url for item in items if item.url))[: errand.reach.articles]
    wanted = [next(item for item in items if item.url == url) for url in urls]
    found = await asyncio.gather(*(_article_day(errand, item) for item in wanted))
    return [each for each in found if each and each.day <= errand.today]


async def _article_day(errand: Errand, item: Item) -> ArticleDay | None:
    arrival = await arrive(errand.look, item.url)
    if arrival.unseen or arrival.page.doc is None:
        return None
    article = arrival.page.read(read_article, errand.today)
    if article.published is None:
        return None
    proof = proof_at(arrival.page, f"{item.title} {article.published}")
    return ArticleDay(item, article.published, article.published_from, proof)


def _days(items: Sequence[Item], today: date) -> tuple[date, ...]:
    """The days of the items that are not in the future, newest first."""
    return tuple(
        sorted((each.day for each in items if each.day and each.day <= today), reverse=True)
    )


def _newest(items: Sequence[Item], today: date) -> Item | None:
    past = [item for item in items if item.day and item.day <= today]
    return max(past, key=lambda item: item.day or date.min, default=None)


def _proof(page: Page, newest: Item | None, name: str) -> Proof:
    if newest is None:
        return proof_at(page, name)
    return proof_at(page, f"{newest.title} {newest.date_quote}".strip(), newest.selector)
