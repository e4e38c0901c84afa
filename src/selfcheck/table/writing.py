"""Where the scored table goes: spooled until all is well, then there whole or not at all.

Raises OSError where it cannot be written.
"""

import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

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


def write_rows(stream: TextIO, rows: Iterable[Sequence[object]], all_quoted: bool = False) -> None:
    """Write rows of cells, separated by commas; all in quotes, or those that need them."""
    csv.writer(
        _LineEnds(stream),
        lineterminator="\r\n",
        quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL,
    ).writerows(rows)


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
