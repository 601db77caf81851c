"""What the readers say of the project's own pages, a line for each, to compare two builds by.

Run: python -m tests.extract.told
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import cast

from checker.collect.kept_readings import Readings
from checker.core.fact import CHINA
from checker.extract.document import parse
from checker.extract.flow import flow
from checker.extract.links import link_places
from checker.extract.page.page import read_page
from checker.run.reading_stamp import reading_stamp
from tests.collect.test_kept_readings import LEXICON, READERS, SIGNS
from tests.extract.own import HOST, names, own

AS_OF = datetime(2026, 11, 22, 12, tzinfo=CHINA)


def lines() -> Iterator[str]:
    """The stamp of the code that reads, then what it says of each page."""
    yield reading_stamp(LEXICON, SIGNS)
    pages = [markup for name in names() for markup in _markup(own(name))]
    for number, markup in enumerate([*pages, *_costly()]):
        yield json.dumps(_told(number, markup.encode()), ensure_ascii=False)


def _told(number: int, body: bytes) -> dict[str, object]:
    """All that is told of a page; what a visit keeps of it is the same when it is read again."""
    url = f"{HOST}/zwgk/tzgg/202611/t20261105_{number}.html"
    doc, today = parse(body, url), AS_OF.date()
    readings = Readings(today)
    found = [readings.answer(reader, doc, said) for reader, said in READERS]
    kept = readings.kept()
    later = Readings(today, kept)
    assert found == [later.answer(reader, doc, said) for reader, said in READERS]
    return {
        "page": read_page(body, url, "text/html", 200, {}, AS_OF).model_dump(mode="json"),
        "kept": kept.decode(),
        "places": dict(link_places(doc)),
        "text": flow(doc).text,
    }


def _markup(held: object) -> Iterator[str]:
    """Every piece of markup in a file of pages."""
    if isinstance(held, str):
        if "<" in held:
            yield held
        return
    if isinstance(held, dict):
        held = cast("dict[str, object]", held).values()
    if isinstance(held, Iterable):
        for each in cast("Iterable[object]", held):
            yield from _markup(each)


def _costly() -> Iterator[str]:
    """Markup that is made to cost."""
    yield "<div>" * 3_000 + '<a href="/1.html">关于印发方案的通知</a>' + "</div>" * 3_000
    yield "<p><font><b>" * 2_000 + "2026-11-05"
    yield "".join(
        f'<li><a href="/{n}.html">第{n}号公告</a>2026-11-0{n % 9 + 1}' for n in range(2_000)
    )


if __name__ == "__main__":
    for line in lines():
        print(line)
