"""Sums over all pairs of the questions of a theme: exact whole numbers, held in little room."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selfcheck.analysis.columns import Bits

_MOST_WHOLE = 1 << 11
"""Points up to this can be multiplied and added up a million million times within 64 bits."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Sums over the respondents who answered both questions, in their whole numbers."""

    n: int
    x: int
    y: int
    xy: int

    def covariance(self) -> float | None:
        """Divided by n - 1, rounded once; None for fewer than two respondents."""
        if self.n < 2:
            return None
        return (self.xy * self.n - self.x * self.y) / (self.n * (self.n - 1))


class PairSums:
    """The sums of all pairs; `largest` are the largest whole numbers that questions bring."""

    def __init__(self, largest: Sequence[int]) -> None:
        self.number = len(largest)
        room = self.number * (self.number - 1) // 2
        are_small = max(largest, default=0) < _MOST_WHOLE
        kinds = (_zeros(room, are_small) for _ in range(4))
        self.n, self.x, self.y, self.xy = kinds

    def add(self, columns: Sequence[Bits]) -> None:
        """Add some respondents: the bits of every question."""
        everybody = [one.answered.bit_count() == one.number for one in columns]
        place = 0
        for at, one in enumerate(columns):
            for other_at in range(at + 1, self.number):
                self._add(place, one, columns[other_at], everybody[at] and everybody[other_at])
                place += 1

    def _add(self, place: int, one: Bits, other: Bits, is_whole: bool) -> None:
        if is_whole:
            self.n[place] += one.number
            self.x[place] += one.total
            self.y[place] += other.total
        else:
            self.n[place] += (one.answered & other.answered).bit_count()
            self.x[place] += _sum_of(one, other.answered)
            self.y[place] += _sum_of(other, one.answered)
        # A sum of products is a sum over pairs of binary digits, each a count of common ones.
        found = 0
        for shift, ones in enumerate(one.digits):
            for other_shift, other_ones in enumerate(other.digits, shift):
                found += (ones & other_ones).bit_count() << other_shift
        self.xy[place] += found

    def __iter__(self) -> Iterator[tuple[int, int, Pair]]:
        """The positions of both questions, and their sums."""
        place = 0
        for one in range(self.number):
            for other in range(one + 1, self.number):
                sums = (self.n[place], self.x[place], self.y[place], self.xy[place])
                yield one, other, Pair(*sums)
                place += 1


def _zeros(number: int, are_small: bool) -> "array[int] | list[int]":
    return array("q", bytes(8 * number)) if are_small else [0] * number


def _sum_of(one: Bits, respondents: int) -> int:
    """The sum of a question's numbers over some respondents."""
    return sum((ones & respondents).bit_count() << at for at, ones in enumerate(one.digits))
