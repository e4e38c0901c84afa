"""What answers can reach: levels and reflections that nobody, or hardly anybody, would see.

Pure, and exact wherever it can be: the scores of a theme are followed question by question
(`plans`, `walking`), reflections are compared with those above them (`reflections`). What would
take too long to follow is tried out with seeded chance (`trying`), and then only warned of.
"""

from collections.abc import Iterator

from selfcheck.checking.reach.known import Known
from selfcheck.checking.reach.reflections import check_reflections, find_clash
from selfcheck.checking.reach.themes import check_themes
from selfcheck.checking.reach.trying import Trial
from selfcheck.problems import Problem
from selfcheck.questionnaire import Questionnaire

__all__ = ["check_reach"]


def check_reach(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Questions never asked, levels never reached, reflections never shown; and what comes near.

    The questionnaire has passed the gates: everything it names exists."""
    known = Known(questionnaire)
    trial = Trial(known.whole)
    yield from _check_asked(known)
    yield from check_themes(known, trial)
    yield from check_reflections(known, trial)


def _check_asked(known: Known) -> Iterator[Problem]:
    """Questions whose `ask_if` asks for answers that exclude each other (R7)."""
    never: set[str] = set()
    for id, demands in known.whole.asked_when.items():
        clash = find_clash(known, demands) if demands else None
        if clash is None:
            continue
        # What only waits for a question that is never asked follows from that one.
        if not never & {condition.name for condition in demands}:
            path = ("questions", id, "ask_if")
            yield Problem("question-never-asked", path, {"found": id, "against": clash}, "name")
        never.add(id)
