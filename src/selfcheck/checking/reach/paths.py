"""The walk over a plan, and where it can lead: every total that answers can reach, exactly. Pure.

What is carried along differs: here the totals reached, as bits of a number, one such number for
every shape; in `odds` how likely they are. What would take too long is given up, not guessed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Protocol, TypeVar

from selfcheck.checking.reach.plans import NO_SHAPE, Plan, Shape, Step, score_of
from selfcheck.checking.reach.replies import Kind, TooMuchError

State = tuple[int, Shape]
"""The demands met so far that are still to be looked at, and the shape of the totals."""

T = TypeVar("T")


class Carried(Protocol[T]):
    """What a walk carries along: `nothing` at first and where a question is not asked, what the
    kinds of reply at a step bring, and how that is added. TooMuchError where it takes too long."""

    @property
    def nothing(self) -> T: ...

    def brought(self, step: Step) -> Mapping[Kind, T]: ...

    def add(self, there: T | None, now: T, brought: T) -> T: ...


def walk(plan: Plan, carried: Carried[T]) -> Iterator[Mapping[State, T]]:
    """The states before every step and at the end, with what is carried there."""
    layer: dict[State, T] = {(0, NO_SHAPE): carried.nothing}
    yield layer
    for step in plan.steps:
        kinds, after = carried.brought(step), dict[State, T]()
        for state, end, kind in all_moves(plan, step, kinds, layer):
            brought = carried.nothing if kind is None else kinds[kind]
            after[end] = carried.add(after.get(end), layer[state], brought)
        layer = after
        yield layer


def all_moves(
    plan: Plan, step: Step, kinds: Iterable[Kind], layer: Iterable[State]
) -> Iterator[tuple[State, State, Kind | None]]:
    """Every state, where it goes at a question, and by which kind of reply; None where the question
    is not asked."""
    for state in layer:
        for end, kind in _moves(plan, step, kinds, state):
            yield state, end, kind


def _moves(
    plan: Plan, step: Step, kinds: Iterable[Kind], state: State
) -> Iterator[tuple[State, Kind | None]]:
    met, shape = state
    if not step.gate.opens(met):
        if not step.demanded:
            yield (met & step.keep, shape), None
        return
    asked = plan.add(shape, step.asked)
    answered = plan.add(asked, step.answered)
    for kind in kinds:
        meets, brings = kind
        yield ((met | meets) & step.keep, answered if brings else asked), kind


# --- what can be reached --------------------------------------------------------------------


class _Totals:
    """Carries the totals reached, in units above the lowest, as bits. `skips` says whether
    questions may be left open; `max_work` counts words of 64 bits that are written, and more."""

    nothing = 1

    def __init__(self, skips: bool, max_work: int) -> None:
        self.skips = skips
        self.max_work = max_work
        self.work = 0

    def brought(self, step: Step) -> Mapping[Kind, int]:
        return allowed_kinds(step, self.skips)

    def add(self, there: int | None, now: int, brought: int) -> int:
        # Most questions of a long way belong to other themes and bring nothing.
        spread = now if brought == 1 else _spread(now, brought)
        self.work += 4 + brought.bit_count() * (4 + spread.bit_length() // 64)
        if self.work > self.max_work:
            raise TooMuchError
        return spread if there is None else there | spread


def allowed_kinds(step: Step, skips: bool) -> Mapping[Kind, int]:
    """The kinds of reply that meet what is demanded, with what they bring; where questions may be
    left open, or are demanded to be, that is a reply that brings nothing."""
    found = {
        kind: bits
        for kind, bits in step.kinds.items()
        if not step.demanded & ~kind[0] and (skips or any(kind) or not step.choice.scores)
    }
    may_be_open = not step.demanded & ~step.open_kind[0] and (skips or step.demanded)
    return found | {step.open_kind: 1} if may_be_open else found


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


@dataclass(frozen=True)
class Reached:
    """What can be reached on a plan. `layers` holds the states before every step and at the end;
    `skips` says whether questions may be left open; `work` what it cost."""

    plan: Plan
    layers: tuple[Mapping[State, int], ...]
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
            for level, (start, end) in level_places(self.plan, shape).items():
                part = _between(bits, start, end)
                if part and level not in found:
                    found[level] = shape, start + (part & -part).bit_length() - 1
        return found

    @cached_property
    def has_score(self) -> bool:
        """Whether any answers bring a score."""
        return any(score_of(self.plan, shape, 0) is not None for shape in self.ends)


def reach(plan: Plan, skips: bool, max_work: int) -> Reached:
    """Everything that can be reached; TooMuchError where `max_work` is not enough."""
    totals = _Totals(skips, max_work)
    layers = tuple(walk(plan, totals))
    return Reached(plan, layers, skips, totals.work)


def level_places(plan: Plan, shape: Shape) -> dict[str, tuple[int, int | None]]:
    """For each level the units above the lowest where it starts and ends (R12): a score grows
    evenly with the points. Empty where these totals have no score."""
    bottom, one = score_of(plan, shape, 0), score_of(plan, shape, 1)
    if bottom is None or one is None:
        return {}

    def units(border: Fraction) -> int:
        return max(0, ceil((border - bottom) / (one - bottom)))

    return {
        level: (0 if start is None else units(start), None if end is None else units(end))
        for level, (start, end) in plan.borders.items()
    }


def _between(bits: int, start: int, end: int | None) -> int:
    part = bits >> start
    return part if end is None else part & ((1 << max(0, end - start)) - 1)


# --- what comes near ------------------------------------------------------------------------


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
        places_of_levels = level_places(reached.plan, shape)
        if not places_of_levels:
            continue
        start, end = places_of_levels[level]
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
