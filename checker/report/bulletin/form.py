"""How one office writes its bulletins: its name, its phrases, its attachments and their columns.

What is counted is the same for all; what it is called, in which order and to how many decimals is
each office's own. The form is a YAML file that `bulletin:` in config.yaml names; without one our
own form holds. Thresholds never stand here: they lie in rulebooks.
"""

from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from checker.books.strict_yaml import as_model, read_yaml

TableName = Literal[
    "failing-sites", "failing-accounts", "letters", "letters-answers", "columns", "tickets",
    "accounts", "scores", "accounts-by-unit", "places", "grades", "supervision", "mending",
    "undetermined", "ticket-deductions",
]  # fmt: skip


class Part(BaseModel):
    """A piece of the form: frozen, and it refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Attachment(Part):
    """One table of an attachment: which one, what it is called, its columns in order.

    `columns` gives each column's own header, one `{key: header}` a column. `where` keeps rows by a column's text, of several
    texts with a `|` between them. Neighbouring equal cells of `merge` columns become one cell of
    the document. `number` says which attachment it belongs to, the next one where it is 0.
    """

    table: TableName
    title: str
    columns: tuple[dict[str, str], ...] = ()
    where: dict[str, str] = {}
    merge: tuple[str, ...] = ()
    note: str = ""
    number: int = 0

    @property
    def headers(self) -> dict[str, str]:
        """The header of each column by its key, in the office's order."""
        return {key: header for each in self.columns for key, header in each.items()}


class Grade(Part):
    """A grade (等次) and the lowest score in it."""

    name: str
    at_least: float


class Form(Part):
    """One office's way of writing."""

    office: str = "××人民政府办公室"
    number: str = ""
    to: str = ""
    area: str = ""
    title: str = "{period}政府网站与政务新媒体检查情况通报"
    decimals: int = Field(default=2, ge=0, le=4)
    name_style: str = "“{name}”网"
    province_row: str = "省级部门（含省政府门户）"
    phrases: dict[str, str] = {}
    advice: dict[str, str] = {}
    words: dict[str, str] = {}
    grades: tuple[Grade, ...] = ()
    commended: tuple[dict[str, tuple[str, ...]], ...] = ()
    requirements: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    template: str = ""


def own_form() -> Form:
    """The form that ships with the program."""
    file = files("checker.report.bulletin") / "form.yaml"
    return as_model(read_yaml(file.read_text(encoding="utf-8"), "form.yaml"), Form)


def load_form(path: Path) -> Form:
    """An office's form, over ours: what it leaves out is as we have it.

    Raises StrictYamlError with the line, OSError.
    """
    written = as_model(read_yaml(path.read_text(encoding="utf-8-sig"), str(path)), Form)
    ours = own_form()
    merged = ours.model_copy(
        update={key: getattr(written, key) for key in written.model_fields_set}
    )
    return merged.model_copy(
        update={
            "phrases": {**ours.phrases, **written.phrases},
            "advice": {**ours.advice, **written.advice},
            "words": {**ours.words, **written.words},
        }
    )
