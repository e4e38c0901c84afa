"""The sections that decide what is shown, and the author's examples.

Each reader takes the reading, the path, the value and the questionnaire read so far.
"""

from selfcheck.problems import Path
from selfcheck.question_file.reading import Reading
from selfcheck.question_file.replies import read_replies
from selfcheck.question_file.scored_sections import read_conditions
from selfcheck.question_file.yaml.source import Value
from selfcheck.questionnaire import (
    Column,
    Conditions,
    Contact,
    Example,
    Expectation,
    FillIn,
    Questionnaire,
    Reflection,
    SafetyRule,
    Tone,
)


def read_fill_ins(
    reading: Reading, path: Path, value: Value, so_far: Questionnaire
) -> dict[str, FillIn]:
    readers = {"ask": reading.text, "default": reading.text, "suggestions": reading.texts}

    def read(path: Path, value: Value) -> FillIn:
        id = str(path[-1])
        return FillIn(id, **{"ask": id, **reading.keys(path, value, readers, ("ask",))})

    return reading.things(path, value, read)


def read_reflections(
    reading: Reading, path: Path, value: Value, so_far: Questionnaire
) -> dict[str, Reflection]:
    def conditions(path: Path, value: Value) -> Conditions:
        return read_conditions(reading, path, value, so_far.questions, so_far.themes)

    readers = {
        "when": conditions,
        "title": reading.text,
        "says": reading.text,
        "try": reading.text,
        "ponder": reading.texts,
        "columns": reading.ids,
    }

    def read(path: Path, value: Value) -> Reflection:
        if path[-1] == "none":
            reading.note_name("id-none", path, found="none")
        got = reading.keys(path, value, readers)
        step = got.pop("try", "")
        return Reflection(str(path[-1]), **{"title": "", "says": "", **got}, step=step)

    return reading.things(path, value, read)


def read_safety(
    reading: Reading, path: Path, value: Value, so_far: Questionnaire
) -> dict[str, SafetyRule]:
    def conditions(path: Path, value: Value) -> Conditions:
        return read_conditions(reading, path, value, so_far.questions, {})

    readers = {
        "when": conditions,
        "title": reading.text,
        "first": reading.text,
        "says": reading.text,
        "contacts": reading.ids,
        "columns": reading.ids,
        "instead": reading.switch,
    }

    def read(path: Path, value: Value) -> SafetyRule:
        got = reading.keys(path, value, readers, ("when",))
        return SafetyRule(str(path[-1]), **{"title": "", "says": "", **got})

    return reading.things(path, value, read)


def read_contacts(
    reading: Reading, path: Path, value: Value, so_far: Questionnaire
) -> dict[str, Contact]:
    texts = dict.fromkeys(("name", "phone", "hours", "note"), reading.text)
    readers = {**texts, "url": reading.url, "always": reading.switch}

    def read(path: Path, value: Value) -> Contact:
        id = str(path[-1])
        return Contact(id, **{"name": id, **reading.keys(path, value, readers)})

    return reading.things(path, value, read)


def read_columns(
    reading: Reading, path: Path, value: Value, so_far: Questionnaire
) -> dict[str, Column]:
    readers = {"title": reading.text, "url": reading.url, "about": reading.text}

    def read(path: Path, value: Value) -> Column:
        got = reading.keys(path, value, readers, ("url",))
        return Column(str(path[-1]), **{"title": got.get("url", ""), "url": "", **got})

    return reading.things(path, value, read)


def read_tone(reading: Reading, path: Path, value: Value, so_far: Questionnaire) -> Tone:
    readers = {"avoid": reading.texts, "allow": reading.texts}
    return Tone(**reading.keys(path, value, readers))


# --- the author's own tests -----------------------------------------------------------------


def read_examples(
    reading: Reading, path: Path, value: Value, so_far: Questionnaire
) -> dict[str, Example]:
    questions = dict(so_far.questions)

    def texts(path: Path, value: Value) -> dict[str, str]:
        group = reading.group(path, value)
        return {n: reading.text((*path, n), v) for n, v in group.items() if v is not None}

    readers = {
        "answers": lambda p, v: read_replies(reading, p, v, questions),
        "fill_in": texts,
        "expect": lambda p, v: _read_expectation(reading, p, v),
    }

    def read(path: Path, value: Value) -> Example:
        got = reading.keys(path, value, readers, ("expect",))
        made = {"answers": {}, "fill_in": {}, "expect": Expectation(), **got}
        return Example(str(path[-1]), **made)

    return reading.things(path, value, read)


def _read_expectation(reading: Reading, path: Path, value: Value) -> Expectation:
    def levels(path: Path, value: Value) -> dict[str, str]:
        group = reading.group(path, value).items()
        read = {theme: reading.id((*path, theme), level) for theme, level in group}
        return {theme: level for theme, level in read.items() if level}

    def scores(path: Path, value: Value) -> dict[str, str]:
        group = reading.group(path, value).items()
        return {theme: _read_score(reading, (*path, theme), score) for theme, score in group}

    def safety(path: Path, value: Value) -> tuple[str, ...]:
        return () if value == "none" else reading.ids(path, value)

    def reflection(path: Path, value: Value) -> str | None:
        return reading.id(path, value) or None

    readers = {"reflection": reflection, "levels": levels, "scores": scores, "safety": safety}
    return Expectation(**reading.keys(path, value, readers))


def _read_score(reading: Reading, path: Path, value: Value) -> str:
    """A score keeps its decimals, for they say how exactly it is expected; none is no score."""
    if value != "none":
        reading.number(path, value)
    return value if isinstance(value, str) else ""
