"""Why an example leads where it does, question by question. Pure."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from selfcheck.checking.unmet import (
    Reason,
    Unmet,
    explain_standings,
    explain_unmet,
    find_unmet,
)
from selfcheck.conditions import extremes_in, judge, names_in, spell_conditions
from selfcheck.questionnaire import (
    Condition,
    Conditions,
    Entry,
    Reflection,
    Remark,
    SafetyRule,
)
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
    reasons = tuple(_explain_absence(scoring, outcome, expected.when))
    if not reasons and outcome.reflection:
        yield "because.above", {"above": outcome.reflection.id}
    yield from reasons


def explain_remark(scoring: Scoring, outcome: Outcome, remark: Remark) -> Iterator[Reason]:
    """Why a remark is shown; or why not: a safety text, or its conditions."""
    if remark in outcome.remarks:
        when = spell_conditions(remark.when)
        yield "because.remark-holds", {"remark": remark.id, "when": when}
        return
    yield from _explain_absence(scoring, outcome, remark.when)


def _explain_absence(scoring: Scoring, outcome: Outcome, when: Conditions) -> Iterator[Reason]:
    """A safety text that stands instead, or the conditions that are not met."""
    if outcome.is_replaced:
        rule = next(rule for rule in outcome.safety if rule.instead)
        yield "because.instead", {"rule": rule.id}
        return
    yield from _explain_unmet(scoring, outcome, find_unmet(when, outcome))


def _explain_unmet(scoring: Scoring, outcome: Outcome, unmet: Iterable[Unmet]) -> Iterator[Reason]:
    """What keeps conditions from holding; why a theme comes out as it does is told once."""
    told: set[str] = set()
    for one in unmet:
        yield from explain_unmet(one, outcome)
        for theme in names_in((one[0],)):
            if theme in outcome.themes and theme not in told:
                told.add(theme)
                yield from explain_theme(scoring, outcome, theme)


def explain_safety(scoring: Scoring, outcome: Outcome, rule: SafetyRule) -> Iterator[Reason]:
    """The entry by which a safety rule holds, or those that it waits for, and why a theme that it
    looks at is not as it waits for."""
    for entry in rule.when:
        if judge(entry, outcome.evidence):
            yield from _explain_held(scoring, outcome, rule, entry)
            return
    waits = ", ".join(spell_conditions((entry,)) for entry in rule.when)
    yield "because.rule-waits", {"rule": rule.id, "when": waits}
    unmet = (one for entry in rule.when for one in find_unmet((entry,), outcome))
    about_themes = [one for one in unmet if not outcome.themes.keys().isdisjoint(names_in(one[:1]))]
    yield from _explain_unmet(scoring, outcome, about_themes)


def _explain_held(
    scoring: Scoring, outcome: Outcome, rule: SafetyRule, entry: Entry
) -> Iterator[Reason]:
    if isinstance(entry, Condition) and entry.name not in outcome.themes:
        reply = spell_reply(outcome.answers[entry.name])
        yield "because.rule-holds", {"rule": rule.id, "question": entry.name, "reply": reply}
        return
    yield "because.rule-meets", {"rule": rule.id, "entry": spell_conditions((entry,))}
    if extremes_in((entry,)):
        yield from explain_standings(outcome)
    for theme in names_in((entry,)):
        if theme in outcome.themes:
            yield from explain_theme(scoring, outcome, theme)


def _spell_points(points: Fraction) -> str:
    text = round_half_up(points, 3)
    return text.rstrip("0").rstrip(".")
