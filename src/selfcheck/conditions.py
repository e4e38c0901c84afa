"""Conditions judged: the one place that says whether `ask_if` and `when` hold. Pure.

A question that was skipped or not asked, and a theme without a score, meet nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from selfcheck.questionnaire import Condition, Marked, Marks


@dataclass(frozen=True, slots=True)
class Evidence:
    """What conditions are judged by: the marks of the questions that were asked, and the id of
    the level of every theme, None without a score. For `ask_if` and safety there are no levels."""

    marked: Marked
    levels: Mapping[str, str | None] = field(default_factory=dict)


def holds(condition: Condition, evidence: Evidence) -> bool:
    """Whether one of the wanted answers was given, or one of the wanted levels came about."""
    if condition.name in evidence.levels:
        return evidence.levels[condition.name] in condition.wanted
    return is_met_by(condition, evidence.marked.get(condition.name, ()))


def all_hold(conditions: Iterable[Condition], evidence: Evidence) -> bool:
    """Whether every condition holds, as in `ask_if` and in the `when` of a reflection."""
    return all(holds(condition, evidence) for condition in conditions)


def any_holds(conditions: Iterable[Condition], evidence: Evidence) -> bool:
    """Whether some condition holds, as in the `when` of a safety rule."""
    return any(holds(condition, evidence) for condition in conditions)


def is_met_by(condition: Condition, marks: Marks) -> bool:
    """Whether marks of its question meet a condition; one is enough."""
    return any(value in condition.wanted for value in marks)


def names_in(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The questions and themes that conditions look at, each once."""
    return tuple(dict.fromkeys(condition.name for condition in conditions))


def in_one_spelling(condition: Condition) -> Condition:
    """The condition that all spellings of it share: each wanted thing once, sorted."""
    return Condition(condition.name, tuple(sorted(set(condition.wanted))))
