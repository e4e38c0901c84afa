"""How scores are spelled in a table: like the numbers of a JSON summary."""

from fractions import Fraction

from selfcheck.questionnaire import Level, Theme
from selfcheck.summary import score_as_number


def spell_score(
    theme: Theme, score: Fraction | None, level: Level | None, answered: int
) -> tuple[str, str, str]:
    """The cells that stand for a theme: empty where there is no score, no level."""
    number = "" if score is None else str(score_as_number(theme, score))
    return number, level.id if level else "", str(answered)
