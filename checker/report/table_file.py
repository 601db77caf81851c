"""One table into one file, in whatever form a person asked for."""

from pathlib import Path
from typing import BinaryIO

from checker.report.csv_file import write_csv
from checker.report.docx_file import write_docx
from checker.report.json_file import write_json, write_jsonl
from checker.report.spreadsheet import write_xlsx
from checker.report.tables import Lang, Table


def write_table(table: Table, form: str, lang: Lang, stream: BinaryIO) -> None:
    """Writes the table as xlsx, json, jsonl or docx, else as csv, to an open binary stream."""
    match form:
        case "xlsx":
            write_xlsx([table], stream, lang)
        case "json":
            write_json(table, stream)
        case "jsonl":
            write_jsonl(table, stream)
        case "docx":
            write_docx(table, stream, lang)
        case _:
            write_csv(table, stream, lang)


def save_table(table: Table, path: Path, lang: Lang) -> None:
    """Writes the table in the form that the file's suffix names; raises OSError."""
    with path.open("wb") as stream:
        write_table(table, path.suffix.lstrip("."), lang, stream)
