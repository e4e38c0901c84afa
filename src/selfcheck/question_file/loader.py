"""Gate 2: plain values -> Questionnaire, and gate 3 on top; one small function a section.

Right words, right kinds, what is required. What is named is looked up by checking.references;
nothing here or there raises for an author's mistake.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

from selfcheck.checking.references import check_references
from selfcheck.problems import Path, Places, Problem, find_span
from selfcheck.question_file.reading import Reading, is_id
from selfcheck.question_file.scored_sections import (
    read_answer_lists,
    read_questions,
    read_themes,
)
from selfcheck.question_file.shown_sections import (
    read_columns,
    read_contacts,
    read_examples,
    read_fill_ins,
    read_reflections,
    read_safety,
    read_tone,
)
from selfcheck.question_file.yaml_source import Value, read_source
from selfcheck.questionnaire import Author, Questionnaire

_UNREADABLE = frozenset({"not-an-id", "unknown-key"})

KNOWN_WORDS = frozenset(
    "selfcheck id title language version author minutes intro closing fill_in answers themes "
    "questions reflections safety contacts columns tone examples name url ask default suggestions "
    "label points alone about score at_least missing rubric from says before help theme reverse "
    "weight choose ask_if write when try ponder instead phone hours note avoid expect reflection "
    "levels scores".split()
)
"""Every name of the format, for finding lines that became part of the text above them."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A question file after the three gates: the questionnaire is None where nothing could be
    read, and not fit for use where a problem is an error."""

    places: Places
    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...]


def load_questionnaire(file: FilePath) -> Loaded:
    """Read a question file. Raises OSError where the file cannot be read from disk."""
    return read_questionnaire(str(file), file.read_bytes())


def read_questionnaire(file: str, raw: bytes) -> Loaded:
    """Take the bytes of a question file through the three gates."""
    source = read_source(file, raw, KNOWN_WORDS)
    if source.value is None:
        return Loaded(source.places, None, in_order(source.problems, source.places))
    reading = Reading(source)
    questionnaire = _read_top(reading, source.value)
    found = [*reading.problems, *check_references(questionnaire)]
    problems = [*source.problems, *_without_followers(found)]
    return Loaded(source.places, questionnaire, in_order(problems, source.places))


def in_order(problems: Iterable[Problem], places: Places) -> tuple[Problem, ...]:
    """Problems by line and column."""

    def order(problem: Problem) -> tuple[int, int]:
        span = find_span(problem, places)
        return (span.line, span.column) if span else (0, 0)

    return tuple(sorted(problems, key=order))


def _without_followers(problems: list[Problem]) -> list[Problem]:
    """Leave out what only follows from something that could not be read."""
    broken = [p for p in problems if isinstance(p.place, tuple) and not p.depends]

    def follows(problem: Problem) -> bool:
        return bool(problem.depends) and any(_breaks(other, problem.depends) for other in broken)

    return [problem for problem in problems if not follows(problem)]


def _breaks(problem: Problem, needed: Path) -> bool:
    """Whether a problem may have made what is needed there go missing."""
    place = problem.place
    if not isinstance(place, tuple):
        return False
    if problem.code in _UNREADABLE:
        return place[:-1] == needed or (problem.code == "not-an-id" and place == needed)
    return place == needed[: len(place)] and problem.code.startswith(("expected", "missing-space"))


def _read_top(reading: Reading, value: Value) -> Questionnaire:
    def later(path: Path, value: Value) -> tuple[Path, Value]:
        return path, value

    text = reading.text
    sections = {
        "selfcheck": lambda path, value: _read_format(reading, path, value),
        "id": lambda path, value: _read_own_id(reading, path, value),
        "title": text,
        "language": reading.language,
        "version": text,
        "author": lambda path, value: _read_author(reading, path, value),
        "minutes": reading.above_zero,
        "intro": text,
        "closing": text,
        **dict.fromkeys(_SECTIONS, later),
    }
    required = ("selfcheck", "id", "title", "language", "questions")
    got = reading.keys((), value, sections, required)
    got.pop("selfcheck", None)
    waiting = {name: got.pop(name) for name in _SECTIONS if name in got}
    questionnaire = Questionnaire(**{"id": "", "title": "", "language": "ja", **got})
    for name, (attribute, read) in _SECTIONS.items():
        if name in waiting:
            path, content = waiting[name]
            made = read(reading, path, content, questionnaire)
            questionnaire = replace(questionnaire, **{attribute: made})
    return questionnaire


def _read_format(reading: Reading, path: Path, value: Value) -> None:
    if value != "1":
        reading.note("unknown-format", path, found=value if isinstance(value, str) else "")


def _read_own_id(reading: Reading, path: Path, value: Value) -> str:
    name = reading.id(path, value)
    if name and not is_id(name):
        reading.note("not-an-id", path, found=name)
    return name


def _read_author(reading: Reading, path: Path, value: Value) -> Author:
    return Author(**reading.keys(path, value, {"name": reading.text, "url": reading.url}))


# Later sections look into earlier ones: answers before questions, questions before conditions.
_SECTIONS: dict[str, tuple[str, Any]] = {
    "fill_in": ("fill_in", read_fill_ins),
    "answers": ("answer_lists", read_answer_lists),
    "themes": ("themes", read_themes),
    "questions": ("questions", read_questions),
    "reflections": ("reflections", read_reflections),
    "safety": ("safety", read_safety),
    "contacts": ("contacts", read_contacts),
    "columns": ("columns", read_columns),
    "tone": ("avoid", read_tone),
    "examples": ("examples", read_examples),
}
