"""YAML's events -> texts, lists and groups, and where each was written.

Every value stays the text that was typed. A stack of its own holds what is open, so that no depth
can exhaust it; what is too deep, too much or loops is refused before it is built.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import yaml

from selfcheck.frozen import replace
from selfcheck.problems import Path, Problem, Span
from selfcheck.question_file.yaml.indentation import LOADER, find_wide_indent, move_line
from selfcheck.question_file.yaml.lost_lines import find_head_in_text
from selfcheck.question_file.yaml.repair import Diagnosis, replace_line, rest_of_line
from selfcheck.question_file.yaml.swallowed import find_swallowed_line, find_swallowed_text
from selfcheck.question_file.yaml.unseen import (
    UNSEEN,
    code_point,
    find_odd_gap,
    find_odd_space,
    find_wide_bar,
    without_unseen,
)
from selfcheck.question_file.yaml.vocabulary import Vocabulary
from selfcheck.spelling import canonical_name, read_number

Value = str | None | list["Value"] | dict[str, "Value"]
"""What a file holds: a text as typed, nothing at all, a list, or a group of names and values."""

MAX_VALUES = 100_000
CHARACTERS_OF_A_VALUE = 100
"""A long text counts as one more value for every so many characters, or aliases could make memory
run out."""
MAX_DEPTH = 100
MAX_TEXT_IN_BRACES = 400
"""A longer text that commas cut is not put together again."""
_MERGE = "<<"

# Letters and punctuation of Japanese, for joining folded lines without a space. Looked up, since a
# regular expression with so many letters takes milliseconds to be made.
_JAPANESE = (
    ("\u2014", "\u2026"),
    ("\u203b", "\u203b"),
    ("\u3001", "\u30ff"),
    ("\u31f0", "\u31ff"),
    ("\u3400", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff01", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)

# Line ends for YAML, but characters for people who paste them: they must not shift line numbers.
_ODD_BREAKS = "\u0085\u2028\u2029\ufeff"


class StopReadingError(Exception):
    """What follows could not be trusted, or would be too deep or too large; reading stops."""

    def __init__(self, diagnosis: Diagnosis) -> None:
        super().__init__(diagnosis.problem.code)
        self.diagnosis = diagnosis


class _Open:
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


@lru_cache(maxsize=4096)
def _is_japanese(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _JAPANESE)


def _mark_folds(text: str, mark: str) -> str:
    """The text with a mark at the end of what stands on a line, where this and what stands on the
    next meet in two Japanese letters."""
    lines = text.split("\n")
    for number, (line, below) in enumerate(pairwise(lines)):
        end, begin = line.rstrip(" "), below.lstrip(" ")
        if end and begin and _is_japanese(end[-1]) and _is_japanese(begin[0]):
            lines[number] = end + mark + line[len(end) :]
    return "\n".join(lines)


class YamlReader:
    """Reads the lines of one file; `read` raises YAMLError or StopReadingError."""

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
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._unused: dict[str, Span] = {}
        self._size = 0

    def read(self) -> None:
        text = self._put_marks("\n".join(self.lines))
        documents = 0
        events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
        for event in events:
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents == 2:
                        raise StopReadingError(self._second_document(self._span(event).line))
                case yaml.ScalarEvent():
                    self._take_text(event)
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._open(event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._close(event)
                case yaml.AliasEvent():
                    self._take_alias(event)
        for name, span in self._unused.items():
            self.problems.append(Problem("yaml-anchor", span, {"found": name}))

    # --- marks in place of what YAML would change ------------------------------------------

    def _put_marks(self, text: str) -> str:
        free = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
        fold, *odd = (next(free, "\uf8ff") for _ in range(1 + len(_ODD_BREAKS)))
        self._fold = fold
        self._odd = {
            ord(mark): character
            for mark, character in zip(odd, _ODD_BREAKS, strict=True)
            if character in text
        }
        text = text.translate({ord(character): chr(mark) for mark, character in self._odd.items()})
        return _mark_folds(text, fold)

    def _typed(self, read: str) -> str:
        """A text as it was typed, with folded Japanese lines joined."""
        text = re.sub(f"{self._fold} ?", "", read) if self._fold in read else read
        return text.translate(self._odd) if self._odd else text

    # --- places ----------------------------------------------------------------------------

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        return Span(start.line, start.column, end.line, min(end.column, len(line)))

    def _first_line(self, event: Any) -> Span:
        line, column = event.start_mark.line, event.start_mark.column
        return Span(line, column, line, max(column, len(self.lines[line].rstrip())))

    def _holder(self) -> _Open | None:
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

    # --- events ----------------------------------------------------------------------------

    def _take_text(self, event: Any) -> None:
        self._count(event, 1 + len(event.value) // CHARACTERS_OF_A_VALUE)
        self._note_tag_and_anchor(event)
        if self._is_name_next():
            self._take_name(event)
            return
        text: str | None = self._typed(event.value)
        path, span = self._next_path(), self._span(event)
        if not event.style and event.start_mark.index == event.end_mark.index:
            text = None
            if self._join_with_text_before(event):
                return
            span = self.names.get(path) or self._hyphen_before(span)
        self._look_for_losses(event, path, span, empty=text is None)
        self._finish(text, path, span, event.anchor, 1 + len(event.value) // CHARACTERS_OF_A_VALUE)

    def _hyphen_before(self, span: Span) -> Span:
        """The place of an item of a list with nothing in it: its hyphen."""
        line = self.lines[span.line] if span.line < len(self.lines) else ""
        column = line.rfind("-", 0, span.column + 1)
        return Span(span.line, column, span.line, column + 1) if column >= 0 else span

    def _take_name(self, event: Any) -> None:
        holder = self._stack[-1]
        assert isinstance(holder.value, dict)
        typed = self._typed(event.value)
        span = self._span(event)
        if not event.style and not typed.isascii() and (found := self._odd_space(typed, span)):
            raise StopReadingError(found)
        name = canonical_name(without_unseen(typed))
        if name in holder.copied:  # its own content comes before a copied one
            holder.copied.remove(name)
            del holder.value[name]
        holder.doubled = name in holder.value
        if holder.doubled:
            name = self._take_double(holder, name, typed)
        self.names[(*holder.path, name)] = span
        holder.name = name
        if unseen := UNSEEN.search(typed):
            facts = {"found": code_point(unseen[0])}
            path = (*holder.path, name)
            self.problems.append(Problem("unseen-letter", path, facts, "name", unseen[0]))

    def _odd_space(self, typed: str, span: Span) -> Diagnosis | None:
        """A space that is none before a name, or between a name and what stands behind it."""
        if typed[0].isspace():
            return find_wide_indent(self.lines, span.line)
        gap = find_odd_gap(self.lines, span.line, self.known_words)
        return gap or find_odd_space(self.lines, span)

    def _take_double(self, holder: _Open, name: str, typed: str) -> str:
        """A name for the second time. Several of one group are the names of another thing, whose
        id is lost: that is said once. Gives the name under which the content is kept apart."""
        first = self.names.get((*holder.path, name)) or holder.span
        self._look_for_head(holder, first.line)
        apart = f"{name}\0{len(self.problems)}"
        path = (*holder.path, apart)
        problem = Problem("double-key", path, {"found": typed}, at="name", other=first)
        if holder.first_double < 0:
            holder.first_double = len(self.problems)
            self.problems.append(problem)
        elif self._is_of_format(name):
            earlier = self.problems[holder.first_double]
            self.problems[holder.first_double] = replace(earlier, code="lost-id-line")
            self.doubtful.add(holder.path)
        else:
            self.problems.append(problem)
        return apart

    def _is_of_format(self, name: str) -> bool:
        return name in self.known_words or read_number(name) is not None

    def _join_with_text_before(self, event: Any) -> bool:
        """In braces, a word with no colon behind it: the end of the text before, cut off by a
        comma."""
        holder = self._holder()
        if holder is None or not isinstance(holder.value, dict) or not holder.value:
            return False
        name = holder.name or ""
        place = self.names.get((*holder.path, name))
        before = next(reversed(holder.value))
        text = holder.value[before]
        start = self.contents.get((*holder.path, before))
        if place is None or start is None or not isinstance(text, str) or event.anchor:
            return False
        line = self.lines[place.line]
        ends = line[place.end_column :].lstrip()[:1] in (",", "}") and start.line == place.line
        is_long = place.end_column - start.column > MAX_TEXT_IN_BRACES
        is_name = self.vocabulary.is_beside(name, holder.value)
        if not ends or is_long or is_name or line[start.column] in "\"'":
            return False
        whole = line[start.column : place.end_column]
        holder.value[before] = whole
        holder.name, holder.doubled = None, False
        if whole[0] in "［【":
            return True
        quoted = "'" + whole.replace("'", "''") + "'"
        here = Span(start.line, start.column, place.line, place.end_column)
        code, path = "comma-in-text", (*holder.path, before)
        self.contents[path] = here
        if self.problems and (self.problems[-1].code, self.problems[-1].place) == (code, path):
            self.problems.pop()
        self.problems.append(Problem(code, path, {"quoted": quoted}))
        return True

    def _look_for_head(self, holder: _Open, first: int) -> None:
        """An id that begins as far right as what belongs to it, so that names come twice."""
        assert isinstance(holder.value, dict)
        for name, content in reversed(holder.value.items()):
            place = self.names[(*holder.path, name)]
            if content is None and name not in self.known_words and place.line > first:
                beside = self.names.get(holder.path)
                if beside is not None and beside.column < place.column:
                    raise StopReadingError(move_line(self.lines, place.line, beside.column))

    def _look_for_losses(self, event: Any, path: Path, span: Span, empty: bool) -> None:
        """What YAML would lose in silence: text after ` #`, lines that became part of a text."""
        if not event.style and (lost := find_swallowed_text(self.lines, span, empty)):
            self.swallowed[path] = lost
        if span.end_line == span.line:
            if not event.style and not event.value.isascii():
                self._stop_if(find_odd_gap(self.lines, span.line, self.known_words))
        elif event.style in ("|", ">"):
            self._stop_if(find_head_in_text(self.lines, span, self.vocabulary))
        else:
            in_list = bool(path) and isinstance(path[-1], int)
            self._stop_if(None if event.style else find_wide_bar(self.lines, span.line))
            self._stop_if(
                find_swallowed_line(self.lines, span, event.style, self.known_words, in_list)
            )

    def _stop_if(self, found: Diagnosis | None) -> None:
        if found:
            raise StopReadingError(found)

    def _note_tag_and_anchor(self, event: Any) -> None:
        if event.tag is not None:
            self.problems.append(Problem("yaml-tag", self._first_word(event)))
            self.doubtful.add(self._next_path())
        if event.anchor:
            self._unused[event.anchor] = self._first_word(event)

    def _open(self, event: Any) -> None:
        self._count(event, 1)
        self._note_tag_and_anchor(event)
        path, span = self._next_path(), self._first_line(event)
        if len(self._stack) >= MAX_DEPTH:
            raise StopReadingError(Diagnosis(Problem("too-deep", span, {"limit": MAX_DEPTH})))
        if self._is_name_next():
            is_brace = self.lines[span.line][: span.column].endswith("{")
            raise StopReadingError(self._no_name(span, is_brace))
        if event.anchor:
            self._anchors.pop(event.anchor, None)
        self._stack.append(_Open(event, path, span, self._size))

    def _no_name(self, span: Span, is_brace: bool) -> Diagnosis:
        """A group or a list stands where a name should."""
        from selfcheck.question_file.yaml.diagnose import needs_quotes  # few files need it

        found = needs_quotes(self.lines, span.line) if is_brace else None
        return found or Diagnosis(Problem("name-is-no-text", span))

    def _close(self, event: Any) -> None:
        done = self._stack.pop()
        end = event.end_mark
        if end.line == done.span.line and end.column > done.span.column:
            done.span = Span(end.line, done.span.column, end.line, end.column)
        self._finish(
            done.value, done.path, done.span, done.anchor, self._size - done.size_before + 1
        )

    def _take_alias(self, event: Any) -> None:
        name, span = event.anchor, self._first_word(event)
        self._unused.pop(name, None)
        if self._is_name_next():
            raise StopReadingError(Diagnosis(Problem("name-is-no-text", span)))
        value, size = self._anchors.get(name, (None, 1))
        if name not in self._anchors:
            loops = any(holder.anchor == name for holder in self._stack)
            code = "alias-loop" if loops else "unknown-alias"
            self.problems.append(Problem(code, span, {"found": name}))
            self.doubtful.add(self._next_path())
        self._count(event, size)
        self._finish(value, self._next_path(), span, None, size)

    def _finish(self, value: Value, path: Path, span: Span, anchor: str | None, size: int) -> None:
        """Put a finished value where it belongs."""
        self.contents[path] = span
        if anchor:
            self._anchors[anchor] = (value, size)
        holder = self._holder()
        if holder is None:
            self.top = value
            return
        if isinstance(holder.value, list):
            holder.value.append(value)
            return
        if holder.name == _MERGE and self._is_copied(holder, path, value):
            pass
        elif not holder.doubled:
            holder.value[holder.name or ""] = value
        holder.name, holder.doubled = None, False

    def _is_copied(self, holder: _Open, path: Path, value: Value) -> bool:
        """`<<: *a` puts what stands elsewhere here as well. It is no part of the format; so that
        nothing else is missed, it is done all the same."""
        parts = value if isinstance(value, list) else [value]
        if not isinstance(holder.value, dict) or not all(isinstance(p, dict) for p in parts):
            return False
        for name, one in ((n, c) for p in parts if isinstance(p, dict) for n, c in p.items()):
            if name not in holder.value:
                holder.value[name] = one
                holder.copied.add(name)
        self.problems.append(Problem("merge-key", path, at="name"))
        return True

    def _second_document(self, at: int) -> Diagnosis:
        """A line `---` or `...` that cuts the file: left out where one file goes on behind it."""
        cut = next((n for n in range(at, -1, -1) if re.match(r"---|\.\.\.", self.lines[n])), at)
        problem = Problem("second-document", rest_of_line(self.lines, cut, 0))
        names = [re.match(r"[^\s:#]+(?=:)", line) for line in self.lines]
        before, behind = ({name[0] for name in part if name} for part in (names[:cut], names[cut:]))
        if before & behind:
            return Diagnosis(problem, list(self.lines[:cut]))
        return Diagnosis(problem, replace_line(self.lines, cut, ""))
