"""Names that lead nowhere, with the one that was probably meant. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from selfcheck.frozen import replace
from selfcheck.near_names import nearest
from selfcheck.problems import At, Path, Problem

MAX_GUESSES = 200
"""Comparing names takes time: beyond so many unknown ones nothing is guessed any more."""
_MAX_SEARCHED = 500


def with_near_name(problem: Problem) -> Problem:
    """The problem of an unknown name, with the one that was probably meant."""
    if "near" not in problem.facts or problem.facts["near"]:
        return problem
    found = str(problem.facts["found"])
    allowed = cast(Mapping[str, object], problem.facts["allowed"])
    meant = {shown: id for id, thing in allowed.items() for shown in (*_shown_as(thing), id)}
    near = nearest(found, meant)
    return replace(problem, facts={**problem.facts, "near": meant[near]}) if near else problem


def unknown(
    kind: str,
    path: Path,
    found: str,
    allowed: Mapping[str, object],
    depends: Path,
    at: At = "content",
) -> Problem:
    """A name that is not there; a thing that is shown under this name is the one meant."""
    things = allowed.items() if len(allowed) <= _MAX_SEARCHED else ()
    meant = (id for id, thing in things if found in _shown_as(thing))
    facts = {"found": found, "near": next(meant, ""), "allowed": allowed}
    return Problem(f"unknown-{kind}", path, facts, at=at, depends=depends)


def _shown_as(thing: object) -> tuple[str, ...]:
    """What respondents see in place of an id."""
    return tuple(getattr(thing, name, "") for name in ("name", "title", "label"))


def missing(
    kind: str, path: Path, names: Iterable[str], allowed: Mapping[str, object], section: str
) -> Iterator[Problem]:
    """The names of a list that are not known."""
    for position, name in enumerate(names):
        if name and name not in allowed:
            yield unknown(kind, (*path, position), name, allowed, (section,))
