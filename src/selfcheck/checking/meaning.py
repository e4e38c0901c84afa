"""Conditions that may not mean what their author thinks. Pure."""

from collections.abc import Iterator, Set

from selfcheck.checking.reach.cache import ReachCache
from selfcheck.conditions import spell_conditions
from selfcheck.problems import Path, Problem
from selfcheck.questionnaire import Conditions, Extreme, Joined, Negated, Questionnaire


def check_meaning(cache: ReachCache) -> Iterator[Problem]:
    """`not: {a: x, b: y}` leaves out only those who meet both, and many think of "neither"; where
    all themes that are compared are named, one of them always stands highest."""
    compared = {theme.id for theme in cache.questionnaire.themes.values() if theme.compare}
    for path, conditions in _all_conditions(cache.questionnaire):
        yield from _check(path, conditions, compared)


def _all_conditions(questionnaire: Questionnaire) -> Iterator[tuple[Path, Conditions]]:
    for question in questionnaire.questions.values():
        yield ("questions", question.id, "ask_if"), question.ask_if
    for reflection in questionnaire.reflections.values():
        yield ("reflections", reflection.id, "when"), reflection.when
    for remark in questionnaire.remarks.values():
        yield ("remarks", remark.id, "when"), remark.when
    for rule in questionnaire.safety.values():
        yield ("safety", rule.id, "when"), rule.when


def _check(path: Path, conditions: Conditions, compared: Set[str]) -> Iterator[Problem]:
    for entry in conditions:
        match entry:
            case Negated(part):
                here = (*path, "not")
                if len(part) > 1:
                    yield _around_several(here, part)
                yield from _check(here, part, compared)
            case Extreme(which, themes) if compared <= {*themes}:
                facts = {"word": which, "themes": ", ".join(themes)}
                yield Problem("compares-nothing", (*path, which), facts, "name", severity="warning")
            case Joined(how, parts):
                for position, part in enumerate(parts):
                    yield from _check((*path, how, position), part, compared)


def _around_several(path: Path, part: Conditions) -> Problem:
    each = ", ".join(f"{{{spell_conditions((entry,))}}}" for entry in part)
    facts = {"count": len(part), "quoted": f"not: {{any: [{each}]}}"}
    return Problem("not-around-several", path, facts, "name", severity="warning")
