"""How often people who answer at random would come to a level: exact, no sample. Pure.

At random means: nothing is left open, and every answer of a question is equally likely. Where
several may be marked, each answer that stands alone is as likely as any other answer, and all
other markings share the rest evenly.
"""

from collections.abc import Iterator, Mapping
from random import Random

from selfcheck.checking.reach.paths import State, level_places, walk
from selfcheck.checking.reach.plans import Plan, Step
from selfcheck.checking.reach.replies import Kind, TooMuchError, met_by, units_above
from selfcheck.scoring import QuestionPoints

Odds = dict[int, float]
"""Units above the lowest -> how likely they are."""

_MAX_WORK = 1_000_000
_MAX_MARKINGS = 5_000


def level_odds(plan: Plan, max_work: int = _MAX_WORK) -> dict[str, float] | None:
    """The share of each level among those who have a score or not; None where it would take too
    long to count."""
    ends: Mapping[State, Odds] = {}
    try:
        for layer in walk(plan, _Likely(max_work)):
            ends = layer
    except TooMuchError:
        return None
    found = {level.id: 0.0 for level in plan.theme.rubric}
    for (_, shape), odds in ends.items():
        for level, (start, end) in level_places(plan, shape).items():
            found[level] += sum(
                likely
                for place, likely in odds.items()
                if start <= place and (end is None or place < end)
            )
    return found


class _Likely:
    """Carries how likely every total is. `max_work` counts sums."""

    def __init__(self, max_work: int) -> None:
        self.work_left = max_work

    @property
    def nothing(self) -> Odds:
        """Where nothing is brought, that is certain."""
        return {0: 1.0}

    def brought(self, step: Step) -> Mapping[Kind, Odds]:
        """Every kind of reply, and how likely it is to bring so much."""
        choice, found = step.choice, dict[Kind, Odds]()
        for marking, likely in _markings(choice.member):
            brings = any(value in choice.counted.points for value in marking)
            odds = found.setdefault((met_by(choice, marking), brings), {})
            place = units_above(choice, marking) if brings else 0
            odds[place] = odds.get(place, 0.0) + likely
        return found

    def add(self, there: Odds | None, now: Odds, brought: Odds) -> Odds:
        self.work_left -= len(now) * len(brought)
        if self.work_left < 0:
            raise TooMuchError
        into = {} if there is None else there
        for more, likely in brought.items():
            for place, before in now.items():
                into[place + more] = into.get(place + more, 0.0) + before * likely
        return into


def _markings(member: QuestionPoints) -> Iterator[tuple[tuple[str, ...], float]]:
    """Every reply with its odds; of more markings than can be gone through, an even sample. To a
    question that is answered by a text there is one, without marks."""
    if member.question.write:
        yield (), 1.0
        return
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
    if most <= _MAX_MARKINGS:
        return range(1, most + 1)
    chosen = Random(0)
    return [chosen.randint(1, most) for _ in range(_MAX_MARKINGS)]
