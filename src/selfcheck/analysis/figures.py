"""Figures out of sums: means, alphas, correlations, and what they hint at."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from selfcheck.analysis.tally import OPEN, Tally, ThemeTally

FEW_RESPONDENTS = 30
LOW_ITEM_REST = 0.2
HARDLY_ANSWERED = 0.2
"""Share of those asked."""
ALL_ALIKE = 0.95
"""Share of those who answered."""
_NEARLY_NOTHING = 1e-12
"""Share of what was added up: what binary numbers leave where the sum is zero."""

Hint = Literal[
    "few", "reversed", "low", "nobody", "hardly", "alike", "lone-question", "gaps", "flat"
]
"""What a counselor should look at, or why a figure could not be worked out."""


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """One question within a theme. `n` answered with points, `missing` were asked and did not;
    shares are of `n`, from 0 to 1, with the lowest and the highest points possible."""

    n: int
    mean: float | None
    sd: float | None
    item_rest_r: float | None
    alpha_without: float | None
    lowest_share: float | None
    highest_share: float | None
    missing: int
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """One theme: `n` respondents have a score; `levels` counts them, all levels in it."""

    n: int
    mean: float | None
    sd: float | None
    alpha: float | None
    levels: Mapping[str, int]
    questions: Mapping[str, QuestionFigures]
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The item analysis of a table. `reflections` counts respondents, all reflections in it."""

    respondents: int
    themes: Mapping[str, ThemeFigures]
    reflections: Mapping[str, int]


def work_out(tally: Tally) -> Analysis:
    """The figures of all respondents that were added."""
    asked = tally.scoring.questionnaire
    return Analysis(
        tally.respondents,
        {
            id: _theme_figures(tally.themes[id], [level.id for level in theme.rubric])
            for id, theme in asked.themes.items()
        },
        {id: tally.reflections[id] for id in asked.reflections},
    )


def _theme_figures(tally: ThemeTally, levels: Sequence[str]) -> ThemeFigures:
    counts = {score: number for score, number in tally.scores.items() if score is not None}
    n, mean, variance = moments(counts)
    matrix = covariances(tally)
    return ThemeFigures(
        n,
        _number(mean),
        _root(variance),
        alpha(matrix),
        {id: tally.levels[id] for id in levels},
        {
            signs.member.question.id: _question_figures(tally, place, matrix)
            for place, signs in enumerate(tally.signs)
        },
        _theme_hints(n, matrix),
    )


def _theme_hints(n: int, matrix: "Matrix") -> tuple[Hint, ...]:
    """Whether there are too few respondents; and, where there is no alpha, why (A5, A6)."""
    hints: list[Hint] = ["few"] if n < FEW_RESPONDENTS else []
    variances, total = matrix.without(None)
    if len(variances) < 2:
        hints.append("lone-question")
    elif total is None:
        hints.append("gaps")
    elif not total:
        hints.append("flat")
    return tuple(hints)


def _question_figures(tally: ThemeTally, place: int, matrix: "Matrix") -> QuestionFigures:
    counts = tally.points_counts(place)
    reach = tally.signs[place].member.ranges[tally.theme]
    n, mean, variance = moments(counts)
    missing = tally.counts[place][OPEN]
    rest = item_rest_r(matrix, place)
    return QuestionFigures(
        n,
        _number(mean),
        _root(variance),
        rest,
        alpha(matrix, place),
        counts.get(reach.lowest, 0) / n if n else None,
        counts.get(reach.highest, 0) / n if n else None,
        missing,
        _hints(counts, n, missing, rest),
    )


def _hints(
    counts: Mapping[Fraction, int], n: int, missing: int, rest: float | None
) -> tuple[Hint, ...]:
    """What a counselor should look at (A6)."""
    hints: list[Hint] = []
    if not n:
        return ("nobody",) if missing else ()
    if n < HARDLY_ANSWERED * (n + missing):
        hints.append("hardly")
    if n > 1 and max(counts.values()) >= ALL_ALIKE * n:
        hints.append("alike")
    if rest is not None and rest < LOW_ITEM_REST:
        hints.append("reversed" if rest < 0 else "low")
    return tuple(hints)


def moments(counts: Mapping[Fraction, int]) -> tuple[int, Fraction | None, Fraction | None]:
    """Number, mean and variance (n - 1) of values with their counts."""
    n = sum(counts.values())
    if not n:
        return 0, None, None
    total = sum((value * number for value, number in counts.items()), Fraction(0))
    squares = sum((value * value * number for value, number in counts.items()), Fraction(0))
    return n, total / n, (squares - total * total / n) / (n - 1) if n > 1 else None


def covariances(tally: ThemeTally) -> "Matrix":
    """The pairwise-complete covariance matrix of a theme's questions (A1)."""
    number = len(tally.signs)
    cells: list[list[float | None]] = [[None] * number for _ in range(number)]
    for place in range(number):
        cells[place][place] = _number(moments(tally.points_counts(place))[2])
    for (one, other), sums in tally.pairs.items():
        if sums.n > 1:
            spread = Fraction(sums.xy * sums.n - sums.x * sums.y, sums.n * (sums.n - 1))
            found = float(spread / (tally.scales[one] * tally.scales[other]))
            cells[one][other] = cells[other][one] = found
    return Matrix(cells)


class Matrix:
    """A covariance matrix, added up once; None where a covariance is unknown."""

    def __init__(self, cells: Sequence[Sequence[float | None]]) -> None:
        self.variances = [row[place] for place, row in enumerate(cells)]
        self.rows = [math.fsum(part for part in row if part is not None) for row in cells]
        self.unknown = [sum(part is None for part in row) for row in cells]
        sizes = (math.fsum(abs(part) for part in row if part is not None) for row in cells)
        self.nothing = math.fsum(sizes) * _NEARLY_NOTHING

    def without(self, left_out: int | None) -> tuple[list[float | None], float | None]:
        """The variances of the questions but for one, and the variance of their sum: None where
        a part of it is unknown, 0 where it is not above zero."""
        variances, total, unknown = [*self.variances], math.fsum(self.rows), sum(self.unknown)
        if left_out is not None:
            own = variances.pop(left_out)
            total += (own or 0.0) - 2 * self.rows[left_out]
            unknown += (own is None) - 2 * self.unknown[left_out]
        if unknown:
            return variances, None
        return variances, total if total > self.nothing else 0.0


def alpha(matrix: Matrix, left_out: int | None = None) -> float | None:
    """Cronbach's alpha, of all questions or of all but one (A2, A3)."""
    variances, total = matrix.without(left_out)
    number = len(variances)
    if number < 2 or not total:
        return None
    known = (variance for variance in variances if variance is not None)
    return number / (number - 1) * (1 - math.fsum(known) / total)


def item_rest_r(matrix: Matrix, place: int) -> float | None:
    """The correlation of a question with the sum of the others (A4)."""
    own, rest = matrix.variances[place], matrix.without(place)[1]
    if not own or not rest or matrix.unknown[place]:
        return None
    return (matrix.rows[place] - own) / math.sqrt(own) / math.sqrt(rest)


def _number(exact: Fraction | None) -> float | None:
    return None if exact is None else float(exact)


def _root(exact: Fraction | None) -> float | None:
    return None if exact is None else math.sqrt(exact)
