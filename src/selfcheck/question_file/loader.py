"""Gate 2: plain values -> Questionnaire, and gate 3 on top.

Right words, right kinds, what is required. What is named is looked up by checking.references;
nothing here or there raises for an author's mistake.
"""

from collections.abc import Iterable
from pathlib import Path as FilePath

from selfcheck.checking.doubles import check_labels
from selfcheck.checking.references import check_references
from selfcheck.checking.translating import Translation
from selfcheck.format import GROUPS
from selfcheck.frozen import dataclass, replace
from selfcheck.problems import Path, Places, Problem, find_span
from selfcheck.question_file.followers import (
    each_name_once,
    named_by_letter,
    without_cut_lists,
    without_followers,
)
from selfcheck.question_file.misplaced import put_in_place
from selfcheck.question_file.names import VOCABULARY
from selfcheck.question_file.reading import Reading
from selfcheck.question_file.sections import readers_of
from selfcheck.question_file.yaml.source import Source, Value, read_source
from selfcheck.question_file.yaml.unseen import find_decomposed
from selfcheck.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Loaded:
    """A question file after the three gates: the questionnaire is None where nothing could be
    read, and not fit for use where a problem is an error. `translation` is what a translation was
    read from; `questionnaire` then speaks its language. `warnings` are what `check` adds."""

    places: Places
    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...]
    translation: Translation | None = None
    warnings: tuple[Problem, ...] = ()


def load_questionnaire(file: FilePath) -> Loaded:
    """Read a question file. Raises OSError where the file cannot be read from disk."""
    return read_questionnaire(str(file), file.read_bytes())


def read_questionnaire(file: str, raw: bytes, with_examples: bool = True) -> Loaded:
    """Take the bytes of a question file through the three gates. The examples are the author's
    own tests: whoever only wants to ask can leave them unread."""
    source = put_in_place(read_source(file, raw, VOCABULARY))
    if source.value is None:
        return Loaded(source.places, None, in_order(source.problems, source.places))
    reading = Reading(source)
    value = source.value
    if not with_examples and isinstance(value, dict):
        value = {name: content for name, content in value.items() if name != "examples"}
    questionnaire = _read_top(reading, value)
    named = [*check_references(questionnaire), *check_labels(questionnaire)]
    found = [named_by_letter(problem) for problem in [*reading.problems, *named]]
    problems, warnings = sorted_out(source, found)
    return Loaded(source.places, questionnaire, problems, warnings=warnings)


def sorted_out(
    source: Source, found: list[Problem]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The mistakes of a file, each cause once, and what else is worth a look, both in order."""
    decomposed = find_decomposed(source.places.lines)
    kept = [
        *source.problems,
        *without_followers(found, source),
        *([decomposed] if decomposed else []),
    ]
    kept = without_cut_lists(kept)
    once = each_name_once(in_order(kept, source.places), source.places)
    errors = tuple(problem for problem in once if problem.severity == "error")
    return errors, tuple(problem for problem in once if problem.severity != "error")


def in_order(problems: Iterable[Problem], places: Places) -> tuple[Problem, ...]:
    """Problems by line and column."""

    def order(problem: Problem) -> tuple[int, int]:
        span = find_span(problem, places)
        return (span.line, span.column) if span else (0, 0)

    return tuple(sorted(problems, key=order))


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
