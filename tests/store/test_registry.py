"""The registry takes ledgers over: again without effect, never a row lost, never half of it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.core.target import RegisteredColumn, Site
from checker.extract.ledgers.difference import LedgerRow
from checker.extract.ledgers.observation import ObservationRow
from checker.store.database import Database, open_database
from checker.store.errors import AmbiguousTarget
from checker.store.registry import (
    apply,
    compare,
    find_target,
    ledger_is_known,
    observations,
    registered_columns,
    remember_ledger,
    targets,
)
from checker.store.schema import migrate
from tests.builders import AS_OF, account, site

LATER = AS_OF + timedelta(days=1)
COLUMNS = (
    RegisteredColumn(site_code=site().code, name="通知公告", url="http://a.example.gov.cn/tz/"),
    RegisteredColumn(site_code=site().code, name="规划计划", frequency="1条/季度"),
    RegisteredColumn(site_code=site(2).code, name="通知公告"),
)
POSTS = tuple(
    ObservationRow(
        account_code=account().code,
        title=f"第{day}天的推文",
        url=f"https://example.cn/{day}",
        published=AS_OF - timedelta(days=day),
        observer="李四",
    )
    for day in range(4)
)


def import_twice(database: Database, rows: Sequence[LedgerRow]) -> None:
    first = apply(database, rows, at=AS_OF, ledger="台账.csv")
    assert (len(first.added), len(first.changed)) == (len(rows), 0)
    again = apply(database, rows, at=LATER, ledger="台账.csv")
    assert (len(again.added), len(again.changed)) == (0, 0)
    assert len(again.unchanged) == len(rows)


def test_importing_again_changes_nothing(database: Database) -> None:
    import_twice(database, [site(1), site(2)])
    import_twice(database, [account(1)])
    import_twice(database, COLUMNS)
    import_twice(database, POSTS)
    import_twice(database, [site(number) for number in range(10, 1300)])


def test_a_changed_row_is_changed_and_says_in_what(database: Database) -> None:
    apply(database, [site(1), site(2)], at=AS_OF)
    renamed = site(2, name="新实验局网站")
    found = apply(database, [site(1), renamed], at=LATER)
    assert [(change.old.name, change.fields) for change in found.changed] == [
        (site(2).name, ("name",))
    ]
    assert targets(database) == (site(1), renamed)


def test_comparing_changes_nothing(database: Database) -> None:
    assert compare(database, [site()]).added == (site(),)
    assert targets(database) == ()


def test_what_a_ledger_leaves_out_stays(database: Database) -> None:
    apply(database, [site(1), site(2)], at=AS_OF)
    apply(database, [site(1)], at=LATER)
    assert targets(database) == (site(1), site(2))


def test_a_site_and_an_account_may_share_a_code(database: Database) -> None:
    apply(database, [site(1, code="X1")], at=AS_OF)
    apply(database, [account(1, code="X1")], at=AS_OF)
    assert len(targets(database)) == 2
    with pytest.raises(AmbiguousTarget, match="X1"):
        find_target(database, "X1")


def test_targets_are_listed_by_kind_region_and_state(database: Database) -> None:
    near, far = site(1, region="示例省示例市"), site(2, region="示例省别的市")
    closed = site(3, region="示例省示例市某区", state="关停")
    apply(database, [near, far, closed], at=AS_OF)
    apply(database, [account()], at=AS_OF)
    assert targets(database, kind="account") == (account(),)
    assert targets(database, kind="site", region="示例省示例市") == (near, closed)
    assert targets(database, kind="site", state="正常") == (near, far)
    assert targets(database, region="%") == ()


@pytest.mark.parametrize(
    "word", [site().code, site().name, site().url, site().url.removesuffix("/")]
)
def test_a_target_is_found_by_code_name_and_address(database: Database, word: str) -> None:
    apply(database, [site(1), site(2)], at=AS_OF)
    assert find_target(database, word) == site()
    assert find_target(database, word + "x") is None


def test_a_name_that_two_bear_is_not_guessed(database: Database) -> None:
    apply(database, [site(1, name="重名"), site(2, name="重名")], at=AS_OF)
    with pytest.raises(AmbiguousTarget) as refused:
        find_target(database, "重名")
    assert refused.value.codes == (site(1).code, site(2).code)


def test_a_site_has_the_columns_that_its_ledgers_promise(database: Database) -> None:
    apply(database, COLUMNS, at=AS_OF)
    assert registered_columns(database, site().code) == COLUMNS[:2]


def test_posts_belong_to_the_account_by_code_or_else_by_name(database: Database) -> None:
    unnamed = ObservationRow(account_name=account().name, title="按名称登记", published=LATER)
    stranger = ObservationRow(account_name="别的账号", title="别人的", published=LATER)
    apply(database, [*POSTS, unnamed, stranger], at=AS_OF, ledger="观察.csv")
    bare = [each.told().model_copy(update={"observed_at": None}) for each in (unnamed, *POSTS)]
    found = observations(database, account())
    assert [each.model_copy(update={"observed_at": None}) for each in found] == bare
    assert observations(database, account(2)) == ()


def test_what_an_export_shows_again_was_true_when_it_was_last_imported(database: Database) -> None:
    export = ObservationRow(account_code=account().code, title="一", published=AS_OF)
    for at in (AS_OF, LATER):
        apply(database, [export], at=at)
        assert observations(database, account())[0].observed_at == at


def test_a_state_without_a_post_is_kept_once(database: Database) -> None:
    row = ObservationRow(
        account_code=account().code, observed_at=AS_OF, observer="甲", state="停更"
    )
    assert len(apply(database, [row], at=AS_OF).added) == 1
    assert len(apply(database, [row], at=LATER).unchanged) == 1
    assert observations(database, account()) == (row.told(),)


def test_a_ledger_is_known_by_its_content(database: Database) -> None:
    first, second = "sha256:" + "1" * 64, "sha256:" + "2" * 64
    remember_ledger(database, "sites.csv", first, at=AS_OF)
    assert ledger_is_known(database, "sites.csv", first)
    assert not ledger_is_known(database, "sites.csv", second)
    remember_ledger(database, "sites.csv", second, at=LATER)
    assert ledger_is_known(database, "sites.csv", second)
    assert not ledger_is_known(database, "other.csv", second)


def test_names_that_a_database_cannot_hold_are_kept_in_the_fact(database: Database) -> None:
    odd = site(1, name="名\x00称", url="http://odd.example.gov.cn/\x00")
    apply(database, [odd], at=AS_OF)
    assert targets(database) == (odd,)
    assert find_target(database, "名称") == odd


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.lists(st.tuples(st.integers(1, 6), st.text(max_size=5)), max_size=8), max_size=4)
)
def test_after_any_imports_each_code_is_there_once_with_its_last_row(
    tmp_path_factory: pytest.TempPathFactory, imports: list[list[tuple[int, str]]]
) -> None:
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('law')}/checker.db")
    migrate(database)
    expected: dict[str, Site] = {}
    for rows in imports:
        given_rows = [site(number, name=name) for number, name in rows]
        expected.update((row.code, row) for row in given_rows)
        apply(database, given_rows, at=AS_OF)
    assert {row.code: row for row in targets(database)} == expected
    database.close()
