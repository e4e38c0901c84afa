"""Where the scored table goes: spooled until all is well, then there whole or not at all.

Raises OSError where it cannot be written.
"""

import csv
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

_BLOCK = 1 << 20
_OWNER_ONLY = 0o600


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
        with _whole_file(out.resolve()) as stream:
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


@contextmanager
def _whole_file(file: Path) -> Iterator[TextIO]:
    """A temporary file beside the file, renamed at the end."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:40]}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
            stream.flush()
            if os.name != "nt":
                os.fchmod(handle, _mode(file))
            os.fsync(handle)
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode(file: Path) -> int:
    """The rights of the file that is replaced; a new one is the owner's alone."""
    try:
        return stat.S_IMODE(file.stat().st_mode)
    except OSError:
        return _OWNER_ONLY
