"""A bulletin over a whole country: 14,000 sites and 100,000 accounts, straight from a store.

    python -m tests.bench.country [--sites 14000] [--accounts 100000] [--keep FOLDER]

The store is filled by bulk inserts of real verdicts, the judge's own on one site and one account,
under other names; two rounds, so that the bulletin compares. One site and one account in 200 fails
by a confirmed veto, one in 50 waits for a person. Each paper is a process of its own: seconds of
wall and CPU, and the most memory it held.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from checker.books.library import indicators, load_book
from checker.config import Config
from checker.core.evidence import Statement
from checker.core.fact import CHINA, digest_of
from checker.core.judge import judge
from checker.core.period import period_of
from checker.core.target import Account, Site
from checker.core.verdict import Verdict
from checker.report.bulletin.paper import write_bulletin
from checker.run.attachments import write_attachments
from checker.run.bulletin import figures_of
from checker.run.exports import export_to
from checker.run.office import Office, open_office
from checker.store import tables
from checker.store.packing import Packer
from checker.store.planning import plan_round
from tests.builders import account, account_evidence, site, site_evidence

ROUNDS = (
    (datetime(2026, 9, 20, 2, tzinfo=CHINA), 17),
    (datetime(2026, 12, 20, 2, tzinfo=CHINA), 0),
)
PERIOD = "2026Q4"
PAPERS = ("bulletin", "attachments", "numbers", "verdicts", "failing")
_PLACES, _CODE, _NAME = 21, "6199990001", "模板"
_CHUNK = 2000


def targets(sites: int, accounts: int) -> Iterator[Site | Account]:
    """The registry: the sites and accounts of so many places."""
    for number in range(sites):
        yield site(
            code=f"61{number:08d}", name=f"第{number}号网站", region=f"第{number % _PLACES}市",
            url=f"http://s{number}.gov.example/", owner=f"第{number % 900}局",
            level="市级" if number % 4 else "县级",
        )  # fmt: skip
    for number in range(accounts):
        yield account(
            code=f"61{number % 10**6:08d}WX{number:06d}", name=f"第{number}号账号",
            region=f"第{number % _PLACES}市", owner=f"第{number % 900}局",
        )  # fmt: skip


def fill(office: Office, sites: int, accounts: int) -> None:
    """Two rounds over the registry, written in bulk."""
    registry = list(targets(sites, accounts))
    for as_of, shift in ROUNDS:
        current = plan_round(
            office.database, registry, kind="nightly", as_of=as_of, book=office.book.named,
            code="bench", at=as_of,
        )  # fmt: skip
        moulds = {kind: _moulds(office, kind, current.id, as_of) for kind in ("site", "account")}
        packer, rows = Packer(), list[dict[str, Any]]()
        for number, target in enumerate(registry):
            rows.append(_row(target, moulds[target.kind], number + shift, packer))
            if len(rows) == _CHUNK:
                _write(office, rows)
        _write(office, rows)
        with office.database.writing() as connection:
            plan = tables.round_targets
            connection.execute(plan.update().values(state="done"))
            connection.execute(
                tables.rounds.update().values(state="complete", finished=as_of + timedelta(hours=4))
            )


def _moulds(office: Office, kind: str, round_id: str, as_of: datetime) -> dict[str, Verdict]:
    """A fine, a confirmed and a suspected verdict of one kind, on evidence that is stored."""
    book, found = load_book("national-2019"), indicators()
    whole: Any
    if kind == "site":
        whole = site_evidence(
            site(code=_CODE, name=_NAME, url="http://t.example/"), round_id=round_id, as_of=as_of
        )
        veto = "site.homepage-stale"
        home = whole.home
        old = tuple(e.model_copy(update={"published": date(2026, 1, 5)}) for e in home.entries)
        bad = whole.model_copy(update={"home": home.model_copy(update={"entries": old})})
    else:
        whole = account_evidence(account(code=_CODE, name=_NAME), round_id=round_id, as_of=as_of)
        veto = "account.idle"
        posts = whole.posts
        late = tuple(
            each.model_copy(update={"moment": each.moment - timedelta(days=40)})
            for each in posts.posts
        )
        bad = whole.model_copy(update={"posts": posts.model_copy(update={"posts": late})})
    signed = Statement(kind="confirm", indicator=veto, by="张三", at=as_of, reason="已核实")
    sure = bad.model_copy(update={"statements": (signed,)})
    made: dict[str, Verdict] = {}
    for name, evidence in (("fine", whole), ("waits", bad), ("fails", sure)):
        digest = office.blobs.keep(evidence.canonical())
        office.blobs.sync((digest,))
        with office.database.writing() as connection:
            connection.execute(
                insert(tables.evidence),
                {"digest": digest, "kind": kind, "code": _CODE, "round_id": round_id,
                 "as_of": as_of, "bytes": 1},
            )  # fmt: skip
        made[name] = judge(evidence, book, found, "bench")
    return made


def _row(
    target: Site | Account, moulds: dict[str, Verdict], number: int, packer: Packer
) -> dict[str, Any]:
    name = "fails" if number % 200 == 0 else "waits" if number % 50 == 0 else "fine"
    mould = moulds[name]
    number_ = digest_of(f"{target.code} {mould.round}".encode())[7:23]
    made = mould.model_copy(update={"target": target, "id": number_})
    return {
        "id": made.id, "made": made.finished, "superseded_by": None, "kind": target.kind,
        "code": target.code, "round_id": made.round, "as_of": made.as_of, "outcome": made.outcome,
        "stage": made.stage, "book": "national-2019@1", "book_digest": made.book.digest,
        "evidence": made.evidence, "code_version": "bench", "body": packer.pack(made.canonical()),
    }  # fmt: skip


def _write(office: Office, rows: list[dict[str, Any]]) -> None:
    if rows:
        with office.database.writing() as connection:
            connection.execute(insert(tables.verdicts), rows)
        rows.clear()


def paper(office: Office, name: str, folder: Path) -> None:
    """One of the papers, as its command makes it."""
    if name in ("verdicts", "failing"):
        with (folder / f"{name}.xlsx").open("wb") as stream:
            export_to(office, name, "xlsx", "2026-12-20", None, "zh", stream)
        return
    figures = figures_of(office, period_of(PERIOD), date(2026, 12, 31))
    if name == "bulletin":
        with (folder / "通报.docx").open("wb") as stream:
            write_bulletin(figures, stream)
    elif name == "attachments":
        write_attachments(figures, folder / "附件", "zh")
    else:
        from checker.report.bulletin.overview import numbers_of

        print(numbers_of(figures)["accounts"])


def _most_mb() -> int:
    """The most memory that this process has held, that of its parent left out."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) >> 10


def _measured(config: Config, name: str) -> None:
    with open_office(config) as office:
        before = _most_mb()
        cpu, wall = time.process_time(), time.monotonic()
        paper(office, name, config.folder)
        cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    print(f"{name:12}{wall:7.1f} s {cpu:7.1f} s CPU {_most_mb():5} MB at most ({before} before)")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fills a store, and measures each paper in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=14_000)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="a folder whose store is used again")
    parser.add_argument("--paper", choices=PAPERS, action="append")
    parser.add_argument("--here", action="store_true", help="measure in this very process")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="checker-bench-") as place:
        folder = asked.keep or Path(place)
        config = Config(folder=folder)
        if asked.here:
            _measured(config, asked.paper[0])
            return
        if not (folder / "var" / "checker.db").exists():
            begun = time.monotonic()
            folder.mkdir(parents=True, exist_ok=True)
            with open_office(config) as office:
                fill(office, asked.sites, asked.accounts)
            size = (folder / "var" / "checker.db").stat().st_size
            print(f"filled in {time.monotonic() - begun:.0f} s: {size >> 20} MB", flush=True)
        for name in asked.paper or PAPERS:
            subprocess.run(
                [sys.executable, "-m", "tests.bench.country", "--keep", str(folder), "--here",
                 "--paper", name],
                check=True, env=os.environ,
            )  # fmt: skip


if __name__ == "__main__":
    main()
