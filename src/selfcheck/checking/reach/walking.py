"""The walk over a plan: every total that answers can reach, exactly. Pure.

The totals reached are bits of a number, one such number for every shape; so the work grows with
the shapes and not with the answers, and what would take too long is given up, not guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil

from selfcheck.checking.reach.plans import (
    Plan,
    Shape,
    Step,
    Whole,
    add_shapes,
    score_of,
)
from selfcheck.checking.reach.ways import Key, TooMuchError, find_reply
from selfcheck.questionnaire import Reply

State = tuple[int, Shape]
"""The conditions met so far that are still to be looked at, and the shape of the totals."""

_NOTHING: Shape = (0,) * 6


@dataclass(frozen=True)
class Reached:
    """What can be reached on a plan. `layers` holds the states before every step and at the end;
    `skips` says whether questions may be left open."""

    plan: Plan
    layers: tuple[dict[State, int], ...]
    skips: bool
    work: int

    @cached_property
    def ends(self) -> dict[Shape, int]:
        """The totals at the end: for every shape the units above the lowest, as bits."""
        return {shape: bits for (_, shape), bits in self.layers[-1].items()}

    @cached_property
    def levels(self) -> dict[str, tuple[Shape, int]]:
        """The levels that can be reached, each with totals that lead there."""
        found: dict[str, tuple[Shape, int]] = {}
        for shape, bits in self.ends.items():
            for level, (start, end) in level_bounds(self.plan, shape).items():
                part = _between(bits, start, end)
                if part and level not in found:
                    found[level] = shape, start + (part & -part).bit_length() - 1
        return found

    @cached_property
    def has_score(self) -> bool:
        """Whether any answers bring a score."""
        return any(score_of(self.plan, shape, 0) is not None for shape in self.ends)


def walk(plan: Plan, skips: bool, most_work: int) -> Reached:
    """Everything that can be reached. `most_work` counts words of 64 bits that are written;
    TooMuchError is raised where these are not enough."""
    layers: list[dict[State, int]] = [{(0, _NOTHING): 1}]
    work = 0
    for step in plan.steps:
        after: dict[State, int] = {}
        for state, bits in layers[-1].items():
            for end, brought, _ in _moves(plan, step, state, skips):
                spread = _spread(bits, brought)
                after[end] = after.get(end, 0) | spread
                work += brought.bit_count() * (4 + spread.bit_length() // 64)
                if work > most_work:
                    raise TooMuchError
        layers.append(after)
    return Reached(plan, tuple(layers), skips, work)


def moves(reached: Reached, number: int, state: State) -> Iterator[tuple[State, int, Key | None]]:
    """Where a state goes at a step of a walk."""
    return _moves(reached.plan, reached.plan.steps[number], state, reached.skips)


def _moves(
    plan: Plan, step: Step, state: State, skips: bool
) -> Iterator[tuple[State, int, Key | None]]:
    """Where a state can go at a question, what may be added there (as bits), and by which kind of
    reply; None where it is not asked or left open."""
    met, shape = state
    if step.needs & ~met:
        if not step.demanded:
            yield (met & step.keep, shape), 1, None
        return
    asked = add_shapes(shape, step.asked, plan)
    answered = add_shapes(asked, step.answered, plan)
    scores = any(brings for _, brings in step.ways)
    for (meets, brings), bits in step.ways.items():
        if step.demanded & ~meets or (scores and not (skips or brings or meets)):
            continue
        yield ((met | meets) & step.keep, answered if brings else asked), bits, (meets, brings)
    if skips and not step.demanded:
        yield (met & step.keep, asked), 1, None


def _spread(bits: int, brought: int) -> int:
    """Every sum of one of these and one of those."""
    if brought.bit_count() > bits.bit_count():
        bits, brought = brought, bits
    spread = 0
    for place in places(brought):
        spread |= bits << place
    return spread


def places(bits: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


# --- levels ---------------------------------------------------------------------------------


def level_bounds(plan: Plan, shape: Shape) -> dict[str, tuple[int, int | None]]:
    """For each level the units above the lowest where it starts and ends (R12): a score grows
    evenly with the points. Empty where these totals have no score."""
    bottom, one = score_of(plan, shape, 0), score_of(plan, shape, 1)
    if bottom is None or one is None:
        return {}
    starts = [
        0 if level.start is None else max(0, ceil((level.start - bottom) / (one - bottom)))
        for level in plan.theme.rubric
    ]
    ends = [*starts[1:], None]
    return {level.id: (starts[place], ends[place]) for place, level in enumerate(plan.theme.rubric)}


def _between(bits: int, start: int, end: int | None) -> int:
    part = bits >> start
    return part if end is None else part & ((1 << max(0, end - start)) - 1)


@dataclass(frozen=True, slots=True)
class Near:
    """A score that can be reached, with totals that lead to it."""

    score: Fraction
    shape: Shape
    above: int


def nearest(reached: Reached, level: str) -> tuple[Near | None, Near | None]:
    """The highest score below a level that cannot be reached, and the lowest above it."""
    below: Near | None = None
    higher: Near | None = None
    for shape, bits in reached.ends.items():
        bounds = level_bounds(reached.plan, shape)
        if not bounds:
            continue
        start, end = bounds[level]
        under = bits & ((1 << start) - 1)
        if under:
            near = _near(reached.plan, shape, under.bit_length() - 1)
            below = near if below is None or near.score > below.score else below
        if end is not None and (over := bits >> end):
            near = _near(reached.plan, shape, end + (over & -over).bit_length() - 1)
            higher = near if higher is None or near.score < higher.score else higher
    return below, higher


def _near(plan: Plan, shape: Shape, above: int) -> Near:
    score = score_of(plan, shape, above)
    assert score is not None
    return Near(score, shape, above)


# --- the way back ---------------------------------------------------------------------------


def find_answers(reached: Reached, whole: Whole, shape: Shape, above: int) -> dict[str, Reply]:
    """Answers that lead to these totals; what may be left open for them is not in it."""
    end: State = (0, shape)
    found: dict[str, Reply] = {}
    steps = reached.plan.steps
    for number in range(len(steps) - 1, -1, -1):
        step = steps[number]
        end, key, place = _step_back(reached, number, end, above)
        above -= place
        if key is not None:
            member = whole.scoring.questions[step.id]
            theme, unit = reached.plan.theme.id, reached.plan.unit
            reply = find_reply(member, theme, unit, step.conditions, key, place)
            # What neither meets nor brings anything may as well be left open.
            found |= {step.id: reply} if any(key) or not reached.skips else {}
    return dict(reversed(found.items()))


def _step_back(
    reached: Reached, number: int, end: State, above: int
) -> tuple[State, Key | None, int]:
    """The state before a step, the kind of reply that led on from it and the units it brought; a
    reply that brings points rather than another, and any rather than none."""
    found: dict[int, tuple[State, Key | None, int]] = {}
    for state, bits in reached.layers[number].items():
        for arrived, brought, key in moves(reached, number, state):
            if arrived != end:
                continue
            worth = 2 if key and key[1] else 1 if key and key[0] else 0
            place = next((p for p in places(brought) if p <= above and bits >> above - p & 1), None)
            if place is not None and worth not in found:
                found[worth] = state, key, place
    return found[max(found)]
