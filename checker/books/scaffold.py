"""Writes the three files of a new indicator: its module, its cases, and its line in a book.

`python -m checker.books.scaffold site.some-name`. What it writes measures something real and passes
the tests as it is; the book runs it as `watch`, so that it is shown and counts for nothing.
"""

import re
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import invalidate_caches
from pathlib import Path

import rules
from checker.books.library import indicators
from checker.books.readme import readme
from checker.books.strict_yaml import StrictYamlError, read_yaml

_ID = re.compile(r"(site|account)\.([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")

_SITE_MODULE = '''"""{title} · {english}

The home page shows fewer entries with a date than the book asks for. (Say here what you measure.)

Basis:        none yet: name the clause before a book counts it.
Cannot tell:  when too few are seen, but lists on the home page could not be read.
"""

from checker.core.fact import Fact
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Home


class Params(Fact):
    """How many entries are enough."""

    at_least: int = 3


def check(home: Home, p: Params) -> Outcome:
    """One fault at most: that there are too few."""
    dated = sum(entry.published is not None for entry in home.entries)
    says = f"首页有日期的信息 {{dated}} 条(标准:{{p.at_least}} 条及以上)"
    if dated >= p.at_least:
        return passed(says, home.at)
    if home.unread:
        return cannot_tell(f"{{says}};另有 {{home.unread}} 个列表未能读取", home.at)
    return breached(says, home.at)
'''

_SITE_CASES = """cases:
  - name: three entries with a date are enough
    evidence:
      home: {entries: [{published: 3 days before, times: 3}]}
    expect: passed

  - name: two entries with a date are one too few
    evidence:
      home: {entries: [{published: 3 days before, times: 2}, {times: 5}]}
    expect: breached
    proofs: 1

  - name: a list that could not be read may hold more
    evidence:
      home: {entries: [{published: 3 days before, times: 2}], unread: 1}
    expect: cannot-tell

  - name: the home page was not seen
    evidence: {home: {unseen: no-answer}}
    expect: cannot-tell
"""

_ACCOUNT_MODULE = '''"""{title} · {english}

The account shows fewer posts than the book asks for. (Say here what you measure.)

Basis:        none yet: name the clause before a book counts it.
Cannot tell:  when too few are seen, but a source did not answer.
"""

from checker.core.account import Posts
from checker.core.fact import Fact
from checker.core.outcome import Outcome, breached, cannot_tell, passed


class Params(Fact):
    """How many posts are enough."""

    at_least: int = 3


def check(posts: Posts, p: Params) -> Outcome:
    """One fault at most: that there are too few."""
    says = f"读到内容 {{len(posts.posts)}} 条(标准:{{p.at_least}} 条及以上)"
    if len(posts.posts) >= p.at_least:
        return passed(says, posts.at)
    if any(source.state == "unavailable" for source in posts.sources):
        return cannot_tell(f"{{says}};有数据源未应答", posts.at)
    return breached(says, posts.at)
'''

_ACCOUNT_CASES = """cases:
  - name: three posts are enough
    evidence: {posts: {posts: [{moment: 3 days before, times: 3}]}}
    expect: passed

  - name: two posts are one too few
    evidence: {posts: {posts: [{moment: 3 days before, times: 2}]}}
    expect: breached
    proofs: 1

  - name: a source that did not answer may hold more
    evidence: {posts: {posts: [{moment: 3 days before, times: 2}], sources: [{state: unavailable}]}}
    expect: cannot-tell

  - name: the posts were not seen
    evidence: {posts: {unseen: source-failed}}
    expect: cannot-tell
"""

_TEMPLATES = {
    "site": (_SITE_MODULE, _SITE_CASES),
    "account": (_ACCOUNT_MODULE, _ACCOUNT_CASES),
}


class ScaffoldError(Exception):
    """A new indicator that cannot be written: the message says why."""


@dataclass(frozen=True)
class NewIndicator:
    """What is written, by file."""

    module: Path
    cases: Path
    book: Path
    texts: dict[Path, str]


def planned(id: str, title: str, book: str, folder: Path) -> NewIndicator:
    """The three files of a new indicator under the rules' folder; raises ScaffoldError."""
    named = _ID.fullmatch(id)
    if named is None:
        raise ScaffoldError(f"{id}: 编号应形如 site.some-name · an id looks like site.some-name")
    subject, words = named.groups()
    name = words.replace("-", "_")
    module = folder / subject / f"{name}.py"
    cases = folder / subject / f"{name}.cases.yaml"
    if module.exists() or cases.exists():
        raise ScaffoldError(f"{id}: 已存在 · it is there already: {module}")
    book_file = folder / "books" / f"{book}.yaml"
    module_text, cases_text = _TEMPLATES[subject]
    english = words.replace("-", " ").capitalize()
    texts = {
        module: module_text.format(title=title, english=english),
        cases: cases_text,
        book_file: _with_line(book_file, f"  - {{id: {id}, as: watch, clause: trial}}\n"),
    }
    return NewIndicator(module, cases, book_file, texts)


def _with_line(book: Path, line: str) -> str:
    """The book's text with one more line in its list of indicators, which must stand last."""
    if not book.is_file():
        raise ScaffoldError(f"{book}: 没有这个规则文件 · there is no such book")
    text = book.read_text(encoding="utf-8").rstrip("\n") + "\n"
    try:
        content = read_yaml(text, str(book)).content
        last = list(content.items())[-1] if isinstance(content, dict) else ("", None)
        if last[0] != "indicators" or not isinstance(last[1], list):
            raise ScaffoldError(
                f"{book}: 最后一项应为 indicators 列表 · indicators must be the last key of the book"
            )
        read_yaml(text + line, str(book))
    except StrictYamlError as error:
        raise ScaffoldError(str(error)) from None
    return text + line


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the files and the rules' README; the exit code."""
    parser = ArgumentParser(prog="python -m checker.books.scaffold", description=__doc__)
    parser.add_argument("id", help="site.some-name or account.some-name")
    parser.add_argument("--title", default="新指标", help="its name in Chinese")
    parser.add_argument("--book", default="national-2019", help="the book that watches it")
    given = parser.parse_args(arguments)
    folder = Path(rules.__path__[0])
    try:
        new = planned(str(given.id), str(given.title), str(given.book), folder)
    except ScaffoldError as error:
        print(error, file=sys.stderr)
        return 2
    for file, text in new.texts.items():
        file.write_text(text, encoding="utf-8")
    invalidate_caches()
    indicators.cache_clear()
    (folder / "README.md").write_text(readme(), encoding="utf-8")
    print(f"{new.module}\n{new.cases}\n{new.book}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
