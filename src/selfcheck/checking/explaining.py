"""Why an example leads where it does, question by question. Pure.

A reason is the key of a sentence and its facts; ids and values stand in it as their author typed
them.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from selfcheck.conditions import entries_in, judge, plain
from selfcheck.questionnaire import Answers, Condition, Conditions, Reflection, Remark, SafetyRule
from selfcheck.reflecting import Outcome
from selfcheck.replies import spell_reply
from selfcheck.scoring import (
    QuestionPoints,
    Scoring,
    ThemeScore,
    needed_answers,
    reply_points,
    spell_score,
)
from selfcheck.spelling import round_half_up

Reason = tuple[str, Mapping[str, object]]

_MAX_QUESTIONS = 12


def explain_theme(scoring: Scoring, outcome: Outcome, theme: str) -> Iterator[Reason]:
    """The score of a theme, then what every one of its questions brought to it (R1 to R11)."""
    yield _explain_score(outcome.themes[theme])
    members = [one for one in scoring.questions.values() if theme in one.ranges]
    for member in members[:_MAX_QUESTIONS]:
        yield _explain_question(member, theme, outcome)
    if len(members) > _MAX_QUESTIONS:
        yield "because.more", {"more": len(members) - _MAX_QUESTIONS}


def _explain_score(found: ThemeScore) -> Reason:
    theme = found.theme
    if found.score is None or found.lowest is None or found.highest is None:
        needed = needed_answers(theme, found.of)
        facts = {"theme": theme.id, "answered": found.answered, "of": found.of, "needed": needed}
        return "because.no-score", facts
    numbers = [spell_score(theme, n) for n in (found.score, found.lowest, found.highest)]
    names = ("score", "lowest", "highest")
    return "because.score", {"theme": theme.id, **dict(zip(names, numbers, strict=True))}


def _explain_question(member: QuestionPoints, theme: str, outcome: Outcome) -> Reason:
    question = member.question
    if question.id not in outcome.asked:
        return "because.not-asked", {"question": question.id}
    reply = outcome.answers.get(question.id)
    if not reply:
        return "because.skipped", {"question": question.id}
    facts: dict[str, object] = {"question": question.id, "reply": spell_reply(reply)}
    brought = reply_points(member, reply.marks)
    if theme not in brought:
        return "because.uncounted", facts
    extent = member.ranges[theme]
    numbers = {"points": brought[theme], "lowest": extent.lowest, "highest": extent.highest}
    weighted = {name: number * question.weight for name, number in numbers.items()}
    return "because.brought", {**facts, **{n: _spell_points(p) for n, p in weighted.items()}}


def explain_reflection(
    scoring: Scoring, outcome: Outcome, expected: Reflection | None
) -> Iterator[Reason]:
    """Why the expected reflection is not the one: a safety text, one above it, its conditions."""
    if expected is None:
        return
    if outcome.is_replaced:
        rule = next(rule for rule in outcome.safety if rule.instead)
        yield "because.instead", {"rule": rule.id}
        return
    reasons = tuple(_explain_unmet(scoring, outcome, expected.when))
    if not reasons and outcome.reflection:
        yield "because.above", {"above": outcome.reflection.id}
    yield from reasons


def explain_remark(scoring: Scoring, outcome: Outcome, expected: Remark) -> Iterator[Reason]:
    """Why the expected remark is not shown: a safety text, or its conditions."""
    if outcome.is_replaced:
        rule = next(rule for rule in outcome.safety if rule.instead)
        yield "because.instead", {"rule": rule.id}
        return
    yield from _explain_unmet(scoring, outcome, expected.when)


def _explain_unmet(scoring: Scoring, outcome: Outcome, when: Conditions) -> Iterator[Reason]:
    unmet = [entry for entry in when if not judge(entry, outcome.evidence)]
    for condition in plain(entries_in(unmet)):
        yield _explain_condition(condition, outcome)
        if condition.name in outcome.themes:
            yield from explain_theme(scoring, outcome, condition.name)


def _explain_condition(condition: Condition, outcome: Outcome) -> Reason:
    wanted = ", ".join(condition.wanted)
    if condition.name not in outcome.themes:
        actual = _given(condition.name, outcome.answers)
        return "because.on-question", {
            "question": condition.name,
            "wanted": wanted,
            "actual": actual,
        }
    actual = outcome.evidence.levels[condition.name] or "none"
    return "because.on-theme", {"theme": condition.name, "wanted": wanted, "actual": actual}


def explain_safety(rule: SafetyRule, outcome: Outcome) -> Reason:
    """The answer by which a safety rule holds, or those that it waits for."""
    for condition in plain(rule.when):
        if judge(condition, outcome.evidence):
            reply = _given(condition.name, outcome.answers)
            return "because.rule-holds", {
                "rule": rule.id,
                "question": condition.name,
                "reply": reply,
            }
    waits = ", ".join(
        f"{one.name}: [{', '.join(one.wanted)}]" for one in plain(entries_in(rule.when))
    )
    return "because.rule-waits", {"rule": rule.id, "when": waits}


def _given(question: str, answers: Answers) -> str:
    reply = answers.get(question)
    return spell_reply(reply) if reply else "none"


def _spell_points(points: Fraction) -> str:
    text = round_half_up(points, 3)
    return text.rstrip("0").rstrip(".")
