"""What becomes of drafts of the old questionnaire. Pure."""

from dataclasses import dataclass
from typing import Any

from selfcheck.questionnaire import Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Drafts:
    """Whether drafts are found at all, and the questions of which they keep the answers or not."""

    are_found: bool
    kept: tuple[str, ...]
    asked_again: tuple[str, ...]


def compare_drafts(old: Questionnaire, new: Questionnaire) -> Drafts:
    """A draft keeps the answers of questions that a respondent reads the same."""
    shared = [id for id in new.questions if id in old.questions]
    kept = tuple(id for id in shared if _read(old.questions[id]) == _read(new.questions[id]))
    again = tuple(id for id in shared if id not in kept)
    return Drafts(old.id == new.id, kept, again)


def _read(question: Question) -> Any:
    """What a respondent reads of a question."""
    answers = tuple((answer.value, answer.label, answer.alone) for answer in question.answers)
    return question.ask, question.help, question.choose, question.write, answers
