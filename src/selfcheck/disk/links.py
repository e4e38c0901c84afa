"""Whose link it is that a file is written through: only her own is followed.

Raises OSError where the disk does not do what is asked.
"""

import errno
import os
import stat
from pathlib import Path

_MAX_LINKS = 40
"""As many as Linux follows."""


class ForeignLinkError(PermissionError):
    """A link that somebody else has made, or one to somebody else's file."""

    def __init__(self) -> None:
        super().__init__(errno.EACCES, os.strerror(errno.EACCES))


def behind_own_links(file: Path) -> Path:
    """The file that is written where `file` is to be replaced: itself, or what her own link names,
    which may not be there yet. The real name of its folder stands before it.

    Raises ForeignLinkError where a link on the way is not hers, or where it ends at a file that is
    not; a device or a pipe may be anybody's, and a link of the administrator's may lead to one.
    """
    links = []
    place, found = _look(file)
    while found is not None and stat.S_ISLNK(found.st_mode):
        links.append(found)
        if len(links) > _MAX_LINKS:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        named, behind = _look(place.parent / place.readlink())
        if behind is None and place.exists():  # a link of /proc to a pipe: its text names nothing
            found = place.stat()
        else:
            place, found = named, behind
    if links and not _are_trusted(links, found):
        raise ForeignLinkError
    return place


def _look(file: Path) -> tuple[Path, os.stat_result | None]:
    """A path with the real name of its folder, and what lies there, itself no link followed."""
    place = Path(os.path.realpath(file.parent)) / file.name
    try:
        return place, place.lstat()
    except FileNotFoundError:
        return place, None


def _are_trusted(links: list[os.stat_result], found: os.stat_result | None) -> bool:
    if not hasattr(os, "geteuid"):  # Windows: only an administrator makes links
        return True
    own = os.geteuid()
    if found is not None and not stat.S_ISREG(found.st_mode):
        return all(link.st_uid in (own, 0) for link in links)
    return all(one.st_uid == own for one in [*links, *([found] if found else [])])
