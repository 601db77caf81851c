"""The access part: whether the home page answers over IPv6 and over HTTPS."""

from typing import Literal

from checker.core.evidence import Proof
from checker.core.fact import Fact

Ipv6 = Literal[
    "opened",  # the name has an IPv6 address, and the page came from it
    "no-address",  # the name has none
    "failed",  # it has one that refused us or answered with an error
    "unknown",  # no way for this machine to look, or no answer in time
]
Https = Literal[
    "opened",
    "certificate",  # it answers, with a certificate that is not valid for it
    "none",  # nobody listens, or what listens speaks no TLS
    "unknown",
]


class Access(Fact):
    """One try each of the home page's host; the details say why it failed or was not told."""

    host: str
    ipv6: Ipv6
    ipv6_detail: str = ""
    https: Https
    https_detail: str = ""
    at: Proof
