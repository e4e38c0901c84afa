"""Points -> score -> level (rules R8 to R12)."""

from collections.abc import Sequence
from fractions import Fraction

from selfcheck.frozen import dataclass
from selfcheck.questionnaire import Level, Theme
from selfcheck.scoring.points import QuestionPoints
from selfcheck.spelling import round_half_up


@dataclass(frozen=True, slots=True)
class Totals:
    """What a theme's score is made of, over the answered questions: weighted points, the lowest
    and highest they could be, weights and number; and all of these but points of those asked."""

    points: Fraction
    lowest: Fraction
    highest: Fraction
    weight: Fraction
    answered: int
    asked_lowest: Fraction
    asked_highest: Fraction
    asked_weight: Fraction
    asked: int


def add_up(
    theme: str,
    points: Fraction,
    answered: Sequence[QuestionPoints],
    asked: Sequence[QuestionPoints],
) -> Totals:
    """The totals of a theme for the weighted points that its answered questions brought."""
    return Totals(points, *_add_extents(theme, answered), *_add_extents(theme, asked))


def _add_extents(
    theme: str, members: Sequence[QuestionPoints]
) -> tuple[Fraction, Fraction, Fraction, int]:
    """Lowest and highest of questions together, weighted; their weights, and how many they are."""
    return (
        sum((one.ranges[theme].lowest * one.question.weight for one in members), Fraction(0)),
        sum((one.ranges[theme].highest * one.question.weight for one in members), Fraction(0)),
        sum((one.question.weight for one in members), Fraction(0)),
        len(members),
    )


def score_totals(theme: Theme, totals: Totals) -> Fraction | None:
    """The score of a theme, or None where too little was answered (R8-R11)."""
    if totals.answered < needed_answers(theme, totals.asked) or totals.highest <= totals.lowest:
        return None
    match theme.score:
        case "percent":
            return 100 * (totals.points - totals.lowest) / (totals.highest - totals.lowest)
        case "mean":
            return totals.points / totals.weight
        case "sum" if theme.missing == "prorate":
            return totals.points * totals.asked_weight / totals.weight
        case "sum":
            return totals.points


def needed_answers(theme: Theme, asked: int) -> int:
    """How many questions of a theme must be answered for a score, of `asked` (R11)."""
    match theme.at_least:
        case "half":
            return max(1, -(-asked // 2))
        case "all":
            return max(1, asked)
        case number:
            return max(1, number)


def score_range(theme: Theme, totals: Totals) -> tuple[Fraction, Fraction]:
    """The lowest and the highest possible score over the asked questions, at least one (R13)."""
    if theme.score == "percent":
        return Fraction(0), Fraction(100)
    divisor = totals.asked_weight if theme.score == "mean" else 1
    return totals.asked_lowest / divisor, totals.asked_highest / divisor


def find_standing(score: Fraction, lowest: Fraction, highest: Fraction) -> Fraction:
    """How far up a score stands between the lowest and the highest possible, from 0 to 1 (R15)."""
    return (score - lowest) / (highest - lowest)


def level_bounds(theme: Theme, level: Level) -> tuple[Fraction | None, Fraction | None]:
    """Where a level starts, and where the next one does: None for the first, and for the last."""
    following = theme.rubric[theme.rubric.index(level) + 1 :]
    return level.start, following[0].start if following else None


def find_level(theme: Theme, score: Fraction | None) -> Level | None:
    """The level a score is in (R12); None without a score or without a rubric."""
    if score is None or not theme.rubric:
        return None
    reached = [level for level in theme.rubric if level.start is None or level.start <= score]
    return reached[-1] if reached else theme.rubric[0]


def spell_score(theme: Theme, number: Fraction) -> str:
    """A score with few decimals, but as many as it takes to stay in its level."""
    decimals = 2 if theme.score == "mean" else 1
    text = round_half_up(number, decimals)
    while find_level(theme, Fraction(text)) is not find_level(theme, number):
        decimals += 1
        text = round_half_up(number, decimals)
    return text.rstrip("0").rstrip(".")
