"""Article date, beside htmldate and GNE; its headline."""

from checker.extract.articles.article import read_article
from tests.accuracy.corpus import AS_OF, SavedPage, pages
from tests.accuracy.peers import peer_dates
from tests.accuracy.question import Case, Question, single


def questions() -> list[Question]:
    """The day an article was published, and what it is called."""
    articles = [page for page in pages("article") if "date" in page.truth]
    dates = tuple(single(page.file, page.said("date"), _our_date(page)) for page in articles)
    peers = {
        name: tuple(
            single(page.file, page.said("date"), read(page.document().text, page.url))
            for page in articles
        )
        for name, read in peer_dates().items()
    }
    titles = tuple(case for page in pages("article") if (case := _title(page)) is not None)
    return [
        Question("文章发布日期", dates, floor=0.97, peers=peers),
        Question("文章标题", titles, floor=0.97),
        Question(
            "信息来源", tuple(_source(page) for page in pages("article") if page.said("source"))
        ),
    ]


def _our_date(page: SavedPage) -> str | None:
    found = read_article(page.document(), AS_OF.date()).published
    return found.isoformat() if found else None


def _title(page: SavedPage) -> Case | None:
    """The headline; pages whose reader only wrote down the bare `<title>` of the site are left out."""
    truth = page.said("title")
    if truth is None:
        return None
    doc = page.document()
    if truth == doc.title and len(truth) < 14:
        return None
    got = read_article(doc, AS_OF.date()).title
    same = _plain(truth).startswith(_plain(got)) and len(_plain(got)) >= 6
    return single(page.file, truth, truth if same else got)


def _source(page: SavedPage) -> Case:
    """Who the text comes from, as the page shows it."""
    truth, got = page.said("source") or "", read_article(page.document(), AS_OF.date()).source
    same = bool(got) and (_plain(got) in _plain(truth) or _plain(truth) in _plain(got))
    return single(page.file, truth, truth if same else got or None)


def _plain(text: str) -> str:
    return "".join(text.split())
