"""A ledger of accounts that contradicts itself is shown, and an unknown code is never refused."""

from datetime import datetime, timedelta

from checker.core.account_doubts import ObservedAccount, RegistryDoubt, account_doubts
from checker.core.fact import CHINA
from checker.core.target import Account

AS_OF = datetime(2026, 11, 22, 2, 0, tzinfo=CHINA)


def account(code: str, **fields: str) -> Account:
    plain = {"name": code, "type": "微信订阅号", "owner": f"单位{code[:10]}", "region": "长武县"}
    return Account.model_validate({"code": code, **plain, **fields})


FOUR = [account(f"610428M00{n}WX0001") for n in range(1, 5)]


def found(*accounts: Account, observed: tuple[ObservedAccount, ...] = ()) -> list[RegistryDoubt]:
    return list(account_doubts(accounts, observed, AS_OF))


def kinds(*accounts: Account) -> set[tuple[str, str]]:
    return {(each.kind, each.code) for each in found(*accounts)}


def test_a_ledger_in_good_order_has_no_doubts() -> None:
    assert found(*FOUR) == []


def test_letters_that_mean_a_platform_elsewhere_are_shown() -> None:
    odd = account("610428M005WX0001", type="新浪微博")
    assert kinds(*FOUR, odd) == {("type", odd.code)}


def test_letters_seen_too_seldom_teach_nothing() -> None:
    odd = account("610428M005WX0001", type="新浪微博")
    assert kinds(*FOUR[:2], odd) == set()


def test_an_area_and_a_unit_are_learnt_too() -> None:
    elsewhere = account("610428M005WX0001", region="彬州市")
    assert kinds(*FOUR, elsewhere) == {("region", elsewhere.code)}
    unit = [account(f"610428M001XL000{n}", owner="县教育局", name=f"第{n}个", type=f"平台{n}") for n in range(1, 5)]  # fmt: skip
    stranger = account("610428M001DY0001", owner="县司法局", type="抖音")
    assert kinds(*unit, stranger) == {("owner", stranger.code)}


def test_a_code_of_an_unknown_shape_is_only_shown() -> None:
    assert kinds(account("长武001")) == {("code", "长武001")}


def test_duplicates_and_many_accounts_of_one_unit_on_one_platform() -> None:
    one, two, *_ = FOUR
    twin = two.model_copy(update={"name": one.name, "url": "http://a.example/"})
    first = one.model_copy(update={"url": "http://a.example"})
    assert kinds(first, twin) == {
        ("same-name", one.code), ("same-name", two.code),
        ("same-page", one.code), ("same-page", two.code),
    }  # fmt: skip
    brother = two.model_copy(update={"owner": one.owner})
    assert kinds(one, brother) == {
        ("many-on-one-platform", one.code), ("many-on-one-platform", two.code),
    }  # fmt: skip


def test_accounts_beyond_the_ledger_and_closed_ones_that_post() -> None:
    closed = FOUR[0].model_copy(update={"state": "关停"})
    recent = ObservedAccount(code=closed.code, newest=AS_OF - timedelta(days=30))
    old = ObservedAccount(code=closed.code, newest=AS_OF - timedelta(days=31))
    stranger = ObservedAccount(name="没登记的号", newest=AS_OF)
    by_name = ObservedAccount(name=FOUR[1].name, newest=AS_OF)
    doubts = found(closed, *FOUR[1:], observed=(recent, stranger, by_name))
    assert [(each.kind, each.code or each.name) for each in doubts] == [
        ("closed-but-posting", closed.code), ("unregistered", "没登记的号"),
    ]  # fmt: skip
    assert found(closed, *FOUR[1:], observed=(old,)) == []
