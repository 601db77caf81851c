"""What one row tells of an account: written down by a person, or by a platform's export."""

from typing import Literal

from checker.core.fact import Fact, Moment

AccountState = Literal["", "正常", "已注销", "停更", "改名", "未认证", "无法搜到"]
"""What a person found an account to be; empty where nobody said."""


class Observation(Fact):
    """A post, a word on the account itself, or both; part of the evidence on the account.

    `published` is None where a row only tells of the account: its state (已注销, 停更, 改名,
    未认证, 无法搜到), whether visitors can speak to it, whether an app can be installed and used.
    A date without a time is midnight in China with `date_only` set; one in the future is kept as it
    is written: what it means is for the rules to say. `picture` is the digest of a screenshot.
    """

    title: str = ""
    url: str = ""
    published: Moment | None = None
    date_only: bool = False
    original: bool | None = None
    observed_at: Moment | None = None
    observer: str = ""
    picture: str = ""
    state: AccountState = ""
    interaction: bool | None = None
    usable: bool | None = None
    note: str = ""
