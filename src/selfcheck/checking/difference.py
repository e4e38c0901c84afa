"""What changes for respondents between two questionnaires, as data. Pure.

What scores bring is compared in `differing_scores`, what the same answers lead to in
`same_answers`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from selfcheck.checking.differing import (
    PARTS,
    Difference,
    Part,
    compare_conditions,
    compare_names,
    compare_order,
)
from selfcheck.checking.differing_scores import compare_points, compare_themes
from selfcheck.checking.differing_texts import compare_short_facts, compare_texts
from selfcheck.checking.same_answers import (
    RESPONDENTS,
    Effects,
    find_effects,
    fit_answers,
)
from selfcheck.problems import Path
from selfcheck.questionnaire import Answer, Example, Question, Questionnaire
from selfcheck.reflecting import reflect


@dataclass(frozen=True, slots=True)
class Ending:
    """What answers lead to: titles of safety texts, and the reflection below them, if any."""

    safety: tuple[str, ...]
    reflection: str | None


@dataclass(frozen=True, slots=True)
class ExampleChange:
    """An example that leads elsewhere now."""

    id: str
    old: Ending
    new: Ending


@dataclass(frozen=True, slots=True)
class Drafts:
    """Whether drafts are found at all, and the questions of which they keep the answers or not."""

    are_found: bool
    kept: tuple[str, ...]
    asked_again: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changes for respondents; `tried` counts examples."""

    differences: tuple[Difference, ...]
    tried: int
    examples: tuple[ExampleChange, ...]
    effects: Effects
    drafts: Drafts

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes for anybody."""
        drafts = self.drafts
        return not self.differences and drafts.are_found and not drafts.asked_again


def compare(old: Questionnaire, new: Questionnaire, of: int = RESPONDENTS) -> Comparison:
    """Find everything that respondents would notice, what concerns safety first; `of` is how many
    who answer at random are tried."""
    found = [
        *compare_safety(old, new),
        *compare_questions(old, new),
        *compare_points(old, new),
        *compare_themes(old, new),
        *compare_reflections(old, new),
        *compare_short_facts(old, new),
        *compare_texts(old, new),
    ]
    found.sort(key=lambda difference: PARTS.index(difference.part))
    examples = _different_examples(old, new)
    changes = tuple(_compare_examples(old, new, examples))
    effects = find_effects(old, new, of)
    return Comparison(tuple(found), len(examples), changes, effects, compare_drafts(old, new))


# --- safety ---------------------------------------------------------------------------------


def compare_safety(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Rules, the answers that bring them, and whom they point to."""
    titles = [{id: rule.title for id, rule in one.safety.items()} for one in (old, new)]
    yield from compare_order("safety", ("safety",), *titles)
    for id, now in new.safety.items():
        was, path = old.safety.get(id), ("safety", id)
        if was is None:
            continue
        found = Difference("safety", "safety-when", path, now.title)
        yield from compare_conditions(found, ((old, was.when), (new, now.when)))
        if was.instead != now.instead:
            code = "safety-instead" if now.instead else "safety-above"
            yield Difference("safety", code, path, now.title)
        contacts = was.contacts or tuple(old.contacts), now.contacts or tuple(new.contacts)
        yield from compare_names("safety", "contacts", path, now.title, contacts)
        yield from compare_names("safety", "columns", path, now.title, (was.columns, now.columns))
    for id, contact in new.contacts.items():
        if id in old.contacts and old.contacts[id].always != contact.always:
            code = "contact-always" if contact.always else "contact-not-always"
            yield Difference("safety", code, ("contacts", id), contact.name)
    names = [{id: contact.name for id, contact in one.contacts.items()} for one in (old, new)]
    yield from _come_and_gone("safety", ("contacts",), *names)


def _come_and_gone(part: Part, place: Path, *both: dict[str, str]) -> Iterator[Difference]:
    """Things whose order nobody sees."""
    found = compare_order(part, place, *both)
    yield from (difference for difference in found if difference.code != "moved")


# --- questions ------------------------------------------------------------------------------


def compare_questions(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """What is asked, in which order, of whom, and which answers there are."""
    asks = [{id: one.ask for id, one in each.fill_in.items()} for each in (old, new)]
    yield from compare_order("questions", ("fill_in",), *asks)
    asks = [{id: one.ask for id, one in each.questions.items()} for each in (old, new)]
    yield from compare_order("questions", ("questions",), *asks)
    for id, fill_in in new.fill_in.items():
        if was := old.fill_in.get(id):
            both = (was.suggestions, fill_in.suggestions)
            yield from compare_names("questions", "suggestions", ("fill_in", id), id, both)
    for id, answers in new.answer_lists.items():
        if id in old.answer_lists:
            yield from _compare_answers(("answers", id), old.answer_lists[id], answers)
    for id, question in new.questions.items():
        if id in old.questions:
            yield from _compare_question(old, new, old.questions[id], question)


def _compare_question(
    old: Questionnaire, new: Questionnaire, was: Question, now: Question
) -> Iterator[Difference]:
    path = ("questions", now.id)
    kinds = was.write or was.choose, now.write or now.choose
    if kinds[0] != kinds[1]:
        yield Difference("questions", "question-kind", path, now.ask, *kinds)
    found = Difference("questions", "ask_if", path, now.ask)
    yield from compare_conditions(found, ((old, was.ask_if), (new, now.ask_if)))
    if was.answer_list is None or was.answer_list != now.answer_list:
        yield from _compare_answers((*path, "answers"), was.answers, now.answers)
    if was.answer_list != now.answer_list:
        yield from _compare_labels((*path, "answers"), was.answers, now.answers)


def _compare_answers(
    path: Path, was: tuple[Answer, ...], now: tuple[Answer, ...]
) -> Iterator[Difference]:
    """Answers of a question or of a list that come, go, move, or stand alone now."""
    labels = [{answer.value: answer.label for answer in answers} for answers in (was, now)]
    yield from compare_order("questions", path, *labels)
    before = {answer.value: answer for answer in was}
    for answer in now:
        if answer.value in before and before[answer.value].alone != answer.alone:
            code = "answer-alone" if answer.alone else "answer-beside"
            yield Difference("questions", code, (*path, answer.value), answer.label)


def _compare_labels(
    path: Path, was: tuple[Answer, ...], now: tuple[Answer, ...]
) -> Iterator[Difference]:
    """The words of answers that come from another list now."""
    before = {answer.value: answer.label for answer in was}
    for answer in now:
        label = before.get(answer.value, answer.label)
        if label != answer.label:
            here = (*path, answer.value, "label")
            yield Difference("questions", "text", here, "", label, answer.label)


# --- reflections and the rest ---------------------------------------------------------------


def compare_reflections(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Which reflections there are, in which order, and when they are shown."""
    titles = [{id: one.title for id, one in each.reflections.items()} for each in (old, new)]
    yield from compare_order("reflections", ("reflections",), *titles)
    for id, now in new.reflections.items():
        was, path = old.reflections.get(id), ("reflections", id)
        if was is None:
            continue
        found = Difference("reflections", "reflection-when", path, now.title)
        yield from compare_conditions(found, ((old, was.when), (new, now.when)))
        columns, ponder = (was.columns, now.columns), (was.ponder, now.ponder)
        yield from compare_names("reflections", "columns", path, now.title, columns)
        yield from compare_names("reflections", "ponder", path, now.title, ponder)
    titles = [{id: column.title for id, column in one.columns.items()} for one in (old, new)]
    yield from _come_and_gone("reflections", ("columns",), *titles)


# --- what becomes of answers ----------------------------------------------------------------


def _different_examples(old: Questionnaire, new: Questionnaire) -> list[Example]:
    """The examples of both files, the same answers once."""
    examples: list[Example] = []
    for example in (*new.examples.values(), *old.examples.values()):
        if all(example.answers != other.answers for other in examples):
            examples.append(example)
    return examples


def _compare_examples(
    old: Questionnaire, new: Questionnaire, examples: list[Example]
) -> Iterator[ExampleChange]:
    """The examples that lead elsewhere now."""
    for example in examples:
        (was, before), (now, after) = (_find_ending(one, example) for one in (old, new))
        if was != now:
            yield ExampleChange(example.id, before, after)


def _find_ending(questionnaire: Questionnaire, example: Example) -> tuple[Any, Ending]:
    """Where an example leads: by id, for comparing, and in the words of respondents."""
    outcome = reflect(questionnaire, fit_answers(questionnaire, example.answers))
    reflection = outcome.reflection
    ids = {rule.id for rule in outcome.safety}, reflection.id if reflection else None
    titles = tuple(rule.title for rule in outcome.safety)
    return ids, Ending(titles, reflection.title if reflection else None)


def compare_drafts(old: Questionnaire, new: Questionnaire) -> Drafts:
    """A draft keeps the answers of questions that a respondent reads the same (contract, 3)."""
    shared = [id for id in new.questions if id in old.questions]
    kept = tuple(id for id in shared if _read(old.questions[id]) == _read(new.questions[id]))
    again = tuple(id for id in shared if id not in kept)
    return Drafts(old.id == new.id, kept, again)


def _read(question: Question) -> Any:
    """What a respondent reads of a question."""
    answers = tuple((answer.value, answer.label, answer.alone) for answer in question.answers)
    return question.ask, question.help, question.choose, question.write, answers
