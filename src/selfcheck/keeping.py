"""Drafts and kept results on disk, and summaries where the respondent wants them.

Everything lies in one folder of the user's own (0700), every file is hers alone (0600) and is
written whole: a temporary file, flushed to the disk, then renamed. Raises OSError where the disk
does not do what is asked; nothing here decides what to do then.
"""

import errno
import hashlib
import json
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from selfcheck.questionnaire import Question, Questionnaire, Reply
from selfcheck.scoring import asked_questions, keep_asked, question_points
from selfcheck.session import REVIEW, START, Place, Session, passed_places, resume_at

_LARGEST_DRAFT = 5_000_000


def state_folder() -> Path:
    """The folder of this user for drafts and results; it may not exist yet."""
    from platformdirs import user_state_path

    return user_state_path("selfcheck", appauthor=False)


# --- drafts ---------------------------------------------------------------------------------


def draft_file(folder: Path, questionnaire: Questionnaire) -> Path:
    """Where the draft of this question file lies; its name says nothing to others."""
    return folder / "drafts" / f"{hashlib.sha256(questionnaire.id.encode()).hexdigest()[:16]}.json"


def write_draft(folder: Path, questionnaire: Questionnaire, session: Session) -> None:
    """Write what was given so far, and what each question said when it was answered or passed."""
    passed = {id for kind, id in passed_places(questionnaire, session) if kind == "question"}
    data = {
        "selfcheck": 1,
        "id": questionnaire.id,
        "at": list(session.at),
        "fill_in": dict(session.fill_in),
        "answers": {
            id: reply if isinstance(reply, str) else list(reply)
            for id, reply in session.answers.items()
        },
        "unsent": dict(session.unsent),
        "reopened": None if session.reopened is None else [list(p) for p in session.reopened],
        "asked_as": {
            id: _fingerprint(question)
            for id, question in questionnaire.questions.items()
            if id in passed or id in session.unsent
        },
        "passed": sorted(passed),
    }
    write_whole(draft_file(folder, questionnaire), json.dumps(data, ensure_ascii=True))


def read_draft(folder: Path, questionnaire: Questionnaire) -> Session | None:
    """The draft, as far as its questions still say the same; None where there is none."""
    data = _read_json(draft_file(folder, questionnaire))
    if data.get("id") != questionnaire.id:
        return None
    asked_as = _texts(data.get("asked_as"))

    def is_same(id: Any) -> bool:
        question = questionnaire.questions.get(id) if isinstance(id, str) else None
        return question is not None and asked_as.get(id) == _fingerprint(question)

    answers = {
        id: reply
        for id, stored in _group(data.get("answers")).items()
        if is_same(id) and (reply := _read_reply(questionnaire.questions[id], stored))
    }
    words = {id: text for id, text in _texts(data.get("fill_in")).items() if text}
    unsent = _texts(data.get("unsent"))
    session = Session(
        _read_place(data.get("at")) or START,
        {id: word for id, word in words.items() if id in questionnaire.fill_in},
        keep_asked(asked_questions(questionnaire, answers), answers),
        {id: text for id, text in unsent.items() if is_same(id) or id in questionnaire.fill_in},
        _read_reopened(data.get("reopened")),
    )
    if not (session.answers or session.fill_in or session.unsent):
        return None
    passed: set[Place] = {("fill_in", id) for id in session.fill_in}
    passed |= {("question", id) for id in _list(data.get("passed")) if is_same(id)}
    return resume_at(questionnaire, session, passed)


def remove_draft(folder: Path, questionnaire: Questionnaire) -> None:
    """Remove the draft, if there is one; where the folder forbids that, empty it."""
    file = draft_file(folder, questionnaire)
    try:
        file.unlink(missing_ok=True)
    except OSError:
        if not file.is_file() or file.is_symlink():
            raise
        os.truncate(file, 0)


def _fingerprint(question: Question) -> str:
    """What a respondent reads of a question: wording, help, answers and how to choose."""
    read = [question.ask, question.help, question.choose, question.write]
    answers = [[answer.value, answer.label, answer.alone] for answer in question.answers]
    return hashlib.sha256(json.dumps([read, answers]).encode()).hexdigest()


def _read_reply(question: Question, stored: Any) -> Reply | None:
    if isinstance(stored, str):
        return stored if question.write else None
    if question.write or not isinstance(stored, list):
        return None
    known = {answer.value for answer in question.answers}
    values = tuple(value for value in stored if isinstance(value, str) and value in known)
    crowded = len(values) > 1 and (
        question.choose == "one" or question_points(question).alone & set(values)
    )
    return None if crowded or len(values) != len(stored) else values


def _read_place(stored: Any) -> Place | None:
    match stored:
        case ["fill_in" | "question" | "review" as kind, str() as id]:
            return (kind, id)
    return None


def _read_reopened(stored: Any) -> tuple[Place, ...] | None:
    if not isinstance(stored, list):
        return None
    return tuple(place for place in map(_read_place, stored) if place and place != REVIEW)


def _list(stored: Any) -> list[Any]:
    return stored if isinstance(stored, list) else []


def _group(stored: Any) -> dict[str, Any]:
    return stored if isinstance(stored, dict) else {}


def _texts(stored: Any) -> dict[str, str]:
    return {id: text for id, text in _group(stored).items() if isinstance(text, str)}


def _read_json(file: Path) -> dict[str, Any]:
    """A file of ours; nothing where it is missing, broken, too large, or somebody else's."""
    with suppress(OSError, ValueError, RecursionError):
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= _LARGEST_DRAFT:
            return _group(json.loads(file.read_text("utf-8")))
    return {}


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

    def write(self, session: Session) -> None:
        """Write the draft after a step."""
        try:
            write_draft(self.folder, self.questionnaire, session)
            self.failed = False
        except OSError as error:
            self.failed = True
            if not self._has_said:
                self.on_failure(error)
            self._has_said = True

    def read(self) -> Session | None:
        """The draft of an earlier run."""
        return read_draft(self.folder, self.questionnaire)

    def remove(self) -> None:
        """Remove the draft; a folder that cannot be written keeps it."""
        with suppress(OSError):
            remove_draft(self.folder, self.questionnaire)


# --- results --------------------------------------------------------------------------------


def keep_result(folder: Path, text: str, taken: datetime) -> Path:
    """Keep a result (its JSON) under the time it was taken at; returns the file."""
    name = f"{taken:%Y-%m-%d-%H%M%S}"
    file = folder / "results" / f"{name}.json"
    number = 2
    while file.exists():
        file = folder / "results" / f"{name}-{number}.json"
        number += 1
    write_whole(file, text)
    return file


def write_summary(file: Path, text: str, force: bool = False) -> None:
    """Write a summary where the respondent wants it. Raises FileExistsError where a file is
    already there, unless `force`; it stays as it was where writing fails."""
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if force and file.exists() and not file.is_file():  # a device or a pipe
        _write_all(os.open(file, os.O_WRONLY), text)
    elif force:
        write_whole(file.resolve(), text, own_folder=False)
    else:
        _write_new(file, text)


def _write_new(file: Path, text: str) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _write_all(handle, text)
    except BaseException:
        with suppress(OSError):
            file.unlink()
        raise


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


# --- writing --------------------------------------------------------------------------------


def write_whole(file: Path, text: str, own_folder: bool = True) -> None:
    """Write a file so that it is there whole or not at all; readable by its owner only."""
    if own_folder:
        _make_folder(file.parent)
    temporary = file.parent / f".{file.name}.{secrets.token_hex(4)}.tmp"
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        if os.name != "nt":
            os.fchmod(handle, 0o600)  # some umasks take the owner's rights away, too
        _write_all(handle, text)
        temporary.replace(file)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _flush_folder(file.parent)


def _write_all(handle: int, text: str) -> None:
    with open(handle, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _make_folder(folder: Path) -> None:
    """Our folder and the one in it, 0700 whatever the umask."""
    folder.parent.parent.mkdir(parents=True, exist_ok=True)
    for made in (folder.parent, folder):
        if made.exists() and not made.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        made.mkdir(mode=0o700, exist_ok=True)
        if stat.S_IMODE(made.stat().st_mode) != 0o700 and os.name != "nt":
            made.chmod(0o700)


def _flush_folder(folder: Path) -> None:
    """Make the rename itself lasting, where the system can."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
