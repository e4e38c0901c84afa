"""What two questionnaires ask differently: questions, their order, their answers. Pure."""

from collections.abc import Iterator

from selfcheck.comparing.differences import (
    Difference,
    compare_conditions,
    compare_names,
    compare_order,
)
from selfcheck.problems import Path
from selfcheck.questionnaire import Answer, Question, Questionnaire


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
