"""Gate 2: plain values -> Questionnaire, and gate 3 on top.

Right words, right kinds, what is required. What is named is looked up by checking.references;
nothing here or there raises for an author's mistake.
"""

from collections.abc import Iterable
from pathlib import Path as FilePath

from selfcheck.checking.references import check_references
from selfcheck.checking.translating import Translation
from selfcheck.format import GROUPS, KNOWN_WORDS
from selfcheck.frozen import dataclass, replace
from selfcheck.problems import Path, Places, Problem, find_span
from selfcheck.question_file.reading import Reading
from selfcheck.question_file.sections import readers_of
from selfcheck.question_file.yaml.source import Source, Value, read_source
from selfcheck.questionnaire import Questionnaire

_BREAKS_WHAT_IT_NAMES = frozenset({"not-an-id", "unknown-key", "double-key"})
"""Codes of problems with a name: what was meant by it may be what is missed elsewhere."""
_BREAKS_ALL_WITHIN = frozenset(
    "expected-group list-not-group missing-space full-width-colon nothing-there missing-answers "
    "expected-text brace-at-start not-an-id".split()
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A question file after the three gates: the questionnaire is None where nothing could be
    read, and not fit for use where a problem is an error. `translation` is what a translation was
    read from; `questionnaire` then speaks its language."""

    places: Places
    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...]
    translation: Translation | None = None


def load_questionnaire(file: FilePath) -> Loaded:
    """Read a question file. Raises OSError where the file cannot be read from disk."""
    return read_questionnaire(str(file), file.read_bytes())


def read_questionnaire(file: str, raw: bytes, with_examples: bool = True) -> Loaded:
    """Take the bytes of a question file through the three gates. The examples are the author's
    own tests: whoever only wants to ask can leave them unread."""
    source = read_source(file, raw, KNOWN_WORDS)
    if source.value is None:
        return Loaded(source.places, None, in_order(source.problems, source.places))
    reading = Reading(source)
    value = source.value
    if not with_examples and isinstance(value, dict):
        value = {name: content for name, content in value.items() if name != "examples"}
    questionnaire = _read_top(reading, value)
    found = [*reading.problems, *check_references(questionnaire)]
    problems = [*source.problems, *_without_followers(found, source)]
    return Loaded(source.places, questionnaire, in_order(problems, source.places))


def in_order(problems: Iterable[Problem], places: Places) -> tuple[Problem, ...]:
    """Problems by line and column."""

    def order(problem: Problem) -> tuple[int, int]:
        span = find_span(problem, places)
        return (span.line, span.column) if span else (0, 0)

    return tuple(sorted(problems, key=order))


def _without_followers(found: list[Problem], source: Source) -> list[Problem]:
    """Leave out what only follows from something else that could not be read."""
    roots = [
        (problem.code, problem.place)
        for problem in (*source.problems, *found)
        if isinstance(problem.place, tuple) and not problem.depends
    ]
    within = {place for code, place in roots if code in _BREAKS_ALL_WITHIN}
    beside = {place[:-1] for code, place in roots if code in _BREAKS_WHAT_IT_NAMES}

    def follows(problem: Problem) -> bool:
        needed = problem.depends
        if not needed:
            return _is_guessed(problem, source)
        is_missing = needed not in source.places.names
        return (
            any(needed[:length] in within for length in range(1, len(needed) + 1))
            or needed in beside
            or (is_missing and needed[:-1] in beside)
            or _is_guessed(problem, source)
        )

    return [problem for problem in found if not follows(problem)]


def _is_guessed(problem: Problem, source: Source) -> bool:
    """Whether what is wrong stands in a line, or behind a name, that a guess was made about."""
    place = problem.place
    path = place if isinstance(place, tuple) else ()
    if any(path[:length] in source.doubtful for length in range(len(path) + 1)):
        return True
    span = find_span(problem, source.places) if source.guessed else None
    return span is not None and span.line in source.guessed


def _read_top(reading: Reading, value: Value) -> Questionnaire:
    """The whole file: what stands alone, then the sections in the order of the format, for what a
    section names stands in an earlier one."""
    fields, readers = GROUPS["top"], readers_of("top")
    sections = [field for field in fields if field.kind in ("things", "answer-lists")]
    required = [field.name for field in fields if field.is_required]
    got = reading.keys(
        (), value, {**readers, **{field.name: _later for field in sections}}, required
    )
    alone = {
        field.attribute: got[field.name]
        for field in fields
        if field not in sections and got.get(field.name) not in (None, "")
    }
    reading.so_far = replace(reading.so_far, **alone)
    for field in sections:
        if field.name in got:
            made = readers[field.name](reading, *got[field.name])
            reading.so_far = replace(reading.so_far, **{field.attribute: made})
    return reading.so_far


def _later(reading: Reading, path: Path, value: Value) -> tuple[Path, Value]:
    return path, value
