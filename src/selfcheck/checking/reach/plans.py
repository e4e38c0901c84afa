"""What the questions can do to one theme, in whole numbers: the steps of a walk over them. Pure.

Rules R1 to R7 of `scoring` hold; its engine makes the scores, here only totals are counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from selfcheck.checking.reach.needs import Demand, Need, Tree, needs_in
from selfcheck.checking.reach.replies import (
    MAX_SPAN,
    Choice,
    Kind,
    TooMuchError,
    met_by,
    reply_kinds,
)
from selfcheck.questionnaire import Theme
from selfcheck.scoring import (
    Scoring,
    UnitPoints,
    Units,
    counted_totals,
    level_bounds,
    points_in_units,
    score_totals,
    theme_units,
)

Shape = tuple[int, int, int, int, int, int]
"""Asked, answered, weight, weight of asked, lowest, span: of the theme's questions so far. What
the kind of score does not look at stays 0."""

NO_SHAPE: Shape = (0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Gate:
    """An `ask_if` in bits: all of these demands are met (or any), and all of the parts hold."""

    how: Literal["all", "any"]
    bits: int
    parts: tuple["Gate", ...] = ()

    def opens(self, met: int) -> bool:
        """Whether a question is asked where these demands are met."""
        if self.how == "all":
            return met & self.bits == self.bits and all(part.opens(met) for part in self.parts)
        return bool(met & self.bits) or any(part.opens(met) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Step:
    """A question on the way: when it is asked, what is demanded of it (bits), what its replies do
    and which demands it meets left open, what it adds to a shape where it is asked and what more
    where it is answered, and the demands that are looked at later (`keep`)."""

    choice: Choice
    gate: Gate
    demanded: int
    kinds: Mapping[Kind, int]
    open_kind: Kind
    asked: Shape
    answered: Shape
    keep: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The walk over all questions that matter to a theme: where its levels start and end, and the
    steps."""

    theme: Theme
    borders: Mapping[str, tuple[Fraction | None, Fraction | None]]
    units: Units
    steps: tuple[Step, ...] = ()

    def add(self, shape: Shape, more: Shape) -> Shape:
        """Two shapes together; but for percent the span only says whether there is one."""
        a, b, c, d, e, f = shape
        g, h, i, j, k, m = more
        span = f + m if self.theme.score == "percent" else f | m
        return a + g, b + h, c + i, d + j, e + k, span


def make_plan(
    scoring: Scoring,
    theme: Theme,
    involved: Sequence[tuple[str, Tree]],
    demands: Iterable[Demand] = (),
) -> Plan:
    """The plan for a theme; `involved` are the questions that have a say in it, in order, with what
    must be so for them to be asked. Of the answers only those that meet all `demands`.
    TooMuchError where the numbers are too large to be followed."""
    units = theme_units(theme.id, scoring.members[theme.id])
    borders = {level.id: level_bounds(theme, level) for level in theme.rubric}
    bits = _Bits([tree for _, tree in involved], demands)
    steps: list[Step] = []
    keep = span = 0
    for id, tree in reversed(involved):
        member = scoring.questions[id]
        belongs = theme.id in member.ranges
        counted = points_in_units(member, theme.id, units) if belongs else UnitPoints()
        span += abs(counted.lowest) + abs(counted.highest)
        if span > MAX_SPAN:
            raise TooMuchError
        choice = Choice(member, counted, bits.on(id))
        adds = _adds(counted, theme) if belongs else (NO_SHAPE, NO_SHAPE)
        steps.append(_make_step(choice, bits, tree, adds, keep))
        keep |= bits.all_of(tree)
    return replace(Plan(theme, borders, units), steps=tuple(reversed(steps)))


class _Bits:
    """A bit for everything that is demanded, somewhere on the way or from outside."""

    def __init__(self, trees: Iterable[Tree], demands: Iterable[Demand]) -> None:
        wanted = tuple(demands)
        found = [demand for tree in trees for demand in _demands_in(tree)]
        self._bits = {one: 1 << n for n, one in enumerate(dict.fromkeys([*found, *wanted]))}
        self._on: dict[str, list[tuple[int, Demand]]] = defaultdict(list)
        for demand, bit in self._bits.items():
            self._on[demand.question].append((bit, demand))
        self._wanted = frozenset(wanted)

    def on(self, question: str) -> tuple[tuple[int, Demand], ...]:
        """The demands on a question, with their bits."""
        return tuple(self._on.get(question, ()))

    def wanted_on(self, question: str) -> int:
        """Those of them that come from outside."""
        return sum(bit for bit, demand in self.on(question) if demand in self._wanted)

    def all_of(self, tree: Tree) -> int:
        """All that a tree looks at."""
        return sum(self._bits[demand] for demand in {*_demands_in(tree)})

    def gate(self, tree: Tree) -> Gate:
        """A tree in bits."""
        if isinstance(tree, Need):
            return Gate("all", self.all_of(tree))
        leaves = {d for part in tree.parts if isinstance(part, Need) for d in _demands_in(part)}
        parts = tuple(self.gate(part) for part in tree.parts if not isinstance(part, Need))
        return Gate(tree.how, sum(self._bits[demand] for demand in leaves), parts)


def _demands_in(tree: Tree) -> Iterable[Demand]:
    return (need.about for need in needs_in(tree) if isinstance(need.about, Demand))


def _make_step(
    choice: Choice, bits: _Bits, tree: Tree, adds: tuple[Shape, Shape], keep: int
) -> Step:
    return Step(
        choice,
        bits.gate(tree),
        bits.wanted_on(choice.member.question.id),
        reply_kinds(choice),
        (met_by(choice, None), False),
        *adds,
        keep,
    )


def _adds(counted: UnitPoints, theme: Theme) -> tuple[Shape, Shape]:
    """What a question of the theme adds where it is asked, and what more where it is answered."""
    span = counted.highest - counted.lowest
    is_percent, prorates = theme.score == "percent", theme.missing == "prorate"
    weighs = theme.score == "mean" or (theme.score == "sum" and prorates)
    return (
        (1, 0, 0, counted.weight if theme.score == "sum" and prorates else 0, 0, 0),
        (
            0,
            1,
            counted.weight if weighs else 0,
            0,
            0 if is_percent else counted.lowest,
            span if is_percent else int(span > 0),
        ),
    )


def score_of(plan: Plan, shape: Shape, above: int) -> Fraction | None:
    """The score of totals: `above` units above the lowest. Percent does not look at where the
    lowest lies, the others not at how far the highest is above it."""
    asked, answered, weight, asked_weight, lowest, span = shape
    points = (lowest + above, lowest, lowest + span)
    counts = (*points, weight or 1, answered, 0, 0, asked_weight or 1, asked)
    return score_totals(plan.theme, counted_totals(counts, plan.units))
