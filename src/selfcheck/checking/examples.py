"""The author's own tests: does every example lead where it says, and what does none reach? Pure.

That no example reaches a text is no mistake: it is told beside what `check` finds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from selfcheck.checking.explaining import (
    explain_reflection,
    explain_remark,
    explain_safety,
    explain_theme,
)
from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.unmet import Reason
from selfcheck.problems import Path, Problem
from selfcheck.questionnaire import Example, Questionnaire
from selfcheck.reflecting import Outcome
from selfcheck.scoring import Scoring
from selfcheck.spelling import round_half_up


@dataclass(frozen=True, slots=True)
class _Tried:
    """An example and what its answers led to."""

    example: Example
    scoring: Scoring
    outcome: Outcome


def check_examples(cache: ReachCache) -> Iterator[Problem]:
    """One problem for everything that an example expects and that does not come about."""
    questionnaire = cache.questionnaire
    for example in questionnaire.examples.values():
        tried = _Tried(example, cache.scoring, cache.examples[example.id])
        yield from _check_reflection(questionnaire, tried)
        yield from _check_themes(tried)
        yield from _check_remarks(questionnaire, tried)
        yield from _check_safety(questionnaire, tried)


def _fails(
    tried: _Tried, path: Path, expected: str, actual: str, because: Iterable[Reason] = ()
) -> Problem:
    """`path` is that of what is expected, within `expect`."""
    theme = str(path[1]) if len(path) > 1 else ""
    what = {"levels": "level", "scores": "score"}.get(str(path[0]), str(path[0]))
    facts = {
        "example": tried.example.id,
        "what": f"expect.{what}",
        "expected": expected,
        "actual": actual,
        "theme": theme,
        "because": tuple(because),
    }
    return Problem("example-fails", ("examples", tried.example.id, "expect", *path), facts)


def _check_reflection(questionnaire: Questionnaire, tried: _Tried) -> Iterator[Problem]:
    expected, outcome = tried.example.expect.reflection, tried.outcome
    actual = outcome.reflection.id if outcome.reflection else "none"
    if expected is not None and expected != actual:
        meant = questionnaire.reflections.get(expected)
        because = explain_reflection(tried.scoring, outcome, meant)
        yield _fails(tried, ("reflection",), expected, actual, because)


def _check_themes(tried: _Tried) -> Iterator[Problem]:
    """Levels and scores; why a theme comes out as it does is told once."""
    expect, outcome = tried.example.expect, tried.outcome
    told: set[str] = set()
    found = [
        (("levels", theme), expected, _level(outcome, theme))
        for theme, expected in expect.levels.items()
    ]
    found += [
        (("scores", theme), expected, _score(outcome, theme, expected))
        for theme, expected in expect.scores.items()
    ]
    for path, expected, actual in found:
        if _is_same(path[0], expected, actual):
            continue
        theme = path[1]
        because = () if theme in told else explain_theme(tried.scoring, outcome, theme)
        told.add(theme)
        yield _fails(tried, path, expected, actual, because)


def _level(outcome: Outcome, theme: str) -> str:
    level = outcome.themes[theme].level
    return level.id if level else "none"


def _score(outcome: Outcome, theme: str, expected: str) -> str:
    """The score with as many decimals as the expected one is written with."""
    score = outcome.themes[theme].score
    return "none" if score is None else round_half_up(score, len(expected.partition(".")[2]))


def _is_same(kind: str, expected: str, actual: str) -> bool:
    if kind == "levels" or "none" in (expected, actual):
        return expected == actual
    return Fraction(actual) == Fraction(expected)


def _check_remarks(questionnaire: Questionnaire, tried: _Tried) -> Iterator[Problem]:
    outcome = tried.outcome
    both = tried.example.expect.remarks, tuple(remark.id for remark in outcome.remarks)
    differing = {*(both[0] or ())} ^ {*both[1]}
    remarks = [remark for remark in questionnaire.remarks.values() if remark.id in differing]
    because = [r for one in remarks for r in explain_remark(tried.scoring, outcome, one)]
    yield from _check_list(tried, "remarks", both, because)


def _check_safety(questionnaire: Questionnaire, tried: _Tried) -> Iterator[Problem]:
    both = tried.example.expect.safety, tuple(rule.id for rule in tried.outcome.safety)
    differing = {*(both[0] or ())} ^ {*both[1]}
    rules = [rule for rule in questionnaire.safety.values() if rule.id in differing]
    because = [r for one in rules for r in explain_safety(tried.scoring, tried.outcome, one)]
    yield from _check_list(tried, "safety", both, because)


def _check_list(
    tried: _Tried,
    name: str,
    both: tuple[tuple[str, ...] | None, tuple[str, ...]],
    because: Iterable[Reason],
) -> Iterator[Problem]:
    """A whole list that is expected, where it is not the one that came about."""
    expected, actual = both
    if expected is not None and set(expected) != set(actual):
        shown = [", ".join(ids) or "none" for ids in (expected, actual)]
        yield _fails(tried, (name,), shown[0], shown[1], because)


# --- what no example reaches ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unreached:
    """What no example leads to: ids of reflections, safety rules and remarks, and of levels as
    (theme id, level id)."""

    reflections: tuple[str, ...] = ()
    levels: tuple[tuple[str, str], ...] = ()
    safety: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def find_unreached(cache: ReachCache) -> Unreached:
    """The texts that no example reaches, in the order of the file; none where there are no
    examples."""
    questionnaire, outcomes = cache.questionnaire, cache.examples.values()
    if not outcomes:
        return Unreached()
    reflections = {one.reflection.id for one in outcomes if one.reflection}
    safety = {rule.id for one in outcomes for rule in one.safety}
    remarks = {remark.id for one in outcomes for remark in one.remarks}
    levels = _levels_met(one for one in outcomes if not one.is_replaced)
    rubrics = [(t.id, level.id) for t in questionnaire.themes.values() for level in t.rubric]
    return Unreached(
        tuple(id for id in questionnaire.reflections if id not in reflections),
        tuple(level for level in rubrics if level not in levels),
        tuple(id for id in questionnaire.safety if id not in safety),
        tuple(id for id in questionnaire.remarks if id not in remarks),
    )


def _levels_met(outcomes: Iterable[Outcome]) -> set[tuple[str, str]]:
    return {
        (theme, score.level.id)
        for outcome in outcomes
        for theme, score in outcome.themes.items()
        if score.level
    }
