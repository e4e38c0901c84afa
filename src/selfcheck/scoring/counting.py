"""Totals counted in whole numbers: the levels of thousands of respondents, and nothing else. Pure.

A theme's points are multiples of one unit, so are its weights; so everything is added up as whole
numbers. The scores are those of `totals`, which is asked once for every combination of numbers.
"""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from math import gcd, lcm

from selfcheck.frozen import dataclass, field
from selfcheck.questionnaire import Marked, Marks
from selfcheck.scoring.points import QuestionPoints, Scoring, reply_points
from selfcheck.scoring.totals import (
    Totals,
    find_level,
    find_standing,
    score_range,
    score_totals,
)

Counts = tuple[int, ...]
"""The nine fields of `Totals`, in their order, in whole units."""


@dataclass(frozen=True, slots=True)
class Units:
    """What 1 stands for in the counts of a theme: so many points, and so much weight."""

    points: Fraction
    weight: Fraction


@dataclass(frozen=True, slots=True)
class UnitPoints:
    """What a question counts for in a theme, in whole units and weighted: lowest, highest, its
    weight, and the points of every answer that brings some."""

    lowest: int = 0
    highest: int = 0
    weight: int = 0
    points: Mapping[str, int] = field(default_factory=dict)


def theme_units(theme: str, members: Iterable[QuestionPoints]) -> Units:
    """The units of a theme with these questions."""
    return Units(
        _common_unit(
            points[theme] * member.question.weight
            for member in members
            for points in member.answers.values()
        ),
        _common_unit(member.question.weight for member in members),
    )


def _common_unit(numbers: Iterable[Fraction]) -> Fraction:
    """The largest number of which all these are multiples; 1 where all are 0."""
    given = list(numbers)
    bottom = lcm(*(number.denominator for number in given))
    top = gcd(*(number.numerator * (bottom // number.denominator) for number in given))
    return Fraction(top or bottom, bottom)


def points_in_units(member: QuestionPoints, theme: str, units: Units) -> UnitPoints:
    """What one of its questions counts for in a theme."""
    extent, scale = member.ranges[theme], member.question.weight / units.points
    return UnitPoints(
        int(extent.lowest * scale),
        int(extent.highest * scale),
        int(member.question.weight / units.weight),
        {value: int(points[theme] * scale) for value, points in member.answers.items()},
    )


def counted_totals(counts: Counts, units: Units) -> Totals:
    """The totals that these counts stand for."""
    points, lowest, highest, weight, answered, asked_lowest, asked_highest, *asked = counts
    return Totals(
        points * units.points,
        lowest * units.points,
        highest * units.points,
        weight * units.weight,
        answered,
        asked_lowest * units.points,
        asked_highest * units.points,
        asked[0] * units.weight,
        asked[1],
    )


Found = tuple[str | None, Fraction | None]
"""The id of a theme's level, and how far up it stands (R15); None without a score."""


class LevelCounter:
    """Finds the levels of one respondent after the other; what was found once is remembered.

    The counts of a theme are the digits of one number, so that adding them is one addition."""

    def __init__(self, scoring: Scoring) -> None:
        self.scoring = scoring
        self._units = {id: theme_units(id, members) for id, members in scoring.members.items()}
        self._points = {
            id: {
                theme: points_in_units(member, theme, self._units[theme]) for theme in member.ranges
            }
            for id, member in scoring.questions.items()
        }
        self._widths = {id: self._find_width(id) for id in scoring.members}
        self._asked = {id: self._count_asked(points) for id, points in self._points.items()}
        self._brought: dict[tuple[str, Marks], tuple[tuple[str, int], ...]] = {}
        self._found: dict[tuple[str, int], Found] = {}
        self._open = {id: self._count_open(id) for id in scoring.members}
        self._found_of_open = {id: self._find(id, count) for id, count in self._open.items()}

    def find(self, given: Marked, left_out: Collection[str] = ()) -> dict[str, Found]:
        """Theme id -> what was found. `given` are answers to questions that are
        asked, `left_out` the questions that are not asked."""
        counts: dict[str, int] = {}
        for id in left_out:
            for theme, less in self._asked[id]:
                counts[theme] = counts.get(theme, self._open[theme]) - less
        for id, reply in given.items():
            for theme, more in self._bring(id, reply):
                counts[theme] = counts.get(theme, self._open[theme]) + more
        return self._found_of_open | {id: self._find(id, count) for id, count in counts.items()}

    def _members(self, theme: str) -> list[UnitPoints]:
        return [self._points[member.question.id][theme] for member in self.scoring.members[theme]]

    def _find_width(self, theme: str) -> int:
        """How many bits every count needs, with its sign."""
        members = self._members(theme)
        most = sum(max(abs(one.lowest), abs(one.highest), one.weight, 1) for one in members)
        return most.bit_length() + 1

    def _count_asked(self, points: Mapping[str, UnitPoints]) -> tuple[tuple[str, int], ...]:
        """What a question adds to each theme by being asked."""
        return tuple(
            (theme, _pack(_asked(one), self._widths[theme])) for theme, one in points.items()
        )

    def _count_open(self, theme: str) -> int:
        """Somebody who is asked everything and leaves everything open."""
        return sum(_pack(_asked(one), self._widths[theme]) for one in self._members(theme))

    def _bring(self, id: str, reply: Marks) -> tuple[tuple[str, int], ...]:
        """What a reply adds to each theme."""
        found = self._brought.get((id, reply))
        if found is None:
            brought = reply_points(self.scoring.questions[id], reply).items()
            found = tuple((theme, self._count(id, theme, points)) for theme, points in brought)
            self._brought[id, reply] = found
        return found

    def _count(self, id: str, theme: str, points: Fraction) -> int:
        whole, weight = self._points[id][theme], self.scoring.questions[id].question.weight
        units = int(points * weight / self._units[theme].points)
        counts = (units, whole.lowest, whole.highest, whole.weight, 1, 0, 0, 0, 0)
        return _pack(counts, self._widths[theme])

    def _find(self, theme: str, packed: int) -> Found:
        if (theme, packed) not in self._found:
            own = self.scoring.questionnaire.themes[theme]
            totals = counted_totals(_unpack(packed, self._widths[theme]), self._units[theme])
            score = score_totals(own, totals)
            level = find_level(own, score)
            standing = None if score is None else find_standing(score, *score_range(own, totals))
            self._found[theme, packed] = level.id if level else None, standing
        return self._found[theme, packed]


def _asked(one: UnitPoints) -> Counts:
    """What a question counts for by being asked."""
    return 0, 0, 0, 0, 0, one.lowest, one.highest, one.weight, 1


def _pack(counts: Counts, width: int) -> int:
    """The counts as digits of one number; each of them, and every sum, fits into its width."""
    return sum(count << width * place for place, count in enumerate(counts))


def _unpack(packed: int, width: int) -> Counts:
    """The counts that were packed, or the sums of such."""
    counts: list[int] = []
    half, digit = 1 << width - 1, (1 << width) - 1
    for _ in Totals.__match_args__:
        counts.append(((packed + half) & digit) - half)
        packed = (packed - counts[-1]) >> width
    return tuple(counts)
