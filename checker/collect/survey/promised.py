"""The registered columns of a site, each beside the column that it was found to be."""

from collections.abc import Sequence

from checker.collect.survey.columns import same_address
from checker.core.site import Column, Columns, Promised, PromisedColumns
from checker.core.target import RegisteredColumn


def promised_columns(registered: Sequence[RegisteredColumn], columns: Columns) -> PromisedColumns:
    """Each registered column with the site's column of its address, else of its name.

    A name that several columns bear is nobody's: it stays without a column.
    """
    by_address = {same_address(each.url): each for each in columns.columns}
    by_name: dict[str, list[Column]] = {}
    for each in columns.columns:
        by_name.setdefault(each.name, []).append(each)

    def found(ledger: RegisteredColumn) -> Column | None:
        if ledger.url:
            return by_address.get(same_address(ledger.url))
        named = by_name.get(ledger.name, [])
        return named[0] if len(named) == 1 else None

    promised = (Promised(registered=each, seen=found(each)) for each in registered)
    return PromisedColumns(columns=tuple(promised), at=columns.at)
