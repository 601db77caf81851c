"""Whether two addresses lie under one domain, and what scripts and frames come from elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.core.safety import ForeignKind
from checker.core.web import is_government
from checker.extract.channels.out_of_sight import out_of_sight
from checker.extract.document import Document, host_of
from checker.extract.elements import Element
from checker.extract.outline import Outline, outline
from checker.extract.signs import Signs

_NUMBERS = re.compile(r"[\d.]+|[0-9a-f:]*:[0-9a-f:.]*")
_SECOND_LEVEL = frozenset(("com", "net", "org", "gov", "edu", "ac", "mil"))
_SIZELESS = frozenset(("0", "1", "0px", "1px"))


def domain_of(host: str) -> str:
    """The domain that somebody registered: `a.b.example.com.cn` is under `example.com.cn`.

    Written out for the names that sites here have, not for every country.
    """
    labels = host.split(".")
    if _NUMBERS.fullmatch(host) or len(labels) < 3:
        return host
    deep = len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if deep else labels[-2:])


def same_domain(url: str, other: str) -> bool:
    """Whether two addresses lie under one domain."""
    return domain_of(host_of(url)) == domain_of(host_of(other))


@dataclass(frozen=True, slots=True)
class ForeignPart:
    """A script or a frame from somewhere else."""

    host: str
    kind: ForeignKind
    url: str
    selector: str


def foreign_parts(doc: Document, home: str, signs: Signs) -> tuple[ForeignPart, ...]:
    """The scripts and frames of a page that come neither from the site's own domain, nor from a
    government, nor from a known public service."""
    return tuple(_foreign(outline(doc), home, signs))


def _foreign(page: Outline, home: str, signs: Signs) -> Iterator[ForeignPart]:
    own = host_of(home)
    origin = f"{home.partition('//')[0]}//{own}/"
    for element in page.tagged("script", "iframe", "frame"):
        url = page.url(element.get("src")) if element.attributes.get("src") else ""
        if not url or url.startswith(origin):
            continue
        host = host_of(url)
        if not host or host == own or is_government(url):
            continue
        if same_domain(url, home) or signs.is_public(host):
            continue
        yield ForeignPart(host, _kind_of(element), url, element.selector)


def _kind_of(element: Element) -> ForeignKind:
    if element.tag == "script":
        return "script"
    sizeless = element.get("width") in _SIZELESS or element.get("height") in _SIZELESS
    return "hidden-frame" if sizeless or out_of_sight(element) else "frame"
