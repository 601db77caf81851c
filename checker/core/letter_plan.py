"""Which site gets which test letters: drawn by a seed, so that the plan can be made again."""

import re
from collections.abc import Sequence

from checker.core.fact import Fact, digest_of
from checker.core.target import Site


class PlannedLetter(Fact):
    """A letter to be sent by a person: its site, which of the site's letters, its question."""

    site: Site
    number: int
    question: str


class LetterDraft(Fact):
    """A planned letter as a person takes it out of the plan, to send it."""

    round: str
    site_code: str
    number: int = 1
    question: str
    sender: str = ""

    @property
    def title(self) -> str:
        """What stands above the letter: the question's first clause."""
        clause = _CLAUSE_END.split(self.question.strip(), maxsplit=1)[0]
        return clause.removeprefix("请问")[:_LONGEST_TITLE]


class Filling(Fact):
    """What the program wrote into a letter's form, by the labels of the fields, and what it left."""

    filled: tuple[str, ...]
    left: tuple[str, ...]
    captcha: bool


_CLAUSE_END = re.compile(r"[,，;；。?？!！]")
_LONGEST_TITLE = 25


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
