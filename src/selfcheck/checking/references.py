"""Gate 3: everything that is named exists. Pure; after it nothing looks again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

from selfcheck.format import CONDITION_WORDS
from selfcheck.frozen import replace
from selfcheck.near_names import nearest
from selfcheck.placeholders import find_placeholders
from selfcheck.problems import At, Path, Problem
from selfcheck.questionnaire import (
    Answer,
    Condition,
    Conditions,
    Extreme,
    Joined,
    Negated,
    Question,
    Questionnaire,
    Reflection,
    Remark,
    SafetyRule,
    Skipped,
)
from selfcheck.texts import texts_with_placeholders

Rule = Callable[[Questionnaire], Iterator[Problem]]

_MAX_GUESSES = 200
"""Comparing names takes time: beyond so many unknown ones nothing is guessed any more."""
_MAX_SEARCHED = 500


def check_references(questionnaire: Questionnaire) -> list[Problem]:
    """All names that lead nowhere, in no particular order."""
    found = [problem for rule in RULES for problem in rule(questionnaire)]
    guessed = [_with_near_name(problem) for problem in found[:_MAX_GUESSES]]
    return [*guessed, *found[_MAX_GUESSES:]]


def _with_near_name(problem: Problem) -> Problem:
    """The problem of an unknown name, with the one that was probably meant."""
    if "near" not in problem.facts or problem.facts["near"]:
        return problem
    found = str(problem.facts["found"])
    allowed = cast(Mapping[str, object], problem.facts["allowed"])
    meant = {shown: id for id, thing in allowed.items() for shown in (*_shown_as(thing), id)}
    near = nearest(found, meant)
    return replace(problem, facts={**problem.facts, "near": meant[near]}) if near else problem


def _unknown(
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


def _missing(
    kind: str, path: Path, names: Iterable[str], allowed: Mapping[str, object], section: str
) -> Iterator[Problem]:
    """The names of a list that are not known."""
    for position, name in enumerate(names):
        if name and name not in allowed:
            yield _unknown(kind, (*path, position), name, allowed, (section,))


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
            yield _unknown("answer-list", (*path, "answers"), name, lists, ("answers",))
        themes = questionnaire.themes
        yield from _missing("theme", (*path, "theme"), question.themes, themes, "themes")
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
                yield _unknown("theme", here, theme, questionnaire.themes, ("themes",), "name")


def _check_answers(path: Path, wanted: tuple[str, ...], question: Question) -> Iterator[Problem]:
    values = {answer.value: answer for answer in question.answers}
    if question.write:
        yield Problem("condition-on-writing", path, {"found": question.id}, "name")
        return
    if question.answer_list is not None:
        depends: Path = ("answers", question.answer_list)
        if not values:
            return
    else:
        depends = ("questions", question.id, "answers")
    for position, value in enumerate(wanted):
        if value not in values:
            problem = _unknown("answer", (*path, position), value, values, depends)
            yield Problem(
                problem.code,
                problem.place,
                {**problem.facts, "question": question.id},
                depends=depends,
            )


def check_conditions(questionnaire: Questionnaire) -> Iterator[Problem]:
    """`ask_if` names earlier questions and answers that they have, `when` any questions, and themes
    with their levels."""
    earlier: dict[str, Question] = {}
    for question in questionnaire.questions.values():
        named = _Named(questionnaire, earlier, question.id)
        yield from named.check(("questions", question.id, "ask_if"), question.ask_if)
        earlier[question.id] = question
    sections: tuple[tuple[str, Mapping[str, Reflection | Remark | SafetyRule]], ...] = (
        ("reflections", questionnaire.reflections),
        ("remarks", questionnaire.remarks),
        ("safety", questionnaire.safety),
    )
    named = _Named(questionnaire, questionnaire.questions)
    for section, things in sections:
        for id, thing in things.items():
            yield from named.check((section, id, "when"), thing.when)


class _Named:
    """Checks what conditions name. `questions` are those that may be named; in the `ask_if` of a
    question (`asked`) no themes may be."""

    def __init__(
        self, questionnaire: Questionnaire, questions: Mapping[str, Question], asked: str = ""
    ) -> None:
        self._all = questionnaire
        self._questions = questions
        self._themes = {} if asked else questionnaire.themes
        self._asked = asked

    def check(self, path: Path, conditions: Conditions) -> Iterator[Problem]:
        """Everything that is named and is not there, however deep it stands."""
        for entry in conditions:
            match entry:
                case Condition(name):
                    yield from self._check_condition((*path, name), entry)
                case Extreme(which):
                    yield from self._check_extreme((*path, which), entry)
                case Skipped():
                    for position, id in enumerate(entry.questions):
                        yield from self._check_question((*path, "skipped", position), id, "content")
                case Negated(part):
                    yield from self.check((*path, "not"), part)
                case Joined(how, parts):
                    for position, part in enumerate(parts):
                        yield from self.check((*path, how, position), part)

    def _check_condition(self, path: Path, condition: Condition) -> Iterator[Problem]:
        name, wanted = condition.name, condition.wanted
        if name in self._themes:
            yield from _check_levels(self._all, path, name, wanted)
        elif name in self._questions:
            yield from _check_answers(path, wanted, self._questions[name])
        else:
            yield from self._check_question(path, name, "name")

    def _check_question(self, path: Path, id: str, at: At) -> Iterator[Problem]:
        """A question that may be named; themes are offered where they may be."""
        if id in self._questions:
            return
        if id in self._all.questions:
            other = ("questions", id)
            yield Problem(
                "ask-if-later", path, {"found": id, "question": self._asked}, at, other=other
            )
        elif self._asked and id in self._all.themes:
            yield Problem("theme-in-ask-if", path, {"found": id}, at)
        elif at == "name" and not self._asked:
            known = {**self._themes, **self._questions}
            yield _unknown("theme-or-question", path, id, known, ("questions",), at)
        else:
            yield _unknown("question", path, id, self._questions, ("questions",), at)

    def _check_extreme(self, path: Path, entry: Extreme) -> Iterator[Problem]:
        if self._asked:
            yield Problem("theme-in-ask-if", path, {"found": entry.which}, "name")
            return
        for position, id in enumerate(entry.themes):
            here = (*path, position)
            if id not in self._themes:
                yield _unknown("theme", here, id, self._themes, ("themes",))
            elif not self._themes[id].compare:
                other = ("themes", id, "compare")
                yield Problem("theme-not-compared", here, {"found": id}, other=other)


def _check_levels(
    questionnaire: Questionnaire, path: Path, theme: str, wanted: tuple[str, ...]
) -> Iterator[Problem]:
    levels = {level.id: level for level in questionnaire.themes[theme].rubric}
    depends = ("themes", theme, "rubric")
    for position, level in enumerate(wanted):
        if level not in levels:
            problem = _unknown("level", (*path, position), level, levels, depends)
            facts = {**problem.facts, "theme": theme}
            yield Problem(problem.code, problem.place, facts, depends=depends)


def check_links(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Columns and contacts that are named somewhere."""
    columns, contacts = questionnaire.columns, questionnaire.contacts
    for theme in questionnaire.themes.values():
        path: Path = ("themes", theme.id)
        yield from _missing("column", (*path, "columns"), theme.columns, columns, "columns")
        for level in theme.rubric:
            here = (*path, "rubric", level.id, "columns")
            yield from _missing("column", here, level.columns or (), columns, "columns")
    for reflection in questionnaire.reflections.values():
        here = ("reflections", reflection.id, "columns")
        yield from _missing("column", here, reflection.columns, columns, "columns")
    for remark in questionnaire.remarks.values():
        here = ("remarks", remark.id, "columns")
        yield from _missing("column", here, remark.columns, columns, "columns")
    for rule in questionnaire.safety.values():
        path = ("safety", rule.id)
        yield from _missing("column", (*path, "columns"), rule.columns, columns, "columns")
        yield from _missing("contact", (*path, "contacts"), rule.contacts, contacts, "contacts")


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
            yield _unknown("reflection", here, str(reflection), allowed, ("reflections",))
        for part, names in (("levels", expect.levels), ("scores", expect.scores)):
            yield from _names("theme", (*path, part), names, themes, "themes")
        for theme, level in expect.levels.items():
            if theme in themes and level != "none":
                yield from _check_levels(questionnaire, (*path, "levels", theme), theme, (level,))
        rules, remarks = questionnaire.safety, questionnaire.remarks
        yield from _missing("safety", (*path, "safety"), expect.safety or (), rules, "safety")
        yield from _missing("remark", (*path, "remarks"), expect.remarks or (), remarks, "remarks")


def _names(
    kind: str, path: Path, names: Iterable[str], allowed: Mapping[str, object], section: str
) -> Iterator[Problem]:
    for name in names:
        if name not in allowed:
            yield _unknown(kind, (*path, name), name, allowed, (section,), "name")


def check_placeholders(questionnaire: Questionnaire) -> Iterator[Problem]:
    """{partner} in a text is a fill_in; a single brace is written {{."""
    allowed = questionnaire.fill_in
    for path, text in texts_with_placeholders(questionnaire):
        for typed, name in find_placeholders(text):
            if name is None:
                yield Problem("lone-brace", path, {"found": typed}, word=typed)
            elif name not in allowed:
                problem = _unknown("fill-in", path, name or typed, allowed, ("fill_in",))
                yield replace(problem, word=typed)


RULES: tuple[Rule, ...] = (
    check_ids,
    check_questions,
    check_conditions,
    check_links,
    check_examples,
    check_placeholders,
)
