"""Replies: which answer a text stands for, what may be answered, and how a reply is written. Pure.

The one place that tells the kinds of question apart: one answer, several, a free text. Whoever
reads replies, from a file, a table, a draft or a line, asks here, and says what is wrong itself.
"""

from collections.abc import Iterable
from typing import Literal

from selfcheck.questionnaire import Answer, Answers, Marks, Question, Reply, Writing
from selfcheck.spelling import canonical_name

Misfit = Literal["one-only", "alone"]
"""Why answers cannot be given together: only one may be chosen; one of them stands alone."""


def find_answer(question: Question, typed: str) -> str | None:
    """The value that a text stands for: a value in any spelling, or exactly a label."""
    typed = typed.strip()
    value = canonical_name(typed)
    if any(answer.value == value for answer in question.answers):
        return value
    for answer in question.answers:
        if typed == answer.label.strip():
            return answer.value
    return None


def brings_points(question: Question, answer: Answer) -> bool:
    """Whether an answer counts for any theme: by points of its own, or by its number (R1)."""
    if answer.points is not None:
        return bool(answer.points)
    return answer.number is not None and bool(question.themes)


def lone_values(question: Question) -> frozenset[str]:
    """The values that can only be marked by themselves: those said to be, and answers without
    points in a question that scores, unless a text is written beside them (R4)."""
    answers = question.answers
    scores = any(brings_points(question, answer) for answer in answers)
    return frozenset(
        answer.value
        for answer in answers
        if answer.alone or (scores and not brings_points(question, answer) and not answer.write)
    )


def find_misfit(question: Question, marks: Iterable[str]) -> Misfit | None:
    """Why these values cannot be given together; None where they can."""
    given = set(marks)
    if len(given) < 2:
        return None
    if question.choose == "one":
        return "one-only"
    return "alone" if given & lone_values(question) else None


def mark(question: Question, values: Iterable[str]) -> Marks:
    """Those of the values that are answers of the question, each once, in its order."""
    given = set(values)
    return tuple(answer.value for answer in question.answers if answer.value in given)


def fit_marks(question: Question, marks: Iterable[str]) -> Marks:
    """The marks as far as the question has them; none where they cannot be given together."""
    fits = mark(question, marks)
    return () if find_misfit(question, fits) else fits


def find_written(question: Question, marks: Marks) -> Answer | None:
    """The marked answer beside which a text may be written."""
    return next((one for one in question.answers if one.write and one.value in marks), None)


def text_kind(question: Question, marks: Marks) -> Writing | None:
    """What kind of text may be given with these marks: as the whole reply, or beside one of
    them; None where there is none."""
    written = find_written(question, marks)
    return question.write or (written.write if written else None)


def fit_reply(question: Question, reply: Reply) -> Reply:
    """The reply as far as the question takes it; an empty one where it does not."""
    marks = fit_marks(question, reply.marks)
    return Reply(marks, reply.text if text_kind(question, marks) else "")


def marks_of(answers: Answers) -> dict[str, Marks]:
    """What conditions and scores look at: question id -> marks."""
    return {id: reply.marks for id, reply in answers.items()}


def texts_beside(answers: Answers) -> dict[str, str]:
    """The texts that were written beside answers."""
    return {id: reply.text for id, reply in answers.items() if reply.marks and reply.text}


def spell_marks(marks: Marks) -> str:
    """Marks as they stand in an example of a question file: `3`, or `[a, b]`; `…` for a text."""
    if not marks:
        return "…"
    return marks[0] if len(marks) == 1 else f"[{', '.join(marks)}]"


def spell_reply(reply: Reply) -> str:
    """A reply as it stands in an example of a question file: marks, or the text typed."""
    return spell_marks(reply.marks) if reply.marks else reply.text
