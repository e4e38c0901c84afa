"""Of what the rules found in a whole questionnaire, what only follows from something else. Pure."""

from collections.abc import Iterable, Iterator

from selfcheck.conditions import mean_the_same
from selfcheck.problems import Problem
from selfcheck.questionnaire import Question, Questionnaire

_BREAK_LEVELS = frozenset({"level-never-reached", "level-out-of-range", "level-not-found"})
_OF_COPIES = frozenset({"danger-without-safety", "question-counts-nowhere"})


def without_followers(
    problems: Iterable[Problem], questionnaire: Questionnaire
) -> Iterator[Problem]:
    """Where a level cannot be reached, or a question was pasted twice, an example fails because of
    that; and what the copy of a question lacks, the one it was copied from has."""
    found = list(problems)
    copies = {id for problem in found if (id := _copy(problem, questionnaire))}
    broken = {problem.facts["theme"] for problem in found if problem.code in _BREAK_LEVELS}
    broken |= {theme for id in copies for theme in _themes_of(questionnaire.questions[id])}
    for problem in found:
        fails = problem.code == "example-fails" and broken and _hangs_on(problem, broken)
        lacks = problem.code in _OF_COPIES and _question_of(problem) in copies
        if not fails and not lacks:
            yield problem


def _copy(problem: Problem, questionnaire: Questionnaire) -> str:
    """The question that was pasted under another id. Where the two are asked of different people,
    one text may well come twice."""
    if problem.code != "same-question":
        return ""
    first, copy = (str(problem.facts[name]) for name in ("first", "found"))
    conditions = (questionnaire.questions[id].ask_if for id in (first, copy))
    return copy if mean_the_same(*conditions) else ""


def _themes_of(question: Question) -> Iterator[str]:
    yield from question.themes
    for answer in question.answers:
        yield from answer.points or ()


def _question_of(problem: Problem) -> str:
    """The question that a problem is about."""
    match problem.place:
        case ("questions", str(id), *_):
            return id
    return ""


def _hangs_on(problem: Problem, themes: set[object]) -> bool:
    what = problem.facts["what"]
    return problem.facts["theme"] in themes or what in ("expect.reflection", "expect.remarks")
