"""A file of comma-, tab- or semicolon-separated values -> rows of cells, one at a time.

Nothing here knows questions. Raises OSError where the file cannot be read, UnusableTableError
where it is no table; what reads it holds no more than one row.
"""

import codecs
import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import BinaryIO

from selfcheck.table.header import TableProblem

SEPARATORS = (",", "\t", ";")
LONGEST_CELL = 10_000_000
"""Letters. A longer cell is mostly a quotation mark that was never closed."""
MOST_COLUMNS = 100_000
_BLOCK = 1 << 20
_MOST_NAMED = 20


class UnusableTableError(Exception):
    """The table cannot be scored at all."""

    def __init__(self, problem: TableProblem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(slots=True)
class Table:
    """An open table: its bytes, how to read them, and its header.

    `header_row` counts from 1 as a spreadsheet does; `size` is in bytes. `long_rows` are the
    numbers of the rows read so far that had something beyond the header, the first few of them.
    """

    raw: BinaryIO
    encoding: str
    separator: str = ","
    header: list[str] = field(default_factory=list)
    header_row: int = 1
    size: int = 0
    long_rows: list[int] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every respondent's row with its number, as wide as the header. A blank line is nobody's
        row, but counts."""
        width = len(self.header)
        for number, cells in _records(self.raw, self.encoding, self.separator):
            if len(cells) != width:
                if number <= self.header_row or _is_blank_line(cells, width):
                    continue
                self._fit(number, cells, width)
            elif number == self.header_row:
                continue
            yield number, cells

    def _fit(self, number: int, cells: list[str], width: int) -> None:
        """Fill up a short row; cut off what is beyond the header."""
        if any(cell.strip() for cell in cells[width:]) and len(self.long_rows) < _MOST_NAMED:
            self.long_rows.append(number)
        del cells[width:]
        cells += [""] * (width - len(cells))

    def read_share(self) -> float:
        """How much has been read, from 0 to 1."""
        return self.raw.tell() / self.size if self.size else 1.0


def _is_blank_line(cells: list[str], width: int) -> bool:
    return not cells or (len(cells) == 1 < width and not cells[0].strip())


def open_table(stream: BinaryIO, count_named: Callable[[Sequence[str]], int]) -> Table:
    """Find encoding, separator and header; `count_named` says how many questions a header names.
    A stream that cannot be read twice is copied first."""
    raw = stream if stream.seekable() else _copied(stream)
    size = raw.seek(0, io.SEEK_END)
    encoding = _find_encoding(raw)
    found = [_read_header(Table(raw, encoding, separator, size=size)) for separator in SEPARATORS]
    tables = [table for table in found if isinstance(table, Table)]
    if not tables:
        raise next(error for error in found if isinstance(error, UnusableTableError))
    if any(len(table.header) > MOST_COLUMNS for table in tables):
        raise UnusableTableError(TableProblem("too-many-columns", {"limit": f"{MOST_COLUMNS:,}"}))
    return max(tables, key=lambda table: (count_named(table.header), len(table.header)))


def _copied(stream: BinaryIO) -> BinaryIO:
    copy = tempfile.TemporaryFile()  # noqa: SIM115
    shutil.copyfileobj(stream, copy, _BLOCK)
    return copy


def _read_header(table: Table) -> Table | UnusableTableError:
    """The first line that is not blank is the header."""
    try:
        for number, cells in _records(table.raw, table.encoding, table.separator):
            if len(cells) > MOST_COLUMNS or any(cell.strip() for cell in cells):
                table.header, table.header_row = cells, number
                return table
    except UnusableTableError as error:
        return error
    return UnusableTableError(TableProblem("empty"))


def _records(raw: BinaryIO, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """All records from the beginning, with their numbers from 1."""
    csv.field_size_limit(LONGEST_CELL)
    raw.seek(0)
    lines = io.TextIOWrapper(raw, encoding, newline="")
    numbers = count(1)
    try:
        # strict: else a quotation mark that is never closed swallows all respondents after it.
        yield from zip(numbers, csv.reader(lines, delimiter=separator, strict=True), strict=False)
    except csv.Error as error:
        raise UnusableTableError(_find_problem(error, next(numbers) - 1)) from None
    finally:
        if not raw.closed:
            lines.detach()


def _find_problem(error: csv.Error, row: int) -> TableProblem:
    # csv has one class for all it finds; its English sentence is all there is.
    if "field limit" in str(error):
        return TableProblem("long-cell", {"row": row, "limit": f"{LONGEST_CELL:,}"})
    return TableProblem("quote", {"row": row})


def _find_encoding(raw: BinaryIO) -> str:
    """UTF-8 with or without its mark, else CP932. Read whole once, for a letter that does not fit
    may come at the very end."""
    raw.seek(0)
    head = raw.read(4)
    if (
        head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        or head[:4:2] == b"\0\0"
        or (head[1:4:2] == b"\0\0")
    ):
        raise UnusableTableError(TableProblem("utf-16"))
    for encoding in ("utf-8-sig", "cp932"):
        if _reads_as(raw, encoding):
            return encoding
    raise UnusableTableError(TableProblem("unknown-letters"))


def _reads_as(raw: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    raw.seek(0)
    try:
        while block := raw.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
