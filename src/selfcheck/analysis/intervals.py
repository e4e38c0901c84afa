"""The interval for alpha, and the quantile of F that it takes; no other library is needed."""

import math
from dataclasses import dataclass

_TAIL = 0.025
"""On either side of 95 %."""
_STEPS = 200
_MOST_TERMS = 100_000
_PRECISION = 1e-15
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Interval:
    """From lower to upper, 95 %."""

    lower: float
    upper: float


def alpha_interval(alpha: float, respondents: int, questions: int) -> Interval | None:
    """The interval for an alpha: 1 - (1 - alpha) F, with n - 1 and (n - 1)(k - 1) degrees of
    freedom (Feldt, L. S. (1965). The approximate sampling distribution of Kuder-Richardson
    reliability coefficient twenty. Psychometrika, 30, 357-370), as psych's alpha.ci works it out.
    None for fewer than two respondents or questions."""
    if respondents < 2 or questions < 2:
        return None
    one = respondents - 1
    other = one * (questions - 1)
    lower, upper = (1 - (1 - alpha) * f_quantile(share, one, other) for share in (1 - _TAIL, _TAIL))
    return Interval(lower, upper)


def f_quantile(share: float, one: float, other: float) -> float:
    """The value below which this share (above 0, below 1) of Fisher's F with these degrees of
    freedom lies. Halves the span of the beta variable that F is made of."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if incomplete_beta(middle, one / 2, other / 2) < share:
            low = middle
        else:
            high = middle
    x = (low + high) / 2
    return other * x / (one * (1 - x)) if x < 1 else math.inf


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function I_x(a, b), for x from 0 to 1, by its continued
    fraction (NIST Handbook of Mathematical Functions, 8.17.22, in Lentz's way)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    logarithm = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    logarithm += a * math.log(x) + b * math.log1p(-x)
    return math.exp(logarithm) / a / _continued_fraction(x, a, b)


def _continued_fraction(x: float, a: float, b: float) -> float:
    value = ahead = 1.0
    behind = 0.0
    for term in range(1, _MOST_TERMS):
        factor = _coefficient(term, x, a, b)
        behind = 1 / (1 + factor * behind or _TINY)
        ahead = 1 + factor / ahead or _TINY
        value *= ahead * behind
        if abs(ahead * behind - 1) < _PRECISION:
            break
    return value


def _coefficient(term: int, x: float, a: float, b: float) -> float:
    m = term // 2
    if term % 2:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
