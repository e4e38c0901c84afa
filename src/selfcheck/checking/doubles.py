"""Things that nobody can tell apart: two answers with one label, two questions with one text."""

import unicodedata
from collections.abc import Iterable, Iterator

from selfcheck.problems import At, Path, Problem
from selfcheck.questionnaire import Answer, Question, Questionnaire


def check_labels(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Answers of one question with the same label: neither a respondent nor a table can tell them
    apart. Compared as a table compares them: width and spaces do not matter."""
    for path, answers in _answers(questionnaire):
        first: dict[str, str] = {}
        for answer in answers:
            label = _as_seen(answer.label)
            if label in first:
                facts = {"found": answer.label}
                other = (*path, first[label])
                yield Problem("label-twice", (*path, answer.value), facts, other=other)
            else:
                first[label] = answer.value


def check_doubles(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Labels that are another answer's value; questions, titles and levels that read the same."""
    for path, answers in _answers(questionnaire):
        yield from _check_values(path, answers)
    yield from _check_questions(questionnaire.questions.values())
    themes = questionnaire.themes.values()
    yield from _check_same("themes", "name", ((theme.id, theme.name) for theme in themes))
    for section in ("reflections", "remarks", "safety"):
        things = getattr(questionnaire, section).values()
        yield from _check_same(section, "title", ((thing.id, thing.title) for thing in things))
    for theme in themes:
        path = ("themes", theme.id, "rubric")
        names = [((*path, level.id), level.name) for level in theme.rubric]
        yield from _twice("same-text", names, "name")


def _answers(questionnaire: Questionnaire) -> Iterator[tuple[Path, tuple[Answer, ...]]]:
    """Every list of answers, where it is written."""
    for name, answers in questionnaire.answer_lists.items():
        yield ("answers", name), answers
    for question in questionnaire.questions.values():
        if question.answer_list is None:
            yield ("questions", question.id, "answers"), question.answers


def _as_seen(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _check_values(path: Path, answers: tuple[Answer, ...]) -> Iterator[Problem]:
    """A label that is the value of another answer: where it is typed, the value is meant."""
    values = {answer.value for answer in answers}
    for answer in answers:
        if answer.label != answer.value and answer.label in values:
            facts = {"found": answer.label, "value": answer.value}
            here = (*path, answer.value)
            yield Problem(
                "label-is-value", here, facts, severity="warning", other=(*path, answer.label)
            )


def _check_questions(questions: Iterable[Question]) -> Iterator[Problem]:
    """Questions with one text. What stands before or below it may make them two."""
    first: dict[tuple[str, ...], str] = {}
    for question in questions:
        part = question.part.name if question.part else ""
        text = (_as_seen(question.ask), question.before, question.help, part)
        if text in first:
            path: Path = ("questions", question.id, "ask")
            facts = {"found": question.id, "first": first[text]}
            other = ("questions", first[text], "ask")
            yield Problem("same-question", path, facts, severity="warning", other=other)
        elif question.ask:
            first[text] = question.id


def _check_same(section: str, name: str, texts: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    yield from _twice("same-text", (((section, id), text) for id, text in texts), name)


def _twice(code: str, texts: Iterable[tuple[Path, str]], name: str) -> Iterator[Problem]:
    """The second of two equal texts, and where the first is."""
    at: At = "content"
    first: dict[str, Path] = {}
    for path, typed in texts:
        text, here = _as_seen(typed), (*path, name)
        if text in first:
            yield Problem(code, here, {"found": typed}, at, other=first[text], severity="warning")
        elif text:
            first[text] = here
