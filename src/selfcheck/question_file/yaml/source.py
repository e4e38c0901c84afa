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
from selfcheck.question_file.yaml.holding import StopReadingError, Value
from selfcheck.question_file.yaml.leftovers import find_leftovers
from selfcheck.question_file.yaml.reader import YamlReader
from selfcheck.question_file.yaml.repair import Diagnosis
from selfcheck.question_file.yaml.vocabulary import Vocabulary

__all__ = ["MAX_FILE_BYTES", "Source", "Value", "read_source"]

MAX_FILE_BYTES = 2_000_000
"""Bytes. A thousand questions take about a quarter of it."""
_OTHER_FILES = (b"PK\x03\x04", b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0")
"""How documents of word processors, spreadsheets and PDF begin."""
_MAX_REPAIRS = 100
_MAX_READ_AGAIN = 3_000_000
"""Characters, over all repairs of one file: large files get fewer, so that time stays short."""
_LETTERS_OF_A_LINE = 20
"""A short line takes as long as so many letters."""
_NO_WORDS = Vocabulary()


@dataclass(frozen=True, slots=True)
class Mend:
    """Lines, by their numbers, as they were read on after a problem."""

    problem: Problem
    lines: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: `value` is None where it could not be read as YAML at all; `swallowed` holds
    the paths of texts that end where YAML saw a comment begin. What stands at the paths and lines
    of `doubtful` and `guessed` was made out of a mistake that is reported already; `mends` says how
    lines were read for which something has to be typed anew."""

    places: Places
    value: Value = None
    swallowed: Mapping[Path, Span] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    doubtful: frozenset[Path] = frozenset()
    guessed: frozenset[int] = frozenset()
    mends: tuple[Mend, ...] = ()


def read_source(file: str, raw: bytes, vocabulary: Vocabulary = _NO_WORDS) -> Source:
    """Read the bytes of a file; all that is wrong with it as YAML is in `problems`.

    `vocabulary` has the names that the format uses: a line of text that begins with one and a colon
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
    work = _Repairs(CONTROL.sub(" ", text).split("\n"))
    reader = _read_repairing(work, vocabulary)
    loud = [repair.problem for repair in work.repairs if not repair.quiet]
    if reader is None and not loud:
        loud = [work.repairs[-1].problem]
    problems += loud
    guessed, mends = frozenset(work.guessed), tuple(work.mends)
    if reader is None:
        return Source(places, problems=tuple(problems), mends=mends)
    _return_to_lines(reader, lines, work)
    problems += reader.problems
    if not isinstance(reader.top, dict):
        if not problems:
            problems.append(_not_the_form(lines))
        return Source(places, problems=tuple(problems), mends=mends)
    places = replace(places, names=reader.names, contents=reader.contents)
    doubtful = frozenset(reader.doubtful)
    return Source(places, reader.top, reader.swallowed, tuple(problems), doubtful, guessed, mends)


class _Repairs:
    """The lines as they are read at present, what was mended in them, and where each comes from."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.repairs: list[Diagnosis] = []
        self.guessed: set[int] = set()
        self.mends: list[Mend] = []
        self.added: set[int] = set()
        self._origin = list(range(len(lines)))
        for found in find_leftovers(lines):
            self.take(found)

    def take(self, found: Diagnosis) -> bool:
        """Read on with a mended line; says whether there is one."""
        place = found.problem.place
        problem = found.problem
        if isinstance(place, Span):
            problem = replace(problem, place=self.own(place))
        self.repairs.append(replace(found, problem=problem))
        self.guessed |= {self._origin[line] for line in found.guessed if line < len(self._origin)}
        if found.repaired is None:
            return False
        if found.added is not None:
            self._add(found.added)
        elif not found.quiet:
            pairs = enumerate(zip(self.lines, found.repaired, strict=False))
            changed = {self._origin[n]: new for n, (old, new) in pairs if old != new}
            self.mends.append(Mend(problem, changed))
        self.lines = found.repaired
        return True

    def _add(self, at: int) -> None:
        self.added = {n + (n >= at) for n in self.added} | {at}
        self._origin.insert(at, self._origin[min(at, len(self._origin) - 1)])

    def own(self, span: Span) -> Span:
        """The place in the author's file."""
        line, end = (
            self._origin[min(n, len(self._origin) - 1)] for n in (span.line, span.end_line)
        )
        return Span(line, span.column, end, span.end_column)


def _return_to_lines(reader: YamlReader, lines: list[str], work: _Repairs) -> None:
    """Where lines were mended, give every place as it is in the author's own lines."""
    if work.lines == lines:
        return

    def own(span: Span) -> Span:
        here = work.own(span)
        repaired, typed = work.lines[span.line], lines[here.line]
        if span.line in work.added:
            return Span(here.line, 0, here.line, len(typed))
        if repaired == typed:
            return here
        pairs = enumerate(zip(repaired, typed, strict=False))
        same = next((n for n, (one, other) in pairs if one != other), len(typed))
        shift = len(typed) - len(repaired)
        start, end = (
            column if column <= same else max(same, column + shift)
            for column in (span.column, span.end_column)
        )
        return Span(here.line, start, here.end_line, end)

    for places in (reader.names, reader.contents, reader.swallowed):
        places.update({path: own(span) for path, span in places.items()})
    reader.problems[:] = [
        replace(
            problem,
            place=own(problem.place) if isinstance(problem.place, Span) else problem.place,
            other=own(problem.other) if isinstance(problem.other, Span) else problem.other,
        )
        for problem in reader.problems
    ]


def _not_the_form(lines: list[str]) -> Problem:
    """The file holds something else than names and what stands behind them."""
    said = [n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]
    first = said[0] if said else 0
    return Problem("not-a-question-file", Span(first, 0, first, len(lines[first])))


def _read_repairing(work: _Repairs, vocabulary: Vocabulary) -> YamlReader | None:
    """Read; where YAML stops, say why, mend that line in memory and read again, so that later
    mistakes are found in the same run."""
    seen: set[tuple[str, int]] = set()
    effort = sum(map(len, work.lines)) + _LETTERS_OF_A_LINE * len(work.lines)
    for _ in range(max(2, min(_MAX_REPAIRS, _MAX_READ_AGAIN // effort))):
        reader = YamlReader(work.lines, vocabulary)
        try:
            reader.read()
        except yaml.YAMLError as error:
            from selfcheck.question_file.yaml.diagnose import diagnose  # few files need it

            found = diagnose(work.lines, error, vocabulary)
        except StopReadingError as stop:
            found = stop.diagnosis
        else:
            return reader
        place = found.problem.place
        mistake = (found.problem.code, place.line if isinstance(place, Span) else -1)
        if mistake in seen:
            return None
        seen.add(mistake)
        if not work.take(found):
            return None
    return None
