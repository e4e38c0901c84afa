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
    Question,
    Reflection,
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
    "question": Question,
    "reflection": Reflection,
    "safety": SafetyRule,
    "contact": Contact,
    "column": Column,
    "tone": Tone,
    "example": Example,
    "expectation": Expectation,
}
"""What a group of the format becomes."""


def make(group: str, got: Mapping[str, Any], *id: str) -> Any:
    """A thing, of what its group has under the names of the file and, where it has one, its id (an
    answer: its value). A text that is left out is empty, or what stands in for it."""
    made: dict[str, Any] = {}
    for field in GROUPS[group]:
        if field.name in got:
            made[field.attribute] = got[field.name]
        elif field.stand_in:
            made[field.attribute] = id[0] if field.stand_in == "id" else got.get(field.stand_in, "")
        elif field.kind in ("text", "url"):
            made[field.attribute] = ""
    return MADE_OF[group](*id, **made)
