"""Themes and levels: what no answers reach, what hardly anybody would, what one question decides.

Pure. Scores that can be reached are compared, not intervals.
"""

from collections.abc import Iterator
from fractions import Fraction

from selfcheck.checking.reach.chance import level_chances
from selfcheck.checking.reach.known import Known
from selfcheck.checking.reach.plans import make_plan
from selfcheck.checking.reach.trying import Trial, try_extremes
from selfcheck.checking.reach.walking import Near, Reached, nearest
from selfcheck.problems import Path, Problem
from selfcheck.questionnaire import Level, Theme
from selfcheck.scoring import QuestionPoints, add_up, score_totals, spell_score
from selfcheck.spelling import round_half_up

_RARE = 1 / 1000
_NARROW = Fraction(1, 5)
"""Of many questions, chance alone makes the middle crowded: only a level over less than a fifth
of the scores is called hard to reach, a wide one at the end of a long theme is not."""
_LONG = 10
"""Of more questions than these, chance hardly ever meets the outermost levels; people do."""
_TRIES = 2_000
_MOST_COUNTED = 4_000_000
"""Sums counted for the chances of all themes together; about a second."""


def check_themes(known: Known, trial: Trial) -> Iterator[Problem]:
    """All themes that have questions."""
    for theme in known.whole.questionnaire.themes.values():
        if not known.whole.members[theme.id]:
            continue
        unscored = list(_check_scored(known, theme))
        yield from unscored
        if not any(problem.severity == "error" for problem in unscored):
            yield from _check_levels(known, trial, theme)
            yield from _check_balance(known, theme)


def _check_scored(known: Known, theme: Theme) -> Iterator[Problem]:
    """Whether there can be a score, whichever questions are asked (R11)."""
    members = known.whole.members[theme.id]
    path: Path = ("themes", theme.id)
    answered, any_answers = known.walk(theme, False), known.walk(theme, True)
    most = max((shape[0] for shape in any_answers.ends), default=0) if any_answers else len(members)
    if isinstance(theme.at_least, int) and theme.at_least > most:
        facts = {"theme": theme.id, "needed": theme.at_least, "most": most}
        yield Problem("at-least-never-met", (*path, "at_least"), facts)
    elif any_answers and not any_answers.has_score:
        yield Problem("theme-never-scored", path, {"theme": theme.id}, "name")
    elif answered and isinstance(theme.at_least, int):
        short = [shape for shape in answered.ends if 0 < shape[0] < theme.at_least]
        if short:
            yield _branch_without_score(known, answered, min(short))


def _branch_without_score(known: Known, reached: Reached, shape: tuple[int, ...]) -> Problem:
    theme, bits = reached.plan.theme, reached.ends[shape]
    facts = {
        "theme": theme.id,
        "needed": theme.at_least,
        "asked": shape[0],
        "example": known.example(reached, shape, (bits & -bits).bit_length() - 1),
    }
    path = ("themes", theme.id, "at_least")
    return Problem("at-least-above-asked", path, facts, severity="warning")


# --- levels ---------------------------------------------------------------------------------


def _check_levels(known: Known, trial: Trial, theme: Theme) -> Iterator[Problem]:
    levels = known.levels(theme)
    if levels is None:
        yield from _check_found(known, trial, theme)
        return
    missed = [level for level in theme.rubric if level.id not in levels]
    reached = known.walk(theme, True) if missed else None
    for level in missed if reached else ():
        yield _never_reached(known, reached, level)
    yield from _check_rare(known, theme, [level for level in theme.rubric if level.id in levels])


def _never_reached(known: Known, reached: Reached | None, level: Level) -> Problem:
    assert reached is not None
    theme = reached.plan.theme
    near = min(
        (near for near in nearest(reached, level.id) if near),
        key=lambda near: (_distance(near, theme, level), near.score),
    )
    facts = {
        "theme": theme.id,
        "level": level.id,
        "score": spell_score(theme, near.score),
        "example": known.example(reached, near.shape, near.above),
    }
    return Problem("level-never-reached", ("themes", theme.id, "rubric", level.id), facts, "name")


def _distance(near: Near, theme: Theme, level: Level) -> Fraction:
    start, end = _bounds(theme, level)
    if start is not None and near.score < start:
        return start - near.score
    return near.score - end if end is not None else Fraction(0)


def _bounds(theme: Theme, level: Level) -> tuple[Fraction | None, Fraction | None]:
    """Where a level starts and where the next one does."""
    place = theme.rubric.index(level)
    following = theme.rubric[place + 1].start if place + 1 < len(theme.rubric) else None
    return level.start, following


def _check_found(known: Known, trial: Trial, theme: Theme) -> Iterator[Problem]:
    """Where the answers are too many to be followed: levels that no try has met."""
    members = known.whole.members[theme.id]
    number = 40 if trial.is_tired else max(40, min(_TRIES, 100_000 // len(members)))
    found = try_extremes(trial, theme, number)
    lowest, highest = _outermost(theme, members)
    for level in theme.rubric:
        start, end = _bounds(theme, level)
        if (start is not None and start > highest) or (end is not None and end <= lowest):
            shown = [spell_score(theme, number) for number in (lowest, highest)]
            out = {"theme": theme.id, "level": level.id, "low": shown[0], "high": shown[1]}
            yield Problem(
                "level-out-of-range", ("themes", theme.id, "rubric", level.id), out, "name"
            )
        elif level.id not in found:
            facts = {"theme": theme.id, "level": level.id, "tries": number}
            path = ("themes", theme.id, "rubric", level.id)
            yield Problem("level-not-found", path, facts, "name", severity="warning")


def _outermost(theme: Theme, members: list[QuestionPoints]) -> tuple[Fraction, Fraction]:
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


def _check_rare(known: Known, theme: Theme, levels: list[Level]) -> Iterator[Problem]:
    inner = levels if len(known.whole.members[theme.id]) <= _LONG else levels[1:-1]
    narrow = [level for level in inner if _width(known, theme, level) < _NARROW]
    if not narrow:
        return
    most_work = _MOST_COUNTED // len(known.whole.questionnaire.themes)
    chances = level_chances(known.whole, make_plan(known.whole, theme), most_work)
    for level in narrow if chances else ():
        chance = (chances or {})[level.id]
        # A sum of small parts: no border is that fine.
        if chance < _RARE * (1 - 1e-9):
            facts = {
                "theme": theme.id,
                "level": level.id,
                "share": f"1/{round(1 / chance):,}" if chance else "0",
                "example": _example(known, theme, level),
            }
            path = ("themes", theme.id, "rubric", level.id)
            yield Problem("level-hardly-reached", path, facts, "name", severity="warning")


def _width(known: Known, theme: Theme, level: Level) -> Fraction:
    """The part of all scores, from lowest to highest, that lies in a level."""
    lowest, highest = score_range(theme, known.whole.members[theme.id])
    start, end = _bounds(theme, level)
    first = lowest if start is None else max(lowest, start)
    last = highest if end is None else min(highest, end)
    return (last - first) / (highest - lowest) if highest > lowest else Fraction(1)


def score_range(theme: Theme, members: list[QuestionPoints]) -> tuple[Fraction, Fraction]:
    """The lowest and the highest score where everything is asked and answered (R13)."""
    whole = add_up(theme.id, Fraction(0), members, members)
    if theme.score == "percent":
        return Fraction(0), Fraction(100)
    divisor = whole.weight if theme.score == "mean" else 1
    return whole.lowest / divisor, whole.highest / divisor


def _example(known: Known, theme: Theme, level: Level) -> str:
    reached = known.walk(theme, False)
    if reached is None or level.id not in reached.levels:
        reached = known.walk(theme, True)
    return known.example(reached, *reached.levels[level.id]) if reached else ""


# --- balance --------------------------------------------------------------------------------


def _check_balance(known: Known, theme: Theme) -> Iterator[Problem]:
    """A theme of several questions of which one, asked of everybody, moves the score by more than
    half. One that only some are asked does not decide for all."""
    members = known.whole.members[theme.id]
    spans = {member.question.id: _span(member, theme) for member in members}
    whole = sum(spans.values())
    heaviest = max(spans, key=lambda id: spans[id])
    asked_of_all = not known.whole.asked_when[heaviest]
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
