"""The rules of `check` on a whole questionnaire: one list, each (cache) -> problems. Pure.

Beside them stand the rules on words (`wording`, `safety.check_danger`), which need the lists of
words, and those on translations (`translating`).
"""

from collections.abc import Callable, Iterator

from selfcheck.checking.direction import check_direction
from selfcheck.checking.doubles import check_doubles
from selfcheck.checking.effects import check_effects
from selfcheck.checking.examples import check_examples
from selfcheck.checking.meaning import check_meaning
from selfcheck.checking.reach import ReachCache, check_reach
from selfcheck.checking.safety import check_safety
from selfcheck.checking.unused import check_unused
from selfcheck.problems import Problem
from selfcheck.questionnaire import Questionnaire

Rule = Callable[[ReachCache], Iterator[Problem]]


def check_default(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Reflections without `when` before the last, and a last one that has it."""
    *before, last = questionnaire.reflections.values() or (None,)
    for reflection in before:
        if reflection and not reflection.when:
            facts = {"found": reflection.id}
            yield Problem("after-default", ("reflections", reflection.id), facts, "name")
    if last and last.when:
        yield Problem("no-default", ("reflections", last.id), {"found": last.id}, "name")


def _check_examples(cache: ReachCache) -> Iterator[Problem]:
    """Which reflection an example meets follows from which of them is the last."""
    if not any(check_default(cache.questionnaire)):
        yield from check_examples(cache)


def _check_doubles(cache: ReachCache) -> Iterator[Problem]:
    return check_doubles(cache.questionnaire)


def _check_effects(cache: ReachCache) -> Iterator[Problem]:
    return check_effects(cache.scoring)


RULES: tuple[Rule, ...] = (
    check_unused,
    _check_doubles,
    _check_effects,
    check_direction,
    check_meaning,
    check_reach,
    check_safety,
    _check_examples,
)


def check_rules(cache: ReachCache) -> Iterator[Problem]:
    """Every rule, on a questionnaire that has passed the gates."""
    for rule in RULES:
        yield from rule(cache)
