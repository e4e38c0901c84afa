"""Correlations of themes over the respondents who have both scores."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from operator import mul

Scores = Sequence[float | None]


class _Sums:
    """Sums of one pair of themes. Scores are counted from the first one, so that little is lost
    where all are large and near each other."""

    __slots__ = ("n", "origin", "x", "xx", "xy", "y", "yy")

    def __init__(self) -> None:
        self.n = 0
        self.x = self.y = self.xx = self.yy = self.xy = 0.0
        self.origin: tuple[float, float] | None = None

    def add(self, xs: list[float], ys: list[float]) -> None:
        if not xs:
            return
        if self.origin is None:
            self.origin = (xs[0], ys[0])
        x_origin, y_origin = self.origin
        xs, ys = [x - x_origin for x in xs], [y - y_origin for y in ys]
        self.n += len(xs)
        self.x += math.fsum(xs)
        self.y += math.fsum(ys)
        self.xx += math.fsum(map(mul, xs, xs))
        self.yy += math.fsum(map(mul, ys, ys))
        self.xy += math.fsum(map(mul, xs, ys))

    def r(self) -> float | None:
        """Pearson's; None where it is undefined."""
        if self.n < 2:
            return None
        spreads = [self.xx - self.x * self.x / self.n, self.yy - self.y * self.y / self.n]
        if min(spreads[0] - self.xx * _NOTHING, spreads[1] - self.yy * _NOTHING) <= 0:
            return None
        r = (self.xy - self.x * self.y / self.n) / math.sqrt(spreads[0]) / math.sqrt(spreads[1])
        return max(-1.0, min(1.0, r))


_NOTHING = 1e-12
"""Share of a sum of squares: what binary numbers leave where all scores are the same."""


class ScorePairs:
    """The sums of all pairs of so many themes."""

    def __init__(self, themes: int) -> None:
        self.sums = {pair: _Sums() for pair in combinations(range(themes), 2)}

    def add(self, scores: Sequence[Scores]) -> None:
        """Add the scores of some respondents, theme by theme."""
        complete = [None not in column for column in scores]
        for (one, other), sums in self.sums.items():
            xs, ys = scores[one], scores[other]
            if not (complete[one] and complete[other]):
                both = [(x, y) for x, y in zip(xs, ys, strict=True) if None not in (x, y)]
                xs, ys = [x for x, _ in both], [y for _, y in both]
            sums.add([x for x in xs if x is not None], [y for y in ys if y is not None])

    def __iter__(self) -> Iterator[tuple[int, int, int, float | None]]:
        """Both themes' positions, the number of respondents, and the correlation."""
        for (one, other), sums in self.sums.items():
            yield one, other, sums.n, sums.r()
