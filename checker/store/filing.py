"""What the rows of a target are filed under, and how a stored target is read back."""

from checker.core.fact import digest_of
from checker.core.target import Account, Site, Target
from checker.store.errors import StoreError

LONGEST_CODE = 500


def code_of(target: Target) -> str:
    """What a target's rows are filed under: its code, or its address where it has none.

    A very long address is filed under its digest. StoreError for a target with neither.
    """
    filed = target.code or target.url
    if not filed and isinstance(target, Account):
        filed = target.source or target.name
    if not filed:
        raise StoreError("对象既无标识码也无地址 · a target has neither a code nor an address")
    return filed if len(filed) <= LONGEST_CODE else digest_of(filed.encode())


def target_from(kind: str, fact: str) -> Target:
    """The target that was stored as JSON under that kind."""
    return Site.from_json(fact) if kind == "site" else Account.from_json(fact)
