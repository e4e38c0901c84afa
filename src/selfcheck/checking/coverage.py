"""Which texts the author's examples reach, and which none of them does. Pure.

No example is no mistake: this is told beside what `check` finds, never among it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from selfcheck.questionnaire import Questionnaire
from selfcheck.reflecting import Outcome, reflect
from selfcheck.scoring import prepare_scoring


@dataclass(frozen=True, slots=True)
class Unreached:
    """What no example leads to: ids of reflections and safety rules, and of levels as
    (theme id, level id)."""

    reflections: tuple[str, ...] = ()
    levels: tuple[tuple[str, str], ...] = ()
    safety: tuple[str, ...] = ()


def find_unreached(questionnaire: Questionnaire) -> Unreached:
    """The texts that no example reaches, in the order of the file; none where there are no
    examples."""
    scoring = prepare_scoring(questionnaire)
    examples = questionnaire.examples.values()
    outcomes = [reflect(questionnaire, example.answers, scoring) for example in examples]
    if not outcomes:
        return Unreached()
    reflections = {one.reflection.id for one in outcomes if one.reflection}
    safety = {rule.id for one in outcomes for rule in one.safety}
    levels = _levels(one for one in outcomes if not one.is_replaced)
    rubrics = [(t.id, level.id) for t in questionnaire.themes.values() for level in t.rubric]
    return Unreached(
        tuple(id for id in questionnaire.reflections if id not in reflections),
        tuple(level for level in rubrics if level not in levels),
        tuple(id for id in questionnaire.safety if id not in safety),
    )


def _levels(outcomes: Iterable[Outcome]) -> set[tuple[str, str]]:
    return {
        (theme, score.level.id)
        for outcome in outcomes
        for theme, score in outcome.themes.items()
        if score.level
    }
