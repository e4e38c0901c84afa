"""Every text that respondents read, with its path. Pure."""

from collections.abc import Iterator, Mapping

from selfcheck.problems import Path
from selfcheck.questionnaire import Answer, Questionnaire

_ELSEWHERE = {"columns": ("title",), "contacts": ("name", "phone", "hours")}
"""What bears the name that others gave it."""


def own_texts(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    """Every text in the author's own words, with its path: without the titles of columns and the
    names of contacts."""
    yield ("title",), questionnaire.title
    yield ("intro",), questionnaire.intro
    for fill_in in questionnaire.fill_in.values():
        here: Path = ("fill_in", fill_in.id)
        yield from _texts(here, {"ask": fill_in.ask, "default": fill_in.default})
        for position, word in enumerate(fill_in.suggestions):
            yield (*here, "suggestions", position), word
    for path, text in texts_with_placeholders(questionnaire):
        if path[-1] not in _ELSEWHERE.get(str(path[0]), ()):
            yield path, text


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
            {
                "name": contact.name,
                "phone": contact.phone,
                "hours": contact.hours,
                "note": contact.note,
            },
        )
    for column in questionnaire.columns.values():
        yield from _texts(("columns", column.id), {"title": column.title, "about": column.about})


def _texts(path: Path, texts: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    for name, text in texts.items():
        yield (*path, name), text


def _labels(path: Path, answers: tuple[Answer, ...]) -> Iterator[tuple[Path, str]]:
    for answer in answers:
        yield (*path, answer.value, "label"), answer.label
