"""The ways to reply to one question: which conditions they meet, what they can bring. Pure."""

from collections.abc import Iterable
from fractions import Fraction

from selfcheck.questionnaire import Reply
from selfcheck.scoring import QuestionPoints

Key = tuple[int, bool]
"""The conditions that a reply meets, a bit each, and whether it brings points."""

_MOST_MARKINGS = 2_000
"""Kinds of markings of one question, by the conditions that they meet together."""


class TooMuchError(Exception):
    """There are more combinations than can be followed."""


Met = tuple[tuple[int, frozenset[str]], ...]
"""Conditions on one question: their bit, and the answers that meet them."""


def possible_ways(
    member: QuestionPoints,
    theme: str,
    conditions: Met,
    unit: Fraction,
) -> dict[Key, int]:
    """Every kind of reply to a question, skipping left aside: what it meets -> the points above
    the lowest that it can bring, as bits of a number (bit 0 where it brings nothing)."""
    found: dict[Key, int] = {}
    question, several = member.question, member.question.choose == "several"
    lowest = _units(member, theme, unit, None)
    for answer in question.answers:
        if several and answer.value not in member.alone:
            continue
        key, place = (met_by(answer.value, conditions), False), 0
        if theme in member.ranges and answer.value in member.answers:
            key, place = (key[0], True), _units(member, theme, unit, answer.value) - lowest
        found[key] = found.get(key, 0) | 1 << place
    for key, bits in _markings(member, theme, conditions, unit).items() if several else ():
        found[key] = found.get(key, 0) | bits
    return found


def met_by(value: str, conditions: Met) -> int:
    """The conditions that an answer meets, a bit each."""
    return sum(bit for bit, wanted in conditions if value in wanted)


def _units(member: QuestionPoints, theme: str, unit: Fraction, value: str | None) -> int:
    """The points of an answer, or the lowest of the question, in units; 0 for other themes."""
    if theme not in member.ranges:
        return 0
    points = member.ranges[theme].lowest if value is None else member.answers[value][theme]
    return int(points * member.question.weight / unit)


def _markings(
    member: QuestionPoints,
    theme: str,
    conditions: Met,
    unit: Fraction,
) -> dict[Key, int]:
    """What one or more answers marked together can bring (R4)."""
    free = [answer.value for answer in member.question.answers if answer.value not in member.alone]
    scores = theme in member.ranges
    points = {value: _units(member, theme, unit, value) if scores else 0 for value in free}
    below = -sum(min(0, number) for number in points.values())
    sums: dict[int, int] = {}
    for value in free:
        met, place = met_by(value, conditions), points[value]
        grown = {**sums}
        for before, bits in [*sums.items(), (0, 1 << below)]:
            moved = bits << place if place >= 0 else bits >> -place
            grown[before | met] = grown.get(before | met, 0) | moved
        sums = grown
        if len(sums) > _MOST_MARKINGS:
            raise TooMuchError
    if not scores:
        return {(met, False): 1 for met in sums}
    # No marking is below the lowest, so no bit is lost.
    shift = below + _units(member, theme, unit, None)
    return {
        (met, True): bits >> shift if shift >= 0 else bits << -shift for met, bits in sums.items()
    }


def units_above(member: QuestionPoints, theme: str, unit: Fraction, marking: Iterable[str]) -> int:
    """What a marking brings, in units above the lowest of the question."""
    brought = sum(_units(member, theme, unit, value) for value in marking)
    return brought - _units(member, theme, unit, None)


def find_reply(
    member: QuestionPoints, theme: str, unit: Fraction, met: Met, key: Key, place: int
) -> Reply:
    """A reply of this kind that brings so many units above the lowest."""
    lowest = _units(member, theme, unit, None)
    several = member.question.choose == "several"
    for answer in member.question.answers:
        brings = theme in member.ranges and answer.value in member.answers
        units = _units(member, theme, unit, answer.value) - lowest if brings else 0
        if (met_by(answer.value, met), brings, units) == (*key, place):
            return (answer.value,)
    return _find_marking(member, theme, unit, met, key, place + lowest) if several else ()


def _find_marking(
    member: QuestionPoints, theme: str, unit: Fraction, met: Met, key: Key, wanted: int
) -> Reply:
    """The first marking found, smallest sums first, that meets and brings what is wanted."""
    sums: dict[tuple[int, int], tuple[str, ...]] = {}
    for answer in member.question.answers:
        if answer.value in member.alone:
            continue
        meets = met_by(answer.value, met)
        units = _units(member, theme, unit, answer.value) if key[1] else 0
        for (before, total), marked in [*sums.items(), ((0, 0), ())]:
            sums.setdefault((before | meets, total + units), (*marked, answer.value))
        if len(sums) > 10_000:
            break
    return sums.get((key[0], wanted), ())
