"""Cells that a spreadsheet would run as a formula, counted, and on wish written so that none runs.

What such a cell begins with is told by OWASP's page on CSV injection. A number with its sign is
none; neither is a sign alone, which often stands for "nothing".
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from selfcheck.table.reading import SEPARATORS, Table
from selfcheck.table.writing import ScoredRow

_BETWEEN = "\ud800"
"""Half a letter: no cell holds it, for cells come out of bytes."""
# Spaces, control characters and byte order marks at the beginning are left out by some readers.
_BLANK, _SIGN = "\x00-\x20\x7f\ufeff", "=+\\-@＝＋－＠"
_NUMBER = r"(?:\d[\d,]*+(?:[.．]\d*+)?|[.．]\d++)(?:[eE][-+]?\d++)?[%％]?"
_NO_FORMULA = rf"\s*+(?:[-+－＋](?:{_NUMBER})?)?\s*+(?:{_BETWEEN}|\Z)"
_FORMULA = f"(?=[{_BLANK}{_SIGN}])(?!{_NO_FORMULA})(?:[{_BLANK}]*+[{_SIGN}]|[\t\r])"
_IN_CELL, _IN_ROW = re.compile(_FORMULA), re.compile(_BETWEEN + _FORMULA)

_BLOCK = 1 << 20
# What can stand before a cell, as commas, and the first byte of every sign, as "=": the full-width
# signs and the byte order mark begin with EF in UTF-8, with 81 in CP932.
_ALIKE = bytes.maketrans(b';\t\r\n"+-@\xef\x81', b",,,,,=====")
_LEFT_OUT = bytes({*range(0x21), 0x7F} - {*b"\t\r\n"})
_BLANK_FIRST = (b'"\r', b'"\t', b",\t", b";\t", b"\n\t", b"\r\t")

_IN_FRONT = "'"


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run the cell."""
    return bool(_IN_CELL.match(cell))


def may_hold_formulas(table: Table) -> bool:
    """Whether a cell of this table can be a formula, by a quick look at its bytes. Too often yes,
    never wrongly no."""
    known = table.encoding in ("utf-8-sig", "cp932") and table.separator in SEPARATORS
    return not known or may_bytes_hold_formulas(table.raw)


def may_bytes_hold_formulas(raw: BinaryIO) -> bool:
    """The same for the bytes of a file in UTF-8 or CP932 with one of the usual separators."""
    raw.seek(0)
    if raw.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
        raw.seek(0)
    block, alike = b"\n", b","
    while more := raw.read(_BLOCK):
        block, alike = block[-1:] + more, alike[-1:] + more.translate(_ALIKE, _LEFT_OUT)
        if b",=" in alike or _may_begin_with_blank(block):
            return True
    return False


def _may_begin_with_blank(block: bytes) -> bool:
    """Whether a tab or a carriage return can stand at the beginning of a cell."""
    is_worth_it = b"\t" in block or b'"' in block
    return is_worth_it and any(first in block for first in _BLANK_FIRST)


@dataclass(slots=True)
class Formulas:
    """The formulas of one table, counted as its rows go by. `possible`: there may be some;
    `disarm`: they get a ' in front."""

    possible: bool
    disarm: bool
    count: int = 0

    def pass_on(self, rows: Iterable[ScoredRow], width: int) -> Iterable[ScoredRow]:
        """The rows; their first `width` cells, those of the input, are looked at."""
        return self._look_at(rows, width) if self.possible else rows

    def _look_at(self, rows: Iterable[ScoredRow], width: int) -> Iterator[ScoredRow]:
        join, search = _BETWEEN.join, _IN_ROW.search
        for row, added in rows:
            if search(_BETWEEN + join(row[:width])):
                self._look_at_cells(row, width)
            yield row, added

    def _look_at_cells(self, row: list[Any], width: int) -> None:
        for place, cell in enumerate(row[:width]):
            if is_formula(cell):
                self.count += 1
                row[place] = _IN_FRONT + cell if self.disarm else cell
