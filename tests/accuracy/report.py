"""The figures as JSON, as lines for a terminal, and as the document that is kept in docs/."""

import json

from tests.accuracy.question import Case, Question, Score, score


def as_json(questions: list[Question]) -> str:
    """One object a question, with its misread pages."""
    return json.dumps([_row(question) for question in questions], ensure_ascii=False, indent=1)


def _row(question: Question) -> dict[str, object]:
    ours = score(question.cases)
    return {
        "question": question.name,
        **_figures(ours),
        "floor": question.floor,
        "reached": reached(question),
        "peers": {name: _figures(score(cases)) for name, cases in question.peers.items()},
        "misread": [
            {"page": case.page, "expected": case.expected, "got": case.got, "note": case.note}
            for case in question.cases
            if not case.clean
        ],
    }


def _figures(found: Score) -> dict[str, object]:
    return {
        "asked": found.asked,
        "pages_right": round(found.pages, 4),
        "right": found.right,
        "wrong": found.wrong,
        "missed": found.missed,
        "precision": round(found.precision, 4),
        "recall": round(found.recall, 4),
        "f1": round(found.f1, 4),
    }


def reached(question: Question) -> bool:
    """Whether a question is answered as well as asked for."""
    if question.floor is None:
        return True
    ours = score(question.cases)
    return (ours.f1 if question.figure == "f1" else ours.pages) >= question.floor


_HEAD = "| 问题 | 问 | 页面全对 | 对 | 错 | 漏 | 精确率 | 召回率 | F1 | 下限 | 达到 |"
_LINE = "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|"


def as_table(questions: list[Question]) -> list[str]:
    """A Markdown table; general tools stand below the question they answer too."""
    lines = [_HEAD, _LINE]
    for question in questions:
        floor = f"{question.floor:.2f} ({question.figure})" if question.floor is not None else ""
        met = "是" if reached(question) else "**否**"
        lines.append(_cells(question.name, score(question.cases), floor, met))
        for name, cases in question.peers.items():
            lines.append(_cells(f"　{name}", score(cases), "", ""))
    return lines


def _cells(name: str, found: Score, floor: str, met: str) -> str:
    cells = (
        name,
        found.asked,
        f"{found.pages:.3f}",
        found.right,
        found.wrong,
        found.missed,
        f"{found.precision:.3f}",
        f"{found.recall:.3f}",
        f"{found.f1:.3f}",
        floor,
        met,
    )
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def misread(questions: list[Question]) -> list[str]:
    """Every page that was not read right, by question: expected and got."""
    lines: list[str] = []
    for question in questions:
        bad = [case for case in question.cases if not case.clean]
        if bad:
            lines += ["", f"### {question.name}", ""]
            lines += [_line(case) for case in bad]
    return lines or ["", "没有。"]


def _line(case: Case) -> str:
    note = f"({case.note})" if case.note else ""
    return f"- `{case.page}`：应为 {case.expected or '—'}，读为 {case.got or '—'}{note}"


def as_document(questions: list[Question], pages: int) -> str:
    """The whole of docs/ACCURACY.md."""
    return "\n".join(
        [
            "# 读页准确度 · How right the readers are",
            "",
            f"由 `python -m tests.accuracy --write` 生成，{pages} 个保存的真实页面，人工标注。"
            "“页面全对”是没有一处读错或漏读的页面所占的比例。",
            "",
            *as_table(questions),
            "",
            "## 读错的页面",
            *misread(questions),
            "",
        ]
    )
