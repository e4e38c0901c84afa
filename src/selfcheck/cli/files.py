"""Which file, which language: from the command line and the environment to a questionnaire."""

import errno
import os
import select
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from selfcheck.cli.exits import stop
from selfcheck.cli.language import locale_language, speak_as, wanted_language
from selfcheck.cli.terminal import tell
from selfcheck.frozen import dataclass
from selfcheck.question_file.loader import Loaded, read_questionnaire
from selfcheck.question_file.translation import (
    original_by_name,
    original_named,
    read_translation,
    translation_file,
)
from selfcheck.question_file.values import is_language
from selfcheck.question_file.yaml.source import MAX_FILE_BYTES
from selfcheck.questionnaire import Questionnaire
from selfcheck.typesetting import harmless
from selfcheck.words import Say, speaker

_PATIENCE = 1.5
"""Seconds to wait for the writer of a pipe."""

_REASONS = {
    errno.EEXIST: "exists",
    errno.EISDIR: "folder",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.ENOSPC: "full",
    errno.EFBIG: "full",
    getattr(errno, "EDQUOT", -1): "full",
    errno.EROFS: "read-only",
    errno.EBADF: "closed",
}

_OF_OURS = {"NoHomeError": "no-home", "ForeignLinkError": "foreign-link"}
"""Errors of `keeping`, which is not imported for its names alone."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A question file fit for use, and the sentences of its language."""

    questionnaire: Questionnaire
    say: Say


def data_folder() -> Path:
    """Where the built-in file lies: inside the package when installed, else in the checkout."""
    inside = Path(__file__).resolve().parents[1] / "data"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[3] / "data"


def question_file(file: Path | None) -> Path:
    """The question file meant: the one named, else by SELFCHECK_QUESTIONS, else the built-in."""
    if file is not None:
        return file
    named = os.environ.get("SELFCHECK_QUESTIONS")
    return Path(named) if named else data_folder() / "questions.yaml"


def open_questionnaire(
    file: Path | None, lang: str | None, width: int, with_examples: bool = True
) -> Opened:
    """Load a question file in the language that is wanted, or show what is wrong and stop."""
    loaded = load_in(question_file(file), lang, with_examples)
    if any(problem.severity == "error" for problem in loaded.problems) or not loaded.questionnaire:
        say = speaker(wanted_language(lang) or language_of(loaded))
        from selfcheck.showing.problems import render_problems

        stop(render_problems(loaded.problems, loaded.places, say, width), code=1)
    say = speak_as(speaker(loaded.questionnaire.language))
    if lang and not is_same_language(lang, loaded.questionnaire.language):
        shown = loaded.questionnaire.language
        note = say("take.no-translation", language=harmless(lang, False), shown=shown)
        tell(note)
    return Opened(loaded.questionnaire, say)


def load_in(path: Path, lang: str | None, with_examples: bool = True) -> Loaded:
    """A question file in the language wanted, as far as there is a translation into it."""
    loaded = load(path, lang, with_examples)
    questionnaire = loaded.questionnaire
    wanted = wanted_language(lang) or locale_language()
    if (
        questionnaire is None
        or loaded.problems
        or not wanted
        or is_same_language(wanted, questionnaire.language)
    ):
        return loaded
    file = translation_file(path, wanted)
    return read_translation(str(file), read_bytes(file, lang), questionnaire) if file else loaded


def is_same_language(one: str, other: str) -> bool:
    """Whether two tags name the same language, regions left aside."""
    return one.split("-")[0].lower() == other.split("-")[0].lower()


def load(path: Path, lang: str | None = None, with_examples: bool = True) -> Loaded:
    """Read a question file from disk, a translation through its original; stops where a file
    cannot be read."""
    return load_bytes(path, read_bytes(path, lang), lang, with_examples)


def load_bytes(
    path: Path, raw: bytes, lang: str | None = None, with_examples: bool = True
) -> Loaded:
    """Take the bytes of a question file for what stands at a path; a translation is read through
    its original. Stops where that cannot be read."""
    original = original_of(path, raw)
    if original is None:
        return read_questionnaire(str(path), raw, with_examples)
    loaded = read_questionnaire(str(original), read_bytes(original, lang), with_examples)
    if loaded.questionnaire is None or loaded.problems:
        return loaded
    return read_translation(str(path), raw, loaded.questionnaire)


def original_of(path: Path, raw: bytes) -> Path | None:
    """The original of a translation, as it says or else by its name; None for any other file."""
    named = original_named(raw)
    if named is None:
        return original_by_name(path, raw)
    return None if named == path.name else path.with_name(named)


def translation_files(original: Path) -> Iterator[Path]:
    """The translations beside a question file: what says that it is one, and every NAME.LANG.yaml
    beside NAME.yaml, whatever it says; `take` finds them by their names."""
    for file, named in _named_alike(original):
        language = file.name[len(original.stem) + 1 : -len(original.suffix)]
        if named == original.name or (named is None and is_language(language)):
            yield file


def misnamed_translations(original: Path) -> Iterator[tuple[Path, str]]:
    """Files beside that are found by their name as translations, but name another original; each
    with what it names."""
    for file, named in _named_alike(original):
        language = file.name[len(original.stem) + 1 : -len(original.suffix)]
        if named not in (None, original.name) and translation_file(original, language) == file:
            yield file, str(named)


def _named_alike(original: Path) -> Iterator[tuple[Path, str | None]]:
    """Files beside whose name begins like that of an original, and the original that they name."""
    try:
        beside = sorted(original.parent.iterdir())
    except OSError:
        return
    for file in beside:
        named_alike = file.name.startswith(f"{original.stem}.") and file.suffix == original.suffix
        if named_alike and file.name != original.name and file.is_file():
            yield file, original_named(read_bytes(file))


def read_bytes(path: Path, lang: str | None = None) -> bytes:
    """The bytes of a file, at most one more than can be used; stops where it cannot be read."""
    try:
        with _open_soon(path) as stream:
            return stream.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        say = speaker(wanted_language(lang) or locale_language() or "ja")
        stop(_describe_unreadable(path, error, say))


def _open_soon(path: Path) -> BinaryIO:
    """Open a file; a pipe that nobody writes into is given up after a moment."""
    if os.name == "nt" or not stat.S_ISFIFO(path.stat().st_mode):
        return path.open("rb")
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    if not select.select([handle], [], [], _PATIENCE)[0]:
        os.close(handle)
        raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
    os.set_blocking(handle, True)
    return os.fdopen(handle, "rb")


def _describe_unreadable(path: Path, error: Exception, say: Say) -> str:
    name = harmless(str(path), False)
    match error:
        case FileNotFoundError():
            return say("file.missing", file=name)
        case IsADirectoryError():
            return say("file.folder", file=name)
        case PermissionError():
            key = "file.folder" if path.is_dir() else "file.no-permission"
            return say(key, file=name)
        case _:
            return say("file.unreadable", file=name, reason=describe_reason(error, say))


def describe_reason(error: Exception, say: Say) -> str:
    """Why the system did not do what was asked."""
    reason = _REASONS.get(error.errno or 0) if isinstance(error, OSError) else None
    reason = _OF_OURS.get(type(error).__name__, reason)
    if reason:
        return say(f"reason.{reason}")
    found = error.strerror if isinstance(error, OSError) else type(error).__name__
    return say("reason.other", found=found)


def language_of(loaded: Loaded) -> str:
    """The language for messages about a file: its own where it says one, else Japanese."""
    return loaded.questionnaire.language if loaded.questionnaire else locale_language() or "ja"
