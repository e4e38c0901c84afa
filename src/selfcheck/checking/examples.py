"""The author's own tests: does every example lead where it says? Pure."""

from collections.abc import Iterator
from fractions import Fraction

from selfcheck.problems import Path, Problem
from selfcheck.questionnaire import Example, Questionnaire
from selfcheck.reflecting import Outcome, reflect
from selfcheck.scoring import prepare_scoring
from selfcheck.spelling import round_half_up


def check_examples(questionnaire: Questionnaire) -> Iterator[Problem]:
    """One problem for everything that an example expects and that does not come about."""
    scoring = prepare_scoring(questionnaire)
    for example in questionnaire.examples.values():
        outcome = reflect(questionnaire, example.answers, scoring)
        yield from _check_reflection(example, outcome)
        yield from _check_levels(example, outcome)
        yield from _check_scores(example, outcome)
        yield from _check_safety(example, outcome)


def _fails(
    example: Example, path: Path, what: str, expected: str, actual: str, theme: str = ""
) -> Problem:
    facts = {
        "example": example.id,
        "what": f"expect.{what}",
        "expected": expected,
        "actual": actual,
        "theme": theme,
    }
    return Problem("example-fails", ("examples", example.id, "expect", *path), facts)


def _check_reflection(example: Example, outcome: Outcome) -> Iterator[Problem]:
    expected = example.expect.reflection
    actual = outcome.reflection.id if outcome.reflection else "none"
    if expected is not None and expected != actual:
        yield _fails(example, ("reflection",), "reflection", expected, actual)


def _check_levels(example: Example, outcome: Outcome) -> Iterator[Problem]:
    for theme, expected in example.expect.levels.items():
        level = outcome.themes[theme].level
        actual = level.id if level else "none"
        if expected != actual:
            yield _fails(example, ("levels", theme), "level", expected, actual, theme)


def _check_scores(example: Example, outcome: Outcome) -> Iterator[Problem]:
    for theme, expected in example.expect.scores.items():
        score = outcome.themes[theme].score
        actual = "none" if score is None else round_half_up(score, _decimals(expected))
        if actual == "none" or expected == "none":
            matches = actual == expected
        else:
            matches = Fraction(actual) == Fraction(expected)
        if not matches:
            yield _fails(example, ("scores", theme), "score", expected, actual, theme)


def _check_safety(example: Example, outcome: Outcome) -> Iterator[Problem]:
    expected = example.expect.safety
    actual = tuple(rule.id for rule in outcome.safety)
    if expected is not None and set(expected) != set(actual):
        shown = [", ".join(ids) or "none" for ids in (expected, actual)]
        yield _fails(example, ("safety",), "safety", shown[0], shown[1])


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])
