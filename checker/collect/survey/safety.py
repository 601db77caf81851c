"""The safety part: what looks planted in the pages of a site, read as each page passes."""

from dataclasses import dataclass, field

from checker.collect.page import Page
from checker.collect.survey.errand import proof_at
from checker.collect.survey.noted import Noted
from checker.core.evidence import Proof, Unseen
from checker.core.safety import Foreign, Injection, Safety
from checker.extract.safety.own_domain import foreign_parts
from checker.extract.safety.planted import planted
from checker.extract.signs import Signs

_MOST_INJECTIONS = 50
_MOST_HOSTS = 100


@dataclass
class SafetyGatherer:
    """Collects what the pages of one site carry; one for each survey, made like `TextsGatherer`."""

    noted: Noted
    signs: Signs
    _injections: dict[str, Injection] = field(default_factory=dict[str, Injection])
    _foreign: dict[tuple[str, str], Foreign] = field(default_factory=dict[tuple[str, str], Foreign])
    _carriers: dict[tuple[str, str], set[str]] = field(
        default_factory=dict[tuple[str, str], set[str]]
    )
    _crash: str = ""

    def note(self, page: Page) -> None:
        """Reads one page of the site; never raises."""
        try:
            self._read(page)
        except Exception as error:  # a hostile page may cost its reading, never the visit
            self._crash = self._crash or type(error).__name__

    def part(self, at: Proof) -> Safety | Unseen:
        """All that was gathered; unseen when our own reading failed."""
        if self._crash:
            return Unseen(reason="crash", detail=self._crash)
        return Safety(
            pages=len(self.noted),
            injections=tuple(self._injections.values()),
            foreign=tuple(
                each.model_copy(update={"pages": len(self._carriers[key])})
                for key, each in self._foreign.items()
            ),
            at=at,
        )

    def _read(self, page: Page) -> None:
        for each in page.read(planted, self.signs.illegal):
            # One template carries it to every page: that is one thing planted.
            thing = f"{each.kind} {' '.join(each.signs)}"
            if len(self._injections) < _MOST_INJECTIONS and thing not in self._injections:
                place = proof_at(page, selector=each.selector or None)
                self._injections[thing] = Injection(kind=each.kind, signs=each.signs, at=place)
        for part in page.read(foreign_parts, self.noted.home, self.signs):
            key = (part.host, part.kind)
            if key not in self._foreign and len(self._foreign) < _MOST_HOSTS:
                place = proof_at(page, selector=part.selector)
                self._foreign[key] = Foreign(host=part.host, kind=part.kind, url=part.url, at=place)
            if key in self._foreign:
                self._carriers.setdefault(key, set()).add(page.url)
