"""The recorded answers about accounts, each with what is read of it, or why it is not read.

    python -m tests.account_samples

The answers lie beside a checkout and not in a clone; what must come of each is data
(`tests/extract/pages/account_samples.yaml`).
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from checker.books.strict_yaml import read_yaml
from checker.core.fact import CHINA
from checker.core.source import JsonSource
from checker.extract.posts.feed import read_feed
from checker.extract.posts.item import FoundPost, SourceError
from checker.extract.posts.json_list import read_json_posts
from checker.extract.posts.links import links_in
from checker.extract.posts.presets import with_preset

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "account-and-page-samples"
AS_OF = datetime(2026, 11, 22, 10, 0, tzinfo=CHINA)
_TOLD = Path(__file__).parent / "extract" / "pages" / "account_samples.yaml"


def told() -> Mapping[str, Mapping[str, Any]]:
    """What the data says of each sample about accounts, by its place in the folder."""
    content = read_yaml(_TOLD.read_text(encoding="utf-8"), _TOLD.name).content
    return cast(Mapping[str, Mapping[str, Any]], cast(Mapping[str, Any], content)["samples"])


@dataclass(frozen=True)
class SampleRead:
    """What came of one sample: numbers of posts, dated posts and links, the newest moment, or the
    source's own failure."""

    posts: int = 0
    dated: int = 0
    newest: str = ""
    links: int = 0
    failed: str = ""


def read_sample(name: str, how: Mapping[str, Any]) -> SampleRead:
    """The posts of a sample, read as the data says."""
    try:
        found = _posts(_bytes(name, lines=bool(how.get("lines"))), how)
    except SourceError as error:
        return SampleRead(failed=str(error))
    moments = [each.moment for each in found if each.moment]
    return SampleRead(
        posts=len(found),
        dated=len(moments),
        newest=f"{max(moments):%Y-%m-%dT%H:%M:%S}" if moments else "",
        links=sum(len(links_in(each.text, each.url)) for each in found),
    )


def _bytes(name: str, *, lines: bool) -> bytes:
    body = (FOLDER / name).read_bytes()
    if not lines:
        return body
    rows: list[object] = []
    for line in body.decode("utf-8", "replace").splitlines():
        try:
            rows.append(json.loads(line))
        except ValueError:  # the recording ends inside its last line
            break
    return json.dumps(rows).encode()


def _posts(body: bytes, how: Mapping[str, Any]) -> Sequence[FoundPost]:
    if how["read"] == "feed":
        return read_feed(body)
    source = with_preset(JsonSource(kind="json", **how["source"]))
    return read_json_posts(body, source, AS_OF)


def main() -> int:
    """Prints the table; 1 where the folder is not there."""
    if not FOLDER.is_dir():
        print("the recorded answers are not part of a clone")
        return 1
    print(f"{'sample':<46} {'read as':<8} posts dated links newest")
    for name, how in told().items():
        if "unread" in how:
            print(f"{name:<46} not read: {how['unread']}")
            continue
        found = read_sample(name, how)
        if found.failed:
            print(f"{name:<46} {how['read']:<8} unavailable: {found.failed[:60]}")
            continue
        print(
            f"{name:<46} {how['read']:<8} {found.posts:>5} {found.dated:>5} {found.links:>5} "
            f"{found.newest or '-'}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
