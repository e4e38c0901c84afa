"""The scores of one respondent (rules R7 to R14 together), what lies near a border (R14), and which
questions are asked (R7)."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from selfcheck.conditions import Evidence, all_hold
from selfcheck.frozen import dataclass, replace
from selfcheck.questionnaire import Conditions, Level, Marked, Questionnaire, Theme
from selfcheck.scoring.points import QuestionPoints, Scoring, reply_points
from selfcheck.scoring.totals import (
    Totals,
    add_up,
    find_level,
    find_standing,
    score_range,
    score_totals,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """A theme's result. `score` and `level` are None where too little was answered; `lowest` and
    `highest` where no question of the theme was asked. `answered` and `of` count questions."""

    theme: Theme
    score: Fraction | None
    level: Level | None
    lowest: Fraction | None
    highest: Fraction | None
    answered: int
    of: int
    near_border: bool = False

    @property
    def standing(self) -> Fraction | None:
        """How far up the score stands between lowest and highest, from 0 to 1 (R15); None without
        a score. A sum that ignores what is missing may stand outside."""
        if self.score is None or self.lowest is None or self.highest is None:
            return None
        return find_standing(self.score, self.lowest, self.highest)


def score_answers(scoring: Scoring, marked: Marked) -> dict[str, ThemeScore]:
    """Score every theme. `marked` may hold marks of questions that are not asked: they are
    left out (R7). The result has every theme id, in the order of the question file."""
    asked = asked_questions(scoring.questionnaire, marked)
    given, among = keep_asked(asked, marked), frozenset(asked)
    return {
        theme.id: score_theme(scoring, theme, among, given)
        for theme in scoring.questionnaire.themes.values()
    }


def score_theme(scoring: Scoring, theme: Theme, asked: Container[str], given: Marked) -> ThemeScore:
    """Score one theme, of the questions that are asked and the answers given to them."""
    members = [one for one in scoring.members[theme.id] if one.question.id in asked]
    brought = {
        member.question.id: found[theme.id]
        for member in members
        if (found := reply_points(member, given.get(member.question.id, ())))
    }
    answered = [member for member in members if member.question.id in brought]
    points = sum((brought[m.question.id] * m.question.weight for m in answered), Fraction(0))
    totals = add_up(theme.id, points, answered, members)
    lowest, highest = score_range(theme, totals) if members else (None, None)
    score = score_totals(theme, totals)
    level = find_level(theme, score)
    near = any(
        find_level(theme, score_totals(theme, moved)) != level
        for member in answered
        for moved in totals_one_step_away(theme.id, totals, member, given)
    )
    return ThemeScore(theme, score, level, lowest, highest, totals.answered, totals.asked, near)


# --- near a border ----------------------------------------------------------------------------


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
    counted = set(reply) & answers.keys()  # a text beside an answer brings nothing
    markings = [counted ^ {value} for value in free]
    return {
        sum((answers[value][theme] for value in marking), Fraction(0))
        for marking in markings
        if marking
    }


# --- what is asked ----------------------------------------------------------------------------


def asked_questions(questionnaire: Questionnaire, marked: Marked) -> tuple[str, ...]:
    """The ids of the questions that apply to these answers, in order (R7)."""
    questions = questionnaire.questions
    left_out = questions_left_out(conditional_questions(questionnaire), marked)
    return tuple(id for id in questions if id not in left_out)


Conditional = Mapping[Conditions, Sequence[str]]
"""A condition -> the ids of the questions that are asked if it holds, in order."""


def conditional_questions(questionnaire: Questionnaire) -> Conditional:
    """The questions that not everybody is asked; those with the same condition together."""
    found: dict[Conditions, list[str]] = {}
    for question in questionnaire.questions.values():
        if question.ask_if:
            found.setdefault(question.ask_if, []).append(question.id)
    return found


def questions_left_out(conditional: Conditional, marked: Marked) -> set[str]:
    """Those of the conditional questions that do not apply; their answers meet nothing (R7).

    A condition looks at earlier questions only: it is judged once, where it first stands."""
    given = dict(marked)
    left_out: set[str] = set()
    evidence = Evidence(given, left_out)
    for condition, ids in conditional.items():
        if not all_hold(condition, evidence):
            left_out.update(ids)
            for id in ids:
                given.pop(id, None)
    return left_out


def keep_asked(asked: Iterable[str], answers: Mapping[str, T]) -> dict[str, T]:
    """The answers to the questions that were asked, in their order."""
    return {id: answers[id] for id in asked if id in answers}
