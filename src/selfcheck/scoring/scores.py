"""The scores of one respondent (rules R7 to R14 together)."""

from collections.abc import Container
from dataclasses import dataclass
from fractions import Fraction

from selfcheck.questionnaire import Level, Marked, Theme
from selfcheck.scoring.asked import asked_questions, keep_asked
from selfcheck.scoring.border import totals_one_step_away
from selfcheck.scoring.points import Scoring, reply_points
from selfcheck.scoring.totals import (
    add_up,
    find_level,
    find_standing,
    score_range,
    score_totals,
)


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
