"""Whether every respondent meets a reflection: the last one, and only it, has no `when`. Pure."""

from collections.abc import Iterator

from selfcheck.problems import Problem
from selfcheck.questionnaire import Questionnaire


def check_default(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Reflections without `when` before the last, and a last one that has it."""
    *before, last = questionnaire.reflections.values() or (None,)
    for reflection in before:
        if reflection and not reflection.when:
            facts = {"found": reflection.id}
            yield Problem("after-default", ("reflections", reflection.id), facts, "name")
    if last and last.when:
        yield Problem("no-default", ("reflections", last.id), {"found": last.id}, "name")
