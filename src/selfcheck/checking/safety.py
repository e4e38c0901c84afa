"""Whether those who are in danger are met: questions, safety rules, contacts. Pure.

Which words speak of danger is a list in data (`check_words.yaml`); it can only guess, so what
rests on it is a warning.
"""

from collections.abc import Iterable, Iterator

from selfcheck.checking.phrases import Finder, WordLists
from selfcheck.checking.reach.cache import ReachCache
from selfcheck.conditions import names_in
from selfcheck.placeholders import find_placeholders
from selfcheck.problems import Path, Problem
from selfcheck.questionnaire import Contact, Question, Questionnaire, SafetyRule
from selfcheck.typesetting import display_width

_SOMEBODY = "相手"
"""Stands for every placeholder while words are looked for: ｛partner｝が怖い is 相手が怖い."""
_MAX_FIRST_WIDTH = 40
"""Columns of the narrowest terminal that pages are made for."""


def check_danger(questionnaire: Questionnaire, lists: WordLists) -> Iterator[Problem]:
    """Questions about danger that no safety rule looks at."""
    finder = Finder(lists.danger, lists.no_danger)
    for question in _unwatched(questionnaire):
        yield from _check_danger(question, finder)


def has_unwatched(questionnaire: Questionnaire) -> bool:
    """Whether there are questions in which words of danger are looked for."""
    return any(_unwatched(questionnaire))


def _unwatched(questionnaire: Questionnaire) -> list[Question]:
    """The questions that no safety rule looks at."""
    looked_at = names_in(c for rule in questionnaire.safety.values() for c in rule.when)
    return [one for one in questionnaire.questions.values() if one.id not in looked_at]


def check_safety(cache: ReachCache) -> Iterator[Problem]:
    """Contacts that nobody can turn to; rules that help nobody."""
    for contact in cache.questionnaire.contacts.values():
        yield from _check_number(contact)
    for rule in cache.questionnaire.safety.values():
        yield from _check_contacts(cache.questionnaire, rule)


def _check_danger(question: Question, finder: Finder) -> Iterator[Problem]:
    """The first word of danger in a question, its help or its answers."""
    path: Path = ("questions", question.id)
    texts = [((*path, "ask"), question.ask), ((*path, "help"), question.help)]
    texts += [(path, answer.label) for answer in question.answers]
    for here, text in texts:
        if found := finder.find(_with_somebody(text)):
            yield _speaks_of_danger(question, here, found[0], found[0] in text)
            return


def _speaks_of_danger(question: Question, path: Path, found: str, as_typed: bool) -> Problem:
    code, facts = "danger-without-safety", {"question": question.id, "found": found}
    if as_typed and len(path) > 2:
        return Problem(code, path, facts, word=found, severity="warning")
    return Problem(code, path, facts, "name", severity="warning")


def _with_somebody(text: str) -> str:
    for typed, name in find_placeholders(text):
        if name is not None:
            text = text.replace(f"{typed} ", _SOMEBODY).replace(typed, _SOMEBODY)
    return text


def _check_number(contact: Contact) -> Iterator[Problem]:
    """A contact that nobody can turn to."""
    path: Path = ("contacts", contact.id)
    facts = {"found": contact.id}
    if not (contact.phone.strip() or contact.url or contact.note.strip()):
        yield Problem("contact-without-number", path, facts, "name", severity="warning")
    elif contact.always and not contact.phone.strip():
        here = (*path, "always")
        yield Problem("always-without-number", here, facts, "name", severity="warning")


def check_first_lines(texts: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    """Texts, with their paths, that are to stand above everything and are not one short line. A
    placeholder counts as it is typed."""
    for path, text in texts:
        if path[0] != "safety" or path[-1] != "first":
            continue
        if "\n" in text:
            yield Problem("first-not-one-line", path, {})
        elif (width := display_width(text)) > _MAX_FIRST_WIDTH:
            facts = {"length": (width + 1) // 2, "most": _MAX_FIRST_WIDTH // 2}
            yield Problem("first-too-long", path, facts)


def _check_contacts(questionnaire: Questionnaire, rule: SafetyRule) -> Iterator[Problem]:
    """A safety text names its contacts; without any it shows all of the file, if there are some."""
    if not rule.contacts and not questionnaire.contacts:
        facts = {"found": rule.id}
        yield Problem(
            "safety-without-contact", ("safety", rule.id), facts, "name", severity="warning"
        )
