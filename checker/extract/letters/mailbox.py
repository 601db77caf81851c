"""A list of published messages: a table with a header, labelled blocks, or rows with a state.

A message is `pending` only where the page itself says so: by a word of state, or by an empty cell
in a column of answers that is filled for others. Everything else is left unsaid.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checker.core.letters import LetterState
from checker.extract.dates.written import first_date, read_dates
from checker.extract.document import Document
from checker.extract.letters.labels import labelled_blocks
from checker.extract.letters.words import (
    Field,
    field_of,
    is_exempt,
    is_nothing,
    shows_statistics,
    state_of,
)
from checker.extract.outline import Element, Outline, outline

_MOST_ROWS = 500
_MOST_CELLS = 12
_MOST_HEADERS = 2000
_MOST_TABS = 20
_ROWS = frozenset(("tr", "li", "dl", "div", "ul"))
_LEAST_TITLE = 4
_OPENING = 40


@dataclass(frozen=True, slots=True)
class LetterRead:
    """One message as a list or its own page tells it."""

    title: str
    url: str = ""
    sent: date | None = None
    answered: date | None = None
    state: LetterState = "unsaid"
    unit: str = ""
    kind: str = ""
    exempt_kind: bool = False
    selector: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What a page shows of messages: none, where it is no mailbox."""

    letters: tuple[LetterRead, ...] = ()
    statistics: bool = False


def read_mailbox(doc: Document, as_of: date, name: str = "") -> Mailbox:
    """The messages that a page lists; `name` is what the site calls the page."""
    page = outline(doc)
    letters = _under_header(page, as_of) or _in_blocks(page, as_of) or _with_states(page, as_of)
    exempt = is_exempt(name, doc.title)
    marked = (replace(each, exempt_kind=exempt or each.exempt_kind) for each in letters)
    return Mailbox(tuple(marked), shows_statistics(page.said))


def _under_header(page: Outline, as_of: date) -> list[LetterRead]:
    """The rows below the first row of cells that are headers of a mailbox, and below those of
    the same cells (the other tabs of a page)."""
    first: list[Field | None] = []
    found: dict[int, LetterRead] = {}
    done: set[int] = set()
    for header in _header_rows(page):
        fields: list[Field | None] = [field_of(page.words(cell)) for cell in _cells(page, header)]
        if header.order in done or (first and fields != first):
            continue
        done.add(header.order)
        for row in _rows_below(page, header):
            each = _row(page, row, fields, as_of) if row.order not in found else None
            if each is not None:
                found[row.order] = each
        first = fields if found else []
        if len(found) >= _MOST_ROWS or len(done) >= _MOST_TABS:
            break
    return _settled(list(found.values()))


def _header_rows(page: Outline) -> Iterator[Element]:
    """Rows whose cells name a title or a day, and an answer or a state."""
    tried = 0
    for _, text in page.saying("标题", "主题", "时间", "日期", "状态"):
        if field_of(text.words) is None:
            continue
        row = next((one for one in text.at.ancestors() if one.tag in _ROWS), None)
        if text.at.tag in _ROWS and row is None:
            continue
        tried += 1
        if tried > _MOST_HEADERS:
            return
        if row is None or row.texts_to - row.texts_from > 2 * _MOST_CELLS:
            continue
        named = {field_of(page.words(cell)) for cell in _cells(page, row)}
        if named & {"title", "code"} and named & {"sent", "answered"} and len(named - {None}) >= 3:
            yield row


def _cells(page: Outline, row: Element) -> list[Element]:
    """The children of a row, or those of its only child."""
    found = _children(page, row)
    return _children(page, found[0]) if len(found) == 1 else found


def _children(page: Outline, element: Element) -> list[Element]:
    found: list[Element] = []
    at = element.order + 1
    while at < element.after and len(found) <= _MOST_CELLS:
        child = page.elements[at]
        found.append(child)
        at = child.after
    return found


def _rows_below(page: Outline, header: Element) -> Iterator[Element]:
    """Rows of the header's own tag after it, inside the same table or list, or in the next one."""
    around = header.parent
    while around is not None and around.tag in ("thead", "tbody"):
        around = around.parent
    if around is None:
        return
    end = around.after
    if header.tag != "tr" and around.parent is not None:
        end = around.parent.after
    wanted = {header.tag, "li", "tr", "dl"}
    count, at = 0, header.after
    while at < end and count < _MOST_ROWS:
        element = page.elements[at]
        if element.tag in wanted and element.links_to > element.links_from:
            cells = _cells(page, element)
            if 2 < len(cells) <= _MOST_CELLS or element.tag == "tr":
                count += 1
                yield element
                at = element.after
                continue
        at += 1


def _row(
    page: Outline, row: Element, fields: Sequence[Field | None], as_of: date
) -> LetterRead | None:
    cells = _cells(page, row)
    if len(cells) != len(fields):
        return None
    held: dict[Field, str] = {}
    for field, cell in zip(fields, cells, strict=True):
        if field is not None:
            held.setdefault(field, page.words(cell))
    return letter_of(page, row, held, as_of)


def letter_of(
    page: Outline, row: Element, held: dict[Field, str], as_of: date
) -> LetterRead | None:
    """The message of a row, None where it has neither a title nor words, or no day."""
    link = max(page.links_in(row), key=lambda one: page.size(one), default=None)
    title = (link and page.words(link)) or held.get("title", "")
    if len(title) < _LEAST_TITLE and held.get("asked"):
        title = held["asked"][:_OPENING]  # a guestbook: its messages have no titles
    sent, answered = _day(held.get("sent", ""), as_of), _day(held.get("answered", ""), as_of)
    if len(title) < _LEAST_TITLE or not (sent or answered):
        return None
    return LetterRead(
        title=title[:120],
        url=page.url(link.get("href")) if link else "",
        sent=sent,
        answered=answered if answered and (sent is None or answered >= sent) else None,
        state=_state(held, answered),
        unit=held.get("unit", "")[:40],
        kind=held.get("kind", "")[:20],
        exempt_kind=is_exempt(held.get("kind", ""), held.get("unit", "")),
        selector=row.selector,
        quote=page.words(row)[:160],
    )


def _state(held: dict[Field, str], answered: date | None) -> LetterState:
    """What a row says of its answer; an empty answer is told from others only by the whole list."""
    said = state_of(held.get("state", ""))
    if said == "answered" or (answered and said != "void"):
        return "answered"
    if said == "pending":
        return "pending"
    told = held.get("answer", "")
    if not said and not is_nothing(told) and state_of(told) != "pending":
        return "answered"  # the words of an answer without its day
    return "unclear" if not said and is_nothing(held.get("answered", "x")) else "unsaid"


def _settled(rows: list[LetterRead]) -> list[LetterRead]:
    """An empty cell of answers says that there is none only where other rows fill theirs."""
    filled = sum(each.answered is not None for each in rows)
    empty: LetterState = "pending" if filled * 2 >= len(rows) else "unsaid"
    return [replace(each, state=empty) if each.state == "unclear" else each for each in rows]


def _day(words: str, as_of: date) -> date | None:
    """The first whole date of a cell that is not after `as_of`."""
    found = first_date(words[:60], as_of)
    return found.day if found and found.day and not found.future else None


def _in_blocks(page: Outline, as_of: date) -> list[LetterRead]:
    """Messages in blocks of their own, each with its labels: 来信时间：…, 状态：…"""
    found = (letter_of(page, block, held, as_of) for block, held in labelled_blocks(page))
    return _settled([each for each in found if each])


def _with_states(page: Outline, as_of: date) -> list[LetterRead]:
    """Rows of a title, a day and a word of state, without any header."""
    found: list[LetterRead] = []
    seen: Counter[int] = Counter()
    for text in page.texts:
        said = state_of(text.words) if len(text.words) <= 8 else ""
        if said in ("", "void") or text.words in ("是", "否"):
            continue
        row = next((one for one in text.at.ancestors() if one.tag in ("li", "tr", "dl")), None)
        if row is None or seen[row.order] or len(found) >= _MOST_ROWS:
            continue
        seen[row.order] += 1
        days = [each.day for each in read_dates(page.words(row)[:300], as_of) if each.day]
        past = [day for day in days if day <= as_of]
        held: dict[Field, str] = {"state": text.words}
        if past:
            held["sent"] = str(past[0])
        if len(past) > 1:
            held["answered"] = str(past[1])
        if letter := letter_of(page, row, held, as_of):
            found.append(letter)
    return found if len(found) > 1 else []
