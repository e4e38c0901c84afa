"""Every text of a questionnaire with its place, by the table of the format. Pure.

A place is the path at which a text stands in the question file; in a list, texts have positions.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from selfcheck.format import SCALE_ENDS, Field, holding
from selfcheck.frozen import replace
from selfcheck.problems import Path
from selfcheck.questionnaire import Answer, Question, Questionnaire

Change = Callable[[Path, Field, Any], Any]
"""Makes a text, or a list of texts, of the one that stands at a place."""

_TEXTS = holding(lambda field: field.is_read or field.is_translated or field.kind == "url")
TOP = Field("", "group", "", "", holds="top")
"""The whole file, as if it stood behind a name."""


def texts_of(questionnaire: Questionnaire) -> list[tuple[Path, Field, str]]:
    """Every text and every address, in the order of the format. The answers of a question that
    come from a named list stand in that list alone."""
    found: list[tuple[Path, Field, str]] = []
    _collect(TOP, questionnaire, (), found)
    return found


def _collect(field: Field, content: Any, path: Path, found: list[tuple[Path, Field, str]]) -> None:
    for inner, name, one in members(field, content, _TEXTS):
        if isinstance(one, str):
            found.append(((*path, name), inner, one))
        elif one and _list_of(content, inner) is None:
            _collect(inner, one, (*path, name), found)


def members(
    field: Field, content: Any, fields: Mapping[str, tuple[Field, ...]]
) -> list[tuple[Field, str | int, Any]]:
    """What stands in a group (those of its `fields`), in a list, or under ids: the field it is of,
    the name it stands under, and itself."""
    if isinstance(content, dict):
        return [(field, name, one) for name, one in content.items()]
    if isinstance(content, tuple):
        found = [(field, _name(one, position), one) for position, one in enumerate(content)]
        return [*_ends_of_scale(content), *(one for one in found if not _is_on_scale(one[2]))]
    inside = [(inner, getattr(content, inner.attribute)) for inner in fields[field.holds]]
    return [(inner, inner.name, one) for inner, one in inside if one is not None]


def _ends_of_scale(content: tuple[Any, ...]) -> list[tuple[Field, str | int, Any]]:
    """The texts beside the two ends of a scale; its numbers are no texts."""
    steps = [one for one in content if _is_on_scale(one)]
    ends = zip(SCALE_ENDS, (steps[0], steps[-1]), strict=True) if steps else ()
    return [(field, field.name, answer.beside) for field, answer in ends]


def _is_on_scale(one: Any) -> bool:
    return isinstance(one, Answer) and one.beside is not None


def _name(one: Any, position: int) -> str | int:
    """The name under which a thing stands that the questionnaire holds in a row."""
    if isinstance(one, str):
        return position
    return str(one.value if isinstance(one, Answer) else one.id)


def change_texts(questionnaire: Questionnaire, change: Change) -> Questionnaire:
    """The questionnaire with every text changed; those of a list together."""
    changed: Questionnaire = _changed(TOP, questionnaire, (), change)
    return changed


def _changed(field: Field, content: Any, path: Path, change: Change) -> Any:
    if isinstance(content, str) or field.kind == "texts":
        return change(path, field, content)
    inside = members(field, content, _TEXTS)
    places = [_place(content, inner, (*path, name)) for inner, name, _ in inside]
    made = [
        _changed(inner, one, place, change)
        for (inner, _, one), place in zip(inside, places, strict=True)
    ]
    if isinstance(content, dict):
        return dict(zip(content, made, strict=True))
    if isinstance(content, tuple):
        return _with_scale(content, made)
    attributes = (inner.attribute for inner, _, _ in inside)
    return replace(content, **dict(zip(attributes, made, strict=True)))


def _with_scale(content: tuple[Any, ...], made: list[Any]) -> tuple[Any, ...]:
    """A row of things with those that were changed; the first two stand beside a scale, if there
    is one."""
    steps = [one for one in content if _is_on_scale(one)]
    if not steps:
        return tuple(made)
    low, high = made[:2]
    steps[0], steps[-1] = replace(steps[0], beside=low), replace(steps[-1], beside=high)
    return (*steps, *made[2:])


def _place(holder: Any, field: Field, path: Path) -> Path:
    """Where what a group holds is written: the answers of a question perhaps in a named list."""
    name = _list_of(holder, field)
    return path if name is None else ("answers", name)


def _list_of(holder: Any, field: Field) -> str | None:
    """The named list that answers of a question come from."""
    is_of_question = field.kind == "answers" and isinstance(holder, Question)
    return holder.answer_list if is_of_question else None


def own_texts(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    """Every text in the author's own words, with its path: without the titles of columns and the
    names of contacts."""
    found = texts_of(questionnaire)
    return ((path, text) for path, field, text in found if field.written_by == "author")


def given_texts(questionnaire: Questionnaire) -> list[tuple[Path, str]]:
    """Titles of columns and names of contacts, with when they are there, each with its path."""
    found = texts_of(questionnaire)
    return [
        (path, text)
        for path, field, text in found
        if field.is_read and field.written_by != "author"
    ]


def texts_with_placeholders(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    """Every text in which placeholders are filled, with its path."""
    return ((path, text) for path, field, text in texts_of(questionnaire) if field.is_filled)
