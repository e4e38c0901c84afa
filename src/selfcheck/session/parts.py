"""The parts of a self-check: which one a question stands in, and where it begins. Pure."""

from collections.abc import Collection

from selfcheck.frozen import replace
from selfcheck.questionnaire import Part, Questionnaire


def parts_of(questionnaire: Questionnaire) -> dict[str, Part | None]:
    """Question id -> the part that it stands in; None before the first one."""
    found: dict[str, Part | None] = {}
    part: Part | None = None
    for question in questionnaire.questions.values():
        part = question.part or part
        found[question.id] = part
    return found


def find_part(questionnaire: Questionnaire, asked: Collection[str], id: str) -> Part | None:
    """The part that a question stands in; what it says is left to the first of its questions that
    is asked, also where that is not its first."""
    parts = parts_of(questionnaire)
    part = parts[id]
    first = next((other for other in asked if parts[other] is part), id)
    return part if part is None or first == id else replace(part, says="")
