"""The covariance matrix of a theme's questions, as far as alpha and the item-rest correlations
need it: the sums of its rows, never all of it at once (two thousand questions have two million)."""

import math
from dataclasses import dataclass
from fractions import Fraction

from selfcheck.analysis.tally import ThemeTally

_NEARLY_NOTHING = 1e-12
"""Share of what was added up: what binary numbers leave where the sum is zero."""
_ROUNDING = 1e-9
"""How far beyond its range binary numbers may bring a figure that is on its border."""


@dataclass(slots=True)
class Matrix:
    """The sums of the rows with the variances in them; how many parts of each row are unknown;
    what all parts would add up to without their signs."""

    variances: list[float | None]
    rows: list[float]
    unknown: list[int]
    sizes: float

    def without(self, left_out: int | None) -> tuple[int, float, float | None]:
        """How many questions there are but for one, the sum of their variances, and the variance
        of their sum: None where a part of it is unknown, 0 where it is not above zero."""
        number, total, unknown = len(self.rows), math.fsum(self.rows), sum(self.unknown)
        own = math.fsum(variance for variance in self.variances if variance is not None)
        if left_out is not None:
            variance = self.variances[left_out]
            number -= 1
            own -= variance or 0.0
            total += (variance or 0.0) - 2 * self.rows[left_out]
            unknown += (variance is None) - 2 * self.unknown[left_out]
        if unknown:
            return number, own, None
        return number, own, total if total > self.sizes * _NEARLY_NOTHING else 0.0


def covariances(tally: ThemeTally) -> Matrix:
    """The pairwise-complete covariance matrix of a theme's questions (A1)."""
    variances = [_number(question.variance()) for question in tally.questions]
    rows = [variance or 0.0 for variance in variances]
    unknown = [int(variance is None) for variance in variances]
    size = math.fsum(rows)
    scales = [question.scale for question in tally.questions]
    for one, other, sums in tally.pairs:
        found = sums.covariance()
        if found is None:
            unknown[one] += 1
            unknown[other] += 1
            continue
        covariance = found / (scales[one] * scales[other])
        rows[one] += covariance
        rows[other] += covariance
        size += 2 * abs(covariance)
    return Matrix(variances, rows, unknown, size)


def alpha(matrix: Matrix, left_out: int | None = None) -> float | None:
    """Cronbach's alpha, of all questions or of all but one (A2, A3); with gaps also above 1."""
    number, own, total = matrix.without(left_out)
    if number < 2 or not total:
        return None
    return number / (number - 1) * (1 - own / total)


def item_rest_r(matrix: Matrix, place: int) -> float | None:
    """The correlation of a question with the sum of the others (A4); with gaps also beyond 1."""
    own, rest = matrix.variances[place], matrix.without(place)[2]
    if not own or not rest or matrix.unknown[place]:
        return None
    return (matrix.rows[place] - own) / math.sqrt(own) / math.sqrt(rest)


def within(figure: float | None, highest: float, lowest: float = -math.inf) -> float | None:
    """A figure within its range; None where it lies beyond."""
    if figure is None or not lowest - _ROUNDING <= figure <= highest + _ROUNDING:
        return None
    return max(lowest, min(highest, figure))


def _number(exact: Fraction | None) -> float | None:
    return None if exact is None else float(exact)
