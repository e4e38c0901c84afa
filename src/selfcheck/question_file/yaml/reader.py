"""YAML's events -> texts, lists and groups, and where each was written.

Every value stays the text that was typed. A stack of its own holds what is open, so that no depth
can exhaust it; what is too deep, too much or loops is refused before it is built.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from selfcheck.problems import Path, Problem, Span
from selfcheck.question_file.yaml.holding import (
    CHARACTERS_OF_A_VALUE,
    MAX_DEPTH,
    Open,
    StopReadingError,
    Value,
)
from selfcheck.question_file.yaml.indentation import LOADER
from selfcheck.question_file.yaml.leftovers import find_second_document
from selfcheck.question_file.yaml.lost_lines import find_head_in_text
from selfcheck.question_file.yaml.names import NameReader
from selfcheck.question_file.yaml.repair import Diagnosis
from selfcheck.question_file.yaml.swallowed import find_swallowed_line, find_swallowed_text
from selfcheck.question_file.yaml.unseen import find_odd_gap, find_wide_bar

_MERGE = "<<"


class YamlReader(NameReader):
    """Reads the lines of one file; `read` raises YAMLError or StopReadingError."""

    def read(self) -> None:
        documents = 0
        events: Iterator[Any] = yaml.parse(self._marks.text, Loader=LOADER)
        for event in events:
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents == 2:
                        raise StopReadingError(
                            find_second_document(self.lines, self._span(event).line)
                        )
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

    # --- events ----------------------------------------------------------------------------

    def _take_text(self, event: Any) -> None:
        self._count(event, 1 + len(event.value) // CHARACTERS_OF_A_VALUE)
        self._note_tag_and_anchor(event)
        if self._is_name_next():
            self._take_name(event)
            return
        text: str | None = self._marks.typed(event.value)
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
        self._stack.append(Open(event, path, span, self._size))

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

    def _is_copied(self, holder: Open, path: Path, value: Value) -> bool:
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
