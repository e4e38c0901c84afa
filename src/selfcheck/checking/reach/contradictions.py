"""Why something can never be so: what is needed together excludes each other. Pure.

Said only where it is proved: by the replies to one question, by the levels that a theme can have
under the answers that are demanded, by which themes can have a score at all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selfcheck.checking.reach.asking import Gathered
from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.reach.needs import Demand, InLevel, Need, Stands


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What excludes each other; `against` is the name of what the second is about. Both are the
    same where it is impossible by itself; there is none where it only follows from a problem of the
    theme or question `against`, which is told there."""

    against: str
    one: Need | None = None
    other: Need | None = None

    @property
    def follows(self) -> bool:
        return self.one is None


def find_contradiction(cache: ReachCache, gathered: Gathered) -> Contradiction | None:
    """Why this can never be so together, if that is known."""
    for demand in gathered.demands:
        if demand.question in cache.never_asked:
            return Contradiction(demand.question)
    if clash := cache.asking.find_clash(gathered):
        one, other = _in_order(clash.one.root, clash.other.root, clash.one.need.name)
        return Contradiction(clash.one.need.name, one, other)
    found = [*_on_levels(cache, gathered), *_on_stands(cache, gathered)]
    # What is impossible by itself is told before what two things exclude.
    return min(found, key=lambda one: (not one.follows, one.one != one.other), default=None)


def _in_order(one: Need, other: Need, clash: str) -> tuple[Need, Need]:
    """Two needs, the one first that waits for a certain answer to the question of the other."""
    return (other, one) if one.name == clash else (one, other)


def _against_demand(gathered: Gathered, need: Need, questions: Iterable[str]) -> Contradiction:
    """Something is impossible under what is demanded of these questions; the first is named."""
    own = {*questions}
    for demand, found in gathered.demands.items():
        if demand.question in own:
            return Contradiction(demand.question, need, found.root)
    return Contradiction(need.name, need, need)


# --- levels ---------------------------------------------------------------------------------


def wanted_levels(gathered: Gathered) -> dict[str, list[str]]:
    """The levels that every theme may have, as far as they are named."""
    found: dict[str, list[str]] = {}
    for need in gathered.levels:
        if isinstance(need.about, InLevel):
            before = found.get(need.about.theme, need.about.levels)
            found[need.about.theme] = [id for id in need.about.levels if id in before]
    return found


def _on_levels(cache: ReachCache, gathered: Gathered) -> Iterator[Contradiction]:
    wanted = wanted_levels(gathered)
    first = {need.name: need for need in reversed(gathered.levels)}
    last = {need.name: need for need in gathered.levels}
    for id, levels in wanted.items():
        theme = cache.questionnaire.themes[id]
        if not levels:
            yield Contradiction(id, last[id], first[id])
            continue
        possible = cache.levels(theme)
        if possible is not None and not possible & {*levels}:
            yield Contradiction(id)
            continue
        possible = cache.levels(theme, tuple(gathered.demands))
        if possible is not None and not possible & {*levels}:
            yield _against_demand(gathered, first[id], cache.involved(theme))


# --- highest and lowest ---------------------------------------------------------------------


def _on_stands(cache: ReachCache, gathered: Gathered) -> Iterator[Contradiction]:
    for need in gathered.stands:
        if isinstance(need.about, Stands):
            yield from _on_one(cache, gathered, need, need.about)
            yield from _on_two(gathered, need, need.about)


def _on_one(
    cache: ReachCache, gathered: Gathered, need: Need, stands: Stands
) -> Iterator[Contradiction]:
    """Something stands highest only if it can have a score, and does not only if another can."""
    named = stands.extreme.themes
    groups = [named]
    if not stands.holds:
        groups.append(tuple(id for id in cache.compared if id not in named))
    for group in groups:
        if not group:
            yield Contradiction(need.name, need, need)
        elif not _any_score(cache, group, ()):
            yield Contradiction(group[0])
        elif not _any_score(cache, group, tuple(gathered.demands)):
            questions = [q for id in group for q in cache.involved(cache.questionnaire.themes[id])]
            yield _against_demand(gathered, need, questions)


def _any_score(cache: ReachCache, themes: Iterable[str], demands: tuple[Demand, ...]) -> bool:
    return any(cache.has_score(cache.questionnaire.themes[id], demands) for id in themes)


def _on_two(gathered: Gathered, need: Need, stands: Stands) -> Iterator[Contradiction]:
    """One of these stands highest, and yet none of them, nor of more, does."""
    if not stands.holds:
        return
    for other in gathered.stands:
        against = other.about
        if isinstance(against, Stands) and not against.holds:
            same = against.extreme.which == stands.extreme.which
            if same and {*stands.extreme.themes} <= denied(gathered, stands.extreme.which):
                yield Contradiction(other.name, need, other)
                return


def denied(gathered: Gathered, which: str) -> set[str]:
    """The themes that do not stand highest (lowest): several such conditions add up, for what is
    below one that is higher than these, and those, is below one that is higher than all."""
    found: set[str] = set()
    for need in gathered.stands:
        if isinstance(need.about, Stands) and not need.about.holds:
            found |= {*need.about.extreme.themes} if need.about.extreme.which == which else set()
    return found
