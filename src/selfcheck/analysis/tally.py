"""Adding up respondents for the item analysis: exact whole numbers, whatever their number."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from selfcheck.questionnaire import Level
from selfcheck.scoring import QuestionPoints, Scoring, reply_points

OPEN, NOT_ASKED = " ", "!"
"""The signs of a question left open, and of one not asked; those of answers come after them."""
_FIRST_SIGN = 35


class ExactScore:
    """A score and its level. Counted by what it is, not by its value: a table makes few of them."""

    __slots__ = ("level", "score")

    def __init__(self, score: Fraction | None, level: Level | None) -> None:
        self.score = score
        self.level = level


# --- signs ----------------------------------------------------------------------------------


class Signs:
    """One sign for everything that a reply to a question can bring, so that the replies of a
    thousand respondents are a text of a thousand letters."""

    def __init__(self, member: QuestionPoints) -> None:
        self.member = member
        self.of_points: dict[tuple[tuple[str, Fraction], ...], str] = {}
        self.points: dict[str, Mapping[str, Fraction]] = {}

    def sign(self, reply: Sequence[str]) -> str:
        """The sign of a reply."""
        found = reply_points(self.member, tuple(reply))
        if not found:
            return OPEN
        key = tuple(found.items())
        if key not in self.of_points:
            sign = chr(_FIRST_SIGN + len(self.of_points))
            self.of_points[key] = sign
            self.points[sign] = found
        return self.of_points[key]


# --- sums -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Pair:
    """Sums over the respondents who answered both questions, in their whole numbers."""

    n: int = 0
    x: int = 0
    y: int = 0
    xy: int = 0


@dataclass(frozen=True, slots=True)
class _Bits:
    """A column as whole numbers with a bit a respondent: who answered, and for every binary digit
    of the points who has a one there."""

    answered: int
    digits: tuple[int, ...]


class ThemeTally:
    """The sums of one theme."""

    def __init__(self, theme: str, signs: Sequence[Signs]) -> None:
        self.theme = theme
        self.signs = signs
        self.scales = [_scale(one.member, theme) for one in signs]
        self.counts: list[Counter[str]] = [Counter() for _ in signs]
        self.pairs = {pair: _Pair() for pair in combinations(range(len(signs)), 2)}
        self.scores: Counter[Fraction | None] = Counter()
        self.levels: Counter[str] = Counter()

    def add(self, columns: Sequence[str]) -> None:
        """Add some respondents: a text of signs for every question."""
        for counts, column in zip(self.counts, columns, strict=True):
            counts.update({sign: column.count(sign) for sign in set(column)})
        bits = [self._bits(place, column) for place, column in enumerate(columns)]
        for (one, other), sums in self.pairs.items():
            _add_pair(sums, bits[one], bits[other])

    def add_scores(self, scores: Iterable[ExactScore]) -> None:
        """Add the scores of some respondents."""
        for found, number in Counter(scores).items():
            self.scores[found.score] += number
            if found.level is not None:
                self.levels[found.level.id] += number

    def whole(self, place: int, sign: str) -> int:
        """The points of a sign above the lowest possible, in whole numbers."""
        signs = self.signs[place]
        above = signs.points[sign][self.theme] - signs.member.ranges[self.theme].lowest
        return int(above * self.scales[place])

    def points_counts(self, place: int) -> dict[Fraction, int]:
        """Points of a question -> how many respondents brought them."""
        counts: dict[Fraction, int] = {}
        for sign, number in self.counts[place].items():
            if sign > NOT_ASKED:
                points = self.signs[place].points[sign][self.theme]
                counts[points] = counts.get(points, 0) + number
        return counts

    def _bits(self, place: int, column: str) -> _Bits:
        wholes = {sign: self.whole(place, sign) for sign in self.counts[place] if sign > NOT_ASKED}
        longest = max((number.bit_length() for number in wholes.values()), default=0)
        unread = {ord(OPEN): "0", ord(NOT_ASKED): "0"}

        def ones(signs: Mapping[str, bool]) -> int:
            table = {ord(sign): "1" if one else "0" for sign, one in signs.items()}
            return int(column.translate(unread | table), 2)

        return _Bits(
            ones(dict.fromkeys(wholes, True)),
            tuple(
                ones({sign: bool(number >> digit & 1) for sign, number in wholes.items()})
                for digit in range(longest)
            ),
        )


def _scale(member: QuestionPoints, theme: str) -> int:
    """The smallest number that makes all points of a question whole."""
    return math.lcm(*(points[theme].denominator for points in member.answers.values()))


def _add_pair(sums: _Pair, one: _Bits, other: _Bits) -> None:
    """A sum of products is a sum over pairs of binary digits, each a count of common ones."""
    sums.n += (one.answered & other.answered).bit_count()
    for place, ones in enumerate(one.digits):
        sums.x += (ones & other.answered).bit_count() << place
        for other_place, other_ones in enumerate(other.digits):
            sums.xy += (ones & other_ones).bit_count() << (place + other_place)
    for place, ones in enumerate(other.digits):
        sums.y += (ones & one.answered).bit_count() << place


class Tally:
    """All sums of a table. `questions` are those that score, in the order in which the signs of a
    respondent stand."""

    def __init__(self, scoring: Scoring) -> None:
        self.scoring = scoring
        self.signs = {id: Signs(one) for id, one in scoring.questions.items() if one.ranges}
        self.questions = tuple(self.signs)
        self.themes = {
            id: ThemeTally(id, [self.signs[member.question.id] for member in members])
            for id, members in scoring.members.items()
        }
        self.respondents = 0
        self.reflections: Counter[str] = Counter()

    def add(
        self, signs: str, scores: Sequence[Sequence[ExactScore]], reflections: Iterable[str]
    ) -> None:
        """Add some respondents: their signs one respondent after the other, their scores theme by
        theme, the ids of their reflections."""
        number = len(self.questions)
        columns = {id: signs[place::number] for place, id in enumerate(self.questions)}
        found = Counter(reflections)
        self.respondents += found.total()
        self.reflections.update(found)
        for tally, theme_scores in zip(self.themes.values(), scores, strict=True):
            tally.add([columns[one.member.question.id] for one in tally.signs])
            tally.add_scores(theme_scores)
