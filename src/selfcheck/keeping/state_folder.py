"""The folder of this user's own where drafts and kept results lie.

Raises OSError where the disk does not do what is asked.
"""

import errno
import os
import stat
import sys
from pathlib import Path


class NoHomeError(OSError):
    """Nobody can tell where this user's files belong."""


def state_folder() -> Path:
    """The folder of this user for drafts and results; it may not exist yet. Raises NoHomeError
    where there is none: a folder that is not absolute would lie wherever one happens to be."""
    from platformdirs import user_state_path

    try:
        folder = user_state_path("selfcheck", appauthor=False)
    except (RuntimeError, KeyError):  # platformdirs since 4.14; older ones name a folder "~"
        raise NoHomeError(errno.ENOENT, os.strerror(errno.ENOENT)) from None
    if not folder.is_absolute():
        raise NoHomeError(errno.ENOENT, os.strerror(errno.ENOENT))
    return folder


def make_folder(folder: Path) -> None:
    """A folder of ours in the state folder, and whatever is missing above it: 0700, whatever the
    umask. Where the two are there and open to others, they are closed."""
    for made in reversed((folder, *folder.parents)):
        if made.is_dir():
            continue
        if made.exists():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        made.mkdir(mode=0o700, exist_ok=True)
        if sys.platform != "win32":
            made.chmod(0o700)
    for ours in (folder.parent, folder):
        mode = stat.S_IMODE(ours.stat().st_mode)
        if sys.platform != "win32" and mode & 0o077:
            ours.chmod(mode & 0o700)
