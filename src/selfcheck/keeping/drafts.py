"""The draft of a self-check, from the first answer to the end.

Each running self-check has a draft file of its own and holds it: a second one beside it neither
reads nor replaces it. What a run that was cut off has left is offered by the next, latest first.
"""

import errno
import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from selfcheck.disk.holds import Hold, take_hold
from selfcheck.disk.whole_files import tidy, write_new, write_whole
from selfcheck.keeping.draft_text import describe_draft, is_of_use, read_draft, read_json
from selfcheck.keeping.state_folder import make_folder
from selfcheck.questionnaire import Questionnaire
from selfcheck.session import Session


def draft_file(folder: Path, questionnaire: Questionnaire, number: int = 1) -> Path:
    """Where a draft of this question file lies, the first or one beside it; the name says nothing
    to others."""
    name = hashlib.sha256(questionnaire.id.encode()).hexdigest()[:16]
    return folder / "drafts" / (f"{name}.json" if number == 1 else f"{name}-{number}.json")


class DraftKeeper:
    """Keeps the draft of one respondent; says once, through `on_failure`, when it cannot.

    `failed` tells whether the last step could not be written.
    """

    def __init__(
        self, folder: Path, questionnaire: Questionnaire, on_failure: Callable[[OSError], None]
    ) -> None:
        self.folder = folder
        self.questionnaire = questionnaire
        self.on_failure = on_failure
        self.failed = False
        self._has_said = False
        self._run = os.urandom(8).hex()
        self._file: Path | None = None
        self._hold: Hold | None = None

    def read(self) -> Session | None:
        """The latest draft that no other self-check holds; from now on it is this one's."""
        tidy(self.folder / "drafts")
        tidy(self.folder / "results")
        for file in sorted(self._files(), key=_time, reverse=True):
            is_free, hold = _try_hold(file)
            draft = read_draft(file, self.questionnaire) if is_free else None
            if draft is not None:
                self._file, self._hold = file, hold
                return draft
            if hold:
                hold.release()
        return None

    def write(self, session: Session) -> None:
        """Write the draft after a step."""
        try:
            self._write(describe_draft(self.questionnaire, session, self._run))
            self.failed = False
        except OSError as error:
            self.failed = True
            if not self._has_said:
                self.on_failure(error)
            self._has_said = True

    def remove(self) -> None:
        """Remove the draft; where the folder forbids that, empty it."""
        with suppress(OSError):
            if file := self._own_file():
                _remove(file)
        self._file = None
        self.close()

    def leave(self) -> None:
        """Remove every draft of this questionnaire that no other self-check holds."""
        self.remove()
        for file in self._files():
            is_free, hold = _try_hold(file)
            if hold:
                hold.release()
            with suppress(OSError):
                if is_free:
                    _remove(file)

    def let_go(self) -> None:
        """Leave the draft where it lies, for another time."""
        self.close()
        self._file = None

    def close(self) -> None:
        """Let the next self-check have the draft; the end of the process does that, too."""
        if self._hold:
            self._hold.release()
        self._hold = None

    def _files(self) -> list[Path]:
        first = draft_file(self.folder, self.questionnaire)
        with suppress(OSError):
            return [
                file
                for file in first.parent.iterdir()
                if file.suffix == ".json" and file.stem.split("-")[0] == first.stem
            ]
        return []

    def _own_file(self) -> Path | None:
        """The file of this run. A Ctrl-C inside a write may have lost the hold on it; then it is
        known by the mark of the run."""
        known = [self._file] if self._file else []
        return next((file for file in [*known, *self._files()] if self._is_own(file)), None)

    def _is_own(self, file: Path) -> bool:
        if self._hold is None:
            return file == self._file or self._bears_mark(file)
        return self._hold.is_on(file) or self._bears_mark(file)

    def _bears_mark(self, file: Path) -> bool:
        return read_json(file).get("run") == self._run

    def _write(self, text: str) -> None:
        make_folder(self.folder / "drafts")
        file, before = self._own_file(), self._hold
        if file is None:
            self._file, self._hold = self._begin(text)
        else:
            self._file, self._hold = file, write_whole(file, text, before)
        if before:
            before.release()

    def _begin(self, text: str) -> tuple[Path, Hold]:
        """Write a draft that has no file yet into the first that is free."""
        number = 1
        while True:
            file = draft_file(self.folder, self.questionnaire, number)
            if hold := self._claim(file, text):
                return file, hold
            number += 1

    def _claim(self, file: Path, text: str) -> Hold | None:
        """Write a draft where none is yet, or one that is of no use; None where one is."""
        with suppress(FileExistsError):
            return write_new(file, text)
        _refuse_foreign(file)
        is_free, hold = _try_hold(file)
        claimed = None
        if is_free and not is_of_use(file, self.questionnaire):
            claimed = write_whole(file, text, hold)
        if hold:
            hold.release()
        return claimed


def _time(file: Path) -> float:
    with suppress(OSError):
        return file.lstat().st_mtime
    return 0.0


def _try_hold(file: Path) -> tuple[bool, Hold | None]:
    """Whether no other process holds a file, and the hold on it, where one could be had."""
    try:
        hold = take_hold(file)
    except OSError:  # it cannot be written, so nobody holds it either
        return True, None
    return hold is not None, hold


def _refuse_foreign(file: Path) -> None:
    """Raise where something lies in the place of a draft that we have not put there."""
    if file.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if file.exists() and not file.is_file():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    if hasattr(os, "geteuid") and file.exists() and file.stat().st_uid != os.geteuid():
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        if not file.is_file() or file.is_symlink():
            raise
        os.truncate(file, 0)
