"""How often people who answer at random would come to a level: exact, no sample. Pure.

At random means: nothing is left open, and every answer of a question is equally likely. Where
several may be marked, each answer that stands alone is as likely as any other answer, and all
other markings share the rest evenly.
"""

from collections.abc import Iterable, Iterator, Mapping
from random import Random

from selfcheck.checking.reach.plans import (
    Plan,
    Shape,
    Step,
    Whole,
    add_shapes,
)
from selfcheck.checking.reach.walking import State, level_bounds
from selfcheck.checking.reach.ways import Key, met_by, units_above
from selfcheck.scoring import QuestionPoints

Chances = dict[int, float]
"""Units above the lowest -> how likely they are."""

_MOST_WORK = 1_000_000
_MOST_SUMS = 5_000


def level_chances(whole: Whole, plan: Plan, most_work: int = _MOST_WORK) -> dict[str, float] | None:
    """The share of each level among those who have a score or not; None where it would take too
    long to count."""
    ends = _walk_at_random(whole, plan, most_work)
    if ends is None:
        return None
    found = {level.id: 0.0 for level in plan.theme.rubric}
    for shape, chances in ends.items():
        bounds = level_bounds(plan, shape).items()
        for level, (start, end) in bounds:
            found[level] += sum(
                chance
                for place, chance in chances.items()
                if start <= place and (end is None or place < end)
            )
    return found


def _walk_at_random(whole: Whole, plan: Plan, most_work: int) -> dict[Shape, Chances] | None:
    states: dict[State, Chances] = {(0, (0,) * 6): {0: 1.0}}
    work = 0
    for step in plan.steps:
        ways = _likely_ways(whole.scoring.questions[step.id], plan, step)
        after: dict[State, Chances] = {}
        for state, chances in states.items():
            for end, brought in _moves(plan, step, state, ways):
                work += len(chances) * len(brought)
                if work > most_work:
                    return None
                _add_chances(after.setdefault(end, {}), chances, brought)
        states = after
    return {shape: chances for (_, shape), chances in states.items()}


def _moves(
    plan: Plan, step: Step, state: State, ways: Mapping[Key, Chances]
) -> Iterator[tuple[State, Chances]]:
    met, shape = state
    if step.needs & ~met:
        yield (met & step.keep, shape), {0: 1.0}
        return
    asked = add_shapes(shape, step.asked, plan)
    answered = add_shapes(asked, step.answered, plan)
    for (meets, brings), chances in ways.items():
        yield ((met | meets) & step.keep, answered if brings else asked), chances


def _add_chances(into: Chances, chances: Chances, brought: Chances) -> None:
    for more, likely in brought.items():
        for place, chance in chances.items():
            into[place + more] = into.get(place + more, 0.0) + chance * likely


def _likely_ways(member: QuestionPoints, plan: Plan, step: Step) -> dict[Key, Chances]:
    """Every kind of reply, and how likely it is to bring so much."""
    found: dict[Key, Chances] = {}
    for marking, likely in _markings(member):
        brings = plan.theme.id in member.ranges and marking[0] in member.answers
        met = 0
        for value in marking:
            met |= met_by(value, step.conditions)
        chances = found.setdefault((met, brings), {})
        place = units_above(member, plan.theme.id, plan.unit, marking) if brings else 0
        chances[place] = chances.get(place, 0.0) + likely
    return found


def _markings(member: QuestionPoints) -> Iterator[tuple[tuple[str, ...], float]]:
    """Every reply with its chance; of more markings than can be gone through, an even sample."""
    answers = [answer.value for answer in member.question.answers]
    if member.question.choose == "one":
        yield from (((value,), 1 / len(answers)) for value in answers)
        return
    yield from (((value,), 1 / len(answers)) for value in answers if value in member.alone)
    free = [value for value in answers if value not in member.alone]
    picks = _picks(2 ** len(free) - 1)
    for pick in picks:
        marking = tuple(value for bit, value in enumerate(free) if pick >> bit & 1)
        yield marking, len(free) / len(answers) / len(picks)


def _picks(most: int) -> range | list[int]:
    if most <= _MOST_SUMS:
        return range(1, most + 1)
    chosen = Random(0)
    return [chosen.randint(1, most) for _ in range(_MOST_SUMS)]


def answer_at_random(
    questions: Iterable[QuestionPoints], chosen: Random
) -> dict[str, tuple[str, ...]]:
    """One respondent's answers to all questions that have any."""
    return {
        member.question.id: random_reply(member, chosen)
        for member in questions
        if member.question.answers
    }


def random_reply(member: QuestionPoints, chosen: Random) -> tuple[str, ...]:
    """A reply of someone who answers at random."""
    answers = member.question.answers
    first = answers[int(chosen.random() * len(answers))].value
    if member.question.choose == "one" or first in member.alone:
        return (first,)
    free = [answer.value for answer in answers if answer.value not in member.alone]
    pick = chosen.randint(1, 2 ** len(free) - 1)
    return tuple(value for bit, value in enumerate(free) if pick >> bit & 1)
