"""The sections that decide scores: answers, themes, questions, and the conditions on them.

Each reader takes the reading, the path, the value and the questionnaire read so far.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from selfcheck.problems import Path, Problem
from selfcheck.question_file.ids import is_id
from selfcheck.question_file.reading import Reading
from selfcheck.question_file.single_values import show_value
from selfcheck.question_file.yaml.source import Value
from selfcheck.questionnaire import (
    Answer,
    Condition,
    Conditions,
    Level,
    Question,
    Questionnaire,
    Theme,
)
from selfcheck.spelling import find_answer, read_number


def read_answer_lists(
    reading: Reading, path: Path, value: Value, so_far: Questionnaire
) -> dict[str, tuple[Answer, ...]]:
    def read(path: Path, value: Value) -> tuple[Answer, ...]:
        if value == {}:
            reading.note_name("nothing-there", path, name=path[-1])
        return _read_answers(reading, path, value)

    return reading.things(path, value, read)


def _read_answers(reading: Reading, path: Path, value: Value) -> tuple[Answer, ...]:
    return tuple(
        _read_answer(reading, (*path, name), name, content)
        for name, content in reading.group(path, value).items()
    )


def _read_answer(reading: Reading, path: Path, name: str, value: Value) -> Answer:
    number = read_number(name)
    if number is None and not is_id(name):
        reading.note_name("not-a-value", path, found=name)
    if not isinstance(value, dict):
        label = "" if value is None else reading.text(path, value)
        if value is None:
            reading.note_name("nothing-there", path, name=name)
        return Answer(name, label or name, number)
    readers = {
        "label": reading.text,
        "points": lambda p, v: _read_points(reading, p, v),
        "alone": reading.switch,
    }
    return Answer(name, number=number, **{"label": name, **reading.keys(path, value, readers)})


def _read_points(reading: Reading, path: Path, value: Value) -> dict[str, Fraction]:
    return {
        theme: reading.number((*path, theme), points)
        for theme, points in reading.group(path, value).items()
    }


# --- themes ---------------------------------------------------------------------------------


def read_themes(
    reading: Reading, path: Path, value: Value, so_far: Questionnaire
) -> dict[str, Theme]:
    return reading.things(path, value, lambda p, v: _read_theme(reading, p, v))


def _read_theme(reading: Reading, path: Path, value: Value) -> Theme:
    id = str(path[-1])
    readers = {
        "name": reading.text,
        "about": reading.text,
        "score": reading.word("percent", "mean", "sum"),
        "at_least": lambda p, v: _read_at_least(reading, p, v),
        "missing": reading.word("prorate", "ignore"),
        "rubric": lambda p, v: _read_rubric(reading, p, v),
        "columns": reading.ids,
    }
    return Theme(id, **{"name": id, **reading.keys(path, value, readers, ("name",))})


def _read_at_least(reading: Reading, path: Path, value: Value) -> Any:
    """half, all, or how many answered questions: a whole number from 0 up."""
    if isinstance(value, str):
        number = read_number(value)
        if value in ("half", "all"):
            return value
        if number is not None and number >= 0 and number.denominator == 1:
            return int(number)
    reading.note("not-a-count", path, found=show_value(value))
    return "half"


def _read_rubric(reading: Reading, path: Path, value: Value) -> tuple[Level, ...]:
    levels: list[Level] = []
    for name, content in reading.group(path, value).items():
        level = _read_level(reading, (*path, name), content, first=not levels)
        if levels and level.start is not None:
            _check_rising(reading, (*path, name), levels[-1], level)
        levels.append(level)
    return tuple(levels)


def _read_level(reading: Reading, path: Path, value: Value, first: bool) -> Level:
    id = str(path[-1])
    if id == "none":
        reading.note_name("id-none", path, found=id)
    else:
        reading.check_id(path, id)
    readers = {
        "from": reading.number,
        "name": reading.text,
        "says": reading.text,
        "columns": reading.ids,
    }
    got = reading.keys(path, value, readers, () if first else ("from",))
    start = got.pop("from", None)
    if first and start is not None:
        reading.note_name("first-level-from", (*path, "from"), found=id)
        start = None
    return Level(id, **{"name": id, **got}, start=start)


def _check_rising(reading: Reading, path: Path, below: Level, level: Level) -> None:
    if below.start is not None and level.start is not None and level.start <= below.start:
        reading.problems.append(
            Problem(
                "levels-not-rising",
                (*path, "from"),
                {"level": level.id, "below": below.id},
                other=(*path[:-1], below.id, "from"),
            )
        )


# --- questions ------------------------------------------------------------------------------


def read_questions(
    reading: Reading, path: Path, value: Value, so_far: Questionnaire
) -> dict[str, Question]:
    questions: dict[str, Question] = {}
    for name, content in reading.ids_of(path, value):
        questions[name] = _read_question(reading, (*path, name), content, so_far, questions)
    if not questions and value == {}:
        reading.note_name("nothing-there", path, name="questions")
    return questions


def _read_question(
    reading: Reading,
    path: Path,
    value: Value,
    so_far: Questionnaire,
    before: Mapping[str, Question],
) -> Question:
    readers = {
        "ask": reading.text,
        "before": reading.text,
        "help": reading.text,
        "answers": lambda p, v: _read_own_answers(reading, p, v, so_far),
        "choose": reading.word("one", "several"),
        "theme": reading.id,
        "reverse": reading.switch,
        "weight": reading.above_zero,
        "ask_if": lambda p, v: read_conditions(reading, p, v, before, {}),
        "write": reading.word("lines", "word"),
    }
    got = reading.keys(path, value, readers, ("ask",))
    if isinstance(value, dict):
        _check_answers_or_write(reading, path, got)
    answers = got.pop("answers", ((), None))
    id = str(path[-1])
    return Question(id, **{"ask": "", **got}, answers=answers[0], answer_list=answers[1])


def _check_answers_or_write(reading: Reading, path: Path, got: Mapping[str, Any]) -> None:
    """A question is answered or written, never both and never neither."""
    if "answers" not in got and "write" not in got:
        reading.note_name("missing-answers", path, name=path[-1])
    for name in ("answers", "theme", "choose", "reverse", "weight"):
        if "write" in got and name in got:
            reading.note_name("not-with-write", (*path, name), name=name)


def _read_own_answers(
    reading: Reading, path: Path, value: Value, so_far: Questionnaire
) -> tuple[tuple[Answer, ...], str | None]:
    """The answers of a question: a list of its own, or the name of one."""
    if isinstance(value, str) and is_id(reading.id(path, value)):
        name = reading.id(path, value)
        return so_far.answer_lists.get(name, ()), name
    answers = _read_answers(reading, path, value)
    if value == {}:
        reading.note_name("nothing-there", path, name="answers")
    return answers, None


def read_conditions(
    reading: Reading,
    path: Path,
    value: Value,
    questions: Mapping[str, Question],
    themes: Mapping[str, Theme],
) -> Conditions:
    """Names with what they wait for; labels are read as the values they stand for."""
    if value == {}:
        reading.note_name("nothing-there", path, name=path[-1])
    conditions = []
    for name, content in reading.group(path, value).items():
        here = (*path, name)
        if content is None or content == []:
            reading.note_name("nothing-there", here, name=name)
            continue
        if name in questions and name not in themes:
            wanted = _read_wanted(reading, here, content, questions[name])
        else:
            wanted = reading.ids(here, content)
        conditions.append(Condition(name, wanted))
    return tuple(conditions)


def _read_wanted(reading: Reading, path: Path, value: Value, question: Question) -> tuple[str, ...]:
    """Answers of a question, each as the value that was typed or that its label stands for."""

    def read(path: Path, typed: Value) -> str:
        found = find_answer(question, typed) if isinstance(typed, str) else None
        return found or reading.id(path, typed)

    if isinstance(value, str) and find_answer(question, value):
        return (read(path, value),)
    return tuple(name for name in reading.items(path, value, read) if name)
