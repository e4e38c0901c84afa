"""Answers and scores -> safety texts, reflection and remarks. Pure.

The rules:

F1  A safety rule holds as soon as any entry of its condition does. Rules that name no theme are
    looked at on the answers themselves, before any score.
F2  All rules that hold are shown, in the order of the file; where one is `instead`, there is no
    reflection and no remark.
F3  The first reflection whose every entry holds is shown; what is not known lets nothing hold. A
    reflection without a condition is met by everybody.
F4  Every remark whose every entry holds is shown, in the order of the file.
"""

from collections.abc import Collection, Mapping

from selfcheck.conditions import Evidence, all_hold, any_holds, names_in
from selfcheck.frozen import dataclass, field, replace
from selfcheck.questionnaire import Answers, Questionnaire, Reflection, Remark, SafetyRule
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
    the ids of answers given to questions that did not apply. `evidence` is what conditions were
    judged by.
    """

    asked: tuple[str, ...]
    answers: Answers
    dropped: tuple[str, ...]
    safety: tuple[SafetyRule, ...]
    themes: Mapping[str, ThemeScore]
    reflection: Reflection | None
    remarks: tuple[Remark, ...] = ()
    evidence: Evidence = field(default_factory=lambda: Evidence({}))

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
    asked = asked_questions(questionnaire, marks_of(answers))
    given = keep_asked(asked, answers)
    themes = score_answers(scoring or prepare_scoring(questionnaire), marks_of(given))
    evidence = find_evidence(questionnaire, asked, given, themes)
    safety = choose_safety(questionnaire, evidence)
    dropped = tuple(id for id in answers if id not in given)
    outcome = Outcome(asked, given, dropped, safety, themes, None, evidence=evidence)
    if outcome.is_replaced:
        return outcome
    reflection = choose_reflection(questionnaire, evidence)
    remarks = choose_remarks(questionnaire, evidence)
    return replace(outcome, reflection=reflection, remarks=remarks)


def find_evidence(
    questionnaire: Questionnaire,
    asked: Collection[str],
    given: Answers,
    themes: Mapping[str, ThemeScore],
) -> Evidence:
    """What conditions are judged by: the answers to the questions that were asked, the scores."""
    standings = {id: score.standing for id, score in themes.items() if score.theme.compare}
    return Evidence(
        marks_of(given),
        questionnaire.questions.keys() - set(asked),
        level_ids(themes),
        {id: standing for id, standing in standings.items() if standing is not None},
    )


def level_ids(themes: Mapping[str, ThemeScore]) -> dict[str, str | None]:
    """Theme id -> id of its level, None where it has no score or no rubric."""
    return {id: score.level.id if score.level else None for id, score in themes.items()}


def choose_safety(questionnaire: Questionnaire, evidence: Evidence) -> tuple[SafetyRule, ...]:
    """The safety rules that hold, in order (F1)."""
    return tuple(rule for rule in questionnaire.safety.values() if any_holds(rule.when, evidence))


def names_theme(questionnaire: Questionnaire, rule: SafetyRule) -> bool:
    """Whether a safety rule can only be looked at when there are scores (F1)."""
    return not questionnaire.themes.keys().isdisjoint(names_in(rule.when))


def choose_early_safety(
    questionnaire: Questionnaire, asked: Collection[str], given: Answers
) -> tuple[SafetyRule, ...]:
    """The safety rules that hold before any score is known, in order (F1)."""
    evidence = find_evidence(questionnaire, asked, given, {})
    held = choose_safety(questionnaire, evidence)
    return tuple(rule for rule in held if not names_theme(questionnaire, rule))


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


def choose_remarks(questionnaire: Questionnaire, evidence: Evidence) -> tuple[Remark, ...]:
    """The remarks whose conditions are met, in order (F4)."""
    return tuple(one for one in questionnaire.remarks.values() if all_hold(one.when, evidence))
