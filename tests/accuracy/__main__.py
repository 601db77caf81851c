"""`python -m tests.accuracy [--json] [--write FILE]`: prints how right the readers are."""

import argparse
import pkgutil
import sys
from importlib import import_module
from pathlib import Path

import tests.accuracy as here
from tests.accuracy.corpus import folder, pages
from tests.accuracy.question import Question
from tests.accuracy.report import as_document, as_json, as_table, misread, reached


def all_questions() -> list[Question]:
    """The questions of every module here whose name begins with q_."""
    names = sorted(module.name for module in pkgutil.iter_modules(here.__path__))
    found: list[Question] = []
    for name in names:
        if name.startswith("q_"):
            found += import_module(f"tests.accuracy.{name}").questions()
    return [question for question in found if question.cases]


def main() -> int:
    """0: every floor is reached (or there is no corpus); 1: some is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON only")
    parser.add_argument("--write", metavar="FILE", help="also write the document to FILE")
    wanted = parser.parse_args()
    questions = all_questions()
    if folder() is None:
        print("没有保存的页面（设 CHECKER_CORPUS 指向它们），有关问题已跳过", file=sys.stderr)
    if wanted.json:
        print(as_json(questions))
    else:
        print("\n".join([*as_table(questions), "", "读错的页面：", *misread(questions)]))
    if wanted.write:
        Path(wanted.write).parent.mkdir(parents=True, exist_ok=True)
        Path(wanted.write).write_text(as_document(questions, len(pages())), encoding="utf-8")
    return 0 if all(reached(question) for question in questions) else 1


if __name__ == "__main__":
    sys.exit(main())
