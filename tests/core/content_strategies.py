"""Parts of the evidence that the pages of a site tell: registered columns, and what pages carry."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from part_strategies import AS_OF, HERE, columns, part

from checker.core.site import Column, Promised, PromisedColumns
from checker.core.target import RegisteredColumn


def _registered(frequency: str) -> RegisteredColumn:
    return RegisteredColumn(site_code="6100000001", name=f"栏目{frequency}", frequency=frequency)


def _dated(*ago: int) -> Column:
    days = tuple(AS_OF.date() - timedelta(days=each) for each in ago)
    return Column(
        name="登记", url="http://a.example/d/", content="list", items=len(days), days=days, at=HERE
    )


def _promised(frequency: str, seen: Column | None) -> PromisedColumns:
    each = Promised(registered=_registered(frequency), seen=seen)
    return PromisedColumns(columns=(each,), at=HERE)


promised: SearchStrategy[Any] = part(
    _promised("1条/月", _dated(3, 40, 90)),
    st.integers(29, 34).map(lambda ago: _promised("1条/月", _dated(ago, 60, 90))),
    st.builds(_promised, st.sampled_from(["2条/月", "实时更新", "不定期"]), st.none() | columns()),
)
