"""The rules' README is what the rules and books are now."""

import pytest

from checker.books.library import indicators
from checker.books.readme import main, readme


def test_the_readme_of_the_rules_is_up_to_date() -> None:
    assert main(["--check"]) == 0, "run: python -m checker.books.readme"


@pytest.mark.parametrize("id", indicators())
def test_every_indicator_is_described_with_its_knobs(id: str) -> None:
    text = readme()
    assert f"\n## {id}\n" in text
    for knob in indicators()[id].params.model_fields:
        assert f"`{knob}`" in text
