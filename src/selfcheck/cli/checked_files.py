"""The files that `check` looks at: from the disk or from standard input, with their translations.

One that cannot be read is said, and keeps no other from being looked at.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from selfcheck.cli.exits import EndedError
from selfcheck.cli.files import (
    load,
    load_bytes,
    misnamed_translations,
    read_bytes,
    translation_files,
)
from selfcheck.frozen import dataclass
from selfcheck.problems import Problem
from selfcheck.question_file.loader import Loaded
from selfcheck.question_file.translation import read_translation
from selfcheck.question_file.yaml.source import MAX_FILE_BYTES

STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files as they were read, in the order given, each followed by its translations; which
    of those that were named could be read; and the exit code: 2 where one could not, else 0."""

    loaded: tuple[Loaded, ...]
    files: tuple[Path, ...]
    exit_code: int


def gather(files: Sequence[Path], lang: str | None) -> Gathered:
    """Read files, each once. Ends the command where none can be read."""
    loaded: dict[Path, Loaded] = {}
    read: list[Path] = []
    exit_code = 0
    for file in dict.fromkeys(files):
        try:
            for one in _load_with_translations(file, lang):
                loaded.setdefault(Path(one.places.file).resolve(), one)
        except EndedError as ended:
            exit_code = ended.exit_code
            continue
        read.append(file)
    if not loaded:
        raise EndedError(exit_code)
    return Gathered((*loaded.values(),), (*read,), exit_code)


def _load_with_translations(file: Path, lang: str | None) -> Iterator[Loaded]:
    """A question file and all translations beside it; a translation alone by itself. A file with
    mistakes comes alone, for its translations cannot be held against it."""
    if file == STANDARD_INPUT:
        yield load_bytes(file, sys.stdin.buffer.read(MAX_FILE_BYTES + 1), lang)
        return
    loaded = load(file, lang)
    yield loaded
    if not loaded.translation and loaded.questionnaire and not loaded.problems:
        yield from _translations(file, loaded, lang)


def _translations(file: Path, loaded: Loaded, lang: str | None) -> Iterable[Loaded]:
    questionnaire = loaded.questionnaire
    assert questionnaire
    for translation in translation_files(file):
        raw = read_bytes(translation, lang)
        yield read_translation(str(translation), raw, questionnaire)
    for stray, named in misnamed_translations(file):
        found = read_translation(str(stray), read_bytes(stray, lang), questionnaire)
        facts = {"found": named, "meant": file.name}
        problem = Problem("translation-of-another", ("translation_of",), facts)
        yield Loaded(found.places, None, (problem,))
