"""The kinds of reply to one question: which demands they meet, what they can bring. Pure."""

from dataclasses import dataclass

from selfcheck.checking.reach.needs import Demand, is_met
from selfcheck.questionnaire import Marks
from selfcheck.scoring import QuestionPoints, UnitPoints

Kind = tuple[int, bool]
"""The demands that a reply meets, a bit each, and whether it brings points."""

_MAX_KINDS = 2_000
"""Kinds of markings of one question."""

MAX_SPAN = 1 << 23
"""Units between the lowest and the highest of a theme: a megabyte of bits."""


class TooMuchError(Exception):
    """There are more combinations than can be followed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A question to one theme: what its answers bring there, in whole units (nothing, where it
    belongs to other themes only), and the demands on it that are looked at, with their bits."""

    member: QuestionPoints
    counted: UnitPoints
    demands: tuple[tuple[int, Demand], ...]

    @property
    def scores(self) -> bool:
        """Whether any of its answers bring something."""
        return bool(self.counted.points)


def met_by(choice: Choice, reply: Marks | None) -> int:
    """The demands that a reply meets, a bit each; None where it was left open."""
    return sum(bit for bit, demand in choice.demands if is_met(demand, reply))


def units_above(choice: Choice, marking: Marks) -> int:
    """What a marking that brings points brings, in units above the lowest of the question."""
    points = choice.counted.points
    return sum(points.get(value, 0) for value in dict.fromkeys(marking)) - choice.counted.lowest


def reply_kinds(choice: Choice) -> dict[Kind, int]:
    """Every kind of reply to a question, skipping left aside, with the points above the lowest
    that it can bring, as bits of a number (bit 0 where it brings nothing)."""
    member, found = choice.member, dict[Kind, int]()
    if member.question.write:
        return {(met_by(choice, ()), False): 1}
    several = member.question.choose == "several"
    for answer in member.question.answers:
        if several and answer.value not in member.alone:
            continue
        kind, place = single_reply(choice, answer.value)
        found[kind] = found.get(kind, 0) | 1 << place
    for kind, bits in _markings(choice).items() if several else ():
        found[kind] = found.get(kind, 0) | bits
    return found


def single_reply(choice: Choice, value: str) -> tuple[Kind, int]:
    """The kind of one answer by itself, and the units above the lowest that it brings."""
    brings = value in choice.counted.points
    return (met_by(choice, (value,)), brings), units_above(choice, (value,)) if brings else 0


def _markings(choice: Choice) -> dict[Kind, int]:
    """What one or more answers marked together can bring (R4)."""
    points = free_points(choice)
    below = -sum(min(0, number) for number in points.values())
    sums: dict[tuple[int, int, bool], int] = {}
    for value, place in points.items():
        brings, met, spoilt = value in choice.counted.points, *_meets(choice, value)
        grown = {**sums}
        for (before, failed, brought), bits in [*sums.items(), ((0, 0, False), 1 << below)]:
            moved = bits << place if place >= 0 else bits >> -place
            key = before | met, failed | spoilt, brought or brings
            grown[key] = grown.get(key, 0) | moved
        sums = grown
        if len(sums) > _MAX_KINDS:
            raise TooMuchError
    found: dict[Kind, int] = {}
    shift = below + choice.counted.lowest
    for (met, spoilt, brings), bits in sums.items():
        # No marking that brings points is below the lowest, so no bit is lost.
        above = (bits >> shift if shift >= 0 else bits << -shift) if brings else 1
        kind = met & ~spoilt, brings
        found[kind] = found.get(kind, 0) | above
    return found


def _meets(choice: Choice, value: str) -> tuple[int, int]:
    """The demands that one mark meets, whatever is marked with it unless something spoils it, and
    those that it spoils: that nothing else is marked."""
    met = met_by(choice, (value,))
    only = sum(bit for bit, demand in choice.demands if demand.what == "only")
    return met, only & ~met


def free_points(choice: Choice) -> dict[str, int]:
    """The answers that may be marked with others, and what they bring, in units."""
    values = (answer.value for answer in choice.member.question.answers)
    points = choice.counted.points
    return {value: points.get(value, 0) for value in values if value not in choice.member.alone}
