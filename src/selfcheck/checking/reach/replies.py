"""The kinds of reply to one question: which conditions they meet, what they can bring. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from selfcheck.conditions import is_met_by
from selfcheck.questionnaire import Condition
from selfcheck.scoring import QuestionPoints, UnitPoints

Kind = tuple[int, bool]
"""The conditions that a reply meets, a bit each, and whether it brings points."""

_MAX_KINDS = 2_000
"""Kinds of markings of one question."""


class TooMuchError(Exception):
    """There are more combinations than can be followed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A question to one theme: what its answers bring there, in whole units (nothing, where it
    belongs to other themes only), and the conditions on it that are looked at, with their bits."""

    member: QuestionPoints
    counted: UnitPoints
    conditions: tuple[tuple[int, Condition], ...]

    @property
    def scores(self) -> bool:
        """Whether any of its answers bring something."""
        return bool(self.counted.points)


def met_by(choice: Choice, marking: Iterable[str]) -> int:
    """The conditions that a reply meets, a bit each."""
    reply = tuple(marking)
    return sum(bit for bit, condition in choice.conditions if is_met_by(condition, reply))


def units_above(choice: Choice, marking: Iterable[str]) -> int:
    """What a marking that brings points brings, in units above the lowest of the question."""
    points = choice.counted.points
    return sum(points.get(value, 0) for value in dict.fromkeys(marking)) - choice.counted.lowest


def reply_kinds(choice: Choice) -> dict[Kind, int]:
    """Every kind of reply to a question, skipping left aside, with the points above the lowest
    that it can bring, as bits of a number (bit 0 where it brings nothing)."""
    member, found = choice.member, dict[Kind, int]()
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
    sums: dict[int, int] = {}
    for value, place in points.items():
        met = met_by(choice, (value,))
        grown = {**sums}
        for before, bits in [*sums.items(), (0, 1 << below)]:
            moved = bits << place if place >= 0 else bits >> -place
            grown[before | met] = grown.get(before | met, 0) | moved
        sums = grown
        if len(sums) > _MAX_KINDS:
            raise TooMuchError
    if not choice.scores:
        return {(met, False): 1 for met in sums}
    # No marking is below the lowest, so no bit is lost.
    shift = below + choice.counted.lowest
    return {
        (met, True): bits >> shift if shift >= 0 else bits << -shift for met, bits in sums.items()
    }


def free_points(choice: Choice) -> dict[str, int]:
    """The answers that may be marked with others, and what they bring, in units."""
    values = (answer.value for answer in choice.member.question.answers)
    points = choice.counted.points
    return {value: points.get(value, 0) for value in values if value not in choice.member.alone}
