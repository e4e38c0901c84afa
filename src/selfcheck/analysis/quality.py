"""Rows that were perhaps answered without reading: everything the same, or the same as before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from selfcheck.analysis.columns import NOT_ASKED, OPEN, Column
from selfcheck.questionnaire import Question
from selfcheck.scoring import Scoring

MOST_NAMED = 10


@dataclass(slots=True)
class Careless:
    """How many rows, and the first ten."""

    count: int = 0
    rows: list[int] = field(default_factory=list)

    def add(self, row: int) -> None:
        """Count one more."""
        self.count += 1
        if len(self.rows) < MOST_NAMED:
            self.rows.append(row)


class Quality:
    """`same_answers` are rows whose scored answers have all the same number although questions of
    both directions are among them (Curran, P. G. (2016). Methods for the detection of carelessly
    invalid responses in survey data. Journal of Experimental Social Psychology, 66, 4-19:
    long strings); `repeated` are rows equal to an earlier one in every question."""

    def __init__(self, scoring: Scoring) -> None:
        asked = scoring.questionnaire.questions
        self.straight = [id for id, one in asked.items() if _is_scale(one) and not one.reverse]
        self.reversed = [id for id, one in asked.items() if _is_scale(one) and one.reverse]
        self.numbers = {id: _numbers(asked[id]) for id in (*self.straight, *self.reversed)}
        self.same_answers, self.repeated = Careless(), Careless()
        self.seen: set[int] = set()

    def add(
        self, columns: Mapping[str, Column], rows: Sequence[int], fingerprints: Sequence[int]
    ) -> None:
        """Add some respondents; a fingerprint is the same where all answers are."""
        for row, fingerprint in zip(rows, fingerprints, strict=True):
            if fingerprint in self.seen:
                self.repeated.add(row)
            self.seen.add(fingerprint)
        if self.straight and self.reversed:
            self._add_same(columns, rows)

    def _add_same(self, columns: Mapping[str, Column], rows: Sequence[int]) -> None:
        values = dict.fromkeys(value for numbers in self.numbers.values() for value in numbers)
        found = 0
        for value in values:
            found |= self._all_same(columns, value, len(rows))
        if found:
            for row, bit in zip(rows, f"{found:0{len(rows)}b}", strict=True):
                if bit == "1":
                    self.same_answers.add(row)

    def _all_same(self, columns: Mapping[str, Column], value: str, number: int) -> int:
        """A bit for every respondent all of whose numbers are this one, in both directions."""
        same = (1 << number) - 1
        turns = [0, 0]
        for turn, ids in enumerate((self.straight, self.reversed)):
            for id in ids:
                column, numbers = columns[id], self.numbers[id]
                own = {sign for sign in column.counts if column.marks.get(sign) == (value,)}
                none = {s for s in column.counts if s in (OPEN, NOT_ASKED)}
                none |= {s for s, m in column.marks.items() if m[0] not in numbers}
                given = column.bits(own)
                turns[turn] |= given
                same &= given | column.bits(none)
                if not same:
                    return 0
        return same & turns[0] & turns[1]


def _is_scale(question: Question) -> bool:
    """Whether its answers are numbers that bring their own value to a theme."""
    return bool(question.themes) and question.choose == "one" and bool(_numbers(question))


def _numbers(question: Question) -> frozenset[str]:
    return frozenset(
        answer.value
        for answer in question.answers
        if answer.number is not None and answer.points is None
    )
