"""The sections of a question file: every group is read as the table of the format says.

What a table cannot say stands below: levels that rise, answers with their values. A section takes
what it names from those before it, `reading.so_far`.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache, partial
from typing import Any

from selfcheck.format import GROUPS, Field, Kind
from selfcheck.frozen import replace
from selfcheck.problems import Path, Problem
from selfcheck.question_file.conditions import read_answer_conditions, read_conditions
from selfcheck.question_file.examples import (
    put_texts,
    read_example_replies,
    read_expected_id,
    read_expected_ids,
    read_expected_levels,
    read_expected_scores,
    read_words_filled_in,
)
from selfcheck.question_file.meant import SWITCHES, spell_value
from selfcheck.question_file.names import is_id
from selfcheck.question_file.reading import Reader, Reading
from selfcheck.question_file.scales import note_ends, put_scale, read_scale
from selfcheck.question_file.things import make
from selfcheck.question_file.yaml.source import Value
from selfcheck.questionnaire import Answer, Level, Part
from selfcheck.spelling import read_number

_REQUIRED = {
    group: tuple(field.name for field in fields if field.is_required)
    for group, fields in GROUPS.items()
}
_EXCLUDING = {
    group: tuple(field for field in fields if field.excludes) for group, fields in GROUPS.items()
}


def _read_fields(reading: Reading, path: Path, value: Value, group: str) -> dict[str, Any]:
    """What stands in a group, by its names in the file; what is not there is left out."""
    got = reading.keys(path, value, readers_of(group), _REQUIRED[group])
    if isinstance(value, dict):
        for field in _EXCLUDING[group]:
            _check_excluded(reading, path, field, got)
    return got


def _check_excluded(reading: Reading, path: Path, field: Field, got: Mapping[str, Any]) -> None:
    """A question is answered or written, never both and never neither."""
    if field.instead_of not in got and field.name not in got:
        reading.note_name("missing-answers", path, name=path[-1])
    for name in field.excludes:
        if field.name in got and name in got:
            reading.note_name("not-with-write", (*path, name), name=name)


# --- groups, and things under their ids -----------------------------------------------------


def _read_group(reading: Reading, path: Path, value: Value, field: Field) -> Any:
    return make(field.holds, _read_fields(reading, path, value, field.holds))


def _read_things(reading: Reading, path: Path, value: Value, field: Field) -> Any:
    """Things by their ids; each may name those before it."""
    things: Any = {}
    reading.so_far = replace(reading.so_far, **{field.attribute: things})
    for id, content in reading.ids_of(path, value):
        things[id] = _read_thing(reading, (*path, id), content, field)
    if field.is_required and value == {}:
        reading.note_name("nothing-there", path, name=field.name)
    return things


def _read_thing(reading: Reading, path: Path, value: Value, field: Field) -> Any:
    _check_none(reading, path, field)
    if field.holds == "question":
        value = put_scale(reading, path, value)
    got = _read_fields(reading, path, value, field.holds)
    return make(field.holds, got, str(path[-1]), **_complete(reading, field.holds, got))


def _complete(reading: Reading, group: str, got: dict[str, Any]) -> dict[str, Any]:
    """What follows from two fields of a thing together."""
    answers = got.get("answers")
    match group:
        case "question" if isinstance(answers, str):
            return {"answers": reading.so_far.answer_lists.get(answers, ()), "answer_list": answers}
        case "example" if written := got.pop("written", None):
            return {"answers": put_texts(reading, written[0], written[1], answers or {})}
    return {}


def _check_none(reading: Reading, path: Path, field: Field) -> None:
    """An example that expects `none` expects nothing there."""
    if path[-1] == "none" and not field.allows_none:
        reading.note_name("id-none", path, found="none")


# --- levels ---------------------------------------------------------------------------------


def _read_levels(reading: Reading, path: Path, value: Value, field: Field) -> tuple[Level, ...]:
    levels: list[Level] = []
    for name, content in reading.group(path, value).items():
        _check_none(reading, (*path, name), field)
        level = _read_level(reading, (*path, name), content, is_first=not levels)
        if levels and level.start is not None:
            _check_rising(reading, (*path, name), levels[-1], level)
        levels.append(level)
    return tuple(levels)


def _read_level(reading: Reading, path: Path, value: Value, is_first: bool) -> Level:
    id = str(path[-1])
    reading.check_id(path, id)
    got = reading.keys(path, value, readers_of("level"), () if is_first else ("from",))
    if is_first and got.pop("from", None) is not None:
        reading.note_name("first-level-from", (*path, "from"), found=id)
    level: Level = make("level", got, id)
    return level


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


# --- answers --------------------------------------------------------------------------------


def _read_answer_lists(reading: Reading, path: Path, value: Value) -> dict[str, tuple[Answer, ...]]:
    return reading.things(path, value, _read_answer_list)


def _read_answer_list(reading: Reading, path: Path, value: Value) -> tuple[Answer, ...]:
    """Answers by their values, or a scale and perhaps words beside it."""
    if value == {}:
        reading.note_name("nothing-there", path, name=path[-1])
    group = reading.group(path, value)
    steps: tuple[Answer, ...] = ()
    is_scale = "scale" in group
    if is_scale:
        steps = read_scale(reading, path, group)
    note_ends(reading, path, group, is_scale)
    answers = [_read_answer(reading, (*path, name), one) for name, one in group.items()]
    for answer in answers if steps else ():
        if answer.number is not None:
            reading.note_name("number-beside-scale", (*path, answer.value), found=answer.value)
    if sum(answer.write is not None for answer in answers) > 1:
        reading.note_name("texts-beside-two", path, name=path[-1])
    return (*steps, *answers)


def _read_answer(reading: Reading, path: Path, value: Value) -> Answer:
    name = str(path[-1])
    number = read_number(name)
    if number is None and not is_id(name):
        reading.note_name("not-a-value", path, found=name)
    if isinstance(value, dict):
        got = _read_fields(reading, path, value, "answer")
        answer: Answer = make("answer", got, name, number=number)
        return answer
    label = "" if value is None else reading.text(path, value)
    if value is None:
        reading.note_name("nothing-there", path, name=name)
    return Answer(name, label or name, number)


def _read_own_answers(reading: Reading, path: Path, value: Value) -> tuple[Answer, ...] | str:
    """The answers of a question: a list of its own, or the name of one."""
    if isinstance(value, str) and is_id(name := reading.id(path, value)):
        return name
    return _read_answer_list(reading, path, value)


def _read_part(reading: Reading, path: Path, value: Value, field: Field) -> Part:
    """The name of a part, alone or with what is said first."""
    if isinstance(value, list) or (isinstance(value, dict) and "name" not in value):
        texts = [one for one in (value.values() if isinstance(value, dict) else value) if one]
        meant: dict[str, Value] = dict(zip(("name", "says"), texts, strict=False))
        reading.note("not-a-part", path, quoted=f"part: {spell_value(meant)}" if meant else "")
        return Part("")
    if isinstance(value, dict):
        part: Part = _read_group(reading, path, value, field)
        return part
    return Part(reading.text(path, value))


def _read_writing(reading: Reading, path: Path, value: Value, allowed: tuple[str, ...]) -> str:
    """How much may be written; `write: yes` says that something may."""
    if value in SWITCHES:
        reading.note("not-a-writing", path, found=value)
        return allowed[0]
    return reading.word(path, value, allowed)


def _read_points(reading: Reading, path: Path, value: Value) -> dict[str, Fraction]:
    return {
        theme: reading.number((*path, theme), points)
        for theme, points in reading.group(path, value).items()
    }


def _read_later(reading: Reading, path: Path, value: Value) -> tuple[Path, Value]:
    """What can only be read together with another field."""
    return path, value


_READERS: dict[Kind, Reader[Any]] = {
    "text": Reading.text,
    "texts": Reading.texts,
    "url": Reading.url,
    "id": Reading.id,
    "ids": Reading.ids,
    "number": Reading.number,
    "positive": Reading.positive,
    "count": Reading.count,
    "switch": Reading.switch,
    "language": Reading.language,
    "edition": Reading.edition,
    "own-id": Reading.own_id,
    "answers": _read_own_answers,
    "answer-lists": _read_answer_lists,
    "points": _read_points,
    "conditions": read_conditions,
    "answer-conditions": read_answer_conditions,
    "replies": read_example_replies,
    "texts-beside": _read_later,
    "words-filled-in": read_words_filled_in,
    "expected-id": read_expected_id,
    "expected-ids": read_expected_ids,
    "expected-levels": read_expected_levels,
    "expected-scores": read_expected_scores,
}


def _reader(field: Field) -> Reader[Any]:
    match field.kind:
        case "group":
            return partial(_read_group, field=field)
        case "things":
            return partial(_read_things, field=field)
        case "levels":
            return partial(_read_levels, field=field)
        case "part":
            return partial(_read_part, field=field)
        case "word" if field.name == "write":
            return partial(_read_writing, allowed=field.words)
        case "word":
            return partial(Reading.word, allowed=field.words)
        case _:
            return _READERS[field.kind]


@cache
def readers_of(group: str) -> Mapping[str, Reader[Any]]:
    """What reads each field of a group of the format."""
    return {field.name: _reader(field) for field in GROUPS[group]}
