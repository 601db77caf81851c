"""Host names as the rules for government domains (国办函〔2018〕55号) look at them."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

SUFFIXES = ("gov.cn", "政务", "政务.cn")
"""What the name of a government site ends in, as people write it."""

_RESERVED = ("example", "test", "invalid", "localhost", "local")  # RFC 2606, RFC 6762
_ADDRESS = re.compile(r"[0-9.]+|.*:.*|")


@dataclass(frozen=True)
class DomainName:
    """A host. `labels` are the parts of its name as people write them, none for an address."""

    host: str
    labels: tuple[str, ...]

    @property
    def reserved(self) -> bool:
        """Whether nobody can register it: a name for tests and examples."""
        return bool(self.labels) and self.labels[-1] in _RESERVED

    @property
    def under_national(self) -> tuple[str, ...] | None:
        """The labels before the national suffix; None where the name ends in none."""
        for suffix in sorted(SUFFIXES, key=len, reverse=True):
            ending = tuple(suffix.split("."))
            if self.labels[-len(ending) :] == ending and len(self.labels) > len(ending):
                return self.labels[: -len(ending)]
        return None


def name_of(url: str) -> DomainName:
    """The host of an address, its labels out of punycode where they are in it."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        host = ""
    if _ADDRESS.fullmatch(host):
        return DomainName(host, ())
    return DomainName(host, tuple(_written(label) for label in host.lower().split(".")))


def _written(label: str) -> str:
    """A label as people write it; as it stands where it is no good punycode."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
