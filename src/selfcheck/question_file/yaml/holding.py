"""What is open while YAML is read, what was found so far, and where it was written."""

import re
from collections.abc import Sequence
from typing import Any

import yaml

from selfcheck.problems import Path, Problem, Span
from selfcheck.question_file.yaml.marks import Marks
from selfcheck.question_file.yaml.repair import Diagnosis
from selfcheck.question_file.yaml.vocabulary import Vocabulary

Value = str | None | list["Value"] | dict[str, "Value"]
"""What a file holds: a text as typed, nothing at all, a list, or a group of names and values."""

MAX_VALUES = 100_000
CHARACTERS_OF_A_VALUE = 100
"""A long text counts as one more value for every so many characters, or aliases could make memory
run out."""
MAX_DEPTH = 100


class StopReadingError(Exception):
    """What follows could not be trusted, or would be too deep or too large; reading stops."""

    def __init__(self, diagnosis: Diagnosis) -> None:
        super().__init__(diagnosis.problem.code)
        self.diagnosis = diagnosis


class Open:
    """A list or group that is being read; of a group the name, too, whose value comes next."""

    def __init__(self, event: Any, path: Path, span: Span, size_before: int) -> None:
        is_group = isinstance(event, yaml.MappingStartEvent)
        self.value: list[Value] | dict[str, Value] = {} if is_group else []
        self.path = path
        self.span = span
        self.anchor: str | None = event.anchor
        self.size_before = size_before
        self.name: str | None = None
        self.doubled = False
        self.first_double = -1
        self.copied: set[str] = set()


class Holding:
    """The state of a reader: what it has read, and the lists and groups that are open."""

    def __init__(self, lines: Sequence[str], vocabulary: Vocabulary) -> None:
        self.lines = lines
        self.vocabulary = vocabulary
        self.known_words = vocabulary.words
        self.top: Value = None
        self.names: dict[Path, Span] = {}
        self.contents: dict[Path, Span] = {}
        self.swallowed: dict[Path, Span] = {}
        self.problems: list[Problem] = []
        self.doubtful: set[Path] = set()
        self._stack: list[Open] = []
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._unused: dict[str, Span] = {}
        self._size = 0
        self._marks = Marks("\n".join(lines))

    # --- places ----------------------------------------------------------------------------

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        return Span(start.line, start.column, end.line, min(end.column, len(line)))

    def _first_line(self, event: Any) -> Span:
        line, column = event.start_mark.line, event.start_mark.column
        return Span(line, column, line, max(column, len(self.lines[line].rstrip())))

    def _holder(self) -> Open | None:
        return self._stack[-1] if self._stack else None

    def _is_name_next(self) -> bool:
        holder = self._holder()
        return holder is not None and isinstance(holder.value, dict) and holder.name is None

    def _next_path(self) -> Path:
        """The path of the value that begins here."""
        holder = self._holder()
        if holder is None:
            return ()
        if isinstance(holder.value, list):
            return (*holder.path, len(holder.value))
        return (*holder.path, holder.name or "")

    def _count(self, event: Any, size: int) -> None:
        self._size += size
        if self._size > MAX_VALUES:
            facts = {"limit": MAX_VALUES}
            problem = Problem("too-many-values", self._first_word(event), facts)
            raise StopReadingError(Diagnosis(problem))

    def _first_word(self, event: Any) -> Span:
        """The place of a mark such as &a, *a or !tag: up to the next space."""
        line, column = event.start_mark.line, event.start_mark.column
        word = re.compile(r"[^\s,\]}]*").match(self.lines[line], column)
        return Span(line, column, line, max(column + 1, word.end() if word else 0))
