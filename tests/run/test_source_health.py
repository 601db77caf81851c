"""A source that goes silent for many accounts is itself the fault, and accuses nobody."""

from typing import Any

import pytest

from checker.core.account import AccountEvidence, Source
from checker.run.source_health import SourceTally
from tests.builders import AS_OF, account_evidence


def seen(state: Any, name: str, *, before: bool = False) -> AccountEvidence:
    source = Source(name=name, kind="rsshub", state=state, before=AS_OF if before else None)
    return account_evidence().model_copy(update={"sources": (source,)})


@pytest.mark.parametrize(
    ("states", "suspected"),
    [
        (["ok"] * 9, False),
        (["empty"] * 4, False),
        (["empty"] * 5, True),
        (["empty"] * 4 + ["ok"] * 5, False),
        (["empty"] * 5 + ["ok"] * 5, True),
        (["unavailable", "shrunk", "empty", "ok", "ok"], True),
    ],
)
def test_a_source_is_suspected_where_half_of_many_accounts_get_nothing(
    states: list[str], suspected: bool
) -> None:
    tally = SourceTally()
    for number, state in enumerate(states):
        tally.note(seen(state, f"hub:/weibo/user/{number}"))
    (health,) = tally.health()
    assert (health.name, health.asked, health.suspected) == ("hub", len(states), suspected)


def test_what_was_there_before_is_lost_and_feeds_count_by_their_host() -> None:
    tally = SourceTally()
    tally.note(seen("empty", "http://f.example/1", before=True))
    tally.note(seen("empty", "http://f.example/2"))
    (health,) = tally.health()
    assert (health.name, health.lost, health.empty) == ("f.example", 1, 1)
