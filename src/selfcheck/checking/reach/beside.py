"""Which levels can stand beside a reflection or a remark. Pure and seeded.

From answers that lead to a text, others are tried that still do: now a whole theme is answered
higher or lower, now a single question in another way. What is never met so may still be possible.
"""

from collections.abc import Iterator, Mapping
from random import Random

from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.reach.goals import Goal, example_answers, find_goals
from selfcheck.checking.reach.search import lean_theme
from selfcheck.problems import Path
from selfcheck.simulation import Drawn, draw_reply

_MAX_STEPS = 1_500
_MAX_WORK = 12_000_000
"""Questions and themes gone through for all texts together; some seconds."""

Levels = Mapping[str, tuple[str, ...]]
"""Theme id -> ids of levels, lowest first; only themes that can have a level there."""


def find_beside(cache: ReachCache) -> Mapping[Path, Levels]:
    """For every reflection and remark to which answers are found: the levels that stood beside it
    in what was tried."""
    goals = [goal for goal in find_goals(cache) if goal.section != "safety"]
    started = {goal.path: (goal, example_answers(cache, goal)) for goal in goals}
    most = _MAX_WORK // max(1, len(goals))
    return {
        path: _levels_beside(cache, goal, answers, most)
        for path, (goal, answers) in started.items()
        if answers is not None
    }


def _levels_beside(cache: ReachCache, goal: Goal, start: Drawn, most: int) -> Levels:
    seen: dict[str, set[str]] = {id: set() for id in cache.questionnaire.themes}
    for levels in _walk(cache, goal, start, most):
        for theme, level in levels.items():
            seen[theme] |= {level} if level else set()
    return {
        theme.id: tuple(level.id for level in theme.rubric if level.id in seen[theme.id])
        for theme in cache.questionnaire.themes.values()
        if seen[theme.id]
    }


def _walk(
    cache: ReachCache, goal: Goal, start: Drawn, most: int
) -> Iterator[Mapping[str, str | None]]:
    """The levels of everything met on a walk among answers that lead to a text."""
    chance, now, simulator = Random(0), start, cache.simulator
    until = simulator.work + most
    for _ in range(_MAX_STEPS):
        changed = now | _change(cache, chance)
        found = simulator.reflect(changed)
        if not goal.wrong(found):
            now = changed
            yield found.levels
        if simulator.work > until:
            return


def _change(cache: ReachCache, chance: Random) -> Drawn:
    """A theme answered anew, from lowest to highest; or one question, whichever it is."""
    if cache.questionnaire.themes and chance.random() < 0.5:
        theme = chance.choice(list(cache.questionnaire.themes.values()))
        return lean_theme(cache, theme, chance.random(), chance)
    member = chance.choice(list(cache.scoring.questions.values()))
    return {member.question.id: draw_reply(member, chance)}
