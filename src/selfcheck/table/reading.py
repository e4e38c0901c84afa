"""A file of comma-, tab- or semicolon-separated values -> rows of cells, one at a time.

Nothing here knows questions. Raises OSError where the file cannot be read, UnusableTableError
where it is no table; what reads it holds no more than one row.
"""

import codecs
import io
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO, cast

from selfcheck.table.header import TableProblem
from selfcheck.table.kinds import kind_of
from selfcheck.table.lines import LONGEST_CELL, RecordError, Records

SEPARATORS = (",", "\t", ";")
MOST_COLUMNS = 100_000
_BLOCK = 1 << 20
_CHUNK = 1 << 16
_MOST_NAMED = 20
_LOOKED_AT = 20
"""Rows below the header that may be the header in truth."""
_SEP_LINE = re.compile(r'\ufeff?"?sep=(.)"?[\r\n]*', re.IGNORECASE)


Numbered = Iterator[tuple[int, list[str]]]
"""Rows of cells with their numbers."""


class UnusableTableError(Exception):
    """The table cannot be scored at all."""

    def __init__(self, problem: TableProblem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(slots=True)
class Count:
    """How many rows of a kind there were, and the numbers of the first."""

    number: int = 0
    first: list[int] = field(default_factory=list)

    def add(self, row: int) -> None:
        """Count one more."""
        self.number += 1
        if len(self.first) < _MOST_NAMED:
            self.first.append(row)


@dataclass(slots=True)
class Table:
    """An open table: its bytes, how to read them, and its header.

    Rows count from 1 as a spreadsheet counts them, without a line `sep=;` (`has_sep_line`);
    `header_row` is that of the header, `last_heading` of the last row that belongs to nobody.
    `long_rows`, `short_rows` and `empty_rows` are those of the rows read so far. `line` is the row
    last given as it can be written, or None where it cannot be written as it stood.
    """

    raw: BinaryIO
    encoding: str
    separator: str = ","
    has_sep_line: bool = False
    header: list[str] = field(default_factory=list)
    header_row: int = 1
    last_heading: int = 1
    size: int = 0
    line: str | None = None
    long_rows: Count = field(default_factory=Count)
    short_rows: Count = field(default_factory=Count)
    empty_rows: Count = field(default_factory=Count)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every respondent's row with its number, as wide as the header. A row whose cells are all
        empty is nobody's, but counts."""
        self.long_rows, self.short_rows, self.empty_rows = Count(), Count(), Count()
        number, width = self.last_heading, len(self.header)
        records = self.records()
        numbered: Numbered = islice(enumerate(records, 1), self.last_heading, None)
        if width == 1:
            numbered = _with_open_lines(numbered)
        try:
            for number, cells in numbered:
                self.line = records.line if width > 1 else None
                if len(cells) != width:
                    if self._is_nobody(number, cells):
                        continue
                    self._fit(number, cells, width)
                elif not cells[0].strip() and self._is_nobody(number, cells):
                    continue
                yield number, cells
        except RecordError as error:
            raise UnusableTableError(_problem(error, number + 1)) from None

    def _is_nobody(self, number: int, cells: list[str]) -> bool:
        """Whether no cell holds anything; a line of one empty cell is not even counted."""
        if "".join(cells).strip() or len(self.header) == len(cells) == 1:
            return False
        if len(cells) > 1:
            self.empty_rows.add(number)
        return True

    def _fit(self, number: int, cells: list[str], width: int) -> None:
        """Fill up a short row; cut off what is beyond the header."""
        self.line = None
        if len(cells) < width:
            self.short_rows.add(number)
        else:
            self.long_rows.add(number)
        del cells[width:]
        cells += [""] * (width - len(cells))

    def records(self) -> Records:
        """All records from the beginning; a line `sep=;` is none."""
        self.raw.seek(0)
        lines = _lines(self.raw, self.encoding)
        return Records(islice(lines, 1, None) if self.has_sep_line else lines, self.separator)

    def first_rows(self, number: int) -> list[tuple[int, list[str]]]:
        """So many respondents' rows from the beginning."""
        found = list(islice(self.rows(), number))
        self.line = None
        return found

    def read_share(self) -> float:
        """How much has been read, from 0 to 1."""
        return self.raw.tell() / self.size if self.size else 1.0


def _with_open_lines(numbered: Numbered) -> Numbered:
    """In a table of one column an empty line between others is somebody who skipped."""
    empty: list[int] = []
    for number, cells in numbered:
        if len(cells) <= 1 and not "".join(cells).strip():
            empty.append(number)
            continue
        yield from ((one, [""]) for one in empty)
        empty.clear()
        yield number, cells


class _Kept(io.BufferedIOBase):
    """Reads from a file that stays open when this is closed or let go."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def readable(self) -> bool:
        return True

    def read1(self, _: int = -1) -> bytes:
        return self.file.read(_CHUNK)


def _lines(raw: BinaryIO, encoding: str) -> Iterator[str]:
    return io.TextIOWrapper(cast(BinaryIO, _Kept(raw)), encoding, newline="")


def _problem(error: RecordError, row: int) -> TableProblem:
    if error.code == "long-cell":
        return TableProblem("long-cell", {"row": row, "limit": f"{LONGEST_CELL:,}"})
    return TableProblem(error.code, {"row": row})


# --- opening --------------------------------------------------------------------------------


def open_table(stream: BinaryIO, count_named: Callable[[Sequence[str]], int]) -> Table:
    """Find encoding, separator and header; `count_named` says how many questions a header names.
    A stream that cannot be read twice is copied first."""
    raw = stream if stream.seekable() else _copied(stream)
    size = raw.seek(0, io.SEEK_END)
    if kind := kind_of(raw):
        raise UnusableTableError(TableProblem(f"kind-{kind}"))
    encoding = _find_encoding(raw)
    said = _said_separator(raw, encoding)
    tables = [
        Table(raw, encoding, separator, said is not None, size=size)
        for separator in ((said,) if said else SEPARATORS)
    ]
    found = [_read_header(table) for table in tables]
    usable = [table for table, problem in zip(tables, found, strict=True) if problem is None]
    if not usable:
        raise UnusableTableError(next(problem for problem in found if problem))
    if any(len(table.header) > MOST_COLUMNS for table in usable):
        raise UnusableTableError(TableProblem("too-many-columns", {"limit": f"{MOST_COLUMNS:,}"}))
    return max(usable, key=lambda table: (count_named(table.header), len(table.header)))


def find_header_below(table: Table, count_named: Callable[[Sequence[str]], int]) -> int | None:
    """The row below the first that names questions, where lines stand above the header."""
    try:
        for number, cells in islice(enumerate(table.records(), 1), table.header_row + _LOOKED_AT):
            if number > table.header_row and count_named(cells):
                return number
    except RecordError:
        pass
    return None


def _copied(stream: BinaryIO) -> BinaryIO:
    copy = tempfile.TemporaryFile()  # noqa: SIM115
    shutil.copyfileobj(stream, copy, _BLOCK)
    return copy


def _said_separator(raw: BinaryIO, encoding: str) -> str | None:
    """The separator that a first line such as `sep=;` says."""
    raw.seek(0)
    first = next(_lines(raw, encoding), "")
    said = _SEP_LINE.fullmatch(first) if len(first) < _LOOKED_AT else None
    return said[1] if said else None


def _read_header(table: Table) -> TableProblem | None:
    """The first line that is not blank is the header."""
    number = 0
    try:
        for number, cells in enumerate(table.records(), 1):
            if len(cells) > MOST_COLUMNS or any(cell.strip() for cell in cells):
                table.header, table.header_row, table.last_heading = cells, number, number
                return None
    except RecordError as error:
        return _problem(error, number + 1)
    return TableProblem("empty")


def _find_encoding(raw: BinaryIO) -> str:
    """UTF-8 with or without its mark, UTF-16 with one, else CP932. Read whole once, for a letter
    that does not fit may come at the very end."""
    raw.seek(0)
    head = raw.read(4)
    is_marked = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not is_marked and (head[:4:2] == b"\0\0" or head[1:4:2] == b"\0\0"):
        raise UnusableTableError(TableProblem("utf-16"))
    for encoding in ("utf-16",) if is_marked else ("utf-8-sig", "cp932"):
        if _reads_as(raw, encoding):
            return encoding
    raise UnusableTableError(TableProblem("unknown-letters"))


def _reads_as(raw: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    spares_ascii = encoding != "utf-16"
    raw.seek(0)
    try:
        while block := raw.read(_BLOCK):
            if not (spares_ascii and block.isascii() and not decoder.getstate()[0]):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
