"""Answers that lead to a reflection: those that lead to its levels, else a seeded search. Pure."""

from dataclasses import dataclass

from selfcheck.checking.reach.known import Known
from selfcheck.checking.reach.plans import ordered
from selfcheck.checking.reach.trying import Found, Trial, holds, search
from selfcheck.questionnaire import Condition, Conditions, Reflection, Reply

TRIES = 2_000
_MOST_DIRECTED = 12

Cell = dict[str, Reply | str]
"""A level for every theme and a reply for every question that a `when` names."""


@dataclass(frozen=True, slots=True)
class Above:
    """Something that is looked at before a reflection, and the conditions under which it holds."""

    id: str
    when: Conditions
    section: str


def every_demand(known: Known, when: Conditions) -> Conditions:
    """What must be answered for a `when` to hold: also what must be, to be asked at all."""
    questions = known.whole.asked_when
    found = [ordered(condition) for condition in when if condition.name in questions]
    for condition in [*found]:
        found += questions[condition.name]
    return tuple(dict.fromkeys(found))


def find_example(
    known: Known, trial: Trial, reflection: Reflection, free: list[Cell], among: list[str]
) -> dict[str, tuple[str, ...]] | None:
    """Answers that lead to a reflection: those that lead to its levels, then a search."""
    started: list[dict[str, tuple[str, ...]]] = []
    for cell in free[:_MOST_DIRECTED]:
        for skips in (False, True):
            answers = _directed(known, reflection, cell, skips)
            if trial.find(answers).shows(reflection.id):
                return answers
            started.append(answers)
    for start in [*started[:3], {}]:
        found = search(trial, start, among, lambda found: _wrong(reflection, found), TRIES // 4)
        if found is not None:
            return found
    return None


def _directed(
    known: Known, reflection: Reflection, cell: Cell, skips: bool
) -> dict[str, tuple[str, ...]]:
    """The answers that lead to every level of a cell, as far as they go together."""
    replies = {name: state for name, state in cell.items() if isinstance(state, tuple)}
    demands = tuple(Condition(id, (value,)) for id, reply in replies.items() for value in reply)
    answers: dict[str, tuple[str, ...]] = dict(replies)
    for name, state in cell.items():
        if isinstance(state, str):
            theme = known.whole.questionnaire.themes[name]
            found = known.answers(theme, state, demands, skips) or {}
            answers |= {
                id: reply
                for id, reply in found.items()
                if id not in answers and isinstance(reply, tuple)
            }
    return answers


def _wrong(reflection: Reflection, found: Found) -> int:
    """How far answers are from a reflection: conditions that fail, and what is shown instead."""
    if found.shows(reflection.id):
        return 0
    failing = sum(not holds(c, found.levels, found.given) for c in reflection.when)
    return 1 + 2 * failing + found.replaced


def involved_questions(known: Known, reflection: Reflection, above: list[Above]) -> list[str]:
    """The questions that have a say in whether a reflection is shown, in order: those of its
    `when`, and those of every theme above it that has one of these questions. All others can be
    left open: what stands above then does not hold."""
    themes = known.whole.questionnaire.themes
    when = [condition.name for condition in reflection.when]
    names = {condition.name for condition in every_demand(known, reflection.when)}
    waiting = [themes[name] for name in when if name in themes]
    others = {c.name: themes[c.name] for one in above for c in one.when if c.name in themes}
    while waiting:
        names |= known.involved(waiting.pop())
        near = [id for id, theme in others.items() if names & known.involved(theme)]
        waiting += [others.pop(id) for id in near]
    return sorted(names, key=known.whole.position.__getitem__)
