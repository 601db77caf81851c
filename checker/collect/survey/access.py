"""The access part: one try of the home page over IPv6 and one over HTTPS."""

from checker.collect.look import unseen_of
from checker.collect.page import Page
from checker.collect.survey.errand import Errand, proof_at
from checker.core.access import Access, Https, Ipv6
from checker.core.web import Exchange
from checker.extract.document import host_of

_NO_TLS = ("refused", "reset")
_CERTIFICATE = "certificate"


async def survey_access(errand: Errand, home: Page) -> Access:
    """How the host of the home page answers over IPv6 and HTTPS."""
    host = host_of(home.url)
    six = await errand.look.over_ipv6(home.url)  # whose robots.txt is known, and allows it
    secure = await _secure(errand, home, host)
    return Access(
        host=host,
        ipv6=_ipv6(six),
        ipv6_detail=_words(six),
        https=_https(secure),
        https_detail=_words(secure),
        at=proof_at(home, host),
    )


async def _secure(errand: Errand, home: Page, host: str) -> Exchange:
    """The answer over HTTPS: the home page's own where it came that way."""
    if home.url.startswith("https://") and not home.rendered:
        return home.exchange
    return (await errand.look.open(f"https://{host}/")).exchange


def _ipv6(answer: Exchange) -> Ipv6:
    """Without a route of ours nothing is told; a time out may be ours as well."""
    if answer.failure == "dns":
        return "no-address"
    if answer.failure == "refused" or (answer.failure is None and (answer.status or 0) >= 500):
        return "failed"
    if answer.failure is None and not unseen_of(answer):
        return "opened"
    return "unknown"


def _https(answer: Exchange) -> Https:
    if answer.failure == "tls":
        return "certificate" if answer.detail.startswith(_CERTIFICATE) else "none"
    if answer.failure in _NO_TLS:
        return "none"
    if answer.failure is None and answer.final_url.startswith("https://"):
        return "opened"
    return "unknown"


def _words(answer: Exchange) -> str:
    said = answer.failure or f"HTTP {answer.status}"
    return f"{said} {answer.detail}".strip()[:160]
