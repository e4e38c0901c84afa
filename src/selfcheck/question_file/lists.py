"""Lists: in brackets, line by line, or written in a way that YAML reads as one text."""

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from selfcheck.problems import Path, Problem
from selfcheck.question_file.values import Values, show_value
from selfcheck.question_file.yaml.holding import Value
from selfcheck.question_file.yaml.unseen import DASHES

T = TypeVar("T")
_Read = Callable[[Any, Path, Value], T]

_ITEM_HABITS = (
    ("missing-space-after-hyphen", re.compile(r"(?P<word>-)[^ \t\n0-9-]")),
    (
        "full-width-hyphen",
        re.compile(rf"(?P<word>[－−‐‑‒–ー・•‣●○■*])[ \u3000]*(?!(?P=word))[^\s0-9{DASHES}]"),
    ),
    ("full-width-hyphen", re.compile(r"(?P<word>[—―─━])(?!(?P=word))([ \u3000]|.*\s(?P=word))")),
    ("full-width-bracket", re.compile(r"(?P<word>[［【].*[］】])$")),
)
_SHORT = 12
"""Characters of a word in a list; longer ones are texts, in which commas are meant."""
_SENTENCE_ENDS = re.compile("[。．？！?!.][」』）)]*$")


def _are_short(parts: list[str]) -> bool:
    return all(0 < len(part) <= _SHORT and not re.search("[。．？！]", part) for part in parts)


def _goes_on(text: str) -> bool:
    """Whether a text can be the rest of a sentence: it begins with no large letter."""
    return not text[:1].isupper()


class Lists(Values):
    """Reads lists of texts and of ids."""

    def items(self, path: Path, value: Value, read: _Read[T]) -> tuple[T, ...]:
        """A list, or one thing by itself."""
        if not isinstance(value, list):
            meant = self.read_no_list(path, value)
            if meant is None:
                return (read(self, path, value),)
            return tuple(read(self, (*path, n), item) for n, item in enumerate(meant))
        return tuple(
            read(self, (*path, position), part)
            for position, item in enumerate(value)
            if item is not None or self._note_empty_item((*path, position))
            for part in self._split_item(path, position, item)
        )

    def _split_item(self, path: Path, position: int, item: Value) -> list[Value]:
        """An item between brackets that a full-width comma was to cut; a sentence is one."""
        comma = re.search("[、，]", item) if isinstance(item, str) else None
        if not comma or not isinstance(item, str) or not self._is_bracketed(path):
            return [item]
        parts = [part.strip() for part in re.split("[、，]", item)]
        if not _are_short(parts):
            return [item]
        self.problems.append(Problem("full-width-comma", (*path, position), word=comma[0]))
        return [*parts]

    def read_no_list(self, path: Path, value: Value) -> list[Value] | None:
        """A list that was written in a way that YAML reads as one text: its items."""
        if not isinstance(value, str):
            return None
        for code, habit in _ITEM_HABITS:
            if found := habit.match(value):
                word = found["word"]
                self.problems.append(Problem(code, path, {"found": show_value(word)}, word=word))
                return [*self._items_of(path, value, word)]
        return None

    def _items_of(self, path: Path, value: str, word: str) -> Iterator[str]:
        """The items of such a list: what stands between its brackets, or line by line."""
        if word == value:
            yield from filter(None, (part.strip() for part in re.split("[、，,]", value[1:-1])))
            return
        span = self.source.places.contents.get(path)
        if span is None or span.end_line == span.line:
            yield value[len(word) :].strip()
            return
        item = ""
        for line in self.source.places.lines[span.line : span.end_line + 1]:
            typed = line.strip().partition(" #")[0].strip()
            if typed.startswith(word) and item:
                yield item
                item = ""
            item += typed.removeprefix(word).strip() if not item else typed
        yield item

    def _is_bracketed(self, path: Path) -> bool:
        """Whether a list is written as [a, b] on one line."""
        span = self.source.places.contents.get(path)
        return span is not None and self.source.places.lines[span.line][span.column :].startswith(
            "["
        )

    def _note_empty_item(self, path: Path) -> bool:
        if not self.note_swallowed(path, None):
            self.note("empty-item", path)
        return False

    def texts(self, path: Path, value: Value) -> tuple[str, ...]:
        """A list of texts."""
        whole = value.removesuffix("]") if isinstance(value, str) else ""
        parts = re.split(r"\s*[,、，]\s*", whole)
        if len(parts) > 1 and _are_short(parts) and not self._has_habit(whole):
            self.note("list-without-brackets", path, meant=", ".join(parts))
            return tuple(parts)
        read = self.items(path, value, Values.text)
        if isinstance(value, list) and len(read) == len(value) and self._is_bracketed(path):
            self._note_cut_sentences(path, read)
        return read

    def _note_cut_sentences(self, path: Path, texts: tuple[str, ...]) -> None:
        """Between brackets a comma ends a text; where it stands within a sentence, the sentence is
        cut. Seen by what does not end as others do, or goes on in small letters."""
        begin = 0
        for place, text in enumerate(texts):
            if not _SENTENCE_ENDS.search(text):
                continue
            if place > begin and all(map(_goes_on, texts[begin + 1 : place + 1])):
                whole = ", ".join(texts[begin : place + 1])
                quoted = "'" + whole.replace("'", "''") + "'"
                self.warn("comma-in-text", (*path, begin), quoted=quoted)
            begin = place + 1

    def _has_habit(self, text: str) -> bool:
        return any(habit.match(text) for _, habit in _ITEM_HABITS)

    def ids(self, path: Path, value: Value) -> tuple[str, ...]:
        """A list of ids."""
        if isinstance(value, dict):
            self.note("expected-list", path, found=show_value(value))
            return ()
        if isinstance(value, str) and re.search("[,、，]", value) and value[0] not in "［【":
            names = re.split("[,、，]", value.removesuffix("]"))
            self.note("list-without-brackets", path, meant=", ".join(n.strip() for n in names))
            return ()
        return tuple(name for name in self.items(path, value, Values.id) if name)
