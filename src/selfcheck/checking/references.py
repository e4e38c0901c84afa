"""Gate 3: everything that is named exists. Pure; after it nothing looks again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from selfcheck.checking.condition_names import check_conditions, check_levels
from selfcheck.checking.unknown import MAX_GUESSES, missing, unknown, with_near_name
from selfcheck.format import CONDITION_WORDS
from selfcheck.frozen import replace
from selfcheck.placeholders import find_placeholders
from selfcheck.problems import Path, Problem
from selfcheck.questionnaire import (
    Answer,
    Questionnaire,
)
from selfcheck.texts import texts_with_placeholders

Rule = Callable[[Questionnaire], Iterator[Problem]]


def check_references(questionnaire: Questionnaire) -> list[Problem]:
    """All names that lead nowhere, in no particular order."""
    found = [problem for rule in RULES for problem in rule(questionnaire)]
    guessed = [with_near_name(problem) for problem in found[:MAX_GUESSES]]
    return [*guessed, *found[MAX_GUESSES:]]


def check_ids(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Question ids and theme ids differ, for conditions name both, and differ from the words of
    conditions."""
    for id in CONDITION_WORDS:
        for section in ("questions", "themes"):
            if id in getattr(questionnaire, section):
                yield Problem("reserved-id", (section, id), {"found": id}, "name")
    for id in questionnaire.questions:
        if id in questionnaire.themes:
            yield Problem(
                "id-used-twice", ("questions", id), {"found": id}, "name", other=("themes", id)
            )


def check_questions(questionnaire: Questionnaire) -> Iterator[Problem]:
    """The answer lists and themes that questions name."""
    for question in questionnaire.questions.values():
        path: Path = ("questions", question.id)
        name = question.answer_list
        if name is not None and name not in questionnaire.answer_lists:
            lists = questionnaire.answer_lists
            yield unknown("answer-list", (*path, "answers"), name, lists, ("answers",))
        themes = questionnaire.themes
        yield from missing("theme", (*path, "theme"), question.themes, themes, "themes")
        yield from _check_twice((*path, "theme"), question.themes)
        if name is None:
            yield from _check_points(questionnaire, question.answers, (*path, "answers"))
    for name, answers in questionnaire.answer_lists.items():
        yield from _check_points(questionnaire, answers, ("answers", name))


def _check_twice(path: Path, names: Sequence[str]) -> Iterator[Problem]:
    for position, name in enumerate(names):
        if name in names[:position]:
            yield Problem("theme-named-twice", (*path, position), {"found": name})


def _check_points(
    questionnaire: Questionnaire, answers: tuple[Answer, ...], path: Path
) -> Iterator[Problem]:
    for answer in answers:
        for theme in answer.points or {}:
            if theme not in questionnaire.themes:
                here = (*path, answer.value, "points", theme)
                yield unknown("theme", here, theme, questionnaire.themes, ("themes",), "name")


def check_links(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Columns and contacts that are named somewhere."""
    columns, contacts = questionnaire.columns, questionnaire.contacts
    for theme in questionnaire.themes.values():
        path: Path = ("themes", theme.id)
        yield from missing("column", (*path, "columns"), theme.columns, columns, "columns")
        for level in theme.rubric:
            here = (*path, "rubric", level.id, "columns")
            yield from missing("column", here, level.columns or (), columns, "columns")
    for reflection in questionnaire.reflections.values():
        here = ("reflections", reflection.id, "columns")
        yield from missing("column", here, reflection.columns, columns, "columns")
    for remark in questionnaire.remarks.values():
        here = ("remarks", remark.id, "columns")
        yield from missing("column", here, remark.columns, columns, "columns")
    for rule in questionnaire.safety.values():
        path = ("safety", rule.id)
        yield from missing("column", (*path, "columns"), rule.columns, columns, "columns")
        yield from missing("contact", (*path, "contacts"), rule.contacts, contacts, "contacts")


def check_examples(questionnaire: Questionnaire) -> Iterator[Problem]:
    """What examples expect: reflections, levels, safety rules; the replies they give to fill_in."""
    themes = questionnaire.themes
    for example in questionnaire.examples.values():
        path: Path = ("examples", example.id)
        yield from _names(
            "fill-in", (*path, "fill_in"), example.fill_in, questionnaire.fill_in, "fill_in"
        )
        expect, path = example.expect, (*path, "expect")
        reflection, allowed = expect.reflection, questionnaire.reflections
        if reflection not in (None, "none", *allowed):
            here = (*path, "reflection")
            yield unknown("reflection", here, str(reflection), allowed, ("reflections",))
        for part, names in (("levels", expect.levels), ("scores", expect.scores)):
            yield from _names("theme", (*path, part), names, themes, "themes")
        for theme, level in expect.levels.items():
            if theme in themes and level != "none":
                yield from check_levels(questionnaire, (*path, "levels", theme), theme, (level,))
        rules, remarks = questionnaire.safety, questionnaire.remarks
        yield from missing("safety", (*path, "safety"), expect.safety or (), rules, "safety")
        yield from missing("remark", (*path, "remarks"), expect.remarks or (), remarks, "remarks")


def _names(
    kind: str, path: Path, names: Iterable[str], allowed: Mapping[str, object], section: str
) -> Iterator[Problem]:
    for name in names:
        if name not in allowed:
            yield unknown(kind, (*path, name), name, allowed, (section,), "name")


def check_placeholders(questionnaire: Questionnaire) -> Iterator[Problem]:
    """{partner} in a text is a fill_in; a single brace is written {{."""
    allowed = questionnaire.fill_in
    for path, text in texts_with_placeholders(questionnaire):
        for typed, name in find_placeholders(text):
            if name is None:
                yield Problem("lone-brace", path, {"found": typed}, word=typed)
            elif name not in allowed:
                problem = unknown("fill-in", path, name or typed, allowed, ("fill_in",))
                yield replace(problem, word=typed)


RULES: tuple[Rule, ...] = (
    check_ids,
    check_questions,
    check_conditions,
    check_links,
    check_examples,
    check_placeholders,
)
