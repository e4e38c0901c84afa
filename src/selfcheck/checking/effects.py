"""What is written and changes nothing, because of something else that is written or is not, or
reaches fewer than its author may think. Pure.

All warnings: the file does what it says, but perhaps not what its author thinks.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from selfcheck.checking.unused import columns_of, shown_columns
from selfcheck.conditions import names_in
from selfcheck.problems import Path, Problem
from selfcheck.questionnaire import Question, Questionnaire, Theme
from selfcheck.scoring import Scoring


def check_effects(scoring: Scoring) -> Iterator[Problem]:
    """Fields without effect, each with the reason."""
    questionnaire = scoring.questionnaire
    for question in questionnaire.questions.values():
        if not question.write:
            yield from _check_question(question, bool(scoring.questions[question.id].ranges))
    shown = shown_columns(questionnaire)
    for theme in questionnaire.themes.values():
        yield from _check_theme(theme, shown)
    yield from _check_lists(questionnaire)
    yield from _check_beginnings(tuple(questionnaire.questions.values()))


def _check_beginnings(questions: Sequence[Question]) -> Iterator[Problem]:
    """A `before` of a question that only some are asked: if it opens a part of the questions, the
    others come to the next of them without it. Where the next begins anew, nobody misses it."""
    for question, following in pairwise(questions):
        opens = question.before and question.ask_if and not question.part
        begins_anew = following.before or following.part
        if opens and not begins_anew and not _is_asked_with(following, question):
            path: Path = ("questions", question.id, "before")
            facts = {"found": question.id, "next": following.id}
            other = ("questions", question.id, "ask_if")
            yield Problem("before-for-some", path, facts, "name", "", other, "warning")


def _is_asked_with(following: Question, question: Question) -> bool:
    """Whether who is asked the one was asked the other: the same conditions, or its answer."""
    return question.id in names_in(following.ask_if) or set(question.ask_if) <= set(
        following.ask_if
    )


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


def _check_lists(questionnaire: Questionnaire) -> Iterator[Problem]:
    """`alone` in a list of answers that only questions use of which one answer is chosen."""
    questions = questionnaire.questions.values()
    several = {question.answer_list for question in questions if question.choose == "several"}
    used = {question.answer_list for question in questions} - several
    for name in [name for name in questionnaire.answer_lists if name in used]:
        for answer in questionnaire.answer_lists[name]:
            if answer.alone:
                yield _without_effect(("answers", name, answer.value, "alone"), "alone")


def _check_theme(theme: Theme, shown: Container[str]) -> Iterator[Problem]:
    path: Path = ("themes", theme.id)
    if theme.missing == "ignore" and theme.score != "sum":
        yield _without_effect((*path, "missing"), "missing")
    if not theme.show:
        for here, columns in columns_of(theme):
            # Those that nothing else names are told as never used.
            if any(id in shown for id in columns):
                yield _without_effect(here, "hidden")


def _without_effect(path: Path, reason: str) -> Problem:
    """The problem of a name that changes nothing; `reason` is the end of a key of `words`."""
    facts: dict[str, object] = {"name": path[-1], "because": ((f"because.{reason}", {}),)}
    return Problem("without-effect", path, facts, "name", severity="warning")
