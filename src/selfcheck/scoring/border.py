"""Near a border: what one step of one answer would change (rule R14)."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from selfcheck.questionnaire import Marked
from selfcheck.scoring.points import QuestionPoints, reply_points
from selfcheck.scoring.totals import Totals


def totals_one_step_away(
    theme: str, totals: Totals, member: QuestionPoints, given: Marked
) -> Iterator[Totals]:
    """The totals with this question's answer moved by one step (R14)."""
    reply = given[member.question.id]
    now = reply_points(member, reply)[theme]
    for points in _points_one_step_away(member, reply, theme):
        change = (points - now) * member.question.weight
        yield replace(totals, points=totals.points + change)


def _points_one_step_away(
    member: QuestionPoints, reply: tuple[str, ...], theme: str
) -> set[Fraction]:
    """The points next below and next above; with `several`, one mark more or less."""
    answers = member.answers
    if member.question.choose == "one":
        values = sorted({points[theme] for points in answers.values()})
        position = values.index(answers[reply[0]][theme])
        return set(values[max(0, position - 1) : position + 2])
    free = [value for value in answers if value not in member.alone]
    if set(reply) & member.alone:
        return {answers[value][theme] for value in free}
    markings = [set(reply) ^ {value} for value in free]
    return {
        sum((answers[value][theme] for value in marking), Fraction(0))
        for marking in markings
        if marking
    }
