"""Assigned reposts are found by address or title, in time or late; what is open is not missing."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.core.account import Post, end_of_day
from checker.core.evidence import Proof
from checker.core.fact import CHINA
from checker.core.reposts import Repost, RepostTask, answers_of, concerns, likeness

DEADLINE = datetime(2026, 3, 2, 12, 0, tzinfo=CHINA)
TASK = RepostTask(
    title="国务院办公厅关于加快推进一体化服务的指导意见",
    url="https://www.a.example/zc/1.html",
    deadline=DEADLINE,
    excepted=("视频号",),
)
AFTER = DEADLINE + timedelta(days=9)


def post(title: str = "", url: str = "", hours: float = -1, *, day_only: bool = False) -> Post:
    moment = DEADLINE + timedelta(hours=hours)
    moment = end_of_day(moment.date()) if day_only else moment
    return Post(title=title, url=url, moment=moment, date_only=day_only, at=Proof(url=url))


def answered(task: RepostTask, posts: list[Post], as_of: datetime) -> Repost:
    (answer,) = answers_of([task], posts, "微信订阅号", as_of)
    return answer


@pytest.mark.parametrize(
    ("posts", "as_of", "state"),
    [
        ([post(TASK.title)], AFTER, "in-time"),
        ([post(TASK.title, hours=0)], AFTER, "in-time"),
        ([post(TASK.title, hours=1 / 60)], AFTER, "late"),
        ([post(TASK.title, day_only=True)], AFTER, "in-time"),
        ([post(TASK.title, hours=24, day_only=True)], AFTER, "late"),
        ([post(TASK.title, hours=5), post(TASK.title, hours=-5)], AFTER, "in-time"),
        ([post("别的标题", "http://a.example/zc/1.html/")], AFTER, "in-time"),
        ([post("区里召开春季农业生产工作会议")], AFTER, "missing"),
        ([], AFTER, "missing"),
        ([], DEADLINE, "open"),
    ],
)
def test_a_task_is_answered(posts: list[Post], as_of: datetime, state: str) -> None:
    assert answered(TASK, posts, as_of).state == state


@pytest.mark.parametrize(
    ("title", "alike"),
    [
        ("【转载】国务院办公厅关于加快推进一体化服务的指导意见", True),
        ("转载：国务院办公厅《关于加快推进一体化服务的指导意见》", True),
        ("重磅!国务院办公厅关于加快推进一体化服务的指导意见来了", True),
        ("国务院办公厅关于加快推进一体化服务的意见", True),
        ("国务院办公厅关于进一步做好防汛工作的通知", False),
        ("指导意见", False),
        ("", False),
    ],
)
def test_titles_are_compared_as_people_do(title: str, alike: bool) -> None:
    assert (answered(TASK, [post(title)], AFTER).post is not None) == alike


def test_a_task_does_not_concern_the_types_that_it_excepts() -> None:
    assert not concerns(TASK, "微信视频号")
    assert answers_of([TASK], [], "微信视频号", AFTER) == ()
    assert len(answers_of([TASK], [], "微信订阅号", AFTER)) == 1


def test_a_post_of_a_series_answers_its_own_task_only() -> None:
    series = [
        TASK.model_copy(update={"title": f"重要讲话系列解读之{n}全文发布", "url": ""})
        for n in "一二三"
    ]
    told = answers_of(series, [post(series[1].title)], "微信订阅号", AFTER)
    assert [each.state for each in told] == ["missing", "in-time", "missing"]


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share_and_goes_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
