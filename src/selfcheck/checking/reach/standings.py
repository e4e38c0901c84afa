"""How far up a theme can stand, where that is known exactly. Pure."""

from fractions import Fraction

from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.reach.needs import Demand
from selfcheck.checking.reach.paths import Reached, level_places
from selfcheck.checking.reach.plans import score_of
from selfcheck.questionnaire import Theme
from selfcheck.scoring import add_up, find_standing, level_bounds, score_range

Extent = tuple[Fraction | None, Fraction | None]
"""The lowest and the highest; None where it has no end that is known."""

UNKNOWN: Extent = (None, None)


def find_extent(cache: ReachCache, theme: Theme, level: str, demands: tuple[Demand, ...]) -> Extent:
    """Between what a theme stands that is in a level, of the answers that meet the demands (R15).

    Where what is asked changes the lowest and highest possible score, nothing is known: a sum and a
    mean are compared with those of the questions that were asked."""
    members = cache.scoring.members[theme.id]
    if not members:
        return UNKNOWN
    if theme.score != "percent" and any(member.question.ask_if for member in members):
        return UNKNOWN
    reached = cache.walk(theme, True, demands)
    scores = _level_ends(theme, level) if reached is None else _scores(reached, level)
    ends = score_range(theme, add_up(theme.id, Fraction(0), members, members))
    if ends[0] == ends[1]:
        return UNKNOWN
    low, high = (None if score is None else find_standing(score, *ends) for score in scores)
    return low, high


def _level_ends(theme: Theme, level: str) -> Extent:
    return next(level_bounds(theme, one) for one in theme.rubric if one.id == level)


def _scores(reached: Reached, level: str) -> Extent:
    """The lowest and the highest score in a level."""
    found: list[Fraction] = []
    for shape, bits in reached.ends.items():
        if level not in (places := level_places(reached.plan, shape)):
            continue
        start, end = places[level]
        part = (bits if end is None else bits & ((1 << end) - 1)) >> start
        if part:
            ends = ((part & -part).bit_length() - 1, part.bit_length() - 1)
            scores = (score_of(reached.plan, shape, start + place) for place in ends)
            found += [score for score in scores if score is not None]
    return (min(found), max(found)) if found else UNKNOWN
