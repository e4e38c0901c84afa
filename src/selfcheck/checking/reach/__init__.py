"""What answers can reach: levels and reflections that nobody, or hardly anybody, would see.

Pure, and exact wherever it can be: the scores of a theme are followed question by question
(`plans`, `paths`), conditions are taken apart into the ways in which they may hold (`needs`,
`asking`, `contradictions`), reflections are compared with those above them (`cells`). What would
take too long to follow is tried out with seeded chance (`search`), and then only warned of.
"""

from collections.abc import Iterator

from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.reach.goals import check_goals
from selfcheck.checking.reach.themes import check_themes
from selfcheck.problems import Path, Problem

__all__ = ["ReachCache", "check_reach"]


def check_reach(cache: ReachCache) -> Iterator[Problem]:
    """Questions never asked, levels never reached, texts never shown; and what comes near."""
    yield from _check_asked(cache)
    yield from check_themes(cache)
    yield from check_goals(cache)


def _check_asked(cache: ReachCache) -> Iterator[Problem]:
    """Questions whose `ask_if` asks for answers that exclude each other (R7)."""
    for id, clash in cache.asking.never.items():
        # What only waits for a question that is never asked follows from that one.
        if clash is not None:
            path: Path = ("questions", id, "ask_if")
            written = [one.need.path for one in (clash.one, clash.other)]
            other = next((place for place in written if place[1] != id), None)
            facts = {"found": id, "against": clash.one.need.name}
            yield Problem("question-never-asked", path, facts, "name", other=other)
