"""Gate 1: bytes -> plain values, and where each was written. Knows YAML, not question files.

Every value stays the text that was typed; there are only texts, lists and groups (dicts). Names are
read in NFKC, numbers among them in one spelling, so that full-width characters and `3.0` do no
harm.
"""

from collections.abc import Mapping

import yaml

from selfcheck.frozen import dataclass, field, replace
from selfcheck.problems import Path, Places, Problem, Span
from selfcheck.question_file.yaml.decoding import CONTROL, decode
from selfcheck.question_file.yaml.reader import StopReadingError, Value, YamlReader
from selfcheck.question_file.yaml.repair import Diagnosis

__all__ = ["MAX_FILE_BYTES", "Source", "Value", "read_source"]

MAX_FILE_BYTES = 2_000_000
"""Bytes. A thousand questions take about a quarter of it."""
_OTHER_FILES = (b"PK\x03\x04", b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0")
"""How documents of word processors, spreadsheets and PDF begin."""
_MAX_REPAIRS = 100
_MAX_READ_AGAIN = 3_000_000
"""Characters, over all repairs of one file: large files get fewer, so that time stays short."""
_LETTERS_OF_A_LINE = 20
"""A short line takes as long as so many characters."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: `value` is None where it could not be read as YAML at all; `swallowed` holds
    the paths of texts that end where YAML saw a comment begin. What stands at the paths and lines
    of `doubtful` and `guessed` was made out of a mistake that is reported already."""

    places: Places
    value: Value = None
    swallowed: Mapping[Path, Span] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    doubtful: frozenset[Path] = frozenset()
    guessed: frozenset[int] = frozenset()


def read_source(file: str, raw: bytes, known_words: frozenset[str] = frozenset()) -> Source:
    """Read the bytes of a file; all that is wrong with it as YAML is in `problems`.

    `known_words` are names that the format uses: a line of text that begins with one and a colon
    was meant as a line of its own.
    """
    if len(raw) > MAX_FILE_BYTES:
        return Source(
            Places(file), problems=(Problem("too-large", facts={"limit": MAX_FILE_BYTES}),)
        )
    if raw.startswith(_OTHER_FILES):
        return Source(Places(file), problems=(Problem("not-a-text-file"),))
    text, problems = decode(raw)
    lines = text.split("\n")
    places = Places(file, tuple(lines))
    if not text.strip():
        return Source(places, problems=(*problems, Problem("empty-file")))
    reader, repairs = _read_repairing(CONTROL.sub(" ", text).split("\n"), known_words)
    loud = [repair.problem for repair in repairs if not repair.quiet]
    if reader is None and not loud:
        loud = [repairs[-1].problem]
    problems += loud
    guessed = frozenset(line for repair in repairs for line in repair.guessed)
    if reader is None:
        return Source(places, problems=tuple(problems))
    _return_to_lines(reader, lines)
    problems += reader.problems
    if not isinstance(reader.top, dict):
        if not problems:
            problems.append(_not_the_form(lines))
        return Source(places, problems=tuple(problems))
    places = replace(places, names=reader.names, contents=reader.contents)
    doubtful = frozenset(reader.doubtful)
    return Source(places, reader.top, reader.swallowed, tuple(problems), doubtful, guessed)


def _return_to_lines(reader: YamlReader, lines: list[str]) -> None:
    """Where lines were repaired, give every place as it is in the author's own lines."""
    changed = {n for n, repaired in enumerate(reader.lines) if repaired != lines[n]}
    if not changed:
        return

    def own(span: Span) -> Span:
        if span.line not in changed:
            return span
        repaired, typed = reader.lines[span.line], lines[span.line]
        pairs = enumerate(zip(repaired, typed, strict=False))
        same = next((n for n, (one, other) in pairs if one != other), len(typed))
        shift = len(typed) - len(repaired)
        start, end = (
            column if column <= same else max(same, column + shift)
            for column in (span.column, span.end_column)
        )
        return Span(span.line, start, span.end_line, end)

    for places in (reader.names, reader.contents, reader.swallowed):
        places.update({path: own(span) for path, span in places.items()})
    reader.problems[:] = [
        replace(problem, place=own(problem.place)) if isinstance(problem.place, Span) else problem
        for problem in reader.problems
    ]


def _not_the_form(lines: list[str]) -> Problem:
    """The file holds something else than names and what stands behind them."""
    said = [n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]
    first = said[0] if said else 0
    return Problem("not-a-question-file", Span(first, 0, first, len(lines[first])))


def _read_repairing(
    lines: list[str], known_words: frozenset[str]
) -> tuple[YamlReader | None, list[Diagnosis]]:
    """Read; where YAML stops, say why, repair that line in memory and read again, so that later
    mistakes are found in the same run."""
    repairs: list[Diagnosis] = []
    seen: set[tuple[str, int]] = set()
    effort = sum(map(len, lines)) + _LETTERS_OF_A_LINE * len(lines)
    for _ in range(max(2, min(_MAX_REPAIRS, _MAX_READ_AGAIN // effort))):
        reader = YamlReader(lines, known_words)
        try:
            reader.read()
        except yaml.YAMLError as error:
            from selfcheck.question_file.yaml.diagnose import diagnose  # few files need it

            found = diagnose(lines, error, known_words)
        except StopReadingError as stop:
            found = stop.diagnosis
        else:
            return reader, repairs
        place = found.problem.place
        mistake = (found.problem.code, place.line if isinstance(place, Span) else -1)
        if mistake in seen:
            return None, repairs
        seen.add(mistake)
        repairs.append(found)
        if found.repaired is None:
            return None, repairs
        lines = found.repaired
    return None, repairs
