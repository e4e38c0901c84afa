"""The kinds of value that a question file holds, and what is said where one has another kind.

A reader is a function of (path, value); it notes what is wrong and returns the nearest sensible
thing, so that one mistake makes one problem and reading goes on.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeVar

from selfcheck.problems import Path, Problem, Span
from selfcheck.question_file.yaml_source import Source, Value, canonical_name, read_number

T = TypeVar("T")
Reader = Callable[[Path, Value], T]

# What people type who know other tools, or think in Japanese; looked up before near names.
_HABITS = {
    "option": "answers", "options": "answers", "choices": "answers", "choice": "choose",
    "items": "questions", "item": "questions", "text": "ask", "question": "ask", "label": "name",
    "description": "about", "body": "says", "message": "says", "tel": "phone", "link": "url",
    "required": "at_least", "reversed": "reverse", "invert": "reverse", "category": "theme",
    "scale": "theme", "scales": "themes", "result": "reflections", "results": "reflections",
    "condition": "when", "if": "ask_if", "min": "from", "start": "from", "points": "points",
    "質問": "ask", "問い": "ask", "答え": "answers", "回答": "answers", "選択肢": "answers",
    "タイトル": "title", "題名": "title", "名前": "name", "テーマ": "theme", "電話": "phone",
    "電話番号": "phone", "説明": "about", "本文": "says", "逆転": "reverse", "重み": "weight",
    "true": "true", "yes": "true", "on": "true", "no": "false", "off": "false",
}  # fmt: skip

_ID_START, _ID_MORE = ("L",), ("L", "N", "M")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def near_name(found: str, allowed: Iterable[str]) -> str:
    """The allowed word that was probably meant, or nothing."""
    words = list(allowed)
    plain = unicodedata.normalize("NFKC", found).lower().replace("-", "_")
    for guess in (plain, _HABITS.get(plain, "")):
        if guess and guess in words:
            return guess
    close = difflib.get_close_matches(plain, words, n=1, cutoff=0.7)
    return close[0] if close else ""


def is_id(text: str) -> bool:
    """Begins with a letter of any script, goes on with letters, digits, _ and -."""
    if not text or unicodedata.category(text[0])[0] not in _ID_START:
        return False
    return all(c in "_-" or unicodedata.category(c)[0] in _ID_MORE for c in text[1:])


class Reading:
    """Reads one file: the source and the problems found so far."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def note(self, code: str, path: Path, **facts: Any) -> None:
        """Note a problem with what stands at a path."""
        self.problems.append(Problem(code, path, facts))

    def note_name(self, code: str, path: Path, **facts: Any) -> None:
        """Note a problem with the name at a path."""
        self.problems.append(Problem(code, path, facts, at="name"))

    # --- groups ---------------------------------------------------------------------------

    def group(self, path: Path, value: Value) -> dict[str, Value]:
        """A group of names and values."""
        if isinstance(value, dict):
            return value
        if value is not None:
            self._note_no_group(path, value)
        return {}

    def _note_no_group(self, path: Path, value: Value) -> None:
        found = value if isinstance(value, str) else ""
        for code, pattern in (
            ("full-width-colon", r"[^\s:：、。]+(：)"),
            ("missing-space", r"([^\s:：、。]+:)[^\s/]"),
        ):
            if match := re.match(pattern, found):
                name = re.split("[:：]", match[0])[0]
                place = self._within(path, match[1])
                self.problems.append(Problem(code, place, {"name": name}))
                return
        self.note("expected-group", path, found=_show(value))

    def _within(self, path: Path, word: str) -> Path | Span:
        """The place of a word within the text at a path."""
        span = self.source.places.contents.get(path)
        if span is None:
            return path
        column = self.source.places.lines[span.line].find(word, span.column)
        if column < 0:
            return path
        return Span(span.line, column, span.line, column + len(word))

    def keys(
        self,
        path: Path,
        value: Value,
        readers: Mapping[str, Reader[Any]],
        required: Iterable[str] = (),
    ) -> dict[str, Any]:
        """A group with the names of the format. A name that is nearly one of them is read as it."""
        group = self.group(path, value)
        got: dict[str, Any] = {}
        meant = {name: self._meant(path, name, group, readers) for name in group}
        for name, content in group.items():
            reader = readers.get(meant[name])
            if reader is not None and not self._is_empty((*path, name), content):
                got[meant[name]] = reader((*path, name), content)
        if isinstance(value, dict):
            self._note_missing(path, group, set(meant.values()), required)
        return got

    def _meant(
        self, path: Path, name: str, group: Mapping[str, Value], readers: Mapping[str, Any]
    ) -> str:
        if name in readers:
            return name
        near = near_name(name, readers)
        self.note_name("unknown-key", (*path, name), found=name, near=near, allowed=tuple(readers))
        return near if near not in group else ""

    def _is_empty(self, path: Path, content: Value) -> bool:
        """Whether nothing stands behind a name; text that YAML took for a comment is a problem."""
        if content is not None:
            return False
        if lost := self.source.swallowed.get(path):
            self.problems.append(Problem("swallowed-text", lost, {"name": path[-1]}))
        return True

    def _note_missing(
        self, path: Path, group: Mapping[str, Value], named: set[str], required: Iterable[str]
    ) -> None:
        for name in required:
            here = (*path, name)
            if name not in named:
                code, at = "missing-key", path
            elif name in group and group[name] is None and here not in self.source.swallowed:
                code, at = "nothing-there", here
            else:
                continue
            self.problems.append(Problem(code, at, {"name": name}, at="name"))

    def things(self, path: Path, value: Value, read: Reader[T]) -> dict[str, T]:
        """A group of ids, each with a thing."""
        made = {}
        for name, content in self.group(path, value).items():
            self.check_id((*path, name), name)
            made[name] = read((*path, name), content)
        return made

    def check_id(self, path: Path, name: str) -> None:
        """Note a name that is no id."""
        if not is_id(name):
            self.note_name("not-an-id", path, found=name)

    # --- lists ----------------------------------------------------------------------------

    def items(self, path: Path, value: Value, read: Reader[T]) -> tuple[T, ...]:
        """A list, or one thing by itself."""
        if not isinstance(value, list):
            if isinstance(value, str) and (hyphen := re.match("[-－−‐](?=[^\\s0-9])", value)):
                self.problems.append(
                    Problem("missing-space-after-hyphen", self._within(path, hyphen[0]))
                )
            return (read(path, value),)
        for position, item in enumerate(value):
            if isinstance(item, str) and re.search("[、，]", item) and self._is_bracketed(path):
                self.note("full-width-comma", (*path, position))
        return tuple(
            read((*path, position), item)
            for position, item in enumerate(value)
            if item is not None or self._note_empty_item((*path, position))
        )

    def _is_bracketed(self, path: Path) -> bool:
        """Whether a list is written as [a, b] on one line."""
        span = self.source.places.contents.get(path)
        return span is not None and self.source.places.lines[span.line][span.column :].startswith(
            "["
        )

    def _note_empty_item(self, path: Path) -> bool:
        self.note("nothing-there", path, name="-")
        return False

    def texts(self, path: Path, value: Value) -> tuple[str, ...]:
        """A list of texts."""
        return self.items(path, value, self.text)

    def ids(self, path: Path, value: Value) -> tuple[str, ...]:
        """A list of ids."""
        return self.items(path, value, self.id)

    # --- single values --------------------------------------------------------------------

    def text(self, path: Path, value: Value) -> str:
        """A text, letter for letter as typed (line ends at the end left out)."""
        if lost := self.source.swallowed.get(path):
            self.problems.append(Problem("swallowed-text", lost, {"name": path[-1]}))
        if not isinstance(value, str):
            code = "brace-at-start" if _is_brace(value) else "expected-text"
            self.note(code, path, found=_show(value))
            return ""
        if found := _CONTROL.search(value):
            self.note("control-character", path, found=f"U+{ord(found[0]):04X}")
        return value.rstrip("\n")

    def id(self, path: Path, value: Value) -> str:
        """The id of something else."""
        if isinstance(value, str):
            return canonical_name(value.strip())
        self.note("expected-word", path, found=_show(value))
        return ""

    def number(self, path: Path, value: Value) -> Fraction:
        """A number, at most 40 characters."""
        number = (
            read_number(unicodedata.normalize("NFKC", value)) if isinstance(value, str) else None
        )
        if number is None:
            self.note("expected-number", path, found=_show(value))
        return number or Fraction(0)

    def above_zero(self, path: Path, value: Value) -> Fraction:
        """A number above 0."""
        before = len(self.problems)
        number = self.number(path, value)
        if number <= 0 and len(self.problems) == before:
            self.note("not-above-zero", path, found=_show(value))
        return number if number > 0 else Fraction(1)

    def switch(self, path: Path, value: Value) -> bool:
        """true or false."""
        return bool(self.word("true", "false")(path, value) == "true")

    def word(self, *allowed: str) -> Reader[Any]:
        """One of a few words; the first is taken where none fits."""

        def read(path: Path, value: Value) -> str:
            if isinstance(value, str) and value in allowed:
                return value
            found = _show(value)
            self.note(
                "unknown-word", path, found=found, near=near_name(found, allowed), allowed=allowed
            )
            return allowed[0]

        return read

    def url(self, path: Path, value: Value) -> str:
        """A web address."""
        text = self.text(path, value).strip()
        if text and not re.fullmatch(r"https?://[^\s\u3000<>\"]+", text):
            self.note("not-an-address", path, found=text)
        return text

    def language(self, path: Path, value: Value) -> str:
        """A language tag such as ja or en-GB."""
        text = self.text(path, value)
        if text and not _LANGUAGE_TAG.fullmatch(text):
            self.note("not-a-language", path, found=text)
        return text


def _is_brace(value: Value) -> bool:
    """Whether {partner} without quotes was read as a group."""
    return isinstance(value, dict) and len(value) == 1 and next(iter(value.values())) is None


def _show(value: Value) -> str:
    """What was found, short enough for a sentence."""
    if isinstance(value, str):
        return value if len(value) <= 40 else value[:39] + "…"
    return "" if value is None else "[ ]" if isinstance(value, list) else "{ }"
