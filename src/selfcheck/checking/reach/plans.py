"""What the questions can do to one theme, in whole numbers: the steps of a walk over them. Pure.

Rules R1 to R7 of `scoring` hold; its engine makes the scores, here only totals are counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm

from selfcheck.checking.reach.ways import Key, Met, possible_ways
from selfcheck.questionnaire import Condition, Conditions, Questionnaire, Theme
from selfcheck.scoring import QuestionPoints, Totals, prepare_scoring, score_totals

Shape = tuple[int, ...]
"""Asked, answered, weight, weight of asked, lowest, span: of the theme's questions so far. What
the kind of score does not look at stays 0."""


class Whole:
    """A questionnaire made ready for asking what its answers can reach."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.scoring = prepare_scoring(questionnaire)
        self.position = {id: place for place, id in enumerate(questionnaire.questions)}
        self.asked_when = {id: every_need(questionnaire, id) for id in self.position}

    @cached_property
    def members(self) -> dict[str, list[QuestionPoints]]:
        """Theme id -> its questions, in order."""
        found: dict[str, list[QuestionPoints]] = {id: [] for id in self.questionnaire.themes}
        for member in self.scoring.questions.values():
            for theme in member.ranges:
                found[theme].append(member)
        return found


def every_need(questionnaire: Questionnaire, question: str) -> Conditions:
    """All that must have been answered for a question to be asked, through all `ask_if` (R7)."""
    found: dict[Condition, None] = {}
    waiting = list(questionnaire.questions[question].ask_if)
    while waiting:
        condition = ordered(waiting.pop())
        if condition not in found:
            found[condition] = None
            waiting += questionnaire.questions[condition.name].ask_if
    return tuple(found)


def ordered(condition: Condition) -> Condition:
    """A condition in its one spelling."""
    return Condition(condition.name, tuple(sorted(set(condition.wanted))))


@dataclass(frozen=True, slots=True)
class Step:
    """A question on the way: the conditions it needs (bits), what its replies do, what is later
    looked at again. `answered` and `asked` are what it adds to a shape."""

    id: str
    needs: int
    demanded: int
    ways: Mapping[Key, int]
    asked: Shape
    answered: Shape
    keep: int
    conditions: Met


@dataclass(frozen=True, slots=True)
class Plan:
    """The walk over all questions that matter to a theme. `unit` and `weight_unit` are what a
    whole number stands for."""

    theme: Theme
    steps: tuple[Step, ...]
    unit: Fraction
    weight_unit: Fraction


def make_plan(whole: Whole, theme: Theme, demands: Conditions = ()) -> Plan:
    """The plan for a theme; of the answers only those that meet all `demands`."""
    members = whole.members[theme.id]
    units = (
        common_unit(
            points[theme.id] * member.question.weight
            for member in members
            for points in member.answers.values()
        ),
        common_unit(member.question.weight for member in members),
    )
    involved = _involved(whole, members)
    looked_at = _number_conditions(whole, involved, demands)
    steps: list[Step] = []
    keep = 0
    for id in reversed(involved):
        steps.append(_make_step(whole, theme, id, looked_at, demands, units, keep))
        keep |= steps[-1].needs
    return Plan(theme, tuple(reversed(steps)), *units)


def common_unit(numbers: Iterable[Fraction]) -> Fraction:
    """The largest number of which all these are multiples; 1 where all are 0."""
    given = list(numbers)
    bottom = lcm(*(number.denominator for number in given))
    top = gcd(*(number.numerator * (bottom // number.denominator) for number in given))
    return Fraction(top or bottom, bottom)


def _involved(whole: Whole, members: Iterable[QuestionPoints]) -> list[str]:
    """The questions of a theme, and those on which it depends whether they are asked."""
    ids = [member.question.id for member in members]
    gates = [condition.name for id in ids for condition in whole.asked_when[id]]
    return sorted({*ids, *gates}, key=whole.position.__getitem__)


def _number_conditions(
    whole: Whole, involved: Iterable[str], demands: Conditions
) -> dict[Condition, int]:
    """Every condition that is looked at, with its bit."""
    questions = whole.questionnaire.questions
    found = [ordered(c) for id in involved for c in questions[id].ask_if]
    found += map(ordered, demands)
    return {condition: 1 << bit for bit, condition in enumerate(dict.fromkeys(found))}


def _make_step(
    whole: Whole,
    theme: Theme,
    id: str,
    looked_at: Mapping[Condition, int],
    demands: Conditions,
    units: tuple[Fraction, Fraction],
    keep: int,
) -> Step:
    member = whole.scoring.questions[id]
    conditions = tuple(
        (bit, frozenset(condition.wanted))
        for condition, bit in looked_at.items()
        if condition.name == id
    )
    needs = sum(looked_at[c] for c in set(map(ordered, member.question.ask_if)))
    demanded = sum(looked_at[c] for c in set(map(ordered, demands)) if c.name == id)
    asked, answered = _adds(member, theme, units)
    return Step(
        id,
        needs,
        demanded,
        possible_ways(member, theme.id, conditions, units[0]),
        asked,
        answered,
        keep,
        conditions,
    )


def _adds(
    member: QuestionPoints, theme: Theme, units: tuple[Fraction, Fraction]
) -> tuple[Shape, Shape]:
    """What a question adds where it is asked, and what more where it is answered."""
    if theme.id not in member.ranges:
        return (0,) * 6, (0,) * 6
    weight = int(member.question.weight / units[1])
    lowest = int(member.ranges[theme.id].lowest * member.question.weight / units[0])
    highest = int(member.ranges[theme.id].highest * member.question.weight / units[0])
    is_percent, prorates = theme.score == "percent", theme.missing == "prorate"
    weighs = theme.score == "mean" or (theme.score == "sum" and prorates)
    return (
        (1, 0, 0, weight if theme.score == "sum" and prorates else 0, 0, 0),
        (
            0,
            1,
            weight if weighs else 0,
            0,
            0 if is_percent else lowest,
            highest - lowest if is_percent else int(highest > lowest),
        ),
    )


def add_shapes(shape: Shape, more: Shape, plan: Plan) -> Shape:
    """Two shapes together; but for percent the span only says whether there is one."""
    a, b, c, d, e, f = shape
    g, h, i, j, k, m = more
    span = f + m if plan.theme.score == "percent" else f | m
    return a + g, b + h, c + i, d + j, e + k, span


def score_of(plan: Plan, shape: Shape, above: int) -> Fraction | None:
    """The score of totals: `above` units above the lowest. Percent does not look at where the
    lowest lies, the others not at how far the highest is above it."""
    asked, answered, weight, asked_weight, lowest, span = shape
    unit, heavy = plan.unit, plan.weight_unit
    bottom = lowest * unit
    totals = Totals(
        bottom + above * unit,
        bottom,
        bottom + span * unit,
        (weight or 1) * heavy,
        answered,
        (asked_weight or 1) * heavy,
        asked,
    )
    return score_totals(plan.theme, totals)
