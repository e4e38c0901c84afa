"""What a cell says: a value, a label, several of them, nothing, or what fits no answer.

Labels count as they stand in the question file or in a translation, and with the default word
where a placeholder stands, for that is how a form shows them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from selfcheck.placeholders import fill_text
from selfcheck.questionnaire import Question, Questionnaire
from selfcheck.replies import find_answer, find_misfit, mark
from selfcheck.table.cache import Memo

Marked = tuple[str, ...]
"""The values that a cell marks; none where the question was skipped."""

Why = Literal["unknown", "alone"]
"""No such answer; or an answer that can only be marked by itself, marked with others."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A cell that fits no answer. `row` counts as a spreadsheet does: the header is 1."""

    row: int
    column: str
    found: str
    why: Why
    question: Question


Replies = Memo[str, Marked | Why]
"""Cell -> what it marks, or why it fits nothing."""


def read_cells(wordings: Sequence[Question]) -> Replies:
    """What the cells of one question say; its wordings are given with the original first."""
    question = wordings[0]

    def read_one(cell: str) -> Marked | None:
        for wording in wordings:
            if (value := find_answer(wording, cell)) is not None:
                return (value,)
        return None

    def read(cell: str) -> Marked | Why:
        if not cell or cell.isspace():
            return ()
        whole = read_one(cell)
        if whole is not None or question.choose == "one":
            return "unknown" if whole is None else whole
        marked = _read_several(cell, longest, read_one)
        if marked is None:
            return "unknown"
        return "alone" if find_misfit(question, marked) else mark(question, marked)

    longest = 1 + max(
        (answer.label.count(";") for wording in wordings for answer in wording.answers), default=0
    )
    return Memo(read)


def _read_several(
    cell: str, longest: int, read_one: Callable[[str], Marked | None]
) -> Marked | None:
    """The marks of a cell, each counted once; a label may hold a `;` itself. Empty parts, as at
    the end of what some forms write, mark nothing."""
    parts = cell.split(";")
    if longest == 1:
        parts = list(dict.fromkeys(parts))
    marked: dict[str, None] = {}
    at = 0
    while at < len(parts):
        if not parts[at].strip():
            at += 1
            continue
        for end in range(min(len(parts), at + longest), at, -1):
            found = read_one(";".join(parts[at:end]))
            if found is not None:
                marked[found[0]] = None
                at = end
                break
        else:
            return None
    return tuple(marked)


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
