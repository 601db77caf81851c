"""What gives a page or a script away, ready for use: forbidden trades, and services well known."""

from dataclasses import dataclass

from checker.extract.answers.illegal_words import IllegalWords


@dataclass(frozen=True)
class Signs:
    """The words of advertisements for what is forbidden, and hosts that many sites rightly use."""

    illegal: IllegalWords
    public_hosts: frozenset[str]

    def is_public(self, host: str) -> bool:
        """Whether a host is a known public service, or lies below one."""
        labels = host.split(".")
        return any(".".join(labels[at:]) in self.public_hosts for at in range(len(labels) - 1))
