"""Reflections, remarks and safety texts: a `when` that can never hold, and what is always taken by
something else. Pure.

"Never" is said only where it is proved: by what excludes each other, by what stands above and
holds wherever it holds, or, where the answers are few, by trying them all. Else there is a search,
and a warning where it finds nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from selfcheck.checking.reach.asking import Gathered
from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.reach.cells import Above, Cell, find_beaten, find_cells, split_cells
from selfcheck.checking.reach.contradictions import Contradiction, find_contradiction
from selfcheck.checking.reach.exhausting import all_answers, involved_questions
from selfcheck.checking.reach.needs import Node, Tree, find_ways, needs_in
from selfcheck.checking.reach.search import distance, find_example
from selfcheck.problems import Path, Problem
from selfcheck.reflecting import choose_safety
from selfcheck.simulation import Drawn, Simulated


@dataclass(frozen=True, slots=True)
class Goal:
    """A text that is shown where its condition holds and nothing above it takes its place."""

    section: str
    id: str
    tree: Tree
    above: tuple[Above, ...] = ()

    @property
    def path(self) -> Path:
        return (self.section, self.id)

    def wrong(self, found: Simulated) -> float:
        """How far what answers lead to is from this text being shown."""
        missing = 2 * distance(self.tree, found.evidence)
        if self.section == "safety":
            return missing
        if self.section == "reflections" and not missing:
            missing = found.reflection != self.id
        return missing + found.is_replaced


def check_goals(cache: ReachCache) -> Iterator[Problem]:
    """All of them; of reflections those up to the first without a `when`."""
    is_over = False
    for goal in find_goals(cache):
        is_reflection = goal.section == "reflections"
        is_over = is_over or (is_reflection and not needs_in(goal.tree))
        if not (is_reflection and is_over):
            yield from _check_goal(cache, goal)


def find_goals(cache: ReachCache) -> Iterator[Goal]:
    """Everything that a respondent may read or not, in the order of the file."""
    questionnaire, read = cache.questionnaire, cache.reader.read
    instead = _instead(cache)
    above = list(instead)
    for reflection in questionnaire.reflections.values():
        path: Path = ("reflections", reflection.id, "when")
        tree = read(reflection.when, path)
        yield Goal("reflections", reflection.id, tree, tuple(above))
        above.append(Above("reflections", reflection.id, reflection.when, tree, find_ways(tree)))
    for remark in questionnaire.remarks.values():
        path = ("remarks", remark.id, "when")
        yield Goal("remarks", remark.id, read(remark.when, path), tuple(instead))
    for rule in questionnaire.safety.values():
        path = ("safety", rule.id, "when")
        parts = tuple(cache.reader.read_entry(entry, path) for entry in rule.when)
        yield Goal("safety", rule.id, Node("any", parts))


def _instead(cache: ReachCache) -> list[Above]:
    """The safety rules that stand instead of everything else."""
    found: list[Above] = []
    for rule in cache.questionnaire.safety.values():
        for entry in rule.when if rule.instead else ():
            tree = cache.reader.read_entry(entry, ("safety", rule.id, "when"))
            found.append(Above("safety", rule.id, (entry,), tree, find_ways(tree)))
    return found


def example_answers(cache: ReachCache, goal: Goal) -> Drawn | None:
    """Answers that lead to a text, if some are found; to one without `when`, none at all."""
    found = _find_possible(cache, goal.tree).alive
    free, _ = split_cells(_all_cells(cache, found, goal.above)[0], goal.above)
    return _find_example(cache, goal, free)


def _find_example(cache: ReachCache, goal: Goal, cells: Sequence[Cell]) -> Drawn | None:
    among = partial(involved_questions, cache, goal.tree, goal.above)
    return find_example(cache, goal.wrong, cells, among)


def _check_goal(cache: ReachCache, goal: Goal) -> Iterator[Problem]:
    found = _find_possible(cache, goal.tree)
    if not found.alive:
        yield from _never_holds(cache, goal, found.reasons)
        return
    if goal.section == "safety":
        yield from _check_entries(cache, goal)
    cells, are_all = _all_cells(cache, found.alive, goal.above)
    free, taken_by = split_cells(cells, goal.above)
    if are_all and not free:
        yield _never_shown(goal, tuple((one.section, one.id) for one in taken_by.values()))
        return
    before = cache.simulator.tries
    if _find_example(cache, goal, free) is not None:
        return
    among = involved_questions(cache, goal.tree, goal.above)
    tries, everything = cache.simulator.tries - before, all_answers(cache, among)
    if everything is None:
        yield _not_found(goal, tries)
    else:
        yield from _prove(cache, goal, everything)


# --- what is possible -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Possible:
    """The ways in which a condition may hold, and why others cannot be."""

    alive: tuple[Gathered, ...]
    reasons: tuple[Contradiction, ...]


def _find_possible(cache: ReachCache, tree: Tree) -> _Possible:
    alive: list[Gathered] = []
    reasons: list[Contradiction] = []
    for way in find_ways(tree):
        for gathered in cache.asking.gather(way):
            reason = find_contradiction(cache, gathered) or find_beaten(cache, gathered)
            if reason is None:
                alive.append(gathered)
            else:
                reasons.append(reason)
    return _Possible(tuple(alive), tuple(reasons))


def _all_cells(
    cache: ReachCache, ways: Sequence[Gathered], above: Sequence[Above]
) -> tuple[list[Cell], bool]:
    """The cells of all ways, and whether these are all there are."""
    found = [find_cells(cache, gathered, above) for gathered in ways]
    return [cell for cells, _ in found for cell in cells], all(are_all for _, are_all in found)


def _never_holds(
    cache: ReachCache, goal: Goal, reasons: Sequence[Contradiction]
) -> Iterator[Problem]:
    """What follows from a problem of a theme or a question is told there; of a safety text all the
    same, for somebody in danger would not be met (F1)."""
    follows = next((one.against for one in reasons if one.follows), None)
    if follows is None:
        yield from (_contradiction(goal, reason) for reason in reasons[:1])
    elif goal.section == "safety":
        section = "themes" if follows in cache.questionnaire.themes else "questions"
        facts, other = {"found": goal.id, "name": follows}, (section, follows)
        yield Problem("safety-never-shown", (*goal.path, "when"), facts, "name", other=other)


def _check_entries(cache: ReachCache, goal: Goal) -> Iterator[Problem]:
    """Entries of a safety text that can never hold, while others can."""
    parts = goal.tree.parts if isinstance(goal.tree, Node) else ()
    for part in parts if len(parts) > 1 else ():
        found = _find_possible(cache, part)
        if not found.alive and not any(reason.follows for reason in found.reasons):
            yield from (_contradiction(goal, reason) for reason in found.reasons[:1])


def _contradiction(goal: Goal, reason: Contradiction) -> Problem:
    one, other = reason.one, reason.other
    assert one is not None and other is not None
    if one == other:
        found = {"found": goal.id, "name": one.name}
        return Problem("entry-never-holds", one.path, found, "name")
    names = {"name": one.name, "against": reason.against}
    how = "because.two-conditions" if one.name == reason.against else "because.conditions"
    facts: dict[str, object] = {"found": goal.id, **names, "because": ((how, names),)}
    return Problem("when-contradicts-itself", one.path, facts, "name", other=other.path)


# --- what takes its place -------------------------------------------------------------------


def _never_shown(goal: Goal, above: Sequence[Path]) -> Problem:
    facts = {"found": goal.id, "above": ", ".join(str(id) for _, id in above)}
    if goal.section == "remarks":
        return Problem("remark-never-shown", goal.path, facts, "name", other=above[0])
    return Problem("reflection-never-shown", goal.path, facts, "name", other=above[0])


def _prove(cache: ReachCache, goal: Goal, everything: Sequence[Drawn]) -> Iterator[Problem]:
    """What trying everything shows: nothing meets the `when`, or others always take its place."""
    taken: dict[Path, None] = {}
    for found in map(cache.simulator.reflect, everything):
        if not goal.wrong(found):
            return
        if not distance(goal.tree, found.evidence):
            taken[_taker(cache, found)] = None
    if taken:
        yield _never_shown(goal, tuple(taken))
        return
    needs = needs_in(goal.tree)
    yield _contradiction(goal, Contradiction(needs[0].name, needs[-1], needs[0]))


def _taker(cache: ReachCache, found: Simulated) -> Path:
    """What is shown in place of a text whose condition holds."""
    if not found.is_replaced:
        return ("reflections", found.reflection or "")
    rules = choose_safety(cache.questionnaire, found.evidence)
    return ("safety", next(rule.id for rule in rules if rule.instead))


def _not_found(goal: Goal, tries: int) -> Problem:
    facts = {"found": goal.id, "tries": tries}
    match goal.section:
        case "safety":
            return _warning("safety-not-found", goal.path, facts)
        case "remarks":
            return _warning("remark-not-found", goal.path, facts)
        case _:
            return _warning("reflection-not-found", goal.path, facts)


def _warning(code: str, path: Path, facts: Mapping[str, object]) -> Problem:
    return Problem(code, path, facts, "name", severity="warning")
