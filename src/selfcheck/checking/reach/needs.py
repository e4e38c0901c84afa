"""What must be so for a condition to hold: `not` pushed inwards, down to replies, levels and what
stands highest. Pure.

A yes and a no of every entry are both something that must be so (`conditions` has three values:
not known is neither), and so a tree of "all" and "any" is left, without `not`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, Union

from selfcheck.conditions import is_met_by
from selfcheck.problems import Path
from selfcheck.questionnaire import (
    Condition,
    Conditions,
    Entry,
    Extreme,
    Joined,
    Marks,
    Negated,
    Question,
    Questionnaire,
    Skipped,
    Theme,
)

MAX_WAYS = 64
"""Ways in which one condition may hold, before a part of it is no longer looked at."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What is demanded of a question: that one of the values is marked (`given`), that nothing else
    is and it was answered (`only`), that it was answered (by a text), or asked and left `open`."""

    question: str
    what: Literal["given", "only", "answered", "open"]
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InLevel:
    """A theme has one of these levels."""

    theme: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stands:
    """Of two themes or more that are compared, one of these stands highest (lowest), or, where it
    does not hold, one of them has a score and none of them does."""

    extreme: Extreme
    holds: bool


@dataclass(frozen=True, slots=True)
class Need:
    """What must be so, and where that is written."""

    about: Demand | InLevel | Stands
    path: Path

    @property
    def name(self) -> str:
        """What an author calls it: the name or the word that stands there."""
        match self.about:
            case Demand(question):
                return question
            case InLevel(theme):
                return theme
            case Stands(extreme):
                return extreme.which


@dataclass(frozen=True, slots=True)
class Node:
    """All of these must be so, or any."""

    how: Literal["all", "any"]
    parts: tuple[Union["Node", Need], ...]


Tree = Node | Need

Way = tuple[Need, ...]
"""What must be so together, for a condition to hold."""


def is_met(demand: Demand, reply: Marks | None) -> bool:
    """Whether a reply meets a demand; None is a question that was asked and left open."""
    if reply is None:
        return demand.what == "open"
    match demand.what:
        case "given":
            return is_met_by(Condition(demand.question, demand.values), reply)
        case "only":
            return bool(reply) and all(value in demand.values for value in reply)
        case "answered":
            return True
        case _:
            return False


class NeedsReader:
    """Finds what conditions need. Everything that they name exists."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questions: Mapping[str, Question] = questionnaire.questions
        self._themes: Mapping[str, Theme] = questionnaire.themes

    def read(self, conditions: Conditions, path: Path, holds: bool = True) -> Tree:
        """What must be so for all entries to hold; or, for them not to hold, for one not to."""
        return _join(holds, [self.read_entry(entry, path, holds) for entry in conditions])

    def read_entry(self, entry: Entry, path: Path, holds: bool = True) -> Tree:
        """What must be so for an entry to hold, or for it not to."""
        match entry:
            case Condition(name) if name in self._themes:
                return Need(self._in_level(entry, holds), (*path, name))
            case Condition(name):
                return Need(self._replied(entry, holds), (*path, name))
            case Extreme(which):
                return Need(Stands(entry, holds), (*path, which))
            case Skipped(questions):
                parts = [self._left_open(id, (*path, "skipped"), holds) for id in questions]
                return _join(not holds, parts)
            case Negated(part):
                return self.read(part, (*path, "not"), not holds)
            case Joined(how, parts):
                found = [self.read(p, (*path, how, n), holds) for n, p in enumerate(parts)]
                return _join((how == "all") == holds, found)

    def _in_level(self, entry: Condition, holds: bool) -> InLevel:
        ids = [level.id for level in self._themes[entry.name].rubric]
        return InLevel(entry.name, tuple(id for id in ids if (id in entry.wanted) == holds))

    def _replied(self, entry: Condition, holds: bool) -> Demand:
        question = self._questions[entry.name]
        ids = sorted(answer.value for answer in question.answers)
        values = tuple(id for id in ids if (id in entry.wanted) == holds)
        several = question.choose == "several"
        return Demand(entry.name, "given" if holds or not several else "only", values)

    def _left_open(self, id: str, path: Path, holds: bool) -> Need:
        if holds:
            return Need(Demand(id, "open"), path)
        values = tuple(sorted(answer.value for answer in self._questions[id].answers))
        return Need(Demand(id, "given", values) if values else Demand(id, "answered"), path)


def _join(all_of_them: bool, parts: Sequence[Tree]) -> Tree:
    return parts[0] if len(parts) == 1 else Node("all" if all_of_them else "any", tuple(parts))


def needs_in(tree: Tree) -> tuple[Need, ...]:
    """Everything that a tree may need."""
    if isinstance(tree, Need):
        return (tree,)
    return tuple(need for part in tree.parts for need in needs_in(part))


def find_ways(tree: Tree, most: int = MAX_WAYS) -> tuple[Way, ...]:
    """The ways in which a condition may hold; none where it cannot. Where there are too many, a
    part is left out, which only makes more possible: each way is then less than what it takes."""
    if isinstance(tree, Need):
        return ((tree,),)
    if tree.how == "any":
        found = tuple(way for part in tree.parts for way in find_ways(part, most))
        return found if len(found) <= most else ((),)
    ways: tuple[Way, ...] = ((),)
    for part in tree.parts:
        more = find_ways(part, most)
        if len(ways) * len(more) <= most:
            ways = tuple((*one, *other) for one, other in product(ways, more))
    return ways
