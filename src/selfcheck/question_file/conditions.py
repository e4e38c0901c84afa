"""Conditions: names of questions and themes with what they wait for, and what joins them.

Forms that are none are named with what to write instead; what was meant by them `meant` knows.
"""

from collections.abc import Callable, Mapping

from selfcheck.frozen import dataclass
from selfcheck.problems import Path
from selfcheck.question_file import meant
from selfcheck.question_file.reading import Reading
from selfcheck.question_file.values import show_value
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
from selfcheck.spelling import read_number


def read_conditions(reading: Reading, path: Path, value: Value) -> Conditions:
    """Conditions on answers, and on themes; a name that is both is a theme's."""
    return _Conditions(reading, reading.so_far.themes).read(path, value)


def read_answer_conditions(reading: Reading, path: Path, value: Value) -> Conditions:
    """Conditions on the answers of questions that stand before."""
    return _Conditions(reading, {}).read(path, value)


@dataclass(frozen=True, slots=True)
class _About:
    """What an entry is about: a name, the values that it can wait for, and the question or theme
    of this name, where there is one."""

    name: str
    question: Question | None
    theme: Theme | None

    def find(self, typed: str) -> str | None:
        """The answer or level that a text stands for."""
        if self.question is not None:
            return find_answer(self.question, typed)
        levels = self.theme.rubric if self.theme else ()
        return next((level.id for level in levels if typed in (level.id, level.name)), None)

    def within(self, asked: Value) -> list[str] | None:
        """The values that a comparison lets through; None where it is no comparison."""
        test = meant.read_comparison(asked)
        if test is None:
            return None
        if self.question is not None:
            return meant.values_within(self.question.answers, test)
        levels = self.theme.rubric if self.theme else ()
        found = meant.levels_within(levels, test)
        return found if len(found) < len(levels) else []


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
        if self._note_no_group(path, value):
            return ()
        entries = []
        for name, content in self._reading.group(path, value).items():
            here = (*path, name)
            if content in (None, [], {}):
                self._reading.note_name("nothing-there", here, name=name)
            elif entry := self._reader(here)(here, content):
                entries.append(entry)
        return tuple(entries)

    def _note_no_group(self, path: Path, value: Value) -> bool:
        """Conditions in a list, or told in a sentence."""
        if isinstance(value, list) and value:
            listed = f"any: {meant.spell_value(value)}"
            quoted = f"not: {{{listed}}}" if path[-1] == "not" else f"{path[-1]}: {{{listed}}}"
            self._reading.note("conditions-listed", path, quoted=quoted)
            return True
        sentence = meant.read_sentence(value)
        if sentence is None:
            return False
        about = self._about(sentence[0])
        if about.question is None and about.theme is None:
            return False
        self._note_comparison(path, show_value(value), about, about.within(sentence[1]) or [])
        return True

    def _reader(self, path: Path) -> Callable[[Path, Value], Entry | None]:
        """What reads an entry; a word that is none is read as the one that was meant."""
        name = str(path[-1])
        if name in self._readers or self._is_named(name):
            return self._readers.get(name, self._named)
        word = meant.meant_word(name)
        if not word:
            return self._named

        def read_as_meant(path: Path, value: Value) -> Entry | None:
            quoted = meant.spell_joined(word, value)
            facts = {"found": name, "near": word, "quoted": quoted}
            self._reading.note_name("unknown-condition", path, **facts)
            return self._readers[word]((*path[:-1], word), value)

        return read_as_meant

    def _is_named(self, name: str) -> bool:
        """Whether something in the file has this id, be it read already or not."""
        places = self._reading.source.places.names
        return ("questions", name) in places or ("themes", name) in places

    # --- what joins and compares ------------------------------------------------------------

    def _joined(self, path: Path, value: Value) -> Joined | None:
        word = str(path[-1])
        if not isinstance(value, list):
            quoted = meant.spell_joined(word, value) if isinstance(value, dict) else ""
            self._reading.note("conditions-not-listed", path, name=word, quoted=quoted)
            return None
        parts = self._reading.items(path, value, lambda _, here, item: self.read(here, item))
        return Joined("all" if word == "all" else "any", parts)

    def _negated(self, path: Path, value: Value) -> Negated:
        return Negated(self.read(path, value))

    def _skipped(self, path: Path, value: Value) -> Skipped | None:
        if isinstance(value, dict) or value in meant.SWITCHES:
            example = ", ".join(value) if isinstance(value, dict) else self._any_question()
            quoted = f"skipped: {example}"
            self._reading.note("only-questions", path, word="skipped", quoted=quoted)
            return None
        return Skipped(self._reading.ids(path, value))

    def _any_question(self) -> str:
        return next(iter(self._reading.so_far.questions), "q1")

    def _extreme(self, path: Path, value: Value) -> Extreme | None:
        word = str(path[-1])
        if isinstance(value, dict) or value in meant.SWITCHES:
            theme = next(iter(value if isinstance(value, dict) else self._themes), "")
            more = f", {meant.spell_value(value)[1:-1]}" if isinstance(value, dict) else ""
            quoted = f"{word}: {theme}{more}" if theme else ""
            self._reading.note("only-themes", path, word=word, quoted=quoted)
            return None
        return Extreme("highest" if word == "highest" else "lowest", self._reading.ids(path, value))

    # --- what names a question or a theme ---------------------------------------------------

    def _about(self, name: str) -> _About:
        theme = self._themes.get(name)
        return _About(name, None if theme else self._reading.so_far.questions.get(name), theme)

    def _named(self, path: Path, value: Value) -> Condition | None:
        about = self._about(str(path[-1]))
        if self._note_no_values(path, value, about):
            return None
        if about.question is None:
            return Condition(about.name, self._reading.ids(path, value))
        return Condition(about.name, self._wanted(path, value, about.question))

    def _wanted(self, path: Path, value: Value, question: Question) -> tuple[str, ...]:
        """Answers of a question, each as the value that was typed or that its label stands for."""

        def read(reading: Reading, path: Path, typed: Value) -> str:
            found = find_answer(question, typed) if isinstance(typed, str) else None
            return found or reading.id(path, typed)

        if isinstance(value, str) and find_answer(question, value):
            return (read(self._reading, path, value),)
        return tuple(name for name in self._reading.items(path, value, read) if name)

    def _note_no_values(self, path: Path, value: Value, about: _About) -> bool:
        """Note what stands where answers or levels are named, and is something else."""
        if about.question is None and about.theme is None:
            return False
        if isinstance(value, list):
            noted = [
                self._note_no_value((*path, position), one, about)
                for position, one in enumerate(value)
            ]
            return any(noted)
        return self._note_no_value(path, value, about)

    def _note_no_value(self, path: Path, value: Value, about: _About) -> bool:
        if isinstance(value, str) and about.find(value):
            return False
        values = about.within(value)
        if values is not None:
            self._note_comparison(path, meant.spell_value(value), about, values)
        elif quoted := self._word_first(value, about):
            word = quoted.partition(":")[0]
            self._reading.note("word-behind-name", path, word=word, name=about.name, quoted=quoted)
        elif isinstance(value, str) and all(map(about.find, listed := meant.read_listed(value))):
            self._reading.note("list-without-brackets", path, meant=", ".join(listed))
        elif isinstance(value, str) and about.theme and read_number(value):
            self._note_comparison(path, value, about, [])
        else:
            return False
        return True

    def _note_comparison(self, path: Path, found: str, about: _About, values: list[str]) -> None:
        quoted = f"{about.name}: {meant.spell_values(values)}" if values else ""
        facts = {"found": show_value(found), "name": about.name, "quoted": quoted}
        if about.theme is None:
            self._reading.note("comparison-in-condition", path, **facts)
            return
        levels = {level.id: level for level in about.theme.rubric}
        self._reading.note("score-in-condition", path, **facts, allowed=levels)

    def _word_first(self, value: Value, about: _About) -> str:
        """The entry that was meant by a word of conditions behind the name, or nothing."""
        name = about.name
        if isinstance(value, dict) and len(value) == 1:
            ((inner, content),) = value.items()
            is_not = meant.meant_habit(inner) == "not"
            return f"not: {{{name}: {meant.spell_value(content)}}}" if is_not else ""
        if not isinstance(value, str):
            return ""
        if about.find(opposite := meant.read_opposite(value)):
            return f"not: {{{name}: {opposite}}}"
        word = meant.meant_habit(value)
        if word == "answered" and about.question:
            return f"not: {{skipped: {name}}}"
        fitting = ("highest", "lowest") if about.theme else ("skipped",)
        return f"{word}: {name}" if word in fitting else ""
