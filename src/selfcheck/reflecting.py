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

from selfcheck.conditions import Evidence, all_hold, any_holds, names_in
from selfcheck.questionnaire import Answers, Marked, Questionnaire, Reflection, SafetyRule
from selfcheck.replies import marks_of
from selfcheck.scoring import (
    Scoring,
    ThemeScore,
    asked_questions,
    keep_asked,
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

    @property
    def evidence(self) -> Evidence:
        """What conditions are judged by."""
        return Evidence(marks_of(self.answers), level_ids(self.themes))


def reflect(
    questionnaire: Questionnaire, answers: Answers, scoring: Scoring | None = None
) -> Outcome:
    """Find what these answers lead to.

    `scoring` is `prepare_scoring(questionnaire)`, where many respondents share it.
    """
    asked = asked_questions(questionnaire, marks_of(answers))
    given = keep_asked(asked, answers)
    marked = marks_of(given)
    safety = choose_safety(questionnaire, marked)
    themes = score_answers(scoring or prepare_scoring(questionnaire), marked)
    replaced = any(rule.instead for rule in safety)
    return Outcome(
        asked,
        given,
        tuple(id for id in answers if id not in given),
        safety,
        themes,
        None if replaced else choose_reflection(questionnaire, Evidence(marked, level_ids(themes))),
    )


def level_ids(themes: Mapping[str, ThemeScore]) -> dict[str, str | None]:
    """Theme id -> id of its level, None where it has no score or no rubric."""
    return {id: score.level.id if score.level else None for id, score in themes.items()}


def choose_safety(questionnaire: Questionnaire, marked: Marked) -> tuple[SafetyRule, ...]:
    """The safety rules that hold, in order (F1)."""
    evidence = Evidence(marked)
    return tuple(rule for rule in questionnaire.safety.values() if any_holds(rule.when, evidence))


def safety_questions(questionnaire: Questionnaire) -> frozenset[str]:
    """The ids of the questions that a safety rule looks at: their answers are never in a draft."""
    named = {name for rule in questionnaire.safety.values() for name in names_in(rule.when)}
    return frozenset(named & set(questionnaire.questions))


def choose_reflection(questionnaire: Questionnaire, evidence: Evidence) -> Reflection | None:
    """The first reflection whose conditions are all met, or None (F3)."""
    for reflection in questionnaire.reflections.values():
        if all_hold(reflection.when, evidence):
            return reflection
    return None
