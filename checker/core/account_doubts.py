"""What in the registry of accounts contradicts itself: for a person to mend in the ledger.

The code's letters and areas are learnt from the ledger itself, for no public paper explains them:
what nearly all accounts agree on, a few cannot contradict without a word. An unknown code is no
fault. One unit should have one account on a platform (国办发〔2018〕123号).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from checker.core.fact import Fact
from checker.core.target import Account

DoubtKind = Literal[
    "type", "owner", "region", "code", "same-name", "same-page", "many-on-one-platform",
    "unregistered", "closed-but-posting",
]  # fmt: skip

LEARNT_FROM = 3
LEARNT_SHARE = 0.75
STILL_POSTING = timedelta(days=30)

_CODE = re.compile(r"((\d{6})\w{4}|bm\d{8})([A-Z]{2})(\d{4})", re.ASCII)


class RegistryDoubt(Fact):
    """One contradiction: which account, of what kind, and in words."""

    kind: DoubtKind
    code: str
    name: str
    says: str


class ObservedAccount(Fact):
    """An account that somebody observed, and the newest post that was written down of it."""

    code: str = ""
    name: str = ""
    newest: datetime | None = None


def account_doubts(
    accounts: Sequence[Account], observed: Iterable[ObservedAccount], as_of: datetime
) -> tuple[RegistryDoubt, ...]:
    """Every contradiction, account by account as registered."""
    live = [each for each in accounts if each.state == "正常"]
    found = [
        *_contradicting(accounts, "type", _platform_of, lambda a: a.type, "平台字母 {} 多为“{}”，此账号登记为“{}”"),
        *_contradicting(accounts, "owner", _unit_of, lambda a: a.owner, "标识码前段 {} 多为“{}”，此账号登记为“{}”"),
        *_contradicting(accounts, "region", _area_of, lambda a: a.region, "地区码 {} 多为“{}”，此账号登记为“{}”"),
        *(
            _doubt("code", each, "标识码不是常见的 16 位格式，请核对") for each in live
            if not _CODE.fullmatch(each.code)
        ),
        *_shared(live, "same-name", lambda a: f"{a.type} {a.name}" if a.name else "", "与 {} 同名同平台"),
        *_shared(live, "same-page", lambda a: a.url.rstrip("/"), "与 {} 主页地址相同"),
        *_shared(live, "many-on-one-platform", lambda a: f"{a.owner} {a.type}" if a.owner and a.type else "", "同一单位在同一平台还有 {}"),
        *_beyond(accounts, observed, as_of),
    ]  # fmt: skip
    return tuple(found)


def _doubt(kind: DoubtKind, account: Account, says: str) -> RegistryDoubt:
    return RegistryDoubt(kind=kind, code=account.code, name=account.name, says=says)


def _platform_of(account: Account) -> str:
    found = _CODE.fullmatch(account.code)
    return found[3] if found else ""


def _unit_of(account: Account) -> str:
    found = _CODE.fullmatch(account.code)
    return found[1] if found else ""


def _area_of(account: Account) -> str:
    found = _CODE.fullmatch(account.code)
    return (found[2] or "") if found else ""


def _contradicting(
    accounts: Sequence[Account],
    kind: DoubtKind,
    part: Callable[[Account], str],
    word: Callable[[Account], str],
    says: str,
) -> list[RegistryDoubt]:
    """The accounts that say another word than nearly all that share a part of the code."""
    groups: dict[str, list[Account]] = defaultdict(list)
    for each in accounts:
        if part(each) and word(each):
            groups[part(each)].append(each)
    found: list[RegistryDoubt] = []
    for key, group in groups.items():
        usual, count = Counter(map(word, group)).most_common(1)[0]
        if count >= LEARNT_FROM and LEARNT_SHARE * len(group) <= count < len(group):
            found += [
                _doubt(kind, each, says.format(key, usual, word(each)))
                for each in group
                if word(each) != usual
            ]
    return found


def _shared(
    accounts: Sequence[Account], kind: DoubtKind, key: Callable[[Account], str], says: str
) -> list[RegistryDoubt]:
    """The accounts that share with others what each should have alone."""
    groups: dict[str, list[Account]] = defaultdict(list)
    for each in accounts:
        if key(each):
            groups[key(each)].append(each)
    return [
        _doubt(kind, each, says.format("、".join(o.code for o in group if o is not each)))
        for group in groups.values()
        if len(group) > 1
        for each in group
    ]


def _beyond(
    accounts: Sequence[Account], observed: Iterable[ObservedAccount], as_of: datetime
) -> list[RegistryDoubt]:
    """Observed accounts that nobody registered, and closed ones that still post."""
    by_code = {each.code: each for each in accounts}
    by_name = {each.name: each for each in accounts}
    found: list[RegistryDoubt] = []
    for seen in observed:
        account = by_code.get(seen.code) or by_name.get(seen.name)
        if account is None:
            says = "有观察记录，台账中没有登记"
            found.append(
                RegistryDoubt(kind="unregistered", code=seen.code, name=seen.name, says=says)
            )
        elif account.state != "正常" and seen.newest and as_of - seen.newest <= STILL_POSTING:
            says = f"台账为{account.state}，{seen.newest:%Y-%m-%d} 仍有更新"
            found.append(_doubt("closed-but-posting", account, says))
    return found
