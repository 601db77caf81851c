"""Ledgers kept as xlsx: the worksheets of a workbook, row by row, within bounds.

The parts are read as a stream by the XML parser of the standard library, so that a small hostile
file cannot ask for much: a cell far away costs one cell and not the rectangle up to it, and a
shared text is held once however often it is shown. (A table reader that lays out the rectangle
is stopped by the system at a 1.5 kB file whose second cell is XFD1048576.)
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from urllib.parse import urljoin
from xml.parsers import expat

from checker.extract.ledgers.bounds import (
    CELLS,
    INFLATED_BYTES,
    INFLATED_RATIO,
    LedgerError,
    Row,
)
from checker.extract.ledgers.cells import is_date_format
from checker.extract.ledgers.grid import Book, Grid, JoinedText, unescaped

_CHUNK = 65_536
_SMALL = 4 * 1024 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

Attributes = dict[str, str]


def tabs(data: bytes) -> Iterator[tuple[str, Iterator[Row]]]:
    """Each worksheet's name and rows, in the workbook's order; rows are read when asked for.

    Raises LedgerError past a bound, and what zipfile, zlib and expat raise for a broken file.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _refuse_bomb(archive, len(data))
        main = _related(archive, "_rels/.rels", "officeDocument") or {"": "xl/workbook.xml"}
        path = next(iter(main.values()))
        folder, _, file = path.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels".lstrip("/")
        sheets, from_1904 = _sheets(archive, path)
        parts = _related(archive, rels, "worksheet")
        strings = [_strings(archive, p) for p in _related(archive, rels, "sharedStrings").values()]
        styles = [_dates(archive, p) for p in _related(archive, rels, "styles").values()]
        book = Book(strings[0] if strings else [], styles[0] if styles else frozenset(), from_1904)
        for name, relation in sheets:
            if relation in parts:
                yield name, _rows(archive, parts[relation], book)


def _refuse_bomb(archive: zipfile.ZipFile, size: int) -> None:
    """Counts the declared sizes; zipfile never inflates a part past its declared size."""
    parts = archive.infolist()
    if any(part.compress_type not in _METHODS for part in parts):
        raise NotImplementedError("a workbook is stored or deflated")
    inflated = sum(part.file_size for part in parts)
    if inflated > INFLATED_BYTES or (inflated > _SMALL and inflated > size * INFLATED_RATIO):
        raise LedgerError(
            "工作簿解压后过大，疑似压缩炸弹，没有读取。请只保留台账工作表，另存后再导入",
            "the workbook inflates to far more than a ledger needs and was not read; keep only "
            "the ledger sheet, save it and import again",
        )


def _parser() -> expat.XMLParserType:
    def refuse(*_: object) -> None:
        raise ValueError("a workbook part has no document type")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _parsed(archive: zipfile.ZipFile, part: str, parser: expat.XMLParserType) -> Iterator[None]:
    """Feeds a part to the parser, chunk by chunk."""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            yield
    parser.Parse(b"", True)
    yield


def _elements(
    archive: zipfile.ZipFile, part: str, start: Callable[[str, Attributes], None]
) -> None:
    """Calls `start` for each element of a part, by its local name."""
    parser = _parser()
    parser.StartElementHandler = lambda tag, attributes: start(tag.rsplit(":", 1)[-1], attributes)
    for _ in _parsed(archive, part, parser):
        pass


def _related(archive: zipfile.ZipFile, rels: str, kind: str) -> dict[str, str]:
    """The parts of one kind that a part refers to, by the reference's id."""
    found: dict[str, str] = {}
    if rels not in archive.NameToInfo:
        return found
    base = "/" + rels.partition("_rels/")[0]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/" + kind):
            target = urljoin(base, attributes.get("Target", ""))
            found[attributes.get("Id", "")] = target.lstrip("/")

    _elements(archive, rels, start)
    return found


def _sheets(archive: zipfile.ZipFile, part: str) -> tuple[list[tuple[str, str]], bool]:
    sheets: list[tuple[str, str]] = []
    epochs: list[bool] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            relation = (value for key, value in attributes.items() if key.endswith(":id"))
            sheets.append((attributes.get("name", ""), next(relation, "")))
        elif tag == "workbookPr":
            epochs.append(attributes.get("date1904") in {"1", "true"})

    _elements(archive, part, start)
    return sheets, any(epochs)


def _dates(archive: zipfile.ZipFile, part: str) -> frozenset[int]:
    """The numbers of the cell styles that show a date or a time."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    within: list[bool] = [False]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif tag in {"cellXfs", "cellStyles", "dxfs"}:
            within[0] = tag == "cellXfs"
        elif tag == "xf" and within[0]:
            formats.append(int(attributes.get("numFmtId", "0")))

    _elements(archive, part, start)
    return frozenset(
        style
        for style, number in enumerate(formats)
        if is_date_format(number, codes.get(number, ""))
    )


def _strings(archive: zipfile.ZipFile, part: str) -> list[str]:
    strings: list[str] = []
    text = JoinedText()
    parser = _parser()

    def start(tag: str, _: Attributes) -> None:
        text.start(tag.rsplit(":", 1)[-1])

    def end(tag: str) -> None:
        local = tag.rsplit(":", 1)[-1]
        text.end(local)
        if local == "si":
            strings.append(unescaped(text.take()))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.characters
    for _ in _parsed(archive, part, parser):
        if len(strings) > CELLS:
            raise ValueError("more shared strings than a ledger has cells")
    return strings


def _rows(archive: zipfile.ZipFile, part: str, book: Book) -> Iterator[Row]:
    grid = Grid(book)
    parser = _parser()
    parser.StartElementHandler = grid.start
    parser.EndElementHandler = grid.end
    parser.CharacterDataHandler = grid.characters
    for _ in _parsed(archive, part, parser):
        yield from grid.ready
        grid.ready.clear()
