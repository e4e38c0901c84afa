"""Texts, ids, numbers, switches: the values that stand alone, each strict as the format says."""

from fractions import Fraction
from typing import Any

from selfcheck.patterns import pattern
from selfcheck.problems import Path, Problem
from selfcheck.question_file.names import is_id, near_name
from selfcheck.question_file.yaml.decoding import CONTROL
from selfcheck.question_file.yaml.reader import Value
from selfcheck.question_file.yaml.source import Source
from selfcheck.spelling import canonical_name, read_number

_LANGUAGE_TAG = pattern(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ADDRESS = pattern(r"https?://[^\s\u3000<>\"]+")
_ESCAPE = pattern(r"\\(?:x..|u.{4}|U.{8}|[0abefrvnNL_P])")
_MAX_SHOWN = 40
_UNSEEN = "\u3000"
"""A full-width space at the end of a line: nobody sees it, and YAML keeps it."""


def show_value(value: Value) -> str:
    """What was found, short enough for a sentence."""
    if isinstance(value, str):
        return value if len(value) <= _MAX_SHOWN else value[: _MAX_SHOWN - 1] + "…"
    return "" if value is None else "[ ]" if isinstance(value, list) else "{ }"


def _reason_for_no_text(value: Value) -> str:
    """Why a text was read as something else: {partner} without quotes, or `a: b` in a list."""
    if isinstance(value, dict) and len(value) == 1:
        content = next(iter(value.values()))
        if content is None:
            return "brace-at-start"
        if isinstance(content, str):
            return "unquoted-colon"
    return "expected-text"


class Values:
    """Reads values that stand alone; holds the source and the problems found so far."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def note(self, code: str, path: Path, **facts: Any) -> None:
        """Note a problem with what stands at a path."""
        self.problems.append(Problem(code, path, facts))

    def note_name(self, code: str, path: Path, **facts: Any) -> None:
        """Note a problem with the name at a path."""
        self.problems.append(Problem(code, path, facts, at="name"))

    def text(self, path: Path, value: Value) -> str:
        """A text, exactly as typed (without the line ends at its end)."""
        self.note_swallowed(path, value)
        if not isinstance(value, str):
            if value is None:
                self.note_name("nothing-there", path, name=path[-1])
            else:
                self.note(_reason_for_no_text(value), path, found=show_value(value))
            return ""
        if found := CONTROL.search(value):
            self._note_control(path, found[0])
        return value.rstrip("\n")

    def note_swallowed(self, path: Path, value: Value) -> bool:
        """Note that a text ends where YAML saw a comment begin; says whether it does."""
        lost = self.source.swallowed.get(path)
        if lost is None:
            return False
        read = f"{value} " if isinstance(value, str) else ""
        whole = read + self.source.places.lines[lost.line][lost.column : lost.end_column].strip()
        facts = {"quoted": "'" + whole.replace("'", "''") + "'"}
        self.problems.append(Problem("swallowed-text", lost, facts))
        return True

    def _note_control(self, path: Path, found: str) -> None:
        """A control character that was written as a sign, such as \\e, within double quotes."""
        span = self.source.places.contents.get(path)
        line = self.source.places.lines[span.line] if span else ""
        signs = (sign[0] for sign in _ESCAPE.finditer(line, span.column if span else 0))
        harmful = next((sign for sign in signs if sign[1] not in "nN_"), "")
        facts = {"found": f"U+{ord(found):04X}"}
        code = "control-sign" if harmful else "control-character"
        self.problems.append(Problem(code, path, {**facts, "sign": harmful}, word=harmful or found))

    def id(self, path: Path, value: Value) -> str:
        """The id of something else."""
        if isinstance(value, str):
            return canonical_name(value.strip())
        if value is None:
            self.note_name("nothing-there", path, name=path[-1])
        else:
            self.note("expected-word", path, found=show_value(value))
        return ""

    def own_id(self, path: Path, value: Value) -> str:
        """The id that something gives itself."""
        name = self.id(path, value)
        if name and not is_id(name):
            self.note("not-an-id", path, found=name)
        return name

    def edition(self, path: Path, value: Value) -> None:
        """The version of the format, which is 1."""
        if value != "1":
            self.note("unknown-format", path, found=show_value(value))

    def number(self, path: Path, value: Value) -> Fraction:
        """A number, at most 40 characters."""
        number = read_number(value.rstrip(_UNSEEN)) if isinstance(value, str) else None
        if value is None:
            self.note_name("nothing-there", path, name=path[-1])
        elif number is None:
            self.note("expected-number", path, found=show_value(value))
        return number or Fraction(0)

    def positive(self, path: Path, value: Value) -> Fraction:
        """A number above 0."""
        before = len(self.problems)
        number = self.number(path, value)
        if number <= 0 and len(self.problems) == before:
            self.note("not-above-zero", path, found=show_value(value))
        return number if number > 0 else Fraction(1)

    def count(self, path: Path, value: Value) -> Any:
        """half, all, or how many: a whole number from 0 up."""
        if value in ("half", "all"):
            return value
        number = read_number(value) if isinstance(value, str) else None
        if number is not None and number >= 0 and number.denominator == 1:
            return int(number)
        self.note("not-a-count", path, found=show_value(value))
        return "half"

    def switch(self, path: Path, value: Value) -> bool:
        """true or false."""
        return self.word(path, value, ("true", "false")) == "true"

    def word(self, path: Path, value: Value, allowed: tuple[str, ...]) -> str:
        """One of a few words; the first is taken where none fits."""
        if isinstance(value, str) and value.rstrip(_UNSEEN) in allowed:
            return value.rstrip(_UNSEEN)
        found = show_value(value)
        near = near_name(found, allowed)
        self.note("unknown-word", path, found=found, near=near, allowed=allowed)
        return near or allowed[0]

    def url(self, path: Path, value: Value) -> str:
        """A web address."""
        text = self.text(path, value).strip()
        if text and not _ADDRESS.fullmatch(text):
            self.note("not-an-address", path, found=show_value(text))
        return text

    def language(self, path: Path, value: Value) -> str:
        """A language tag such as ja or en-GB."""
        text = self.text(path, value).rstrip(_UNSEEN)
        if text and not _LANGUAGE_TAG.fullmatch(text):
            self.note("not-a-language", path, found=show_value(text))
            return ""
        return text
