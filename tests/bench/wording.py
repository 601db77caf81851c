"""What looking for wrong wording and personal data costs a page, by the size of the lexicon.

Not a test. Terms made by chance out of common signs stand beside the starter list, so that the
search has the size of an office's own lexicon. Saved pages are read where this machine has them,
else generated ones; of each page the cheapest round counts, because the machine is shared. What
building a lexicon of each size costs is said too.

    python -m tests.bench.wording [--rounds N]
"""

import argparse
import random
import statistics
from functools import partial

from checker.books.lexicon import starter_terms
from checker.extract.document import parse
from checker.extract.flow import flow
from checker.extract.outline import outline
from checker.extract.personal_data import find_personal_data
from checker.extract.wording.finds import find_wording
from checker.extract.wording.lexicon import Lexicon, Term, TermList, lexicon_of
from checker.extract.wording.prose import Prose, prose_of
from tests.accuracy.corpus import pages
from tests.bench.fleet_pages import FleetSite
from tests.bench.reading import NOW, cost

_SIZES = (0, 10_000, 60_000)
_FIRST, _SIGNS = 0x4E00, 3_000
_LARGE = "人民政府办公室关于做好安全生产工作的通知。" * 40_000


def lexicon_of_size(count: int) -> Lexicon:
    """The starter list and so many made terms of three to six signs."""
    chance = random.Random(count)
    signs = [chr(_FIRST + place) for place in range(_SIGNS)]
    made = {"".join(chance.choices(signs, k=chance.randint(3, 6))) for _ in range(count)}
    terms = tuple(Term(wrong, "正确表述") for wrong in sorted(made))
    return lexicon_of([starter_terms(), TermList("made.csv", "sha256:0", terms)])


def proses() -> list[Prose]:
    """The words of saved pages, or of generated ones where there are none."""
    saved = [(page.url, page.body) for page in pages()]
    generated = [
        ("http://www.example.gov.cn" + path, body) for path, body in FleetSite(0, 60).files()
    ]
    found: list[Prose] = []
    for url, body in saved or generated:
        doc = parse(body, url)
        outline(doc)
        flow(doc)
        found.append(prose_of(doc))
    return found


def row(name: str, costs: list[float]) -> None:
    """One line of the table."""
    print(f"  {name:28}{statistics.median(costs):9.3f}{max(costs):9.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    words = proses()
    signs = statistics.median(len(each.text) for each in words)
    print(f"{len(words)} pages of {signs:.0f} signs at the median, CPU ms per page")
    print(f"  {'':28}{'median':>9}{'worst':>9}")
    for size in _SIZES:
        built: list[Lexicon] = []
        building = cost(lambda size=size, built=built: built.append(lexicon_of_size(size)))
        lexicon = built[0]
        costs = [min(cost(partial(find_wording, each, lexicon)) for _ in range(rounds)) for each in words]  # fmt: skip
        row(f"{len(lexicon.terms)} terms (built in {building:.0f} ms)", costs)
        large = Prose(_LARGE, [0], [""])
        print(
            f"  {'':4}{len(_LARGE):,} signs at once: {cost(partial(find_wording, large, lexicon)):.1f} ms"
        )
    today = NOW.date()
    row("personal data", [min(cost(partial(find_personal_data, each, today)) for _ in range(rounds)) for each in words])  # fmt: skip


if __name__ == "__main__":
    main()
