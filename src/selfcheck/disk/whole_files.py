"""Writing files whole: a temporary file, flushed to the disk, then put in its place.

A temporary file is held while it is written; so one that nobody holds was left by a write that was
cut off. Raises OSError where the disk does not do what is asked.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self, TextIO

from selfcheck.disk.holds import NO_LINK, Hold, lock, take_hold
from selfcheck.patterns import pattern

_TEMPORARY = pattern(r"\.~[0-9a-f]{16}\.tmp")
_OWNER_ONLY = 0o600
_WINDOWS = sys.platform == "win32"


def write_whole(file: Path, text: str, held: Hold | None = None) -> Hold:
    """Put a text in the place of a file, whoever held it before; it is then readable by its owner
    only. Returns the hold on it."""
    with _Temporary(file.parent) as temporary:
        _write_all(temporary.open(), text)
        if held is not None and _WINDOWS:
            held.release()
        return temporary.replace(file)


def write_new(file: Path, text: str) -> Hold:
    """The same where there is no file yet; raises FileExistsError where there is one."""
    with _Temporary(file.parent) as temporary:
        _write_all(temporary.open(), text)
        return temporary.become(file)


@contextmanager
def replacing(file: Path) -> Iterator[TextIO]:
    """A stream (UTF-8, line ends as written) that takes the place of a file where the block ends
    well, with the permissions that the file had; a new one is readable by its owner only."""
    with _Temporary(file.parent) as temporary:
        handle = temporary.open()
        with os.fdopen(handle, "w", encoding="utf-8", newline="", closefd=False) as stream:
            yield stream
        if not _WINDOWS:
            os.fchmod(handle, _permissions(file))
        os.fsync(handle)
        temporary.replace(file).release()


def write_through(file: Path, text: str) -> None:
    """Write to a device or a pipe. Raises FileExistsError where a file has taken its place by
    now."""
    handle = os.open(file, os.O_WRONLY)
    try:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        _write_all(handle, text)
    finally:
        os.close(handle)


def tidy(folder: Path) -> None:
    """Remove the temporary files of writes that were cut off, as far as that can be done."""
    with suppress(OSError):
        for file in temporary_files(folder):
            with suppress(OSError):
                if hold := take_hold(file):
                    _drop(file, hold)


def temporary_files(folder: Path) -> Iterator[Path]:
    """What looks like a temporary file of ours."""
    return (file for file in folder.iterdir() if _TEMPORARY.fullmatch(file.name))


class _Temporary:
    """A file beside the one that is meant, held; removed where its block does not end well.

    It is opened within the block, and under a name that is known before: whenever a signal comes,
    nothing stays.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder
        self._hold = Hold(-1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error is not None:
            _drop(self._file, self._hold)

    def open(self) -> int:
        """Open it, readable by its owner only; returns the handle to write to."""
        while True:
            self._file = self._folder / f".~{os.urandom(8).hex()}.tmp"
            handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_EXCL | NO_LINK, _OWNER_ONLY)
            if lock(handle) and (_WINDOWS or os.fstat(handle).st_nlink):
                break
            os.close(handle)  # somebody tidied up between these two lines
        self._hold = Hold(handle)
        if not _WINDOWS:
            os.fchmod(handle, _OWNER_ONLY)  # some umasks take the owner's permissions away, too
        return handle

    def replace(self, file: Path) -> Hold:
        """Move it into a place, whatever is there."""
        self._release_to_move()
        self._file.replace(file)
        return self._hold_in(file)

    def become(self, file: Path) -> Hold:
        """Move it where no file is yet: a second name for it, then the first one goes."""
        self._release_to_move()
        try:
            os.link(self._file, file)
        except FileExistsError:
            raise
        except OSError:  # a file system without second names
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY))
            self._file.replace(file)
        else:
            self._file.unlink()
        return self._hold_in(file)

    def _release_to_move(self) -> None:
        if _WINDOWS:  # no open file can be moved there
            self._hold.release()

    def _hold_in(self, file: Path) -> Hold:
        _flush_folder(file.parent)
        return (take_hold(file) or self._hold) if _WINDOWS else self._hold


def _write_all(handle: int, text: str) -> None:
    rest = memoryview(text.encode("utf-8", "replace"))
    while rest:
        rest = rest[os.write(handle, rest) :]
    if stat.S_ISREG(os.fstat(handle).st_mode):  # a device or a pipe cannot be flushed to a disk
        os.fsync(handle)


def _permissions(file: Path) -> int:
    try:
        return stat.S_IMODE(file.stat().st_mode)
    except OSError:
        return _OWNER_ONLY


def _drop(temporary: Path, hold: Hold) -> None:
    if _WINDOWS:
        hold.release()
    with suppress(OSError):
        temporary.unlink()
    hold.release()


def _flush_folder(folder: Path) -> None:
    """Make the move itself lasting, where the system can."""
    if _WINDOWS:
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
