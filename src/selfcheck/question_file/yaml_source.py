"""Gate 1: bytes -> plain values, and where each was written. Knows YAML, not question files.

Every value stays the text that was typed; there are only texts, lists and groups (dicts). Names are
read in NFKC, numbers among them in one spelling, so that full-width letters and `3.0` are no trap.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import yaml

from selfcheck.problems import Path, Places, Problem, Span
from selfcheck.question_file.yaml_habits import (
    diagnose,
    find_swallowed_line,
    find_swallowed_text,
)
from selfcheck.scoring import round_half_up

Value = str | None | list["Value"] | dict[str, "Value"]
"""What a file holds: a text as typed, nothing at all, a list, or a group of names and values."""

LARGEST_FILE = 2_000_000
"""Bytes. A thousand questions take about a quarter of it."""
MOST_VALUES = 100_000
DEEPEST = 100
MOST_REPAIRS = 50

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
LONGEST_NUMBER = 40

# Control characters of C0 and C1 but tab and newline, lone surrogates, and non-characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile("\r\n?")
_ODD_BREAKS = re.compile("[\u0085\u2028\u2029\ufeff]")

# Letters and punctuation of Japanese, for joining folded lines without a space.
_JAPANESE = (
    "\u2014-\u2026\u203b\u3001-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff"
)
_FOLD = re.compile(f"(?<=[{_JAPANESE}])(?=[ ]*\n[ ]*[{_JAPANESE}])")

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: `value` is None where it could not be read as YAML at all; `swallowed` holds
    the paths of texts that end where YAML saw a comment begin."""

    places: Places
    value: Value = None
    swallowed: Mapping[Path, Span] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_source(file: str, raw: bytes, known_words: frozenset[str] = frozenset()) -> Source:
    """Read the bytes of a file; all that is wrong with it as YAML is in `problems`.

    `known_words` are names that the format uses: a line of text that begins with one and a colon
    was meant as a line of its own.
    """
    if len(raw) > LARGEST_FILE:
        return Source(Places(file), problems=(Problem("too-large", facts={"limit": LARGEST_FILE}),))
    text, problem = _decode(raw)
    lines = text.split("\n")
    places = Places(file, tuple(lines))
    if problem:
        return Source(places, problems=(problem,))
    if not text.strip():
        return Source(places, problems=(Problem("empty-file"),))
    problems = list(_find_controls(lines))
    reader = _read_repairing(_CONTROL.sub(" ", text), known_words, problems)
    top = reader.top if reader else None
    if not problems and not isinstance(top, dict):
        problems.append(Problem("not-a-question-file", Span(0, 0, 0, len(lines[0]))))
    if reader is None or not isinstance(top, dict):
        return Source(places, problems=tuple(problems))
    places = replace(places, names=reader.names, contents=reader.contents)
    return Source(places, top, reader.swallowed, tuple(problems))


def canonical_name(typed: str) -> str:
    """A name in NFKC; a number in its one spelling (3.0 -> 3, 0.50 -> 0.5)."""
    name = unicodedata.normalize("NFKC", typed)
    number = read_number(name)
    return name if number is None else spell_number(number)


def read_number(text: str) -> Fraction | None:
    """The number that a text spells, or None. At most 40 characters, so that nothing overflows."""
    if len(text) > LONGEST_NUMBER or not NUMBER.fullmatch(text):
        return None
    return Fraction(text)


def spell_number(number: Fraction) -> str:
    """A decimal number without needless zeros."""
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    return round_half_up(number, places)


def _line_of(problem: Problem) -> tuple[int, int]:
    place = problem.place
    return (place.line, place.column) if isinstance(place, Span) else (0, 0)


def _decode(raw: bytes) -> tuple[str, Problem | None]:
    """UTF-8 with or without a byte order mark, every kind of line end made \\n."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", Problem("not-utf8", facts={"found": "UTF-16"})
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0)
        line = len(re.findall(rb"\r\n?|\n", raw[:start]))
        shown = _LINE_BREAKS.sub("\n", raw.decode(_guess_encoding(raw), "replace"))
        width = len(shown.split("\n")[line])
        found = {"found": "Shift_JIS" if _guess_encoding(raw) == "cp932" else "?"}
        return shown, Problem("not-utf8", Span(line, 0, line, width), found)
    return _ODD_BREAKS.sub(" ", _LINE_BREAKS.sub("\n", text)), None


def _guess_encoding(raw: bytes) -> str:
    try:
        raw.decode("cp932")
    except UnicodeDecodeError:
        return "utf-8"
    return "cp932"


def _find_controls(lines: list[str]) -> Iterator[Problem]:
    """One problem for each line with control characters."""
    for number, line in enumerate(lines):
        if found := _CONTROL.search(line):
            span = Span(number, found.start(), number, found.end())
            yield Problem("control-character", span, {"found": f"U+{ord(found[0]):04X}"})


def _read_repairing(
    text: str, known_words: frozenset[str], problems: list[Problem]
) -> "_Reader | None":
    """Read; where YAML stops, say why, mend that line in memory and read again, so that later
    mistakes are found in the same run."""
    lines = text.split("\n")
    seen: set[int] = set()
    for _ in range(MOST_REPAIRS):
        reader = _Reader(lines, known_words)
        try:
            reader.read("\n".join(lines))
        except yaml.YAMLError as error:
            found = diagnose(lines, error)
            line = _line_of(found.problem)[0]
            if line in seen:
                return None
            seen.add(line)
            problems.append(found.problem)
            if found.mended is None:
                return None
            lines = found.mended
            continue
        except _StopReadingError as stop:
            problems.append(stop.problem)
            return None
        problems.extend(reader.problems)
        return reader
    return None


class _StopReadingError(Exception):
    """What follows could not be trusted, or would be too deep or too large; reading stops."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(slots=True)
class _Open:
    """A list or group that is being read."""

    value: list[Value] | dict[str, Value]
    path: Path
    span: Span
    anchor: str | None
    count_before: int
    name: str | None = None
    doubled: bool = False


class _Reader:
    """Builds values from YAML's events, with a stack of its own: no depth can exhaust it."""

    def __init__(self, lines: list[str], known_words: frozenset[str]) -> None:
        self.lines = lines
        self.known_words = known_words
        self.top: Value = None
        self.names: dict[Path, Span] = {}
        self.contents: dict[Path, Span] = {}
        self.swallowed: dict[Path, Span] = {}
        self.problems: list[Problem] = []
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._open_anchors: set[str] = set()
        self._anchor_spans: dict[str, Span] = {}
        self._count = 0

    def read(self, text: str) -> None:
        mark = next(chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
        self._fold = re.compile(f"{mark} ?")
        documents = 0
        for event in yaml.parse(_FOLD.sub(mark, text), Loader=_LOADER):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.problems.append(Problem("second-document", self._span(event)))
                    return
            else:
                self._take(event)
        for name, span in self._anchor_spans.items():
            self.problems.append(Problem("yaml-anchor", span, {"found": name}))

    def _take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self._take_text(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()
            case yaml.AliasEvent():
                self._take_alias(event)

    def _count_one(self, event: Any, size: int = 1) -> None:
        self._count += size
        if self._count > MOST_VALUES:
            facts = {"limit": MOST_VALUES}
            raise _StopReadingError(Problem("too-many-values", self._span(event), facts))

    def _span(self, event: Any) -> Span:
        """The place of an event; a list or group is marked at its first line."""
        start, end = event.start_mark, event.end_mark
        return Span(start.line, start.column, end.line, end.column)

    def _next_path(self, event: Any) -> Path:
        """The path of the value that begins here."""
        if not self._stack:
            return ()
        holder = self._stack[-1]
        if isinstance(holder.value, list):
            return (*holder.path, len(holder.value))
        return (*holder.path, holder.name or "")

    def _take_text(self, event: Any) -> None:
        self._count_one(event)
        self._note_tag_and_anchor(event)
        holder = self._stack[-1] if self._stack else None
        if holder and isinstance(holder.value, dict) and holder.name is None:
            self._take_name(holder, event)
            return
        text: str | None = self._fold.sub("", event.value)
        path, span = self._next_path(event), self._span(event)
        if not event.style and event.start_mark.index == event.end_mark.index:
            text = None
            span = self.names.get(path, span)
        self._look_for_losses(event, path, span, empty=text is None)
        self._finish(text, path, span, event.anchor, 1)

    def _take_name(self, holder: _Open, event: Any) -> None:
        name = canonical_name(self._fold.sub("", event.value))
        path, span = (*holder.path, name), self._span(event)
        if event.value.startswith("\u3000"):
            raise _StopReadingError(
                Problem("full-width-space", Span(span.line, 0, span.line, span.column + 1))
            )
        holder.doubled = name in holder.value
        if holder.doubled:
            facts = {"found": event.value}
            self.problems.append(
                Problem("double-key", span, facts, at="name", other=self.names[path])
            )
            name = f"{name}\0{len(self.problems)}"
        self.names[(*holder.path, name)] = span
        holder.name = name

    def _look_for_losses(self, event: Any, path: Path, span: Span, empty: bool) -> None:
        """What YAML would lose in silence: text after ` #`, lines that became part of a text."""
        if not event.style and (lost := find_swallowed_text(self.lines, span, empty)):
            self.swallowed[path] = lost
        if event.style not in ("|", ">") and span.end_line > span.line:
            problem = find_swallowed_line(self.lines, span, event.style, self.known_words)
            if problem:
                self.problems.append(problem)

    def _note_tag_and_anchor(self, event: Any) -> None:
        if event.tag is not None:
            self.problems.append(Problem("yaml-tag", self._first_line(event)))
        if event.anchor:
            self._anchor_spans[event.anchor] = self._first_line(event)

    def _first_line(self, event: Any) -> Span:
        line, column = event.start_mark.line, event.start_mark.column
        return Span(line, column, line, len(self.lines[line]))

    def _open(self, event: Any) -> None:
        self._count_one(event)
        self._note_tag_and_anchor(event)
        path, span = self._next_path(event), self._first_line(event)
        if len(self._stack) >= DEEPEST:
            raise _StopReadingError(Problem("too-deep", span, {"limit": DEEPEST}))
        holder = self._stack[-1] if self._stack else None
        if holder and isinstance(holder.value, dict) and holder.name is None:
            raise _StopReadingError(Problem("name-is-no-text", span))
        if event.anchor:
            self._open_anchors.add(event.anchor)
        value: list[Value] | dict[str, Value] = (
            {} if isinstance(event, yaml.MappingStartEvent) else []
        )
        self._stack.append(_Open(value, path, span, event.anchor, self._count))

    def _close(self) -> None:
        done = self._stack.pop()
        if done.anchor:
            self._open_anchors.discard(done.anchor)
        size = self._count - done.count_before + 1
        self._finish(done.value, done.path, done.span, done.anchor, size)

    def _take_alias(self, event: Any) -> None:
        span = self._span(event)
        self._anchor_spans.pop(event.anchor, None)
        if event.anchor in self._open_anchors:
            raise _StopReadingError(Problem("alias-loop", span, {"found": event.anchor}))
        if event.anchor not in self._anchors:
            raise _StopReadingError(Problem("unknown-alias", span, {"found": event.anchor}))
        value, size = self._anchors[event.anchor]
        self._count_one(event, size)
        holder = self._stack[-1] if self._stack else None
        if holder and isinstance(holder.value, dict) and holder.name is None:
            raise _StopReadingError(Problem("name-is-no-text", span))
        self._finish(value, self._next_path(event), span, None, size)

    def _finish(self, value: Value, path: Path, span: Span, anchor: str | None, size: int) -> None:
        """Put a finished value where it belongs."""
        self.contents[path] = span
        if anchor:
            self._anchors[anchor] = (value, size)
        if not self._stack:
            self.top = value
            return
        holder = self._stack[-1]
        if isinstance(holder.value, list):
            holder.value.append(value)
            return
        if not holder.doubled:
            holder.value[holder.name or ""] = value
        holder.name, holder.doubled = None, False
