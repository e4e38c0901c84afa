"""Which questions are asked (rule R7)."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from selfcheck.conditions import Evidence, all_hold
from selfcheck.questionnaire import Marked, Question, Questionnaire

T = TypeVar("T")


def asked_questions(questionnaire: Questionnaire, marked: Marked) -> tuple[str, ...]:
    """The ids of the questions that apply to these answers, in order (R7)."""
    questions = questionnaire.questions
    left_out = questions_left_out(conditional_questions(questionnaire), marked)
    return tuple(id for id in questions if id not in left_out)


def conditional_questions(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """The questions that not everybody is asked, in order."""
    return tuple(question for question in questionnaire.questions.values() if question.ask_if)


def questions_left_out(conditional: Iterable[Question], marked: Marked) -> set[str]:
    """Those of the conditional questions that do not apply; their answers meet nothing (R7)."""
    given = dict(marked)
    left_out: set[str] = set()
    evidence = Evidence(given, left_out)
    for question in conditional:
        if not all_hold(question.ask_if, evidence):
            left_out.add(question.id)
            given.pop(question.id, None)
    return left_out


def keep_asked(asked: Iterable[str], answers: Mapping[str, T]) -> dict[str, T]:
    """The answers to the questions that were asked, in their order."""
    return {id: answers[id] for id in asked if id in answers}
