"""What two questionnaires ask differently: questions, their order, their answers; and which
answers a draft of the old one keeps. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from selfcheck.comparing.differences import (
    Difference,
    compare_conditions,
    compare_names,
    compare_order,
)
from selfcheck.conditions import change_named
from selfcheck.problems import Path
from selfcheck.questionnaire import (
    Answer,
    Condition,
    Conditions,
    Entry,
    Extreme,
    Question,
    Questionnaire,
    Skipped,
)


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
    parts = [question.part.name if question.part else "" for question in (was, now)]
    if bool(was.part) != bool(now.part):
        yield Difference("questions", "part", path, now.ask, parts[0], parts[1])
    found = Difference("questions", "ask_if", path, now.ask)
    yield from compare_conditions(found, ((old, was.ask_if), (new, now.ask_if)))
    if was.answer_list is None or was.answer_list != now.answer_list:
        yield from _compare_answers((*path, "answers"), was.answers, now.answers)
    if was.answer_list != now.answer_list:
        yield from _compare_labels((*path, "answers"), was.answers, now.answers)


def _compare_answers(
    path: Path, was: tuple[Answer, ...], now: tuple[Answer, ...]
) -> Iterator[Difference]:
    """Answers of a question or of a list that come, go, move, stand alone now, or ask for a text;
    the numbers of a scale together."""
    scales = [_spell_scale(answers) for answers in (was, now)]
    if scales[0] != scales[1]:
        yield Difference("questions", "scale", path, "", scales[0], scales[1])
    both = was, now
    numbers = {one.value for answers in both for one in answers if one.beside is not None}
    told = [[one for one in answers if one.value not in numbers] for answers in both]
    labels = [{one.value: one.label for one in answers} for answers in told]
    yield from compare_order("questions", path, *labels)
    before = {answer.value: answer for answer in was}
    for answer in now:
        if answer.value in before:
            yield from _compare_answer((*path, answer.value), before[answer.value], answer)


def _spell_scale(answers: tuple[Answer, ...]) -> tuple[str, ...]:
    """The first and the last number of a scale; nothing where there is none."""
    numbers = [answer.value for answer in answers if answer.beside is not None]
    return (numbers[0], numbers[-1]) if numbers else ()


def _compare_answer(path: Path, was: Answer, now: Answer) -> Iterator[Difference]:
    if was.alone != now.alone:
        code = "answer-alone" if now.alone else "answer-beside"
        yield Difference("questions", code, path, now.label)
    if was.write != now.write:
        yield Difference("questions", f"answer-write-{now.write or 'nothing'}", path, now.label)


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


# --- other ids ------------------------------------------------------------------------------


def read_of(question: Question) -> Any:
    """What a respondent reads of a question."""
    answers = tuple((a.value, a.label, a.alone, a.write, a.beside) for a in question.answers)
    return question.ask, question.help, question.choose, question.write, answers


def find_renamed(old: Questionnaire, new: Questionnaire) -> dict[str, str]:
    """The questions that read the same and only have another id: old id -> new id."""
    gone = _by_reading(q for id, q in old.questions.items() if id not in new.questions)
    come = _by_reading(q for id, q in new.questions.items() if id not in old.questions)
    return {gone[read]: come[read] for read in gone if read in come}


def _by_reading(questions: Iterable[Question]) -> dict[Any, str]:
    """What is read -> id, of the questions that no other reads like."""
    ids = [(read_of(question), question.id) for question in questions]
    times = Counter(read for read, _ in ids)
    return {read: id for read, id in ids if times[read] == 1}


def compare_ids(new: Questionnaire, renamed: Mapping[str, str]) -> Iterator[Difference]:
    """Questions that have another id."""
    for was, now in renamed.items():
        path = ("questions", now)
        yield Difference("questions", "renamed", path, new.questions[now].ask, was, now)


def rename_questions(questionnaire: Questionnaire, renamed: Mapping[str, str]) -> Questionnaire:
    """The questionnaire with other ids of questions, wherever they stand."""

    def told(conditions: Conditions) -> Conditions:
        return change_named(conditions, told_of)

    def told_of(entry: Condition | Extreme | Skipped) -> Entry:
        match entry:
            case Condition():
                return Condition(renamed.get(entry.name, entry.name), entry.wanted)
            case Skipped():
                return Skipped(tuple(renamed.get(id, id) for id in entry.questions))
        return entry

    def moved(questions: Mapping[str, Any]) -> dict[str, Any]:
        return {renamed.get(id, id): thing for id, thing in questions.items()}

    questions = {
        id: replace(question, id=id, ask_if=told(question.ask_if))
        for id, question in moved(questionnaire.questions).items()
    }
    return replace(
        questionnaire,
        questions=questions,
        reflections={
            id: replace(r, when=told(r.when)) for id, r in questionnaire.reflections.items()
        },
        remarks={id: replace(r, when=told(r.when)) for id, r in questionnaire.remarks.items()},
        safety={
            id: replace(rule, when=told(rule.when)) for id, rule in questionnaire.safety.items()
        },
        examples={
            id: replace(e, answers=moved(e.answers)) for id, e in questionnaire.examples.items()
        },
    )


# --- what becomes of drafts -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drafts:
    """Whether drafts are found at all, and the questions of which they keep the answers, which are
    asked again, and of which the answers go with the question; ids of the new file, and of the old
    one for what goes."""

    are_found: bool
    kept: tuple[str, ...]
    asked_again: tuple[str, ...]
    gone: tuple[str, ...]


def compare_drafts(old: Questionnaire, new: Questionnaire, renamed: Mapping[str, str]) -> Drafts:
    """A draft keeps the answers of questions that a respondent reads the same, under the same id;
    `renamed` are those that are asked again only because they have another one."""
    shared = [id for id in new.questions if id in old.questions]
    kept = [id for id in shared if read_of(old.questions[id]) == read_of(new.questions[id])]
    again = {*shared, *renamed.values()}.difference(kept)
    return Drafts(
        old.id == new.id,
        tuple(kept),
        tuple(id for id in new.questions if id in again),
        tuple(id for id in old.questions if id not in new.questions and id not in renamed),
    )
