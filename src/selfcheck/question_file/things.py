"""The things of a questionnaire, made of what stands in their groups."""

from collections.abc import Callable, Mapping
from typing import Any

from selfcheck.format import GROUPS
from selfcheck.questionnaire import (
    Answer,
    Author,
    Column,
    Contact,
    Example,
    Expectation,
    FillIn,
    Level,
    Part,
    Question,
    Reflection,
    Remark,
    SafetyRule,
    Theme,
    Tone,
)

MADE_OF: dict[str, Callable[..., Any]] = {
    "author": Author,
    "fill_in": FillIn,
    "answer": Answer,
    "theme": Theme,
    "level": Level,
    "part": Part,
    "question": Question,
    "reflection": Reflection,
    "remark": Remark,
    "safety": SafetyRule,
    "contact": Contact,
    "column": Column,
    "tone": Tone,
    "example": Example,
    "expectation": Expectation,
}
"""What a group of the format becomes."""


_ATTRIBUTES = {name: {f.name: f.attribute for f in fields} for name, fields in GROUPS.items()}
_EMPTY = {
    name: {field.attribute: "" for field in fields if field.kind in ("text", "url")}
    for name, fields in GROUPS.items()
}
_STAND_INS = {
    name: [(field.attribute, field.stand_in) for field in fields if field.stand_in]
    for name, fields in GROUPS.items()
}


def make(group: str, got: Mapping[str, Any], *id: str, **more: Any) -> Any:
    """A thing, of what its group has under the names of the file and, where it has one, its id (an
    answer: its value); `more` are attributes that follow from these. A text that is left out is
    empty, or what stands in for it."""
    made: dict[str, Any] = dict(_EMPTY[group])
    for attribute, other in _STAND_INS[group]:
        made[attribute] = id[0] if other == "id" else got.get(other, "")
    attributes = _ATTRIBUTES[group]
    for name, content in got.items():
        made[attributes[name]] = content
    made.update(more)
    return MADE_OF[group](*id, **made)
