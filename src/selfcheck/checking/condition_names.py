"""What conditions name: questions with their answers, themes with their levels. Pure."""

from collections.abc import Iterator, Mapping

from selfcheck.checking.unknown import unknown
from selfcheck.frozen import replace
from selfcheck.problems import At, Path, Problem
from selfcheck.questionnaire import (
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
            yield from check_levels(self._all, path, name, wanted)
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
            yield unknown("theme-or-question", path, id, known, ("questions",), at)
        else:
            problem = unknown("question", path, id, self._questions, ("questions",), at)
            is_theme = {"found": id} if id in self._all.themes else {}
            yield _because(problem, "because.is-theme", is_theme)

    def _level_of(self, name: str) -> dict[str, str]:
        """The level that was named in the place of its theme, by its id or its name."""
        for theme in self._themes.values():
            for level in theme.rubric:
                if name in (level.id, level.name):
                    return {"found": name, "theme": theme.id, "level": level.id}
        return {}

    def _check_extreme(self, path: Path, entry: Extreme) -> Iterator[Problem]:
        if self._asked:
            yield Problem("theme-in-ask-if", path, {"found": entry.which}, "name")
            return
        for position, id in enumerate(entry.themes):
            here = (*path, position)
            if id not in self._themes:
                problem = unknown("theme", here, id, self._themes, ("themes",))
                yield _because(problem, "because.is-level", self._level_of(id))
            elif not self._themes[id].compare:
                other = ("themes", id, "compare")
                yield Problem("theme-not-compared", here, {"found": id}, other=other)


def _because(problem: Problem, reason: str, facts: Mapping[str, object]) -> Problem:
    """The problem with a reason (a key of `words`), where there are facts for it."""
    if not facts:
        return problem
    return replace(problem, facts={**problem.facts, "because": ((reason, facts),)})


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
            problem = unknown("answer", (*path, position), value, values, depends)
            yield Problem(
                problem.code,
                problem.place,
                {**problem.facts, "question": question.id},
                depends=depends,
            )


def check_levels(
    questionnaire: Questionnaire, path: Path, theme: str, wanted: tuple[str, ...]
) -> Iterator[Problem]:
    levels = {level.id: level for level in questionnaire.themes[theme].rubric}
    depends = ("themes", theme, "rubric")
    for position, level in enumerate(wanted):
        if level not in levels:
            problem = unknown("level", (*path, position), level, levels, depends)
            facts = {**problem.facts, "theme": theme}
            yield Problem(problem.code, problem.place, facts, depends=depends)
