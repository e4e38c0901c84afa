"""The scores of one respondent (rules R7 to R14 together)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from selfcheck.questionnaire import Answers, Level, Reply, Theme
from selfcheck.scoring.asked import asked_questions, keep_asked
from selfcheck.scoring.border import totals_one_step_away
from selfcheck.scoring.points import QuestionPoints, Scoring, reply_points, theme_members
from selfcheck.scoring.totals import Totals, add_up, find_level, score_totals


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


def score_answers(scoring: Scoring, answers: Answers) -> dict[str, ThemeScore]:
    """Score every theme. `answers` may hold answers to questions that are not asked: they are
    left out (R7). The result has every theme id, in the order of the question file."""
    asked = asked_questions(scoring.questionnaire, answers)
    given = keep_asked(asked, answers)
    return {
        theme.id: score_theme(scoring, theme, asked, given)
        for theme in scoring.questionnaire.themes.values()
    }


def score_theme(
    scoring: Scoring, theme: Theme, asked: tuple[str, ...], given: Mapping[str, Reply]
) -> ThemeScore:
    """Score one theme, of the questions that are asked and the answers given to them."""
    members = theme_members(scoring, theme.id, asked)
    brought = {
        member.question.id: found[theme.id]
        for member in members
        if (found := reply_points(member, given.get(member.question.id, ())))
    }
    answered = [member for member in members if member.question.id in brought]
    points = sum((brought[m.question.id] * m.question.weight for m in answered), Fraction(0))
    totals = add_up(theme.id, points, answered, members)
    lowest, highest = _theme_bounds(theme, totals, members)
    score = score_totals(theme, totals)
    level = find_level(theme, score)
    near = any(
        find_level(theme, score_totals(theme, moved)) != level
        for member in answered
        for moved in totals_one_step_away(theme.id, totals, member, given)
    )
    return ThemeScore(theme, score, level, lowest, highest, totals.answered, totals.asked, near)


def _theme_bounds(
    theme: Theme, totals: Totals, members: list[QuestionPoints]
) -> tuple[Fraction | None, Fraction | None]:
    """Lowest and highest possible score over the asked questions (R13)."""
    if not members:
        return None, None
    if theme.score == "percent":
        return Fraction(0), Fraction(100)
    whole = add_up(theme.id, totals.points, members, members)
    divisor = whole.weight if theme.score == "mean" else 1
    return whole.lowest / divisor, whole.highest / divisor
