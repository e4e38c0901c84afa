"""How scores are spelled in a table: like the numbers of a JSON summary."""

from fractions import Fraction

from selfcheck.questionnaire import Level, Theme
from selfcheck.summary import score_as_number


class ScoreCells(str):
    """The cells that stand for a theme, with commas between them; none of them needs quotes."""

    __slots__ = ("level_id",)

    level_id: str


def spell_score(
    theme: Theme, score: Fraction | None, level: Level | None, answered: int
) -> ScoreCells:
    """Score, level and number of answered questions: empty where there is no score, no level."""
    number = "" if score is None else str(score_as_number(theme, score))
    id = level.id if level else ""
    cells = ScoreCells(f"{number},{id},{answered}")
    cells.level_id = id
    return cells
