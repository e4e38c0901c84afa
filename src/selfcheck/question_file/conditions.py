"""Conditions: names of questions and themes with what they wait for."""

from collections.abc import Mapping

from selfcheck.problems import Path
from selfcheck.question_file.reading import Reading
from selfcheck.question_file.yaml.source import Value
from selfcheck.questionnaire import Condition, Conditions, Question, Theme
from selfcheck.replies import find_answer


def read_conditions(reading: Reading, path: Path, value: Value) -> Conditions:
    """Conditions on answers, and on levels of themes; a name that is both is a theme's."""
    return _read(reading, path, value, reading.so_far.themes)


def read_answer_conditions(reading: Reading, path: Path, value: Value) -> Conditions:
    """Conditions on the answers of questions that stand before."""
    return _read(reading, path, value, {})


def _read(reading: Reading, path: Path, value: Value, themes: Mapping[str, Theme]) -> Conditions:
    """Names with what they wait for; labels are read as the values they stand for."""
    if value == {}:
        reading.note_name("nothing-there", path, name=path[-1])
    conditions = []
    for name, content in reading.group(path, value).items():
        here = (*path, name)
        if content is None or content == []:
            reading.note_name("nothing-there", here, name=name)
            continue
        question = None if name in themes else reading.so_far.questions.get(name)
        if question is None:
            wanted = reading.ids(here, content)
        else:
            wanted = _read_wanted(reading, here, content, question)
        conditions.append(Condition(name, wanted))
    return tuple(conditions)


def _read_wanted(reading: Reading, path: Path, value: Value, question: Question) -> tuple[str, ...]:
    """Answers of a question, each as the value that was typed or that its label stands for."""

    def read(reading: Reading, path: Path, typed: Value) -> str:
        found = find_answer(question, typed) if isinstance(typed, str) else None
        return found or reading.id(path, typed)

    if isinstance(value, str) and find_answer(question, value):
        return (read(reading, path, value),)
    return tuple(name for name in reading.items(path, value, read) if name)
