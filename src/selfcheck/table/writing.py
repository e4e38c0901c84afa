"""Where the scored table goes: spooled until all is well, then there whole or not at all.

Raises OSError where it cannot be written.
"""

import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TextIO

from selfcheck.disk.whole_files import replacing

_BLOCK = 1 << 20


class _LineEnds:
    """A stream that makes the ends of rows `\\n`.

    The csv module of Python before 3.13 quotes a cell with a carriage return in it only where rows
    end with one, too; so they do, and it is taken off here.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, row: str) -> int:
        return self.stream.write(row[:-2] + "\n")


class HasLine(Protocol):
    """What knows the row last given as it stood; None where its cells must be written anew."""

    @property
    def line(self) -> str | None: ...


ScoredRow = tuple[list[Any], list[Any]]
"""The cells of the input (perhaps with others behind them), and what is added: cells, or several
of them with commas between, none of which needs quotes."""


def write_rows(
    stream: TextIO, rows: Iterable[ScoredRow], width: int, source: HasLine | None = None
) -> int:
    """Write rows of `width` cells of the input and what is added, separated by commas, in quotes
    where they need them; returns how many. With a `source`, the input is written as it stood."""
    write, write_row = stream.write, csv.writer(_LineEnds(stream), lineterminator="\r\n").writerow
    number = 0
    for number, (row, added) in enumerate(rows, 1):  # noqa: B007
        line = source.line if source else None
        if line is None:
            write_row([*row[:width], *_cells(added)])
        else:
            write(f"{line},{','.join(added)}\n")
    return number


def write_quoted(stream: TextIO, rows: Iterable[ScoredRow], width: int) -> int:
    """The same for a spreadsheet: after a byte order mark, every cell in quotes."""
    stream.write("\ufeff")
    writer = csv.writer(_LineEnds(stream), lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    number = 0
    for number, (row, added) in enumerate(rows, 1):  # noqa: B007
        writer.writerow([*row[:width], *_cells(added)])
    return number


def _cells(added: Iterable[str]) -> list[str]:
    return ",".join(added).split(",")


@contextmanager
def spool(out: Path | None, stdout: BinaryIO) -> Iterator[TextIO]:
    """A stream for the table. What was written gets to its place where the block ends well, and
    nowhere where it does not. None stands for standard output."""
    if out is None or (out.exists() and not out.is_file()):
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as stream:
            yield stream
            _pour(stream, out, stdout)
    else:
        with replacing(out.resolve()) as stream:
            yield stream


def _pour(stream: TextIO, out: Path | None, stdout: BinaryIO) -> None:
    """Copy to standard output, or into a device or pipe."""
    stream.flush()
    raw = stream.buffer
    raw.seek(0)
    if out is None:
        shutil.copyfileobj(raw, stdout, _BLOCK)
        stdout.flush()
    else:
        with out.open("wb") as device:
            shutil.copyfileobj(raw, device, _BLOCK)
