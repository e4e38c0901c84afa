"""What can be wrong with what an author wrote: a code, a place and facts, never a sentence.

`words` makes the sentence, `showing.problems` draws it. Imports nothing of ours.
"""

from collections.abc import Mapping
from typing import Literal

from selfcheck.frozen import dataclass, field

Path = tuple[str | int, ...]
"""The way from the top of a file to a thing: ids and, within lists, positions from 0."""

Severity = Literal["error", "warning"]

At = Literal["name", "content"]
"""Whether the name of a thing is meant, or what stands behind it."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where something was written. Lines and columns count from 0, in characters; `end` is past."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake of an author.

    `place` is a path into the file, or a span where there is no path yet (the file could not be
    read as YAML), or None where the file as a whole is meant. `at` says whether the name of the
    thing or what stands behind it is meant; `word` is the piece of the text that matters.
    `other` is the second place where two things clash, `other_word` the piece that matters there.
    `facts` fill the sentence. `depends` is the place that was looked into and found lacking: where
    that could not be read, this problem only follows from another and is not shown.
    """

    code: str
    place: Path | Span | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    at: At = "content"
    word: str = ""
    other: Path | Span | None = None
    severity: Severity = "error"
    depends: Path = ()
    other_word: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """A file's lines as typed, and where everything in it was written.

    `names` and `contents` map a path to the place of the name of a thing and to that of what stands
    behind it (for a list or group its first line).
    """

    file: str
    lines: tuple[str, ...] = ()
    names: Mapping[Path, Span] = field(default_factory=dict)
    contents: Mapping[Path, Span] = field(default_factory=dict)


def find_span(problem: Problem, places: Places) -> Span | None:
    """Where a problem is, narrowed to the word that matters; None where the file is meant."""
    return _narrowed(locate(places, problem.place, problem.at), problem.word, places)


def find_other_span(problem: Problem, places: Places) -> Span | None:
    """The second place of a problem, narrowed as the first; None where it has none."""
    return _narrowed(locate(places, problem.other, problem.at), problem.other_word, places)


def _narrowed(span: Span | None, word: str, places: Places) -> Span | None:
    if span is None or not word:
        return span
    for number in range(span.line, min(span.end_line + 1, len(places.lines))):
        column = places.lines[number].find(word, span.column if number == span.line else 0)
        if column >= 0:
            return Span(number, column, number, column + len(word))
    return span


def locate(places: Places, place: Path | Span | None, at: str = "content") -> Span | None:
    """Where a place was written; what has no place of its own has that of what holds it."""
    if place is None or isinstance(place, Span):
        return place
    for length in range(len(place), -1, -1):
        path = place[:length]
        first, second = places.contents, places.names
        is_item = length < len(place) and isinstance(place[length], int)
        if at == "name" or (length < len(place) and not is_item):
            first, second = second, first
        if span := first.get(path) or second.get(path):
            return span
    return None
