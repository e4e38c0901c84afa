"""Reflections: a `when` that contradicts itself, one that another above it always takes. Pure.

"Never" is said only where it is proved: by the levels that a theme can have under the answers
that a `when` demands, by reflections above that hold wherever it holds, or, where the answers are
few, by trying them all. Else there is a search, and a warning where it finds nothing.
"""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from math import prod

from selfcheck.checking.reach.known import Known
from selfcheck.checking.reach.seeking import (
    Above,
    Cell,
    every_demand,
    find_example,
    involved_questions,
)
from selfcheck.checking.reach.trying import Trial, holds
from selfcheck.problems import Problem
from selfcheck.questionnaire import Condition, Conditions, Reflection, Reply

_MOST_CELLS = 5_000
_MOST_EXHAUSTED = 4_000


def check_reflections(known: Known, trial: Trial) -> Iterator[Problem]:
    """All reflections up to the first without a `when`."""
    above = _instead(known)
    for reflection in known.whole.questionnaire.reflections.values():
        if not reflection.when:
            return
        yield from _check_reflection(known, trial, reflection, above)
        above.append(Above(reflection.id, reflection.when, "reflections"))


def example_answers(
    known: Known, trial: Trial, reflection: Reflection
) -> dict[str, tuple[str, ...]] | None:
    """Answers that lead to a reflection, if some are found; to one without `when`, none at all."""
    above = _instead(known)
    for other in known.whole.questionnaire.reflections.values():
        if other.id == reflection.id:
            break
        above.append(Above(other.id, other.when, "reflections"))
    cells = _cells(known, reflection, every_demand(known, reflection.when)) or []
    free, _ = _split(cells, above)
    among = involved_questions(known, reflection, above)
    return find_example(known, trial, reflection, free, among)


def _instead(known: Known) -> list[Above]:
    """The safety rules that stand instead of every reflection."""
    return [
        Above(rule.id, (condition,), "safety")
        for rule in known.whole.questionnaire.safety.values()
        if rule.instead
        for condition in rule.when
    ]


def _check_reflection(
    known: Known, trial: Trial, reflection: Reflection, above: list[Above]
) -> Iterator[Problem]:
    demands = every_demand(known, reflection.when)
    if _follows_from_another(known, reflection):
        return
    contradiction = find_contradiction(known, reflection, demands)
    if contradiction is not None:
        yield contradiction
        return
    cells = _cells(known, reflection, demands)
    free, taken_by = _split(cells, above) if cells is not None else ([], {})
    if cells is not None and not free:
        yield _never_shown(reflection, taken_by)
        return
    among = involved_questions(known, reflection, above)
    before = trial.tries
    if find_example(known, trial, reflection, free, among) is None:
        yield from _try_all(known, trial, reflection, among, trial.tries - before)


def _follows_from_another(known: Known, reflection: Reflection) -> bool:
    """Whether a theme or a question of the `when` has a problem of its own, shown there."""
    for condition in reflection.when:
        theme = known.whole.questionnaire.themes.get(condition.name)
        if theme is None:
            if find_clash(known, known.whole.asked_when[condition.name]):
                return True
        elif (levels := known.levels(theme)) is not None and not levels & {*condition.wanted}:
            return True
    return False


# --- contradictions -------------------------------------------------------------------------


def find_contradiction(known: Known, reflection: Reflection, demands: Conditions) -> Problem | None:
    """Why a `when` can never hold, if that is so."""
    clash = find_clash(known, demands)
    if clash is not None:
        return _contradiction(reflection, _last_that_needs(known, reflection, clash), clash)
    for condition in reflection.when:
        theme = known.whole.questionnaire.themes.get(condition.name)
        levels = known.levels(theme, demands) if theme else None
        if theme and levels is not None and not levels & {*condition.wanted}:
            names = [c.name for c in demands if c.name in known.involved(theme)]
            return _contradiction(reflection, condition.name, names[0])
    return None


def _last_that_needs(known: Known, reflection: Reflection, clash: str) -> str:
    """The last question of a `when` that is only asked after a certain answer to another."""
    own = [c.name for c in reflection.when if c.name in known.whole.position]
    needing = [n for n in own if any(c.name == clash for c in known.whole.asked_when[n])]
    return (needing or own)[-1]


def _contradiction(reflection: Reflection, name: str, against: str) -> Problem:
    path = ("reflections", reflection.id, "when", name)
    facts = {"found": reflection.id, "name": name, "against": against}
    return Problem("when-contradicts-itself", path, facts, "name")


def find_clash(known: Known, demands: Conditions) -> str | None:
    """A question of which no reply meets all that is demanded of it."""
    for name in dict.fromkeys(condition.name for condition in demands):
        if not possible_replies(known, name, demands):
            return name
    return None


def possible_replies(known: Known, name: str, demands: Conditions) -> list[tuple[str, ...]]:
    """The replies to a question that meet all demands on it; of markings only those with one
    answer for each demand: more marks never make a condition fail."""
    wanted = [condition.wanted for condition in demands if condition.name == name]
    member = known.whole.scoring.questions[name]
    values = [answer.value for answer in member.question.answers]
    single: list[tuple[str, ...]] = [
        (value,) for value in values if all(value in some for some in wanted)
    ]
    if member.question.choose == "one":
        return single
    free = [[v for v in some if v in values and v not in member.alone] for some in wanted]
    together = islice(product(*free), _MOST_CELLS)
    return [*single, *{tuple(sorted({*marks})): None for marks in together if len({*marks}) > 1}]


# --- what stands above ----------------------------------------------------------------------


def _cells(known: Known, reflection: Reflection, demands: Conditions) -> list[Cell] | None:
    """Every way in which a `when` may hold, each theme and question by itself; None where these
    are too many. What can be reached is among them, maybe with more."""
    options: dict[str, list[Reply | str]] = {}
    for condition in reflection.when:
        theme = known.whole.questionnaire.themes.get(condition.name)
        if theme is not None:
            levels = known.levels(theme, demands)
            options[theme.id] = [
                level for level in condition.wanted if levels is None or level in levels
            ]
    for name in dict.fromkeys(condition.name for condition in demands):
        options[name] = [*possible_replies(known, name, demands)]
    if prod(map(len, options.values())) > _MOST_CELLS:
        return None
    return [dict(zip(options, picked, strict=True)) for picked in product(*options.values())]


def _split(cells: list[Cell], above: list[Above]) -> tuple[list[Cell], dict[str, Above]]:
    """The cells that nothing above takes for sure, and what takes the others. What names anything
    else than a cell does takes nothing for sure: that can be left open."""
    names = {*cells[0]} if cells else set()
    near = [one for one in above if all(c.name in names for c in one.when)]
    free: list[Cell] = []
    taken_by: dict[str, Above] = {}
    for cell in cells:
        taker = next((one for one in near if all(_meets(c, cell) for c in one.when)), None)
        if taker is None:
            free.append(cell)
        else:
            taken_by[taker.id] = taker
    return free, taken_by


def _meets(condition: Condition, cell: Cell) -> bool:
    state = cell[condition.name]
    if isinstance(state, str):
        return state in condition.wanted
    return any(value in condition.wanted for value in state)


def _never_shown(reflection: Reflection, taken_by: Mapping[str, Above]) -> Problem:
    first = next(iter(taken_by.values()))
    facts = {"found": reflection.id, "above": ", ".join(taken_by)}
    path = ("reflections", reflection.id)
    return Problem("reflection-never-shown", path, facts, "name", other=(first.section, first.id))


# --- trying all ------------------------------------------------------------------------------


def _try_all(
    known: Known, trial: Trial, reflection: Reflection, among: list[str], tries: int
) -> Iterator[Problem]:
    """Where there are few answers, all of them; else say how many were tried."""
    members = [known.whole.scoring.questions[id] for id in among]
    several = any(member.question.choose == "several" for member in members)
    options = [[(), *((a.value,) for a in m.question.answers)] for m in members]
    path = ("reflections", reflection.id)
    if several or trial.is_tired or prod(map(len, options)) > _MOST_EXHAUSTED:
        facts = {"found": reflection.id, "tries": tries}
        yield Problem("reflection-not-found", path, facts, "name", severity="warning")
        return
    taken: dict[str, dict[str, tuple[str, ...]]] = {}
    for picked in product(*options):
        answers = {id: reply for id, reply in zip(among, picked, strict=True) if reply}
        found = trial.find(answers)
        if found.shows(reflection.id):
            return
        if all(holds(c, found.levels, found.given) for c in reflection.when):
            taken.setdefault(found.reflection or "", answers)
    yield _proved(reflection, taken)


def _proved(reflection: Reflection, taken: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Problem:
    """What trying everything has shown: nothing meets the `when`, or others always take it."""
    if not taken:
        names = [condition.name for condition in reflection.when]
        return _contradiction(reflection, names[-1], names[0])
    facts = {"found": reflection.id, "above": ", ".join(taken)}
    path = ("reflections", reflection.id)
    return Problem(
        "reflection-never-shown", path, facts, "name", other=("reflections", next(iter(taken)))
    )
