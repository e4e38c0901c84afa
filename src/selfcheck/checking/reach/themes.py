"""Themes and levels: what no answers reach, what hardly anybody would, what one question decides.

Pure. Scores that can be reached are compared, not intervals.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from selfcheck.checking.reach.backtrack import spell_example
from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.reach.odds import level_odds
from selfcheck.checking.reach.paths import Near, Reached, nearest
from selfcheck.checking.reach.plans import Shape
from selfcheck.checking.reach.search import try_extremes
from selfcheck.problems import Path, Problem
from selfcheck.questionnaire import Level, Theme
from selfcheck.scoring import (
    QuestionPoints,
    add_up,
    level_bounds,
    score_range,
    score_totals,
    spell_score,
)
from selfcheck.spelling import round_half_up

_RARE = 1 / 1000
_NARROW = Fraction(1, 5)
"""Of many questions, chance alone makes the middle crowded: only a level over less than a fifth
of the scores is called hard to reach, a wide one at the end of a long theme is not."""
_LONG = 10
"""Of more questions than these, chance hardly ever meets the outermost levels; people do."""
_MAX_TRIES = 2_000
_MAX_COUNTED = 4_000_000
"""Sums counted for the odds of all themes together; about a second."""


def check_themes(cache: ReachCache) -> Iterator[Problem]:
    """All themes that have questions."""
    for theme in cache.questionnaire.themes.values():
        if not cache.scoring.members[theme.id]:
            continue
        unscored = list(_check_scored(cache, theme))
        yield from unscored
        if not any(problem.severity == "error" for problem in unscored):
            yield from _check_levels(cache, theme)
            yield from _check_balance(cache, theme)


def _check_scored(cache: ReachCache, theme: Theme) -> Iterator[Problem]:
    """Whether there can be a score, whichever questions are asked (R11)."""
    members = cache.scoring.members[theme.id]
    path: Path = ("themes", theme.id)
    answered, any_answers = cache.walk(theme, False), cache.walk(theme, True)
    most = max((shape[0] for shape in any_answers.ends), default=0) if any_answers else len(members)
    if isinstance(theme.at_least, int) and theme.at_least > most:
        facts = {"theme": theme.id, "needed": theme.at_least, "most": most}
        yield Problem("at-least-never-met", (*path, "at_least"), facts)
    elif any_answers and not any_answers.has_score:
        yield Problem("theme-never-scored", path, {"theme": theme.id}, "name")
    elif answered and isinstance(theme.at_least, int):
        short = [shape for shape in answered.ends if 0 < shape[0] < theme.at_least]
        if short:
            yield _branch_without_score(answered, min(short))


def _branch_without_score(reached: Reached, shape: Shape) -> Problem:
    theme, bits = reached.plan.theme, reached.ends[shape]
    facts = {
        "theme": theme.id,
        "needed": theme.at_least,
        "asked": shape[0],
        "example": spell_example(reached, shape, (bits & -bits).bit_length() - 1),
    }
    path = ("themes", theme.id, "at_least")
    return Problem("at-least-above-asked", path, facts, severity="warning")


# --- levels ---------------------------------------------------------------------------------


def _check_levels(cache: ReachCache, theme: Theme) -> Iterator[Problem]:
    levels = cache.levels(theme)
    if levels is None:
        yield from _check_found(cache, theme)
        return
    missed = [level for level in theme.rubric if level.id not in levels]
    if missed and (reached := cache.walk(theme, True)):
        yield from (_never_reached(reached, level) for level in missed)
    yield from _check_rare(cache, theme, [level for level in theme.rubric if level.id in levels])


def _never_reached(reached: Reached, level: Level) -> Problem:
    theme = reached.plan.theme
    near = min(
        (near for near in nearest(reached, level.id) if near),
        key=lambda near: (_distance(near, theme, level), near.score),
    )
    facts = {
        "theme": theme.id,
        "level": level.id,
        "score": spell_score(theme, near.score),
        "example": spell_example(reached, near.shape, near.above),
    }
    return Problem("level-never-reached", _place(theme, level), facts, "name")


def _place(theme: Theme, level: Level) -> Path:
    """Where it is written from which score on a level is reached."""
    path: Path = ("themes", theme.id, "rubric", level.id)
    return path if level.start is None else (*path, "from")


def _distance(near: Near, theme: Theme, level: Level) -> Fraction:
    start, end = level_bounds(theme, level)
    if start is not None and near.score < start:
        return start - near.score
    return near.score - end if end is not None else Fraction(0)


def _check_found(cache: ReachCache, theme: Theme) -> Iterator[Problem]:
    """Where the answers are too many to be followed: levels that no try has met."""
    members = cache.scoring.members[theme.id]
    number = 40 if cache.is_tired else max(40, min(_MAX_TRIES, 100_000 // len(members)))
    found = try_extremes(cache, theme, number)
    lowest, highest = _outermost(theme, members)
    for level in theme.rubric:
        path = _place(theme, level)
        facts: dict[str, object] = {"theme": theme.id, "level": level.id}
        start, end = level_bounds(theme, level)
        if (start is not None and start > highest) or (end is not None and end <= lowest):
            low, high = spell_score(theme, lowest), spell_score(theme, highest)
            yield Problem("level-out-of-range", path, {**facts, "low": low, "high": high}, "name")
        elif level.id not in found:
            facts["tries"] = number
            yield Problem("level-not-found", path, facts, "name", severity="warning")


def _outermost(theme: Theme, members: Sequence[QuestionPoints]) -> tuple[Fraction, Fraction]:
    """Two numbers between which every score lies, whatever is skipped (R8-R10)."""
    if theme.score == "percent":
        return Fraction(0), Fraction(100)
    ranges = [(member.ranges[theme.id], member.question.weight) for member in members]
    lowest = min(extent.lowest for extent, _ in ranges)
    highest = max(extent.highest for extent, _ in ranges)
    if theme.score == "mean":
        return lowest, highest
    if theme.missing == "prorate":
        weight = sum(weight for _, weight in ranges)
        return min(Fraction(0), lowest * weight), max(Fraction(0), highest * weight)
    return (
        sum((min(Fraction(0), extent.lowest * weight) for extent, weight in ranges), Fraction(0)),
        sum((max(Fraction(0), extent.highest * weight) for extent, weight in ranges), Fraction(0)),
    )


def _check_rare(cache: ReachCache, theme: Theme, levels: Sequence[Level]) -> Iterator[Problem]:
    inner = levels if len(cache.scoring.members[theme.id]) <= _LONG else levels[1:-1]
    narrow = [level for level in inner if _width(cache, theme, level) < _NARROW]
    if not narrow:
        return
    max_work = _MAX_COUNTED // len(cache.questionnaire.themes)
    odds = level_odds(cache.plan(theme), max_work) or {}
    for level in narrow:
        # A sum of small parts: no border is that fine.
        if odds.get(level.id, 1.0) < _RARE * (1 - 1e-9):
            yield _hardly_reached(cache, theme, level, odds[level.id])


def _hardly_reached(cache: ReachCache, theme: Theme, level: Level, share: float) -> Problem:
    facts = {
        "theme": theme.id,
        "level": level.id,
        "share": f"1/{round(1 / share):,}" if share else "0",
        "example": _example(cache, theme, level),
    }
    path = ("themes", theme.id, "rubric", level.id)
    return Problem("level-hardly-reached", path, facts, "name", severity="warning")


def _width(cache: ReachCache, theme: Theme, level: Level) -> Fraction:
    """The part of all scores, from lowest to highest, that lies in a level."""
    members = cache.scoring.members[theme.id]
    lowest, highest = score_range(theme, add_up(theme.id, Fraction(0), members, members))
    start, end = level_bounds(theme, level)
    first = lowest if start is None else max(lowest, start)
    last = highest if end is None else min(highest, end)
    return (last - first) / (highest - lowest) if highest > lowest else Fraction(1)


def _example(cache: ReachCache, theme: Theme, level: Level) -> str:
    reached = cache.walk(theme, False)
    if reached is None or level.id not in reached.levels:
        reached = cache.walk(theme, True)
    return spell_example(reached, *reached.levels[level.id]) if reached else ""


# --- balance --------------------------------------------------------------------------------


def _check_balance(cache: ReachCache, theme: Theme) -> Iterator[Problem]:
    """A theme of several questions of which one, asked of everybody, moves the score by more than
    half. One that only some are asked does not decide for all."""
    members = cache.scoring.members[theme.id]
    spans = {member.question.id: _span(member, theme) for member in members}
    whole = sum(spans.values())
    heaviest = max(spans, key=lambda id: spans[id])
    asked_of_all = not cache.questionnaire.questions[heaviest].ask_if
    if len(members) < 2 or spans[heaviest] * 2 <= whole or not asked_of_all:
        return
    least = add_up(theme.id, Fraction(0), members, members)
    scores = [
        score_totals(theme, add_up(theme.id, least.lowest + more, members, members))
        for more in (Fraction(0), spans[heaviest])
    ]
    facts = {
        "theme": theme.id,
        "question": heaviest,
        "share": round_half_up(100 * spans[heaviest] / whole, 0),
        "low": "" if scores[0] is None else spell_score(theme, scores[0]),
        "high": "" if scores[1] is None else spell_score(theme, scores[1]),
    }
    path = ("themes", theme.id)
    other = ("questions", heaviest)
    yield Problem(
        "theme-hangs-on-one-question", path, facts, "name", other=other, severity="warning"
    )


def _span(member: QuestionPoints, theme: Theme) -> Fraction:
    extent = member.ranges[theme.id]
    return (extent.highest - extent.lowest) * member.question.weight
