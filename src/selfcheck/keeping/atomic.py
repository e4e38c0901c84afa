"""Writing files whole: a temporary file, flushed to the disk, then put in its place.

The process that writes a file holds it by a lock that dies with the process; so a temporary file
that nobody holds was left by a write that was cut off. Raises OSError where the disk does not do
what is asked.
"""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_TEMPORARY = re.compile(r"\.~[0-9a-f]{16}\.tmp")
_WINDOWS = sys.platform == "win32"
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Hold:
    """A file held by this process, until it is released or the process ends in whatever way."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self) -> None:
        """Let others have the file."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            with suppress(OSError):
                os.close(handle)

    def is_on(self, file: Path) -> bool:
        """Whether the file that is held still lies there."""
        try:
            return self._handle >= 0 and os.path.samestat(os.fstat(self._handle), file.lstat())
        except OSError:
            return False


def take_hold(file: Path) -> Hold | None:
    """Hold a file that is there; None where another process holds it."""
    handle = os.open(file, os.O_RDWR | _NO_LINK)
    if _lock(handle):
        return Hold(handle)
    os.close(handle)
    return None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        """Lock a byte far behind the end of a file, so that it can still be read."""
        os.lseek(handle, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        """Lock a file; true as well on a file system without locks, where nobody can hold it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True


# --- writing --------------------------------------------------------------------------------


def write_whole(file: Path, text: str, held: Hold | None = None) -> Hold:
    """Put a text in the place of a file, whoever held it before; returns the hold on it."""
    temporary, hold = _write_temporary(file.parent, text)
    if held is not None and _WINDOWS:
        held.release()
    return _put(temporary, hold, file, is_new=False)


def write_new(file: Path, text: str) -> Hold:
    """The same where there is no file yet; raises FileExistsError where there is one."""
    temporary, hold = _write_temporary(file.parent, text)
    return _put(temporary, hold, file, is_new=True)


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


def _write_temporary(folder: Path, text: str) -> tuple[Path, Hold]:
    """A file beside the one that is meant, readable by its owner only, and held."""
    while True:
        temporary = folder / f".~{os.urandom(8).hex()}.tmp"
        handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o600)
        if _lock(handle) and (_WINDOWS or os.fstat(handle).st_nlink):
            break
        os.close(handle)  # somebody tidied up between these two lines
    try:
        if not _WINDOWS:
            os.fchmod(handle, 0o600)  # some umasks take the owner's rights away, too
        _write_all(handle, text)
    except BaseException:
        _drop(temporary, Hold(handle))
        raise
    return temporary, Hold(handle)


def _write_all(handle: int, text: str) -> None:
    rest = memoryview(text.encode("utf-8", "replace"))
    while rest:
        rest = rest[os.write(handle, rest) :]
    if stat.S_ISREG(os.fstat(handle).st_mode):  # a device or a pipe cannot be flushed to a disk
        os.fsync(handle)


def _put(temporary: Path, hold: Hold, file: Path, is_new: bool) -> Hold:
    if _WINDOWS:  # no open file can be moved there
        hold.release()
    try:
        if is_new:
            _move_new(temporary, file)
        else:
            temporary.replace(file)
    except BaseException:
        _drop(temporary, hold)
        raise
    _flush_folder(file.parent)
    return (take_hold(file) or hold) if _WINDOWS else hold


def _move_new(temporary: Path, file: Path) -> None:
    """Move a file where none is yet: a second name for it, then the first one goes."""
    try:
        os.link(temporary, file)
    except FileExistsError:
        raise
    except OSError:  # a file system without second names
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        temporary.replace(file)
    else:
        temporary.unlink()


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


# --- folders --------------------------------------------------------------------------------


def make_folder(folder: Path) -> None:
    """A folder of ours in the state folder, and whatever is missing above it: 0700, whatever the
    umask. Where the two are there and open to others, they are closed."""
    for made in reversed((folder, *folder.parents)):
        if made.is_dir():
            continue
        if made.exists():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        made.mkdir(mode=0o700, exist_ok=True)
        if not _WINDOWS:
            made.chmod(0o700)
    for ours in (folder.parent, folder):
        mode = stat.S_IMODE(ours.stat().st_mode)
        if not _WINDOWS and mode & 0o077:
            ours.chmod(mode & 0o700)


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
