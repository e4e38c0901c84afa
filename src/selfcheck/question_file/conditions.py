"""Conditions: names of questions and themes with what they wait for, and what joins them."""

from collections.abc import Callable, Mapping

from selfcheck.problems import Path
from selfcheck.question_file.reading import Reading
from selfcheck.question_file.yaml.source import Value
from selfcheck.questionnaire import (
    Condition,
    Conditions,
    Entry,
    Extreme,
    Joined,
    Negated,
    Question,
    Skipped,
    Theme,
)
from selfcheck.replies import find_answer


def read_conditions(reading: Reading, path: Path, value: Value) -> Conditions:
    """Conditions on answers, and on themes; a name that is both is a theme's."""
    return _Conditions(reading, reading.so_far.themes).read(path, value)


def read_answer_conditions(reading: Reading, path: Path, value: Value) -> Conditions:
    """Conditions on the answers of questions that stand before."""
    return _Conditions(reading, {}).read(path, value)


class _Conditions:
    """Reads a condition and those within it. `themes` are those that may be named."""

    def __init__(self, reading: Reading, themes: Mapping[str, Theme]) -> None:
        self._reading = reading
        self._themes = themes
        self._readers: Mapping[str, Callable[[Path, Value], Entry | None]] = {
            "all": self._joined,
            "any": self._joined,
            "not": self._negated,
            "skipped": self._skipped,
            "highest": self._extreme,
            "lowest": self._extreme,
        }

    def read(self, path: Path, value: Value) -> Conditions:
        """A group of entries; labels are read as the values they stand for."""
        if value == {}:
            self._reading.note_name("nothing-there", path, name=path[-1])
        entries = []
        for name, content in self._reading.group(path, value).items():
            here = (*path, name)
            if content in (None, [], {}):
                self._reading.note_name("nothing-there", here, name=name)
            elif entry := self._readers.get(name, self._named)(here, content):
                entries.append(entry)
        return tuple(entries)

    def _joined(self, path: Path, value: Value) -> Joined | None:
        if not isinstance(value, list):
            self._reading.note("conditions-not-listed", path, name=path[-1])
            return None
        parts = self._reading.items(path, value, lambda _, here, item: self.read(here, item))
        return Joined("all" if path[-1] == "all" else "any", parts)

    def _negated(self, path: Path, value: Value) -> Negated:
        return Negated(self.read(path, value))

    def _skipped(self, path: Path, value: Value) -> Skipped:
        return Skipped(self._reading.ids(path, value))

    def _extreme(self, path: Path, value: Value) -> Extreme:
        themes = self._reading.ids(path, value)
        return Extreme("highest" if path[-1] == "highest" else "lowest", themes)

    def _named(self, path: Path, value: Value) -> Condition:
        name = str(path[-1])
        question = None if name in self._themes else self._reading.so_far.questions.get(name)
        if question is None:
            return Condition(name, self._reading.ids(path, value))
        return Condition(name, self._wanted(path, value, question))

    def _wanted(self, path: Path, value: Value, question: Question) -> tuple[str, ...]:
        """Answers of a question, each as the value that was typed or that its label stands for."""

        def read(reading: Reading, path: Path, typed: Value) -> str:
            found = find_answer(question, typed) if isinstance(typed, str) else None
            return found or reading.id(path, typed)

        if isinstance(value, str) and find_answer(question, value):
            return (read(self._reading, path, value),)
        return tuple(name for name in self._reading.items(path, value, read) if name)
