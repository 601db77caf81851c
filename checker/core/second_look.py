"""Whether a fault was seen a second way: over HTTP and by a browser, in the same visit."""

from collections.abc import Sequence

from checker.core.evidence import Proof
from checker.core.indicator import Evidence
from checker.core.web import Via


def seen_both_ways(proofs: Sequence[Proof], evidence: Evidence) -> bool:
    """Whether every proof stands on a page that HTTP and a whole rendering both opened.

    Where the two had disagreed, the survey would have kept the milder reading: a fault that
    still stands was seen by both.
    """
    plain, rendered = _opened(evidence, "http"), _opened(evidence, "browser")
    return bool(proofs) and all(each.url in plain and each.url in rendered for each in proofs)


def _opened(evidence: Evidence, via: Via) -> frozenset[str]:
    whole = (each for each in evidence.exchanges if each.via == via and each.ok and not each.lost)
    return frozenset(address for each in whole for address in (each.url, each.final_url))
