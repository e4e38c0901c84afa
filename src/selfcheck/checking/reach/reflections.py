"""Reflections: a `when` that contradicts itself, one that another above it always takes. Pure.

"Never" is said only where it is proved: by the levels that a theme can have under the answers
that a `when` demands, by reflections above that hold wherever it holds, or, where the answers are
few, by trying them all. Else there is a search, and a warning where it finds nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.reach.demands import Demands, every_demand, find_clash, possible_replies
from selfcheck.checking.reach.search import Above, find_example, involved_questions
from selfcheck.conditions import Evidence, all_hold, names_in, plain
from selfcheck.problems import Problem
from selfcheck.questionnaire import Reflection
from selfcheck.simulation import Drawn

_MAX_CELLS = 5_000
_MAX_EXHAUSTED = 4_000


def check_reflections(cache: ReachCache) -> Iterator[Problem]:
    """All reflections up to the first without a `when`."""
    above = _instead(cache)
    for reflection in cache.questionnaire.reflections.values():
        if not reflection.when:
            return
        yield from _check_reflection(cache, reflection, above)
        above.append(Above(reflection.id, reflection.when, "reflections"))


def example_answers(cache: ReachCache, reflection: Reflection) -> Drawn | None:
    """Answers that lead to a reflection, if some are found; to one without `when`, none at all."""
    above = _instead(cache)
    for other in cache.questionnaire.reflections.values():
        if other.id == reflection.id:
            break
        above.append(Above(other.id, other.when, "reflections"))
    cells = _cells(cache, reflection, every_demand(cache.asked_when, reflection.when)) or []
    free, _ = _split(cells, above)
    return find_example(cache, reflection, free, involved_questions(cache, reflection, above))


def _instead(cache: ReachCache) -> list[Above]:
    """The safety rules that stand instead of every reflection."""
    return [
        Above(rule.id, (condition,), "safety")
        for rule in cache.questionnaire.safety.values()
        if rule.instead
        for condition in rule.when
    ]


def _check_reflection(
    cache: ReachCache, reflection: Reflection, above: Sequence[Above]
) -> Iterator[Problem]:
    demands = every_demand(cache.asked_when, reflection.when)
    if _follows_from_another(cache, reflection):
        return
    if (contradiction := _find_contradiction(cache, reflection, demands)) is not None:
        yield contradiction
        return
    cells = _cells(cache, reflection, demands)
    free, taken_by = _split(cells or [], above)
    if cells is not None and not free:
        yield _never_shown(reflection, taken_by)
        return
    among, before = involved_questions(cache, reflection, above), cache.simulator.tries
    if find_example(cache, reflection, free, among) is not None:
        return
    tries, everything = cache.simulator.tries - before, _all_answers(cache, among)
    if everything is None:
        yield _not_found(reflection, tries)
    else:
        yield from _prove(cache, reflection, everything)


def _follows_from_another(cache: ReachCache, reflection: Reflection) -> bool:
    """Whether a theme or a question of the `when` has a problem of its own, shown there."""
    for condition in plain(reflection.when):
        theme = cache.questionnaire.themes.get(condition.name)
        if theme is None:
            if condition.name in cache.never_asked:
                return True
        elif (levels := cache.levels(theme)) is not None and not levels & {*condition.wanted}:
            return True
    return False


# --- contradictions -------------------------------------------------------------------------


def _find_contradiction(
    cache: ReachCache, reflection: Reflection, demands: Demands
) -> Problem | None:
    """Why a `when` can never hold, if that is so."""
    clash = find_clash(cache.scoring.questions, demands)
    if clash is not None:
        return _contradiction(reflection, _last_that_needs(cache, reflection, clash), clash)
    for condition in plain(reflection.when):
        theme = cache.questionnaire.themes.get(condition.name)
        levels = cache.levels(theme, demands) if theme else None
        if theme and levels is not None and not levels & {*condition.wanted}:
            involved = cache.involved(theme)
            names = [name for name in names_in(demands) if name in involved]
            return _contradiction(reflection, condition.name, names[0])
    return None


def _last_that_needs(cache: ReachCache, reflection: Reflection, clash: str) -> str:
    """The last question of a `when` that is only asked after a certain answer to another."""
    own = [name for name in names_in(reflection.when) if name in cache.position]
    needing = [name for name in own if clash in names_in(cache.asked_when[name])]
    return (needing or own)[-1]


def _contradiction(reflection: Reflection, name: str, against: str) -> Problem:
    path = ("reflections", reflection.id, "when", name)
    facts = {"found": reflection.id, "name": name, "against": against}
    return Problem("when-contradicts-itself", path, facts, "name")


# --- what stands above ----------------------------------------------------------------------


def _cells(cache: ReachCache, reflection: Reflection, demands: Demands) -> list[Evidence] | None:
    """Every way in which a `when` may hold, each theme and question by itself; None where these
    are too many. What can be reached is among them, maybe with more."""
    questions, levels = cache.scoring.questions, _possible_levels(cache, reflection, demands)
    replies = {name: possible_replies(questions[name], demands) for name in names_in(demands)}
    sizes = [*map(len, levels.values()), *map(len, replies.values())]
    if prod(sizes) > _MAX_CELLS:
        return None
    return [
        Evidence(
            dict(zip(replies, given, strict=True)), levels=dict(zip(levels, reached, strict=True))
        )
        for reached in product(*levels.values())
        for given in product(*replies.values())
    ]


def _possible_levels(
    cache: ReachCache, reflection: Reflection, demands: Demands
) -> dict[str, list[str]]:
    """The wanted levels of every theme that a `when` names, as far as they can be reached."""
    found: dict[str, list[str]] = {}
    for condition in plain(reflection.when):
        if theme := cache.questionnaire.themes.get(condition.name):
            levels = cache.levels(theme, demands)
            found[theme.id] = [id for id in condition.wanted if levels is None or id in levels]
    return found


def _split(
    cells: Sequence[Evidence], above: Sequence[Above]
) -> tuple[list[Evidence], dict[str, Above]]:
    """The cells that nothing above takes for sure, and what takes the others. What names anything
    else than a cell does takes nothing for sure: that can be left open."""
    names = {*cells[0].marked, *cells[0].levels} if cells else set()
    near = [one for one in above if names.issuperset(names_in(one.when))]
    free: list[Evidence] = []
    taken_by: dict[str, Above] = {}
    for cell in cells:
        taker = next((one for one in near if all_hold(one.when, cell)), None)
        if taker is None:
            free.append(cell)
        else:
            taken_by[taker.id] = taker
    return free, taken_by


def _never_shown(reflection: Reflection, taken_by: Mapping[str, Above]) -> Problem:
    first = next(iter(taken_by.values()))
    facts = {"found": reflection.id, "above": ", ".join(taken_by)}
    path = ("reflections", reflection.id)
    return Problem("reflection-never-shown", path, facts, "name", other=(first.section, first.id))


# --- trying all ------------------------------------------------------------------------------


def _all_answers(cache: ReachCache, among: Sequence[str]) -> list[Drawn] | None:
    """Every way to answer these questions; None where that is too much to be tried."""
    members = [cache.scoring.questions[id] for id in among]
    several = any(member.question.choose == "several" for member in members)
    options = [[(), *((a.value,) for a in m.question.answers)] for m in members]
    if several or cache.is_tired or prod(map(len, options)) > _MAX_EXHAUSTED:
        return None
    return [
        {id: reply for id, reply in zip(among, picked, strict=True) if reply}
        for picked in product(*options)
    ]


def _prove(
    cache: ReachCache, reflection: Reflection, everything: Sequence[Drawn]
) -> Iterator[Problem]:
    """What trying everything shows: nothing meets the `when`, or others always take it."""
    taken: dict[str, None] = {}
    for found in map(cache.simulator.reflect, everything):
        if found.shows(reflection.id):
            return
        if all_hold(reflection.when, found.evidence):
            taken[found.reflection or ""] = None
    if taken:
        facts = {"found": reflection.id, "above": ", ".join(taken)}
        path, other = ("reflections", reflection.id), ("reflections", next(iter(taken)))
        yield Problem("reflection-never-shown", path, facts, "name", other=other)
    else:
        names = names_in(reflection.when)
        yield _contradiction(reflection, names[-1], names[0])


def _not_found(reflection: Reflection, tries: int) -> Problem:
    facts = {"found": reflection.id, "tries": tries}
    path = ("reflections", reflection.id)
    return Problem("reflection-not-found", path, facts, "name", severity="warning")
