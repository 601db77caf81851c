"""Which site gets which test letters: drawn by a seed, so that the plan can be made again."""

from collections.abc import Sequence

from checker.core.fact import Fact, digest_of
from checker.core.target import Site


class PlannedLetter(Fact):
    """A letter to be sent by a person: its site, which of the site's letters, its question."""

    site: Site
    number: int
    question: str


def letter_plan(
    sites: Sequence[Site], letters: int, questions: Sequence[str], seed: str
) -> tuple[PlannedLetter, ...]:
    """So many letters to each site, each with another question; ValueError with too few questions."""
    if not 0 < letters <= len(questions):
        raise ValueError(f"{letters} letters and {len(questions)} questions")
    planned: list[PlannedLetter] = []
    for site in sites:

        def place(question: str, code: str = site.code) -> str:
            return digest_of(f"{seed}\n{code}\n{question}".encode())

        chosen = sorted(questions, key=place)[:letters]
        planned += [
            PlannedLetter(site=site, number=number, question=question)
            for number, question in enumerate(chosen, 1)
        ]
    return tuple(planned)
