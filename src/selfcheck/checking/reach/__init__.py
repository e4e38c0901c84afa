"""What answers can reach: levels and reflections that nobody, or hardly anybody, would see.

Pure, and exact wherever it can be: the scores of a theme are followed question by question
(`plans`, `paths`), reflections are compared with those above them (`reflections`). What would take
too long to follow is tried out with seeded chance (`search`), and then only warned of.
"""

from collections.abc import Iterator

from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.reach.reflections import check_reflections
from selfcheck.checking.reach.themes import check_themes
from selfcheck.conditions import names_in
from selfcheck.problems import Problem

__all__ = ["ReachCache", "check_reach"]


def check_reach(cache: ReachCache) -> Iterator[Problem]:
    """Questions never asked, levels never reached, reflections never shown; and what comes near."""
    yield from _check_asked(cache)
    yield from check_themes(cache)
    yield from check_reflections(cache)


def _check_asked(cache: ReachCache) -> Iterator[Problem]:
    """Questions whose `ask_if` asks for answers that exclude each other (R7)."""
    for id, clash in cache.never_asked.items():
        # What only waits for a question that is never asked follows from that one.
        if cache.never_asked.keys().isdisjoint(names_in(cache.asked_when[id])):
            path = ("questions", id, "ask_if")
            yield Problem("question-never-asked", path, {"found": id, "against": clash}, "name")
