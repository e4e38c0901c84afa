"""What the questions can do to one theme, in whole numbers: the steps of a walk over them. Pure.

Rules R1 to R7 of `scoring` hold; its engine makes the scores, here only totals are counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from selfcheck.checking.reach.demands import Demands
from selfcheck.checking.reach.replies import Choice, Kind, reply_kinds
from selfcheck.conditions import in_one_spelling, plain
from selfcheck.questionnaire import Condition, Theme
from selfcheck.scoring import (
    QuestionPoints,
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
class Step:
    """A question on the way: the conditions it needs and those demanded of it (bits), what its
    replies do, what it adds to a shape where it is asked and what more where it is answered, and
    the conditions that are looked at later (`keep`)."""

    choice: Choice
    needs: int
    demanded: int
    kinds: Mapping[Kind, int]
    asked: Shape
    answered: Shape
    keep: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The walk over all questions that matter to a theme: where its levels start and end, every
    condition that is looked at, with its bit, those that are demanded, and the steps."""

    theme: Theme
    borders: Mapping[str, tuple[Fraction | None, Fraction | None]]
    units: Units
    bits: Mapping[Condition, int]
    demanded: int
    steps: tuple[Step, ...] = ()

    def add(self, shape: Shape, more: Shape) -> Shape:
        """Two shapes together; but for percent the span only says whether there is one."""
        a, b, c, d, e, f = shape
        g, h, i, j, k, m = more
        span = f + m if self.theme.score == "percent" else f | m
        return a + g, b + h, c + i, d + j, e + k, span


def make_plan(
    scoring: Scoring, theme: Theme, involved: Iterable[str], demands: Demands = ()
) -> Plan:
    """The plan for a theme; `involved` are the questions that have a say in it, in order. Of the
    answers only those that meet all `demands`."""
    questions = [scoring.questions[id] for id in involved]
    found = [c for member in questions for c in plain(member.question.ask_if)]
    looked_at = dict.fromkeys(map(in_one_spelling, [*found, *demands]))
    bits = {condition: 1 << place for place, condition in enumerate(looked_at)}
    units = theme_units(theme.id, scoring.members[theme.id])
    borders = {level.id: level_bounds(theme, level) for level in theme.rubric}
    plan = Plan(theme, borders, units, bits, _bits_of(demands, bits))
    steps: list[Step] = []
    keep = 0
    for member in reversed(questions):
        steps.append(_make_step(plan, member, keep))
        keep |= steps[-1].needs
    return replace(plan, steps=tuple(reversed(steps)))


def _bits_of(conditions: Demands, bits: Mapping[Condition, int]) -> int:
    return sum(bits[condition] for condition in set(map(in_one_spelling, conditions)))


def _make_step(plan: Plan, member: QuestionPoints, keep: int) -> Step:
    id, theme = member.question.id, plan.theme
    own = tuple((bit, condition) for condition, bit in plan.bits.items() if condition.name == id)
    belongs = theme.id in member.ranges
    counted = points_in_units(member, theme.id, plan.units) if belongs else UnitPoints()
    choice = Choice(member, counted, own)
    asked, answered = _adds(counted, theme) if belongs else (NO_SHAPE, NO_SHAPE)
    return Step(
        choice,
        _bits_of(plain(member.question.ask_if), plan.bits),
        plan.demanded & sum(bit for bit, _ in own),
        reply_kinds(choice),
        asked,
        answered,
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
