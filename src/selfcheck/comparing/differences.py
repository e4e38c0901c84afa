"""One difference between two questionnaires: what it is made of, and things that come and go. Pure.

A difference is a code and facts in the author's own words; `words` makes the sentence.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from selfcheck.conditions import mean_the_same
from selfcheck.problems import Path
from selfcheck.questionnaire import Conditions, Questionnaire

Part = Literal["safety", "questions", "scores", "reflections", "texts"]
PARTS: tuple[Part, ...] = ("safety", "questions", "scores", "reflections", "texts")


@dataclass(frozen=True, slots=True)
class When:
    """A condition, and the questionnaire in which its names stand."""

    questionnaire: Questionnaire
    conditions: Conditions


Shown = str | tuple[str, ...] | When
"""What stood or stands there: a text, a list of names, or a condition."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: what (`code`, diff.CODE), where in the file (`place`), what it was
    and what it is. `name` is what respondents know the thing by."""

    part: Part
    code: str
    place: Path
    name: str = ""
    old: Shown = ""
    new: Shown = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def compare_order(
    part: Part, place: Path, old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[Difference]:
    """Things (id -> name) that are gone, have come, or stand elsewhere."""
    for id in old:
        if id not in new:
            yield Difference(part, "gone", (*place, id), old[id])
    stay = _in_same_order([id for id in old if id in new], [id for id in new if id in old])
    before = ""
    for id in new:
        facts = {"after": new.get(before, "")}
        if id not in old:
            yield Difference(part, "come", (*place, id), new[id], facts=facts)
        elif id not in stay:
            yield Difference(part, "moved", (*place, id), new[id], facts=facts)
        before = id


def _in_same_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The most names that stand in the same order in both: the others have moved."""
    places = {id: place for place, id in enumerate(old)}
    ends: list[int] = []
    chains: list[list[str]] = []
    for id in new:
        length = bisect_left(ends, places[id])
        chain = [*(chains[length - 1] if length else ()), id]
        ends[length : length + 1] = [places[id]]
        chains[length : length + 1] = [chain]
    return set(chains[-1]) if chains else set()


def compare_names(
    part: Part, code: str, place: Path, name: str, both: tuple[Sequence[str], Sequence[str]]
) -> Iterator[Difference]:
    """A list of names that is another one now."""
    was, now = (tuple(names) for names in both)
    if was != now:
        yield Difference(part, code, place, name, was, now)


def compare_conditions(
    difference: Difference,
    both: tuple[tuple[Questionnaire, Conditions], tuple[Questionnaire, Conditions]],
) -> Iterator[Difference]:
    """The difference with both conditions in it, where they are not the same."""
    if not mean_the_same(*(conditions for _, conditions in both)):
        old, new = (When(*one) for one in both)
        yield replace(difference, old=old, new=new)
