"""What a cell says: a value, a label, several of them, nothing, or what fits no answer.

Labels count as they stand in the question file or in a translation, and with the default word
where a placeholder stands, for that is how a form shows them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from selfcheck.placeholders import fill_text
from selfcheck.questionnaire import Marks, Question, Questionnaire
from selfcheck.replies import find_misfit, mark
from selfcheck.table.cache import Memo
from selfcheck.table.joined import SEPARATOR, are_answers, cut_cell
from selfcheck.table.names import AnswerNames
from selfcheck.table.plain import plain

Why = Literal["unknown", "alone", "two", "near"]
"""No such answer; an answer that can only be marked by itself, marked with others; a text that can
mean either of two; a text beside an answer that looks like a label with a slip in it, or like
several answers."""


@dataclass(frozen=True, slots=True)
class Misread:
    """A cell that fits no answer. `marks` are those that fit all the same, `left` is what does
    not; `place` counts the columns of its question from 0."""

    why: Why
    left: str
    marks: Marks = ()
    place: int = 0


@dataclass(frozen=True, slots=True)
class Misfit:
    """Where a cell fits no answer. `row` counts as a spreadsheet does: the header is 1; `position`
    counts columns from 0. `fits` is what may stand there, where that is not any of the answers."""

    row: int
    position: int
    found: str
    misread: Misread
    names: AnswerNames
    fits: tuple[str, ...] = ()


Replies = Memo[str, Marks | Misread]
"""Cell -> what it marks, or why it fits nothing. A skipped one marks nothing."""


def marks_that_fit(reply: Marks | Misread) -> Marks:
    """What a cell marks, as far as it fits."""
    return reply.marks if isinstance(reply, Misread) else reply


class CellReader:
    """Reads the cells of one question. `missing` are texts, as they are compared, that stand for
    a skipped question; `was_joined`: answers were separated otherwise than by `;`."""

    def __init__(self, names: AnswerNames, missing: Collection[str] = ()) -> None:
        self.names = names
        self.missing = missing
        self.was_joined = False
        self.replies: Replies = Memo(self.read)

    def read(self, cell: str) -> Marks | Misread:
        """What one cell says."""
        if self.is_skipped(cell):
            return ()
        found = self.names.find(cell)
        if len(found) > 1:
            return Misread("two", cell)
        if found or self.names.question.choose == "several":
            return found or self._read_several(cell)
        return self.read_text(cell, (cell,), ())

    def is_skipped(self, cell: str) -> bool:
        """Whether a cell says nothing."""
        text = plain(cell)
        return not text or text in self.missing

    def _read_several(self, cell: str) -> Marks | Misread:
        cut = cut_cell(cell, self.names)
        self.was_joined |= SEPARATOR not in cell and len(cut.marked) > 1
        if not cut.is_clear:
            return Misread("two", cell, cut.marked)
        if cut.left:
            return self.read_text(cell, cut.left, cut.marked)
        return fit_together(self.names, cut.marked, cell)

    def read_text(self, cell: str, left: Sequence[str], marked: Marks) -> Marks | Misread:
        """What is left of a cell is the text beside the answer that takes one, if any does."""
        names = self.names
        fits = marks_that_fit(fit_together(names, marked, cell))
        if names.writes is None:
            return Misread("unknown", left[0], fits)
        for part in left:
            if names.is_near_label(part) or are_answers(part, names):
                return Misread("near", part, fits)
        return fit_together(names, (*marked, names.writes), cell)


def fit_together(names: AnswerNames, marked: Iterable[str], cell: str) -> Marks | Misread:
    """The marks in the order of the question, or why they cannot be given together; then those
    that stand in company fit."""
    marks = mark(names.question, marked)
    if names.question.choose == "several" and names.lone.isdisjoint(marks):
        return marks
    if not find_misfit(names.question, marks):
        return marks
    return Misread("alone", cell, tuple(value for value in marks if value not in names.lone))


def read_cells(wordings: Sequence[Question]) -> Replies:
    """What the cells of one question say; its wordings are given with the original first."""
    return CellReader(AnswerNames(wordings)).replies


def question_wordings(
    original: Questionnaire, translations: Iterable[Questionnaire]
) -> Mapping[str, tuple[Question, ...]]:
    """Question id -> the question in all wordings in which a form may show it."""
    shown = [original, *translations]
    return {id: tuple(_wordings(id, shown)) for id in original.questions}


def _wordings(id: str, shown: Sequence[Questionnaire]) -> Iterable[Question]:
    for questionnaire in shown:
        yield questionnaire.questions[id]
    for questionnaire in shown:
        defaults = {fill.id: fill.default for fill in questionnaire.fill_in.values()}
        asked = questionnaire.questions[id]
        filled = replace(
            asked,
            ask=fill_text(asked.ask, defaults),
            answers=tuple(replace(a, label=fill_text(a.label, defaults)) for a in asked.answers),
        )
        if filled != asked:
            yield filled
