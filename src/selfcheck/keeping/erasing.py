"""Removing kept results and drafts, and the folders once nothing is in them.

Only kept results and what bears a name that we give is removed; the rest is left alone.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from selfcheck.disk.holds import take_hold
from selfcheck.disk.whole_files import temporary_files, tidy
from selfcheck.keeping.saved_results import is_our_name, read_saved_results

_DRAFT_NAME = re.compile(r"[0-9a-f]{16}(-\d+)?\.json")


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed, what lies there still, and whether a self-check is running that will
    write its draft again."""

    results: int = 0
    drafts: int = 0
    left: tuple[Path, ...] = ()
    is_running: bool = False


def erase_file(folder: Path, file: Path) -> Erased:
    """Remove one kept result."""
    file.unlink()
    _remove_empty(folder)
    return Erased(results=1)


def erase_results(folder: Path) -> Erased:
    """Remove all kept results, also those that cannot be read any more."""
    tidy(folder / "results")
    removed = _remove(results_to_erase(folder))
    left = tuple(_files(folder / "results"))
    _remove_empty(folder)
    return Erased(removed, left=left)


def erase_everything(folder: Path) -> Erased:
    """Remove all kept results and all drafts."""
    tidy(folder / "drafts")
    ours = drafts_to_erase(folder)
    is_running = any(map(_is_held, ours))
    removed = _remove(ours)
    left = tuple(_files(folder / "drafts"))
    results = erase_results(folder)
    return Erased(results.results, removed, (*results.left, *left), is_running)


def results_to_erase(folder: Path) -> list[Path]:
    """Every kept result, and every file that bears the name of one."""
    saved = read_saved_results(folder)
    return [*(kept.file for kept in saved.results), *filter(is_our_name, saved.others)]


def drafts_to_erase(folder: Path) -> list[Path]:
    """Every file that bears the name of a draft."""
    return [
        file
        for file in _files(folder / "drafts")
        if _DRAFT_NAME.fullmatch(file.name) and file.is_file() and not file.is_symlink()
    ]


def _is_held(file: Path) -> bool:
    with suppress(OSError):
        hold = take_hold(file)
        if hold is None:
            return True
        hold.release()
    return False


def _remove(files: Iterable[Path]) -> int:
    """How many files could be removed."""
    count = 0
    for file in files:
        with suppress(OSError):
            file.unlink()
            count += 1
    return count


def _files(folder: Path) -> list[Path]:
    with suppress(FileNotFoundError, NotADirectoryError):
        held = set(temporary_files(folder))  # of a self-check that is writing now
        return sorted(file for file in folder.iterdir() if file not in held)
    return []


def _remove_empty(folder: Path) -> None:
    for empty in (folder / "results", folder / "drafts", folder):
        with suppress(OSError):
            empty.rmdir()
