"""What is written and changes nothing, because of something else that is written or is not. Pure.

All warnings: the file does what it says, but perhaps not what its author thinks.
"""

from collections.abc import Iterator

from selfcheck.problems import Path, Problem
from selfcheck.questionnaire import Question, Theme
from selfcheck.scoring import Scoring


def check_effects(scoring: Scoring) -> Iterator[Problem]:
    """Fields without effect, each with the reason."""
    questionnaire = scoring.questionnaire
    for question in questionnaire.questions.values():
        if not question.write:
            yield from _check_question(question, bool(scoring.questions[question.id].ranges))
    for theme in questionnaire.themes.values():
        yield from _check_theme(theme)


def _check_question(question: Question, is_scored: bool) -> Iterator[Problem]:
    path: Path = ("questions", question.id)
    has_numbers = any(a.number is not None and a.points is None for a in question.answers)
    if question.reverse and not (has_numbers and question.themes):
        yield _without_effect((*path, "reverse"), "reverse")
    if question.weight != 1 and not is_scored:
        yield _without_effect((*path, "weight"), "weight")
    if question.choose == "one":
        for answer in question.answers if question.answer_list is None else ():
            if answer.alone:
                yield _without_effect((*path, "answers", answer.value, "alone"), "alone")


def _check_theme(theme: Theme) -> Iterator[Problem]:
    path: Path = ("themes", theme.id)
    if theme.missing == "ignore" and theme.score != "sum":
        yield _without_effect((*path, "missing"), "missing")
    if not theme.show:
        if theme.columns:
            yield _without_effect((*path, "columns"), "hidden")
        for level in theme.rubric:
            if level.columns:
                yield _without_effect((*path, "rubric", level.id, "columns"), "hidden")


def _without_effect(path: Path, reason: str) -> Problem:
    """The problem of a name that changes nothing; `reason` is the end of a key of `words`."""
    facts: dict[str, object] = {"name": path[-1], "because": ((f"because.{reason}", {}),)}
    return Problem("without-effect", path, facts, "name", severity="warning")
