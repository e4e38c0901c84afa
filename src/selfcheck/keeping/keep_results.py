"""Results that the respondent wanted to stay, and summaries where she wants them."""

import errno
import hashlib
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from selfcheck.disk.links import behind_own_links
from selfcheck.disk.whole_files import tidy, write_new, write_through, write_whole
from selfcheck.keeping.state_folder import make_folder
from selfcheck.summary import Result, data_as_text, render_text, result_as_data
from selfcheck.words import Say

# --- keeping --------------------------------------------------------------------------------


def keep(folder: Path, result: Result, say: Say) -> Path:
    """Keep a result: its JSON, with the names of themes and levels, and a hash by which it is
    known later whether its text would be another. Returns the file."""
    data = result_as_data(result)
    data["questionnaire"]["themes"] = {
        id: {
            "name": theme.name,
            "levels": {level.id: level.name for level in theme.rubric},
            **({} if theme.show else {"show": False}),
        }
        for id, theme in result.questionnaire.themes.items()
    }
    data["questionnaire"]["wording"] = wording(result, say)
    return keep_result(folder, data_as_text(data), result.taken)


def wording(result: Result, say: Say) -> str:
    """A hash over every word of a result's text."""
    return (
        "sha256:" + hashlib.sha256(render_text(result, say).encode("utf-8", "replace")).hexdigest()
    )


def keep_result(folder: Path, text: str, taken: datetime) -> Path:
    """Keep a result (its JSON) under the time it was taken at; returns the file."""
    make_folder(folder / "results")
    tidy(folder / "results")
    name = f"{taken:%Y-%m-%d-%H%M%S}"
    file = folder / "results" / f"{name}.json"
    number = 2
    while True:
        with suppress(FileExistsError):
            write_new(file, text).release()
            return file
        file = folder / "results" / f"{name}-{number}.json"
        number += 1


# --- summaries ------------------------------------------------------------------------------


def write_summary(file: Path, text: str, force: bool = False) -> None:
    """Write a summary where the respondent wants it. Raises FileExistsError where a file is
    already there, unless `force`, and ForeignLinkError where it would be written through a link of
    somebody else's; what is there stays as it was where writing fails."""
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if force:
        _replace(behind_own_links(file), text)
    elif file.is_symlink() or file.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    else:
        tidy(file.parent)
        write_new(file, text).release()


def _replace(file: Path, text: str) -> None:
    if file.exists() and not file.is_file():
        write_through(file, text)
    else:
        tidy(file.parent)
        write_whole(file, text).release()


def neutral_name(taken: datetime, folder: Path = Path()) -> str:
    """A file name that says nothing but the date, and is not taken in the folder."""
    name = f"memo-{taken:%Y-%m-%d}"
    number = 1
    ending = ".txt"
    with suppress(OSError):
        while (folder / (name + ending)).exists():
            number += 1
            ending = f"-{number}.txt"
    return name + ending
