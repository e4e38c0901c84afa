"""The way back through a walk: answers that lead to totals that can be reached. Pure."""

from selfcheck.checking.reach.paths import Reached, State, all_moves, allowed_kinds, places
from selfcheck.checking.reach.plans import Shape
from selfcheck.checking.reach.replies import (
    Choice,
    Kind,
    free_points,
    met_by,
    single_reply,
    units_above,
)
from selfcheck.replies import spell_marks
from selfcheck.simulation import Drawn

_MAX_SUMS = 10_000
_MAX_SHOWN = 6


def find_answers(reached: Reached, shape: Shape, above: int) -> Drawn:
    """Answers that lead to these totals; what may be left open for them is not in it. To a text
    there are no marks."""
    end: State = (0, shape)
    found: Drawn = {}
    steps = reached.plan.steps
    for number in range(len(steps) - 1, -1, -1):
        end, kind, place = _step_back(reached, number, end, above)
        above -= place
        step = steps[number]
        is_open = kind == step.open_kind and (reached.skips or step.demanded)
        if kind is not None and not is_open:
            found[step.choice.member.question.id] = _find_reply(step.choice, kind, place)
    return dict(reversed(found.items()))


def _step_back(
    reached: Reached, number: int, end: State, above: int
) -> tuple[State, Kind | None, int]:
    """The state before a step, the kind of reply that led on from it and the units it brought; a
    reply that brings points rather than another, and any rather than none."""
    step, layer = reached.plan.steps[number], reached.layers[number]
    kinds = allowed_kinds(step, reached.skips)
    found: dict[int, tuple[State, Kind | None, int]] = {}
    for state, arrived, kind in all_moves(reached.plan, step, kinds, layer):
        if arrived != end:
            continue
        worth = 2 if kind and kind[1] else 1 if kind and kind[0] else 0
        brought, bits = 1 if kind is None else kinds[kind], layer[state]
        place = next((p for p in places(brought) if p <= above and bits >> above - p & 1), None)
        if place is not None and worth not in found:
            found[worth] = state, kind, place
    return found[max(found)]


def _find_reply(choice: Choice, kind: Kind, place: int) -> tuple[str, ...]:
    """A reply of this kind that brings so many units above the lowest."""
    for answer in choice.member.question.answers:
        if single_reply(choice, answer.value) == (kind, place):
            return (answer.value,)
    several = choice.member.question.choose == "several"
    return _find_marking(choice, kind, place) if several else ()


def _find_marking(choice: Choice, kind: Kind, place: int) -> tuple[str, ...]:
    """The first marking found, smallest sums first, that meets and brings what is wanted."""
    sums: dict[tuple[Kind, int], tuple[str, ...]] = {}
    for value in free_points(choice):
        for marked in [*sums.values(), ()]:
            marking = (*marked, value)
            brings = any(one in choice.counted.points for one in marking)
            units = units_above(choice, marking) if brings else 0
            sums.setdefault(((met_by(choice, marking), brings), units), marking)
        if len(sums) > _MAX_SUMS:
            break
    return sums.get((kind, place), ())


def spell_example(reached: Reached, shape: Shape, above: int) -> str:
    """Answers that lead to totals, as an author would write them down; of many the first."""
    answers = find_answers(reached, shape, above)
    parts = [f"{id}: {spell_marks(reply)}" for id, reply in answers.items()]
    return ", ".join(parts[:_MAX_SHOWN] + (["..."] if len(parts) > _MAX_SHOWN else []))
