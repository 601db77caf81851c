"""The home page: its entries with their days, what could not be read, and its foot and tags."""

from datetime import date

from checker.collect.page import Page
from checker.collect.survey.column_dates import ArticleDay, article_days
from checker.collect.survey.errand import Errand, proof_at
from checker.core.site import Entry, Footer, Home, Tags
from checker.extract.channels.entries import find_entries
from checker.extract.columns.nav import NavItem
from checker.extract.document import Document, title_of
from checker.extract.links import all_links
from checker.extract.lists.items import Item
from checker.extract.lists.reading import all_lists
from checker.extract.lists.shells import emptiness, shell_reason
from checker.extract.outline import outline
from checker.extract.page.footer import Found, read_footer

_RECENT_DAYS = 7
_QUOTE = 120
_CONTACT_NAMES = ("联系我们", "联系方式", "联系本站")


async def read_home(errand: Errand, page: Page, nav: tuple[NavItem, ...]) -> Home:
    """What the home page's lists show; undated headlines are dated by their articles.

    The browser is asked when a list that stands there could not be read, and always before a home
    page without news of the last days is believed to have none.
    """
    assert page.doc is not None
    seen, items = page, _items(errand, page)
    unread = page.read(parts_unread)
    if not page.rendered and not (items and _recent(errand, items)):
        rendered = await errand.look.render(page.exchange.url)
        if rendered and rendered.doc and rendered.exchange.ok:
            again = _items(errand, rendered)
            if len(again) >= len(items):
                seen, items, unread = rendered, again, rendered.exchange.lost
    title = seen.read(title_of)[:_QUOTE]
    entries = [_entry(seen, item, item.day, item.date_from) for item in items]
    entries += await _headlines(errand, items, entries)
    return Home(
        url=page.url,
        title=title,
        entries=tuple(entries),
        unread=unread,
        rendered=seen.rendered,
        portal_only=not items and len(nav) > 0 and not unread,
        at=proof_at(seen, title),
    )


def _items(errand: Errand, page: Page) -> list[Item]:
    """The items of all lists of the page, each one once."""
    found = (item for each in page.read(all_lists, errand.today) for item in each.items)
    return list({(item.url, item.title): item for item in found}.values())


def _recent(errand: Errand, items: list[Item]) -> bool:
    """Whether an item of the last days stands among them."""
    days = [item.day for item in items if item.day and item.day <= errand.today]
    return bool(days) and (errand.today - max(days)).days <= _RECENT_DAYS


def parts_unread(doc: Document) -> int:
    """How many parts of the page wait for a script to fill them, whatever else it shows."""
    page = outline(doc)
    empty = emptiness(page, doc.title)
    return 1 if shell_reason(page) or (empty and empty.needs_browser) else 0


async def _headlines(errand: Errand, items: list[Item], entries: list[Entry]) -> list[Entry]:
    """The days of undated headlines, asked for when no entry of the last days has one."""
    newest = max((each.published for each in entries if each.published), default=date.min)
    if (errand.today - newest).days <= _RECENT_DAYS:
        return []
    undated = [item for item in items if item.day is None]
    return [_from_article(each) for each in await article_days(errand, undated)]


def _from_article(found: ArticleDay) -> Entry:
    return Entry(
        title=found.item.title,
        url=found.item.url,
        published=found.day,
        published_from=f"文章页 {found.day_from}",
        at=found.at,
    )


def _entry(page: Page, item: Item, day: date | None, day_from: str) -> Entry:
    return Entry(
        title=item.title,
        url=item.url,
        published=day,
        published_from=day_from,
        pinned=item.pinned,
        at=proof_at(page, f"{item.title} {item.date_quote}".strip(), item.selector),
    )


def read_foot(page: Page) -> Footer:
    """What identifies the site at the foot of its home page."""
    foot = page.read(read_footer)
    badges = page.read(find_entries).report_error
    return Footer(
        site_code=_value(foot.site_code),
        site_code_by_badge=_value(foot.badge_code),
        icp=_value(foot.icp),
        police=_value(foot.police),
        sponsor=_value(foot.sponsor),
        contact=_value(foot.contact) or page.read(contact_page),
        sitemap=_value(foot.sitemap),
        party_gov_mark=foot.party_gov_mark is not None,
        report_error=badges[0].url or badges[0].name if badges else "",
        report_error_code=_value(foot.badge_code),
        at=proof_at(page, _value(foot.site_code)),
    )


def contact_page(doc: Document) -> str:
    """The page that tells how to reach the office, where no number stands on this one."""
    named = (link.url for link in all_links(doc) if link.text.strip() in _CONTACT_NAMES)
    return next(named, "")


def _value(found: Found | None) -> str:
    return found.value if found else ""


def read_tags(page: Page) -> Tags:
    """The page tags of the home page, as written."""
    return Tags(tags=page.read(tags_of), at=proof_at(page))


def tags_of(doc: Document) -> tuple[tuple[str, str], ...]:
    """The tags of a page by name."""
    return tuple(sorted(doc.tags.items()))[:100]
