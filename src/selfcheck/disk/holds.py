"""A file is held by one process at a time, by a lock that dies with the process.

Raises OSError where the disk does not do what is asked.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""How files of ours are opened: a link in their place is followed nowhere, and a pipe makes nobody
wait."""


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
    handle = os.open(file, os.O_RDWR | NO_LINK)
    if lock(handle):
        return Hold(handle)
    os.close(handle)
    return None


if sys.platform == "win32":
    import msvcrt

    def lock(handle: int) -> bool:
        """Lock a byte far behind the end of a file, so that it can still be read."""
        os.lseek(handle, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def lock(handle: int) -> bool:
        """Lock a file; true as well on a file system without locks, where nobody can hold it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True
