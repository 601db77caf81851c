"""The template of the bulletin: built here once, then an office's own to edit in Word.

Its marks are docxtpl's (Jinja): `{{ title }}`, `{%p for each in overview %}` … Every mark that our
template uses, an office may move, drop or use again; the attachments follow at the end.
"""

from typing import BinaryIO

from checker.report.bulletin.layout import (
    HEADING,
    SUBHEADING,
    TITLE,
    TITLE_PT,
    add_line,
    add_run,
    blank_paper,
    indent,
)

_PARTS = (
    ("一、总体情况", "overview"),
    ("二、主要问题", "problems"),
    ("{{ '三' if problems else '二' }}、下一步工作要求", "requirements"),
)
"""The heads of the parts; one that is empty is left out, and the next takes its number."""


def write_template(stream: BinaryIO) -> None:
    """Writes our template as .docx."""
    paper = blank_paper()
    add_line(paper, "{{ office }}", TITLE, TITLE_PT, align="center")
    add_line(paper, "{{ title }}", TITLE, TITLE_PT, align="center")
    add_line(paper, "{{ number }}", align="center")
    add_line(paper, "{%p if to %}")
    add_line(paper, "{{ to }}：", align="left")
    add_line(paper, "{%p endif %}")
    add_line(paper, "{{ opening }}")
    for title, name in _PARTS:
        add_line(paper, f"{{%p if {name} %}}")
        add_line(paper, title, HEADING)
        add_line(paper, f"{{%p for each in {name} %}}")
        run_in = paper.add_paragraph()
        indent(run_in)
        add_run(run_in, "{{ each.head }}", SUBHEADING)
        add_run(run_in, "{{ each.text }}")
        add_line(paper, "{%p endfor %}")
        add_line(paper, "{%p endif %}")
    add_line(paper, "")
    add_line(paper, "{%p for each in attachments %}")
    add_line(paper, "{{ each }}")
    add_line(paper, "{%p endfor %}")
    add_line(paper, "")
    signed = add_line(paper, "{{ office }}", align="right")
    signed.paragraph_format.keep_with_next = True
    add_line(paper, "{{ day }}", align="right")
    paper.core_properties.title = "政府网站与政务新媒体检查情况通报（模板）"
    paper.core_properties.author = "checker"
    paper.save(stream)
