"""Adding up respondents for the item analysis: exact whole numbers, whatever their number."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from selfcheck.analysis.columns import NOT_ASKED, Column, Signs, make_bits, make_column
from selfcheck.analysis.correlations import ScorePairs
from selfcheck.analysis.pairs import PairSums
from selfcheck.analysis.quality import Quality
from selfcheck.questionnaire import Level, Marks
from selfcheck.scoring import QuestionPoints, Scoring

_MOST_KINDS = 10_000
"""Different points of a question that are counted one by one."""


class ExactScore:
    """A score and its level. Counted by what it is, not by its value: a table makes few of them."""

    __slots__ = ("level", "level_id", "number", "score")

    def __init__(self, score: Fraction | None, level: Level | None) -> None:
        self.score = score
        self.level = level
        self.level_id = level.id if level else ""
        self.number = None if score is None else float(score)


@dataclass(slots=True)
class Block:
    """Some respondents: their signs, one respondent after the other; their scores; the ids of
    their reflections; their rows, and a number for each that is the same where all answers are (a
    group of respondents has neither: themes are not correlated in it, nor rows compared)."""

    signs: list[str] = field(default_factory=list)
    scores: list[Sequence[ExactScore]] = field(default_factory=list)
    reflections: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    fingerprints: list[int] = field(default_factory=list)

    def clear(self) -> None:
        """Forget all of them."""
        for held in (self.signs, self.scores, self.reflections, self.rows, self.fingerprints):
            held.clear()


class QuestionTally:
    """The sums of one question within a theme, in whole numbers above the lowest possible points,
    `scale` to a point. `counts` are None where there are too many different ones."""

    def __init__(self, theme: str, member: QuestionPoints) -> None:
        self.member = member
        self.reach = member.ranges[theme]
        points = {value: own[theme] for value, own in member.answers.items()}
        self.scale = math.lcm(*(one.denominator for one in points.values()))
        self.wholes = {value: int(one * self.scale) for value, one in points.items()}
        self.lowest = int(self.reach.lowest * self.scale)
        self.largest = int(self.reach.highest * self.scale) - self.lowest
        self.n = self.missing = self.total = self.squares = 0
        self.counts: dict[int, int] | None = {}
        self.at_lowest = self.at_highest = 0

    def read(self, column: Column) -> dict[str, int]:
        """Add some respondents; returns what their signs bring, of those that bring anything."""
        brought: dict[str, int] = {}
        for sign, number in column.counts.items():
            whole = self._whole(column.marks.get(sign, ()))
            if whole is not None:
                brought[sign] = whole
                self._add(whole, number)
            elif sign != NOT_ASKED:
                self.missing += number
        return brought

    def _whole(self, marks: Marks) -> int | None:
        """What marks bring above the lowest possible; None where they bring nothing."""
        found = [self.wholes[value] for value in marks if value in self.wholes]
        return sum(found) - self.lowest if found else None

    def _add(self, whole: int, number: int) -> None:
        self.n += number
        self.total += whole * number
        self.squares += whole * whole * number
        self.at_lowest += number if whole == 0 else 0
        self.at_highest += number if whole == self.largest else 0
        if self.counts is not None:
            self.counts[whole] = self.counts.get(whole, 0) + number
            if len(self.counts) > _MOST_KINDS:
                self.counts = None

    def most_alike(self) -> int:
        """How many brought the points that most brought; 0 where that was not counted."""
        return max(self.counts.values(), default=0) if self.counts else 0

    def mean(self) -> Fraction | None:
        """Of the points."""
        if not self.n:
            return None
        return self.reach.lowest + Fraction(self.total, self.n * self.scale)

    def variance(self) -> Fraction | None:
        """Of the points, divided by n - 1."""
        if self.n < 2:
            return None
        spread = self.squares * self.n - self.total * self.total
        return Fraction(spread, self.n * (self.n - 1) * self.scale**2)


class ThemeTally:
    """The sums of one theme."""

    def __init__(self, theme: str, members: Sequence[QuestionPoints]) -> None:
        self.theme = theme
        self.questions = [QuestionTally(theme, member) for member in members]
        self.pairs = PairSums([question.largest for question in self.questions])
        self.scores: Counter[Fraction | None] = Counter()
        self.levels: Counter[str] = Counter()

    def add(self, columns: Sequence[Column]) -> None:
        """Add some respondents: a column for every question."""
        wholes = (one.read(column) for one, column in zip(self.questions, columns, strict=True))
        self.pairs.add([make_bits(*both) for both in zip(columns, wholes, strict=True)])

    def add_scores(self, scores: Iterable[ExactScore]) -> None:
        """Add the scores of some respondents."""
        for found, number in Counter(scores).items():
            self.scores[found.score] += number
            if found.level is not None:
                self.levels[found.level.id] += number


class Tally:
    """All sums of a table. `signs` are given by question id, for those that have answers, in the
    order in which the signs of a respondent stand; tallies of the same respondents share them."""

    def __init__(self, scoring: Scoring, signs: Mapping[str, Signs] | None = None) -> None:
        self.scoring = scoring
        asked = scoring.questionnaire.questions
        self.questions = tuple(id for id, question in asked.items() if not question.write)
        self.signs = signs or {id: Signs() for id in self.questions}
        self.themes = {id: ThemeTally(id, members) for id, members in scoring.members.items()}
        self.answers: dict[str, Counter[str]] = {id: Counter() for id in self.questions}
        self.respondents = 0
        self.reflections: Counter[str] = Counter()
        self.correlations = ScorePairs(len(self.themes))
        self.quality = Quality(scoring)

    def add(self, block: Block) -> None:
        """Add some respondents."""
        columns = self._columns("".join(block.signs))
        self.respondents += len(block.reflections)
        self.reflections.update(block.reflections)
        self._count_answers(columns)
        scores = list(zip(*block.scores, strict=True))
        for tally, theme_scores in zip(self.themes.values(), scores, strict=True):
            tally.add([columns[one.member.question.id] for one in tally.questions])
            tally.add_scores(theme_scores)
        if block.rows:
            self.correlations.add([[one.number for one in column] for column in scores])
            self.quality.add(columns, block.rows, block.fingerprints)

    def _columns(self, signs: str) -> dict[str, Column]:
        number = len(self.questions)
        return {
            id: make_column(signs[place::number], self.signs[id])
            for place, id in enumerate(self.questions)
        }

    def _count_answers(self, columns: Mapping[str, Column]) -> None:
        for id, column in columns.items():
            counts = self.answers[id]
            for sign, number in column.counts.items():
                for value in column.marks.get(sign, ()):
                    counts[value] += number
