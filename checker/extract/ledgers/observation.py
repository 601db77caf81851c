"""One post of an account as a file tells it: written down by a person, or by a platform's export."""

from checker.core.account import AccountState
from checker.core.fact import Fact, Moment


class Observation(Fact):
    """A date without a time is midnight in China with `date_only` set.

    `published` is None where a row only tells of the account itself: its state (已注销, 停更, 改名,
    未认证, 无法搜到), whether visitors can speak to it, whether an app can be installed and used.
    A date in the future is kept as it is written: what it means is for the rules to say.
    `screenshot` is the name of a picture as the ledger has it, `picture` the digest of its bytes.
    """

    account_code: str = ""
    account_name: str = ""
    title: str = ""
    url: str = ""
    published: Moment | None = None
    date_only: bool = False
    original: bool | None = None
    observed_at: Moment | None = None
    observer: str = ""
    screenshot: str = ""
    picture: str = ""
    state: AccountState = ""
    interaction: bool | None = None
    usable: bool | None = None
    note: str = ""
    notes: tuple[tuple[str, str], ...] = ()
