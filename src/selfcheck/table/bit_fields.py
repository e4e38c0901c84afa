"""A respondent as one whole number, which is the sum of what her cells bring.

For every theme the number has a field for the points, scaled to whole numbers and counted from the
lowest possible, and after it a bit for each of the theme's questions that was answered. Nothing
overflows into a neighbour: a field is as wide as the largest sum that its questions can bring.
What a field leads to is worked out by `scoring` alone, with its exact numbers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from struct import Struct
from typing import Any, Protocol

from selfcheck.questionnaire import Level, Marks, Theme
from selfcheck.scoring import (
    QuestionPoints,
    Scoring,
    Totals,
    add_up,
    find_level,
    find_standing,
    score_range,
    score_totals,
)
from selfcheck.table.cache import Memo


class Finished(Protocol):
    """What a theme comes to for a respondent; it knows the id of its level, or nothing."""

    level_id: str


Finish = Callable[[Theme, Fraction | None, Level | None, int], Finished]
"""What becomes of a theme's score, its level and the number of answered questions."""

_UNITS = {8: "B", 16: "H", 32: "I", 64: "Q"}
"""Bits that can be told apart at once, as `struct` calls them."""


@dataclass(frozen=True, slots=True)
class Field:
    """The bits of one theme: `width` for points from `shift` on, then one for each member. `scale`
    turns its weighted points into whole numbers. `ids` are those of the members; `kinds` has for
    every kind of them (range and weight) a number with their bits."""

    theme: Theme
    members: tuple[QuestionPoints, ...]
    ids: tuple[str, ...]
    kinds: tuple[int, ...]
    scale: int
    shift: int
    width: int

    @property
    def end(self) -> int:
        """The first bit after the field."""
        return self.shift + self.width + len(self.members)

    @property
    def mask(self) -> int:
        """Ones, as many as the field has bits."""
        return (1 << (self.end - self.shift)) - 1


def lay_out(scoring: Scoring) -> tuple[Field, ...]:
    """A field for every theme, one after the other, in the order of the question file: at equal
    distances where none is too long for that."""
    found = [
        _make_field(theme, scoring.members[theme.id])
        for theme in scoring.questionnaire.themes.values()
    ]
    unit = _unit(found)
    fields: list[Field] = []
    for place, one in enumerate(found):
        tight = fields[-1].end if fields else 0
        fields.append(replace(one, shift=place * unit if unit else tight))
    return tuple(fields)


def _make_field(theme: Theme, members: tuple[QuestionPoints, ...]) -> Field:
    scale = lcm(*(_denominator(member, theme.id) for member in members))
    highest = sum(
        ((m.ranges[theme.id].highest - m.ranges[theme.id].lowest) * m.question.weight)
        for m in members
    )
    ids = tuple(member.question.id for member in members)
    width = int(highest * scale).bit_length()
    return Field(theme, members, ids, _kinds(theme.id, members), scale, 0, width)


def _unit(fields: Sequence[Field]) -> int | None:
    """The distance in bits at which all of them find room; None where one is too long."""
    longest = max((field.end - field.shift for field in fields), default=0)
    return next((bits for bits in _UNITS if longest <= bits), None)


def splitter(fields: Sequence[Field]) -> Callable[[int], Sequence[int]]:
    """What tells the bits of every field apart, of a number without anything above them."""
    if unit := _unit(fields):
        layout = Struct(f"<{len(fields)}{_UNITS[unit]}")
        unpack, size = layout.unpack, layout.size
        return lambda total: unpack(total.to_bytes(size, "little"))
    places = [(field.shift, field.mask) for field in fields]
    return lambda total: [total >> shift & mask for shift, mask in places]


def _denominator(member: QuestionPoints, theme: str) -> int:
    """The smallest number that makes all points of a question whole, sums of them included."""
    points = (points[theme] for points in member.answers.values())
    return lcm(*((p * member.question.weight).denominator for p in points))


def packer(fields: Sequence[Field], member: QuestionPoints) -> Callable[[Marks], int]:
    """What turns the replies to one question into what they add to the number. Of several marks
    the points add up (R4)."""
    places = [_place(field, member) for field in fields if field.theme.id in member.ranges]

    def pack(marks: Marks) -> int:
        given = [value for value in marks if value in member.answers]
        packed = 0
        for wholes, shift, empty in places if given else ():
            packed |= (sum([wholes[value] for value in given]) << shift) + empty
        return packed

    return pack


def _place(field: Field, member: QuestionPoints) -> tuple[dict[str, int], int, int]:
    """What every answer adds to a field in whole numbers, where they begin, and what stands there
    for somebody who answered, before her points: the bit of the question, less the lowest."""
    factor, id = member.question.weight * field.scale, field.theme.id
    wholes = {value: int(points[id] * factor) for value, points in member.answers.items()}
    bit = 1 << (field.shift + field.width + field.ids.index(member.question.id))
    return wholes, field.shift, bit - (int(member.ranges[id].lowest * factor) << field.shift)


class FieldReader:
    """From the bits of one theme to its score, for respondents who were asked the same questions.

    What the answered questions add up to depends only on how many of each kind (range and weight)
    there are, so that patterns of skipped questions, of which there may be millions, share it.
    """

    def __init__(self, field: Field, asked: Iterable[str], finish: Finish) -> None:
        wanted = set(asked)
        self.field = field
        self.finish = finish
        self.asked = [m for m in field.members if m.question.id in wanted]
        self.by_kinds: Memo[tuple[int, ...], Memo[int, Finished]] = Memo(self._read_points)
        self.finished: Memo[int, Finished] = Memo(self._read)
        self.standings: Memo[int, Fraction | None] = Memo(self._find_standing)

    def memos(self) -> Iterable[Memo[Any, Any]]:
        """Everything that is held."""
        return (self.finished, self.standings, self.by_kinds, *self.by_kinds.values())

    def _read(self, bits: int) -> Finished:
        return self.by_kinds[self._count(bits)][bits & ((1 << self.field.width) - 1)]

    def _count(self, bits: int) -> tuple[int, ...]:
        """How many questions of each kind were answered."""
        answered = bits >> self.field.width
        return tuple((answered & kind).bit_count() for kind in self.field.kinds)

    def _find_standing(self, bits: int) -> Fraction | None:
        """How far up the score stands among those that are compared (R15)."""
        theme, totals = self.field.theme, self._add_up(self._count(bits))
        totals = self._with_points(totals, bits & ((1 << self.field.width) - 1))
        score = score_totals(theme, totals)
        if score is None or not theme.compare:
            return None
        return find_standing(score, *score_range(theme, totals))

    def _read_points(self, counts: tuple[int, ...]) -> Memo[int, Finished]:
        """What the points lead to where so many questions of each kind were answered."""
        totals = self._add_up(counts)
        return Memo(lambda points: self._finish(totals, points))

    def _add_up(self, counts: tuple[int, ...]) -> Totals:
        """The totals of so many questions of each kind, their points left aside."""
        field = self.field
        answered = [
            field.members[place]
            for kind, number in zip(field.kinds, counts, strict=True)
            for place in _places(kind)[:number]
        ]
        return add_up(field.theme.id, Fraction(0), answered, self.asked)

    def _with_points(self, totals: Totals, points: int) -> Totals:
        return replace(totals, points=totals.lowest + Fraction(points, self.field.scale))

    def _finish(self, totals: Totals, points: int) -> Finished:
        theme = self.field.theme
        score = score_totals(theme, self._with_points(totals, points))
        return self.finish(theme, score, find_level(theme, score), totals.answered)


def _kinds(theme: str, members: Sequence[QuestionPoints]) -> tuple[int, ...]:
    kinds: dict[tuple[Any, ...], int] = {}
    for place, member in enumerate(members):
        kind = (member.ranges[theme], member.question.weight)
        kinds[kind] = kinds.get(kind, 0) | 1 << place
    return tuple(kinds.values())


def _places(bits: int) -> list[int]:
    return [place for place in range(bits.bit_length()) if bits >> place & 1]


def question_packers(
    scoring: Scoring, fields: Sequence[Field]
) -> Mapping[str, Callable[[Marks], int]]:
    """Question id -> what its replies add to a respondent's number."""
    return {id: packer(fields, member) for id, member in scoring.questions.items()}
