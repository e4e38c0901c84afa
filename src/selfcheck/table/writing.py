"""Where the scored table goes: spooled until all is well, then there whole or not at all.

Raises OSError where it cannot be written.
"""

import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO

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


def write_rows(
    stream: TextIO, rows: Iterable[Sequence[str]], width: int, source: HasLine | None = None
) -> int:
    """Write rows of cells, separated by commas, in quotes where they need them; returns how many.
    With a `source`, the first `width` cells are written as they stood there, and what follows must
    need no quotes."""
    write, write_row = stream.write, csv.writer(_LineEnds(stream), lineterminator="\r\n").writerow
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007
        line = source.line if source else None
        if line is None:
            write_row(row)
        else:
            write(f"{line},{','.join(row[width:])}\n")
    return number


def write_quoted(stream: TextIO, rows: Iterable[Sequence[str]]) -> int:
    """Write rows for a spreadsheet: after a byte order mark, every cell in quotes; returns how many
    there were."""
    stream.write("\ufeff")
    writer = csv.writer(_LineEnds(stream), lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007
        writer.writerow(row)
    return number


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
