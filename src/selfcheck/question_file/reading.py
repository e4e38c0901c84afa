"""The kinds of value that a question file holds, and what is said where one has another kind.

A reader is a function of (reading, path, value), such as the methods here; it notes what is wrong
and returns the nearest sensible thing, so that one mistake makes one problem and reading goes on.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from selfcheck.format import MUST_HOLD_SOMETHING
from selfcheck.patterns import pattern
from selfcheck.problems import Path, Problem
from selfcheck.question_file.lists import Lists
from selfcheck.question_file.names import is_id, is_part, meant_switch, near_name
from selfcheck.question_file.values import show_value
from selfcheck.question_file.yaml.holding import Value
from selfcheck.question_file.yaml.source import Source
from selfcheck.questionnaire import Questionnaire

T = TypeVar("T")
Reader = Callable[["Reading", Path, Value], T]

_UNSPACED = pattern(r"\s*(?P<name>[^\s:：、。]+)(?P<colon>：|:\u3000|:(?=[^/\s]|$))")
_COLON_HABITS = {"：": ("full-width-colon", "："), ":\u3000": ("full-width-space", "\u3000")}
_MAX_LINES = 30
_MAX_GUESSES = 500


class Reading(Lists):
    """Reads one file: the source, the problems found so far, and the questionnaire as far as it is
    read, for what stands later may name what stands before it."""

    def __init__(self, source: Source, warns_of_gaps: bool = True) -> None:
        super().__init__(source)
        self.warns_of_gaps = warns_of_gaps
        self.so_far = Questionnaire("", "", "ja")
        self._meant_names: dict[Path, str] = {}

    def guess(self, found: str, allowed: Iterable[str]) -> str:
        """The word that was probably meant. Comparing takes time: in a file that is something
        else altogether nothing is guessed."""
        return near_name(found, allowed) if len(self.problems) < _MAX_GUESSES else ""

    # --- groups ---------------------------------------------------------------------------

    def group(self, path: Path, value: Value, allowed: Iterable[str] = ()) -> dict[str, Value]:
        """A group of names and values; `allowed` are the names, where the format has them."""
        if isinstance(value, dict):
            return self._split_names(path, value)
        if isinstance(value, list):
            self.note("list-not-group", path)
        elif value is not None and not self._note_unspaced_names(path, value):
            where = self._as_meant((*path, ""))
            facts: dict[str, Any] = {"found": show_value(value), "where": where}
            if names := tuple(allowed):
                facts["allowed"] = names
            self.note("expected-group", path, **facts)
        return {}

    def _split_names(self, path: Path, group: dict[str, Value]) -> dict[str, Value]:
        """{q1:2} without a space after the colon was read as a name with nothing behind it."""
        got: dict[str, Value] = {}
        for name, content in group.items():
            split = re.fullmatch(r"([^\s:]+):([^\s/].*)", name) if content is None else None
            if not split or split[1] in group:
                got[name] = content
                continue
            got[split[1]] = split[2]
            span = self.source.places.names.get((*path, name))
            typed = self.source.places.lines[span.line][span.column :] if span else ""
            is_wide = "：" in typed[: len(name)]
            code, word = (
                ("full-width-colon", "：") if is_wide else ("missing-space", split[1] + ":")
            )
            here = (*path, name)
            self.problems.append(Problem(code, here, {"name": split[1]}, at="name", word=word))
        return got

    def _note_unspaced_names(self, path: Path, text: str) -> bool:
        """`0:まったく` without a space, or with a full-width colon: one problem a line."""
        span = self.source.places.contents.get(path)
        if span is None:
            return False
        last = min(span.end_line, span.line + _MAX_LINES)
        lines = self.source.places.lines[span.line : last + 1]
        lines = (lines[0][span.column :], *lines[1:])
        found = [_UNSPACED.match(line) for line in lines]
        if not found[0]:
            return False
        for name, colon in (match.groups() for match in found if match):
            code, word = _COLON_HABITS.get(colon, ("missing-space", f"{name}:"))
            self.problems.append(Problem(code, path, {"name": name}, word=word))
        return True

    def keys(
        self,
        path: Path,
        value: Value,
        readers: Mapping[str, Reader[Any]],
        required: Iterable[str] = (),
    ) -> dict[str, Any]:
        """A group with the names of the format. A name that is nearly one of them is read as it;
        where nothing stands behind one it is left out."""
        group, required = self.group(path, value, readers), tuple(required)
        got: dict[str, Any] = {}
        meant = {
            name: name if name in readers else self._meant(path, name, group, readers)
            for name in group
        }
        for name, content in group.items():
            reader, here = readers.get(meant[name]), (*path, name)
            if reader is not None and content is None:
                self._note_empty(here, meant[name] in required)
            elif reader is not None:
                got[meant[name]] = reader(self, here, content)
        if isinstance(value, dict):
            self._note_missing(path, group, meant, required)
        return got

    def _meant(
        self, path: Path, name: str, group: Mapping[str, Value], readers: Mapping[str, Any]
    ) -> str:
        if "\0" in name:  # the second of two equal names, which is a problem already
            return ""
        near, here = self.guess(name, readers), (*path, name)
        facts: dict[str, Any] = {"found": name, "near": near, "where": self._as_meant(here)}
        if quoted := meant_switch(name, group[name], readers):
            near, facts = "", {**facts, "near": "", "quoted": quoted}
        elif not path and is_part(name):
            facts["because"] = (("because.say-part", {}),)
        self.note_name("unknown-key", here, **facts, allowed=tuple(readers))
        if near in group:
            return ""
        self._meant_names[here] = near
        return near

    def _as_meant(self, path: Path) -> Path:
        """A path in which misspelled names of the format are spelled as they were meant."""
        return tuple(self._meant_names.get(path[: end + 1], part) for end, part in enumerate(path))

    def _note_empty(self, path: Path, is_required: bool) -> None:
        """Nothing stands behind a name: a problem where YAML took text for a comment, or where
        something else holds without it; a text may be written later."""
        if self.note_swallowed(path, None):
            return
        facts: dict[str, Any] = {"name": path[-1]}
        if self._has_note_behind(path):
            facts["because"] = (("because.note-behind", {}),)
        if is_required or path[-1] in MUST_HOLD_SOMETHING:
            self.note_name("nothing-there", path, **facts)
        elif self.warns_of_gaps:
            problem = Problem("nothing-there", path, facts, "name", severity="warning")
            self.problems.append(problem)

    def _has_note_behind(self, path: Path) -> bool:
        span = self.source.places.names.get(path)
        line = self.source.places.lines[span.line][span.end_column :] if span else ""
        return re.match(r"['\"]?\s*:\s+#", line) is not None

    def _note_missing(
        self,
        path: Path,
        group: Mapping[str, Value],
        meant: Mapping[str, str],
        required: Iterable[str],
    ) -> None:
        typed = {word: name for name, word in meant.items()}
        for name in required:
            if name not in typed:
                how = "because.add-in-braces" if self._is_in_braces(path) else "because.add-line"
                self.note_name("missing-key", path, name=name, because=((how, {"name": name}),))
                continue
            here, content = (*path, typed[name]), group[typed[name]]
            is_blank = isinstance(content, str) and not content.strip()
            if is_blank and here not in self.source.swallowed:
                self.note_name("nothing-there", here, name=typed[name])

    def _is_in_braces(self, path: Path) -> bool:
        """Whether a group is written as {a: 1, b: 2}."""
        span = self.source.places.contents.get(path)
        line = self.source.places.lines[span.line] if span else ""
        return span is not None and line[span.column : span.column + 1] == "{"

    def things(self, path: Path, value: Value, read: Reader[T]) -> dict[str, T]:
        """A group of ids, each with a thing."""
        things = self.ids_of(path, value)
        return {name: read(self, (*path, name), content) for name, content in things}

    def ids_of(self, path: Path, value: Value) -> Iterator[tuple[str, Value]]:
        """The ids of a group with their things, one after the other."""
        for name, content in self._put_under_ids(path, self.group(path, value)).items():
            self.check_id((*path, name), name)
            if content is None:
                self.note_name("nothing-there", (*path, name), name=name)
            yield name, content

    def _put_under_ids(self, path: Path, group: dict[str, Value]) -> dict[str, Value]:
        """Lines that begin as early as the id that they belong to are put where they belong."""
        got: dict[str, Value] = {}
        head = None
        for name, content in group.items():
            if content is None or isinstance(content, dict) or head is None:
                got[name] = content
                head = name if content is None else None
                continue
            belongs = got[head]
            if belongs is None:
                self.note_name("not-indented", (*path, name), found=name, head=head)
                got[head] = belongs = {}
            if isinstance(belongs, dict):
                belongs[name] = content
        return got

    def check_id(self, path: Path, name: str) -> None:
        """Note a name that is no id."""
        if not is_id(name):
            self.note_name("not-an-id", path, found=name)
