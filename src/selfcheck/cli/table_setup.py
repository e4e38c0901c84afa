"""A question file with all its translations, made ready for tables of many respondents."""

from dataclasses import dataclass
from pathlib import Path

from selfcheck.cli.exits import stop
from selfcheck.cli.files import (
    load,
    open_questionnaire,
    question_file,
    read_bytes,
    translation_files,
)
from selfcheck.question_file.translation import original_named, read_translation
from selfcheck.questionnaire import Question, Questionnaire
from selfcheck.scoring import Scoring, prepare_scoring
from selfcheck.showing.problems import render_problems
from selfcheck.table.cells import question_wordings
from selfcheck.words import Say


@dataclass(frozen=True, slots=True)
class TableSetup:
    """A question file with all its wordings, made ready for scoring. `questionnaire` is in the
    language that is spoken; `files` are those it was read from."""

    questionnaire: Questionnaire
    say: Say
    scoring: Scoring
    wordings: dict[str, tuple[Question, ...]]
    files: tuple[Path, ...]


def read_setup(file: Path | None, lang: str | None, width: int) -> TableSetup:
    """Load a question file with all its translations, or show what is wrong and stop."""
    path = question_file(file)
    opened = open_questionnaire(path, lang, width)
    named = original_named(read_bytes(path, lang))
    original = path.with_name(named) if named else path
    source = load(original, lang).questionnaire or opened.questionnaire
    files = list(translation_files(original))
    translations = [_load_translation(one, source, opened.say, width) for one in files]
    wordings = dict(question_wordings(source, translations))
    scoring = prepare_scoring(opened.questionnaire)
    return TableSetup(opened.questionnaire, opened.say, scoring, wordings, (path, original, *files))


def _load_translation(file: Path, source: Questionnaire, say: Say, width: int) -> Questionnaire:
    loaded = read_translation(str(file), read_bytes(file), source)
    if not loaded.questionnaire or any(one.severity == "error" for one in loaded.problems):
        stop(render_problems(loaded.problems, loaded.places, say, width), code=1)
    return loaded.questionnaire
