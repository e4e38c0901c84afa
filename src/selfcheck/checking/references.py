"""Gate 3: everything that is named exists. Pure; after it nothing looks again."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping

from selfcheck.placeholders import find_placeholders
from selfcheck.problems import Path, Problem
from selfcheck.questionnaire import Answer, Conditions, Question, Questionnaire

Rule = Callable[[Questionnaire], Iterator[Problem]]


def check_references(questionnaire: Questionnaire) -> list[Problem]:
    """All names that lead nowhere, in no particular order."""
    return [problem for rule in RULES for problem in rule(questionnaire)]


def _unknown(
    kind: str, path: Path, found: str, known: Iterable[str], depends: Path, at_name: bool = False
) -> Problem:
    """A name that is not there, with the one that was probably meant."""
    allowed = tuple(known)
    near = difflib.get_close_matches(found, allowed, n=1, cutoff=0.7)
    facts = {"found": found, "near": near[0] if near else "", "allowed": allowed}
    return Problem(
        f"unknown-{kind}", path, facts, at="name" if at_name else "content", depends=depends
    )


def _missing(
    kind: str, path: Path, names: Iterable[str], known: Iterable[str], section: str
) -> Iterator[Problem]:
    """The names of a list that are not known."""
    allowed = tuple(known)
    for position, name in enumerate(names):
        if name and name not in allowed:
            yield _unknown(kind, (*path, position), name, allowed, (section,))


def check_ids(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Question ids and theme ids differ, for conditions name both."""
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
        if question.theme and question.theme not in questionnaire.themes:
            themes = questionnaire.themes
            yield _unknown("theme", (*path, "theme"), question.theme, themes, ("themes",))
        if name is None:
            yield from _check_points(questionnaire, question.answers, (*path, "answers"))
    for name, answers in questionnaire.answer_lists.items():
        yield from _check_points(questionnaire, answers, ("answers", name))


def _check_points(
    questionnaire: Questionnaire, answers: tuple[Answer, ...], path: Path
) -> Iterator[Problem]:
    for answer in answers:
        for theme in answer.points or {}:
            if theme not in questionnaire.themes:
                here = (*path, answer.value, "points", theme)
                yield _unknown("theme", here, theme, questionnaire.themes, ("themes",), True)


def check_ask_if(questionnaire: Questionnaire) -> Iterator[Problem]:
    """`ask_if` names earlier questions and answers that they have."""
    earlier: dict[str, Question] = {}
    for question in questionnaire.questions.values():
        path: Path = ("questions", question.id, "ask_if")
        for condition in question.ask_if:
            here = (*path, condition.name)
            if condition.name in earlier:
                yield from _check_answers(here, condition.wanted, earlier[condition.name])
            elif condition.name in questionnaire.questions:
                facts = {"found": condition.name, "question": question.id}
                other = ("questions", condition.name)
                yield Problem("ask-if-later", here, facts, "name", other=other)
            else:
                yield _unknown("question", here, condition.name, earlier, ("questions",), True)
        earlier[question.id] = question


def _check_answers(path: Path, wanted: tuple[str, ...], question: Question) -> Iterator[Problem]:
    values = tuple(answer.value for answer in question.answers)
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


def check_when(questionnaire: Questionnaire) -> Iterator[Problem]:
    """`when` names questions with their answers and, in reflections, themes with their levels."""
    for reflection in questionnaire.reflections.values():
        path: Path = ("reflections", reflection.id, "when")
        yield from _check_conditions(questionnaire, path, reflection.when, with_themes=True)
    for rule in questionnaire.safety.values():
        yield from _check_conditions(
            questionnaire, ("safety", rule.id, "when"), rule.when, with_themes=False
        )


def _check_conditions(
    questionnaire: Questionnaire, path: Path, conditions: Conditions, with_themes: bool
) -> Iterator[Problem]:
    questions, themes = questionnaire.questions, questionnaire.themes
    for name, wanted in ((condition.name, condition.wanted) for condition in conditions):
        here = (*path, name)
        if with_themes and name in themes:
            yield from _check_levels(questionnaire, here, name, wanted)
        elif name in questions:
            yield from _check_answers(here, wanted, questions[name])
        elif name in themes:
            yield Problem("theme-in-safety", here, {"found": name}, "name")
        else:
            known = [*themes, *questions] if with_themes else list(questions)
            problem = _unknown("question", here, name, known, ("questions",), True)
            code = "unknown-theme-or-question" if with_themes else problem.code
            yield Problem(code, here, problem.facts, "name", depends=problem.depends)


def _check_levels(
    questionnaire: Questionnaire, path: Path, theme: str, wanted: tuple[str, ...]
) -> Iterator[Problem]:
    levels = [level.id for level in questionnaire.themes[theme].rubric]
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
        reflection, known = expect.reflection, questionnaire.reflections
        if reflection not in (None, "none", *known):
            here = (*path, "reflection")
            yield _unknown("reflection", here, str(reflection), known, ("reflections",))
        for part, names in (("levels", expect.levels), ("scores", expect.scores)):
            yield from _names("theme", (*path, part), names, themes, "themes")
        for theme, level in expect.levels.items():
            if theme in themes and level != "none":
                yield from _check_levels(questionnaire, (*path, "levels", theme), theme, (level,))
        rules = questionnaire.safety
        yield from _missing("safety", (*path, "safety"), expect.safety or (), rules, "safety")


def _names(
    kind: str, path: Path, names: Iterable[str], known: Iterable[str], section: str
) -> Iterator[Problem]:
    allowed = tuple(known)
    for name in names:
        if name not in allowed:
            yield _unknown(kind, (*path, name), name, allowed, (section,), True)


def check_placeholders(questionnaire: Questionnaire) -> Iterator[Problem]:
    """{partner} in a text is a fill_in; a single brace is written {{."""
    known = tuple(questionnaire.fill_in)
    for path, text in texts_with_placeholders(questionnaire):
        for typed, name in find_placeholders(text):
            if name is None:
                yield Problem("lone-brace", path, {"found": typed}, word=typed)
            elif name not in known:
                problem = _unknown("fill-in", path, name, known, ("fill_in",))
                facts = {**problem.facts, "typed": typed}
                yield Problem(problem.code, path, facts, word=typed, depends=problem.depends)


def texts_with_placeholders(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    """Every text in which placeholders are filled, with its path."""
    yield ("closing",), questionnaire.closing
    for name, answers in questionnaire.answer_lists.items():
        yield from _labels(("answers", name), answers)
    for theme in questionnaire.themes.values():
        yield from _texts(("themes", theme.id), {"name": theme.name, "about": theme.about})
        for level in theme.rubric:
            here = ("themes", theme.id, "rubric", level.id)
            yield from _texts(here, {"name": level.name, "says": level.says})
    for question in questionnaire.questions.values():
        path: Path = ("questions", question.id)
        yield from _texts(
            path, {"before": question.before, "ask": question.ask, "help": question.help}
        )
        if question.answer_list is None:
            yield from _labels((*path, "answers"), question.answers)
    yield from _texts_of_results(questionnaire)


def _texts_of_results(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    for reflection in questionnaire.reflections.values():
        here: Path = ("reflections", reflection.id)
        yield from _texts(
            here, {"title": reflection.title, "says": reflection.says, "try": reflection.step}
        )
        for position, text in enumerate(reflection.ponder):
            yield (*here, "ponder", position), text
    for rule in questionnaire.safety.values():
        yield from _texts(("safety", rule.id), {"title": rule.title, "says": rule.says})
    for contact in questionnaire.contacts.values():
        yield from _texts(
            ("contacts", contact.id),
            {"name": contact.name, "hours": contact.hours, "note": contact.note},
        )
    for column in questionnaire.columns.values():
        yield from _texts(("columns", column.id), {"title": column.title, "about": column.about})


def _texts(path: Path, texts: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    for name, text in texts.items():
        yield (*path, name), text


def _labels(path: Path, answers: tuple[Answer, ...]) -> Iterator[tuple[Path, str]]:
    for answer in answers:
        yield (*path, answer.value, "label"), answer.label


RULES: tuple[Rule, ...] = (
    check_ids,
    check_questions,
    check_ask_if,
    check_when,
    check_links,
    check_examples,
    check_placeholders,
)
