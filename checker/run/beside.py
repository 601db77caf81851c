"""A recheck beside the round that it looks at again."""

from collections.abc import Iterator

from checker.core.comparison import Compared, changes, unvisited
from checker.core.verdict import Verdict
from checker.run.office import Office
from checker.store.errors import StoreError
from checker.store.filing import code_of
from checker.store.rounds import PlannedTarget, Round, planned_targets
from checker.store.verdicts import verdict


def compared(office: Office, current: Round) -> Iterator[Compared]:
    """Every target of a recheck beside its verdict that stands in the round before.

    StoreError for a round that is no recheck.
    """
    if current.kind != "recheck":
        raise StoreError(
            f"轮次 {current.id} 不是复查，请先运行 checker recheck · round {current.id} is no "
            f"recheck; run `checker recheck` first"
        )
    known = {_key(row): row for row in planned_targets(office.database, current.of_round)}
    for row in planned_targets(office.database, current.id):
        before = _verdict(office, known.get(_key(row)))
        after = _verdict(office, row)
        if before is not None:
            found = changes(before, after) if after else unvisited(before)
            yield Compared(before, after, found, row.detail)


def _key(row: PlannedTarget) -> tuple[str, str]:
    return row.target.kind, code_of(row.target)


def _verdict(office: Office, row: PlannedTarget | None) -> Verdict | None:
    found = verdict(office.database, row.verdict) if row and row.verdict else None
    return found.verdict if found else None
