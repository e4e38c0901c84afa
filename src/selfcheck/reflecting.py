"""Answers and levels -> safety texts and reflection. Pure.

Safety is looked at first, on the answers themselves, before any score. The rules:

F1  A safety rule holds as soon as any question it names has one of the answers it names.
F2  All rules that hold are shown, in the order of the file; where one is `instead`, there is no
    reflection.
F3  The first reflection whose every condition is met is shown; a skipped question and a theme
    without a score meet none. A reflection without conditions is met by everybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from selfcheck.questionnaire import Answers, Condition, Questionnaire, Reflection, SafetyRule
from selfcheck.scoring import (
    Scoring,
    ThemeScore,
    asked_questions,
    keep_asked,
    meets,
    prepare_scoring,
    score_answers,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that follows from a respondent's answers.

    `asked` are the ids of the questions that applied, `answers` those given to them, `dropped`
    the ids of answers given to questions that did not apply.
    """

    asked: tuple[str, ...]
    answers: Answers
    dropped: tuple[str, ...]
    safety: tuple[SafetyRule, ...]
    themes: Mapping[str, ThemeScore]
    reflection: Reflection | None

    @property
    def is_replaced(self) -> bool:
        """Whether a safety text stands instead of everything else (F2)."""
        return any(rule.instead for rule in self.safety)


def reflect(
    questionnaire: Questionnaire, answers: Answers, scoring: Scoring | None = None
) -> Outcome:
    """Find what these answers lead to.

    `scoring` is `prepare_scoring(questionnaire)`, where many respondents share it.
    """
    asked = asked_questions(questionnaire, answers)
    given = keep_asked(asked, answers)
    safety = choose_safety(questionnaire, given)
    themes = score_answers(scoring or prepare_scoring(questionnaire), given)
    replaced = any(rule.instead for rule in safety)
    return Outcome(
        asked,
        given,
        tuple(id for id in answers if id not in given),
        safety,
        themes,
        None if replaced else choose_reflection(questionnaire, given, themes),
    )


def choose_safety(questionnaire: Questionnaire, answers: Answers) -> tuple[SafetyRule, ...]:
    """The safety rules that hold, in order (F1)."""
    return tuple(
        rule
        for rule in questionnaire.safety.values()
        if any(meets(condition, answers) for condition in rule.when)
    )


def safety_questions(questionnaire: Questionnaire) -> frozenset[str]:
    """The ids of the questions that a safety rule looks at: their answers are never in a draft."""
    named = {condition.name for rule in questionnaire.safety.values() for condition in rule.when}
    return frozenset(named & set(questionnaire.questions))


def choose_reflection(
    questionnaire: Questionnaire, answers: Answers, themes: Mapping[str, ThemeScore]
) -> Reflection | None:
    """The first reflection whose conditions are all met, or None (F3)."""

    def holds(condition: Condition) -> bool:
        if condition.name not in themes:
            return meets(condition, answers)
        level = themes[condition.name].level
        return level is not None and level.id in condition.wanted

    for reflection in questionnaire.reflections.values():
        if all(holds(condition) for condition in reflection.when):
            return reflection
    return None
