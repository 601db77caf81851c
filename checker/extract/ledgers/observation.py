"""One post of an account as a file tells it: written down by a person, or by a platform's export."""

from checker.core.fact import Fact, Moment


class Observation(Fact):
    """A date without a time is midnight in China with `date_only` set.

    A date in the future is kept as it is written: what it means is for the rules to say.
    """

    account_code: str = ""
    account_name: str = ""
    title: str = ""
    url: str = ""
    published: Moment
    date_only: bool = False
    original: bool | None = None
    observed_at: Moment | None = None
    observer: str = ""
    note: str = ""
    notes: tuple[tuple[str, str], ...] = ()
