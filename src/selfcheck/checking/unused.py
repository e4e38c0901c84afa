"""What is written in a question file and used nowhere. Pure.

All warnings, for nothing goes wrong by it. The questionnaire has passed the gates.
"""

from collections.abc import Callable, Container, Iterable, Iterator

from selfcheck.checking.reach.cache import ReachCache
from selfcheck.conditions import names_in
from selfcheck.frozen import replace
from selfcheck.placeholders import find_placeholders
from selfcheck.problems import Path, Problem
from selfcheck.questionnaire import Question, Questionnaire, Theme
from selfcheck.scoring import Scoring
from selfcheck.texts import texts_with_placeholders


def check_unused(cache: ReachCache) -> Iterator[Problem]:
    """Everything that nothing refers to."""
    for rule in _RULES:
        yield from rule(cache.questionnaire)
    yield from _check_themes(cache.scoring)
    yield from _check_questions(cache.scoring)


def _unused(
    code: str, section: str, ids: Iterable[str], used: Container[object]
) -> Iterator[Problem]:
    for id in ids:
        if id not in used:
            yield Problem(code, (section, id), {"found": id}, "name", severity="warning")


def _check_answer_lists(questionnaire: Questionnaire) -> Iterator[Problem]:
    used = {question.answer_list for question in questionnaire.questions.values()}
    yield from _unused("answer-list-never-used", "answers", questionnaire.answer_lists, used)


def _check_fill_ins(questionnaire: Questionnaire) -> Iterator[Problem]:
    if not questionnaire.fill_in:
        return
    texts = (text for _, text in texts_with_placeholders(questionnaire))
    used = {name for text in texts for _, name in find_placeholders(text)}
    yield from _unused("fill-in-never-used", "fill_in", questionnaire.fill_in, used)


def shown_columns(questionnaire: Questionnaire) -> set[str]:
    """The columns that are named where respondents are shown them."""
    shown = [theme for theme in questionnaire.themes.values() if theme.show]
    named = [columns for theme in shown for _, columns in columns_of(theme)]
    named += [reflection.columns for reflection in questionnaire.reflections.values()]
    named += [remark.columns for remark in questionnaire.remarks.values()]
    named += [rule.columns for rule in questionnaire.safety.values()]
    return {id for columns in named for id in columns}


def _check_columns(questionnaire: Questionnaire) -> Iterator[Problem]:
    used = shown_columns(questionnaire)
    hidden = _columns_of_hidden(questionnaire)
    for problem in _unused("column-never-used", "columns", questionnaire.columns, used):
        place = hidden.get(str(problem.facts["found"]))
        facts = {**problem.facts, "because": (("because.hidden", {}),)} if place else problem.facts
        yield replace(problem, facts=facts, other=place)


def columns_of(theme: Theme) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The columns that a theme and its levels name, with the place where they do."""
    path: Path = ("themes", theme.id)
    yield (*path, "columns"), theme.columns
    for level in theme.rubric:
        yield (*path, "rubric", level.id, "columns"), level.columns or ()


def _columns_of_hidden(questionnaire: Questionnaire) -> dict[str, Path]:
    """Columns that themes name which are not shown, each with the first place where it is."""
    found: dict[str, Path] = {}
    for theme in questionnaire.themes.values():
        for path, columns in () if theme.show else columns_of(theme):
            for id in columns:
                found.setdefault(id, path)
    return found


def _check_contacts(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Contacts that no safety text names. Where one names none, it shows them all; and where none
    does, they stand at the end of every result and behind `?`."""
    named = [rule.contacts for rule in questionnaire.safety.values()]
    if named and all(named):
        used = {id for contacts in named for id in contacts}
        yield from _unused("contact-never-used", "contacts", questionnaire.contacts, used)


def _check_themes(scoring: Scoring) -> Iterator[Problem]:
    used = {theme for member in scoring.questions.values() for theme in member.ranges}
    meant = {theme for question in _without_points(scoring) for theme in question.themes}
    yield from _unused("theme-never-used", "themes", scoring.questionnaire.themes, used | meant)
    for question in _without_points(scoring):
        facts = {"question": question.id, "theme": ", ".join(question.themes)}
        path = ("questions", question.id, "theme")
        yield Problem("theme-without-points", path, facts, "name", severity="warning")


def _without_points(scoring: Scoring) -> list[Question]:
    """Questions that name a theme although none of their answers brings points: mostly answers
    whose value and label changed places."""
    members = scoring.questions.values()
    return [one.question for one in members if one.question.themes and not one.ranges]


def _check_questions(scoring: Scoring) -> Iterator[Problem]:
    """A question that counts nowhere although others with the same answers do: its `theme` was
    probably forgotten. With answers of its own it may be asked for its own sake."""
    questionnaire, members = scoring.questionnaire, scoring.questions
    questions = questionnaire.questions.values()
    counted = {_shown(question) for question in questions if members[question.id].ranges}
    whens = [reflection.when for reflection in questionnaire.reflections.values()]
    whens += [remark.when for remark in questionnaire.remarks.values()]
    whens += [rule.when for rule in questionnaire.safety.values()]
    whens += [question.ask_if for question in questions]
    named = names_in(condition for when in whens for condition in when)
    for question in questions:
        lost = _shown(question) in counted and not members[question.id].ranges
        is_meant = bool(question.themes) or question.id in named
        if lost and not is_meant and _has_numbers(question):
            place = ("questions", question.id)
            facts = {"found": question.id}
            yield Problem("question-counts-nowhere", place, facts, "name", severity="warning")


def _shown(question: Question) -> tuple[tuple[str, str], ...]:
    return tuple((answer.value, answer.label) for answer in question.answers)


def _has_numbers(question: Question) -> bool:
    return any(answer.number is not None for answer in question.answers)


_RULES: tuple[Callable[[Questionnaire], Iterator[Problem]], ...] = (
    _check_answer_lists,
    _check_fill_ins,
    _check_columns,
    _check_contacts,
)
