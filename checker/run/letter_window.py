"""A planned test letter: the form of its mailbox, opened for a person, and the record of sending.

The program fills the form and stops there. That a letter was sent is a person's word.
"""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from checker.collect.browser.engine import BrowserSettings
from checker.collect.browser.find import NoBrowser, find_browser
from checker.collect.browser.letter_window import LetterWindow, NoWindow, letter_window
from checker.collect.http.names import Names
from checker.config import Config, Sender
from checker.core.letter_plan import LetterDraft
from checker.core.letter_tests import LetterTest
from checker.core.site import Feedback, SiteEvidence
from checker.extract.channels.letter_fields import Meaning
from checker.extract.ledgers.bounds import LedgerError
from checker.extract.ledgers.desk import read_letter_plan
from checker.extract.ledgers.sheet import sheet
from checker.run.clock import now
from checker.run.ledgers import ledger_bytes
from checker.run.office import Office
from checker.run.world import address_policy
from checker.store.desk import letter_tests
from checker.store.evidence import load_evidence
from checker.store.registry import apply
from checker.store.verdicts import latest_for


class CannotOpen(Exception):
    """A letter that cannot be opened: the message says why, in both languages."""


@dataclass(frozen=True)
class Letter:
    """A letter of a plan, and who sends it."""

    draft: LetterDraft
    tester: Sender

    @property
    def words(self) -> Mapping[Meaning, str]:
        """What goes into the fields of a form."""
        who = self.tester
        return {
            "title": self.draft.title, "text": self.draft.question, "name": who.name,
            "phone": who.phone, "email": who.email, "address": who.address,
            "postcode": who.postcode,
        }  # fmt: skip


def planned_letter(config: Config, plan: Path, site_code: str, number: int, by: str) -> Letter:
    """One letter of a plan; raises LedgerError where the plan has none such.

    `by` names the tester of the config, else the plan's 发信人 does, else the first one sends.
    """
    drafts = read_letter_plan(sheet(ledger_bytes(plan), plan.name))
    found = [each for each in drafts if (each.site_code, each.number) == (site_code, number)]
    if not found:
        raise LedgerError(
            f"{plan} 里没有 {site_code} 的第 {number} 封信",
            f"{plan} has no letter {number} to {site_code}",
        )
    draft = found[0]
    name = by or draft.sender
    known = [each for each in config.testers if not name or each.name == name]
    return Letter(draft, known[0] if known else Sender(name=name))


def must_be_unsent(office: Office, draft: LetterDraft) -> None:
    """Raises CannotOpen for a letter that is recorded as sent: no site gets a letter twice."""
    for each in letter_tests(office.database):
        same = (each.round, each.site_code, each.number)
        if same == (draft.round, draft.site_code, draft.number):
            raise CannotOpen(
                f"这封信已于 {each.sent:%Y-%m-%d %H:%M} 发出 · it was sent {each.sent:%Y-%m-%d %H:%M}"
            )


def mailbox_of(office: Office, site_code: str) -> str:
    """The form of a site's mailbox as its newest check found it; empty where it found none."""
    newest = latest_for(office.database, "site", site_code, now())
    evidence = load_evidence(office.blobs, newest.evidence) if newest else None
    if not isinstance(evidence, SiteEvidence) or not isinstance(evidence.feedback, Feedback):
        return ""
    channels = sorted(evidence.feedback.channels, key=lambda each: not each.usable)
    return next((each.url for each in channels if each.opened), "")


@asynccontextmanager
async def open_letter(
    config: Config, letter: Letter, url: str, *, shown: bool = True
) -> AsyncGenerator[LetterWindow]:
    """The window with the form at an address, filled; raises CannotOpen."""
    browser = find_browser(config.browser.executable)
    if isinstance(browser, NoBrowser):
        raise CannotOpen(f"{browser.reason}；{browser.mend} · no browser")
    settings = BrowserSettings(
        executable=browser.executable, user_agent=config.network.user_agent, shown=shown
    )
    names = Names(threads=8)
    try:
        async with letter_window(
            url, letter.words, settings, address_policy(config), names.lookup
        ) as window:
            yield window
    except NoWindow as error:
        raise CannotOpen(
            f"无法打开窗口或网页（{error}）；须在有屏幕的电脑上运行 · no window, or no page in it: {error}"
        ) from None
    finally:
        names.close()


def record_sent(office: Office, letter: Letter, picture: bytes) -> LetterTest:
    """Writes down that a person sent the letter just now, with what the window showed last."""
    draft, moment = letter.draft, now()
    screenshot = office.blobs.keep(picture) if picture else ""
    if screenshot:
        office.blobs.sync((screenshot,))
    sent = LetterTest(
        round=draft.round, site_code=draft.site_code, number=draft.number,
        question=draft.question, sent=moment, screenshot=screenshot,
        sender=letter.tester.name,
    )  # fmt: skip
    apply(office.database, (sent,), at=moment, ledger="letters open")
    return sent
