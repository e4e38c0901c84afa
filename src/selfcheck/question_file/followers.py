"""One cause, one problem: what only follows from something else is left out. Pure.

One name that leads nowhere from several places is told once.
"""

from collections import Counter
from collections.abc import Iterable

from selfcheck.frozen import replace
from selfcheck.near_names import look_alike
from selfcheck.problems import Path, Places, Problem, find_span
from selfcheck.question_file.yaml.lost_lines import LOST_ID
from selfcheck.question_file.yaml.source import Source
from selfcheck.question_file.yaml.unseen import code_point

_BREAKS_WHAT_IT_NAMES = frozenset({"not-an-id", "unknown-key", "double-key", "look-alike-letter"})
"""Codes of problems with a name: what was meant by it may be what is missed elsewhere."""
_BREAKS_ALL_WITHIN = frozenset(
    "expected-group list-not-group missing-space full-width-colon nothing-there missing-answers "
    "expected-text brace-at-start not-an-id".split()
)
_BREAKS_ANSWERS = frozenset({"not-a-scale", "scale-too-long"})
_READ_AS_LISTS = frozenset({"list-without-brackets", "one-answer-only", "marked-with-alone"})
_NEEDS_NUMBERS = frozenset({"levels-not-rising"})
_ONE_KIND = {"theme-or-question": "theme", "question": "theme"}
"""A name that is missed in a condition is missed as the one or the other elsewhere."""


def without_followers(found: list[Problem], source: Source) -> list[Problem]:
    """Leave out what only follows from something else that could not be read."""
    roots = [
        (problem.code, problem.place)
        for problem in (*source.problems, *found)
        if isinstance(problem.place, tuple) and not problem.depends
    ]
    within = {place for code, place in roots if code in _BREAKS_ALL_WITHIN}
    within |= {place[:-1] for code, place in roots if code in _BREAKS_ANSWERS}
    within |= {
        ("answers", str(problem.facts["found"]))
        for problem in found
        if problem.code == "unknown-answer-list"
    }
    beside = {place[:-1] for code, place in roots if code in _BREAKS_WHAT_IT_NAMES}
    beside |= {place[:-2] for code, place in roots if code == "lost-id-line"}
    beside |= {
        path[:end]
        for path in source.places.names
        for end, part in enumerate(path)
        if str(part).startswith(LOST_ID)
    }
    if ("themes",) in beside:  # a name in a condition may be a theme's
        beside.add(("questions",))
    told = Counter(problem.place for problem in found)

    def follows(problem: Problem) -> bool:
        needed = problem.depends
        if not needed:
            is_unsure = problem.code in _NEEDS_NUMBERS and (
                told[problem.place] > 1 or (problem.other is not None and told[problem.other] > 0)
            )
            return is_unsure or _is_guessed(problem, source)
        is_missing = needed not in source.places.names
        return (
            any(needed[:length] in within for length in range(1, len(needed) + 1))
            or needed in beside
            or (is_missing and needed[:-1] in beside)
            or _is_guessed(problem, source)
        )

    return [problem for problem in found if not follows(problem)]


def without_cut_lists(problems: Iterable[Problem]) -> list[Problem]:
    """A list in braces without brackets of its own is no text that commas cut."""
    every = list(problems)
    lists = {problem.place for problem in every if problem.code in _READ_AS_LISTS}
    return [one for one in every if one.code != "comma-in-text" or one.place not in lists]


def _is_guessed(problem: Problem, source: Source) -> bool:
    """Whether what is wrong stands in a line, or behind a name, that a guess was made about."""
    place = problem.place
    path = place if isinstance(place, tuple) else ()
    if any(path[:length] in source.doubtful for length in range(len(path) + 1)):
        return True
    span = find_span(problem, source.places) if source.guessed else None
    return span is not None and span.line in source.guessed


def named_by_letter(problem: Problem) -> Problem:
    """A name that looks like the one that was meant, and is another: the letter is the problem."""
    found, near = str(problem.facts.get("found", "")), str(problem.facts.get("near", ""))
    letters = look_alike(found, near) if near and problem.code.startswith("unknown-") else None
    if letters is None:
        return problem
    typed, meant = letters
    facts = {"found": typed, "code": code_point(typed), "meant": meant, "name": near}
    return replace(problem, code="look-alike-letter", facts=facts, word=typed, depends=())


def each_name_once(problems: Iterable[Problem], places: Places) -> list[Problem]:
    """A name that leads nowhere, from however many places: the first of them, with the lines of the
    others. The problems come in the order of the file."""
    kept: list[Problem] = []
    first: dict[tuple[str, ...], int] = {}
    lines: dict[int, list[int]] = {}
    for problem in problems:
        cause = _cause(problem)
        if cause is None or cause not in first:
            if cause is not None:
                first[cause] = len(kept)
            kept.append(problem)
            continue
        span = find_span(problem, places)
        if span is not None:
            lines.setdefault(first[cause], []).append(span.line + 1)
    for position, also in lines.items():
        one = kept[position]
        span = find_span(one, places)
        here = span.line + 1 if span else 0
        others = tuple(dict.fromkeys(line for line in also if line != here))
        if others:
            kept[position] = replace(one, facts={**one.facts, "also": others})
    return kept


def _cause(problem: Problem) -> tuple[str, ...] | None:
    """What makes two problems one: the kind and the name of what is not there."""
    kind = problem.code.removeprefix("unknown-")
    if kind == "look-alike-letter":
        return (kind, str(problem.facts["name"]))
    if not problem.depends or kind == problem.code:
        return None
    depends: Path = problem.depends if kind in ("level", "answer") else ()
    return (_ONE_KIND.get(kind, kind), str(problem.facts["found"]), *map(str, depends))
