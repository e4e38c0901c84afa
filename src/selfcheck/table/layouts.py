"""What exports look like: questions with one column an answer, in all spellings.

`ID[VALUE]`, `ID___VALUE`, `ID/VALUE`, `ID_VALUE`, `TEXT [LABEL]`, `TEXT - LABEL`; or a column for
the question, followed by columns without a name that hold nothing but labels.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from selfcheck.questionnaire import Marks
from selfcheck.spelling import canonical_name
from selfcheck.table.cache import Memo, make_room
from selfcheck.table.cells import CellReader, Misread, Replies, fit_together, marks_that_fit
from selfcheck.table.names import AnswerNames
from selfcheck.table.plain import plain

BETWEEN = "\ud800"
"""Half a character: no cell holds it, for cells come out of bytes."""

MARKED = frozenset({"1", "true", "yes", "y", "checked", "はい", "選択"})
NOT_MARKED = frozenset({"0", "false", "no", "n", "unchecked", "いいえ"})
"""What programs write into a column of one answer, in any case."""

_STRONG = ("___", "/", " - ")
_WEAK = "_"
_TEXT_ENDS = ("_TEXT", " - Text")
"""Behind the name of an answer: the column of the text beside it (Qualtrics)."""
_CHOICE = "Selected Choice - "
_LONGEST_NAME = 1000


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column of a question that has several. `value` is that of its answer: None where any
    label may stand in it, "" in the question's own column. `holds_text`: whatever stands there is
    a text beside the answer."""

    position: int
    value: str | None
    holds_text: bool = False


@dataclass(frozen=True, slots=True)
class LooksLike:
    """What the name of a column looks like: a column of one answer of a question. `value` is None
    where it names none; `is_certain` where nothing else is written so."""

    question: str
    value: str | None
    holds_text: bool = False
    is_certain: bool = True


class AnswerColumnNames:
    """Finds columns of one answer by their names; `names` are those of the answers of every
    question that takes several, `by_text` the questions by their texts."""

    def __init__(
        self, names: Mapping[str, AnswerNames], by_text: Mapping[str, Sequence[str]]
    ) -> None:
        self.names = names
        self.by_text = by_text
        self.by_folded = {id.casefold(): id for id in names}

    def find(self, cell: str) -> LooksLike | None:
        """What a name looks like; None where it looks like nothing of the kind."""
        typed = plain(cell)
        if len(typed) > _LONGEST_NAME:
            return None
        alike = [one for split in _splits(typed) for one in self._read(*split)]
        whole = [one for one in alike if one.value is not None]
        certain = [one for one in alike if one.is_certain]
        return next(iter([*whole, *certain, *alike]), None)

    def _read(self, prefix: str, rest: str, is_certain: bool) -> Iterator[LooksLike]:
        """What a name looks like that is cut in two at one place."""
        for id in dict.fromkeys([canonical_name(prefix), *self.by_text.get(prefix, ())]):
            if id not in self.names:
                continue
            value, holds_text = self._find_value(self.names[id], rest)
            yield LooksLike(id, value, holds_text, is_certain)
        near = self.by_folded.get(canonical_name(prefix).casefold())
        if near and is_certain and self._find_value(self.names[near], rest)[0] is not None:
            yield LooksLike(near, None)

    def _find_value(self, names: AnswerNames, rest: str) -> tuple[str | None, bool]:
        for typed in (rest, rest.removeprefix(_CHOICE)):
            if found := names.find(typed):
                return (found[0], False) if len(found) == 1 else (None, False)
        for end in _TEXT_ENDS:
            if names.writes and rest.endswith(end):
                beside = names.find(rest.removesuffix(end).removeprefix(_CHOICE))
                return (names.writes, True) if beside == (names.writes,) else (None, False)
        # REDCap writes all values in small letters.
        alike = [value for value in names.values if value.casefold() == rest.casefold()]
        return (alike[0] if len(alike) == 1 else None), False


def _splits(typed: str) -> Iterator[tuple[str, str, bool]]:
    """All ways to cut a name in two: question, answer, and whether only this can be meant."""
    if typed.endswith("]"):
        for at in _places(typed, "["):
            yield typed[:at].rstrip(), typed[at + 1 : -1].strip(), True
    for separator in _STRONG:
        for at in _places(typed, separator):
            yield typed[:at].rstrip(), typed[at + len(separator) :].strip(), True
    for at in _places(typed, _WEAK):
        yield typed[:at], typed[at + 1 :], False


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


# --- what their cells say -------------------------------------------------------------------


class SpreadReader:
    """Reads the cells of a question that has several columns, joined by BETWEEN."""

    def __init__(self, columns: Sequence[AnswerColumn], own: CellReader) -> None:
        self.own = own
        self.parts = [Memo(_part_reader(columns, place, own)) for place in range(len(columns))]
        self.replies: Replies = Memo(self._read)

    def _read(self, joined: str) -> Marks | Misread:
        make_room([*self.parts, self.own.replies])
        marked: list[str] = []
        wrong: Misread | None = None
        for place, (part, cell) in enumerate(zip(self.parts, joined.split(BETWEEN), strict=True)):
            found = part[cell]
            marked += marks_that_fit(found)
            if isinstance(found, Misread) and wrong is None:
                wrong = Misread(found.why, found.left, (), place)
        together = fit_together(self.own.names, marked, joined)
        if wrong is None:
            return together
        return Misread(wrong.why, wrong.left, marks_that_fit(together), wrong.place)


def _part_reader(columns: Sequence[AnswerColumn], place: int, own: CellReader) -> "_PartReader":
    return _PartReader(columns[place], own, is_last=place == len(columns) - 1)


class _PartReader:
    """Reads the cells of one of several columns."""

    def __init__(self, column: AnswerColumn, own: CellReader, is_last: bool) -> None:
        self.column = column
        self.own = own
        self.is_last = is_last
        self.labels = own.names.own_labels(column.value) if column.value else frozenset()

    def __call__(self, cell: str) -> Marks | Misread:
        if self.own.is_skipped(cell):
            return ()
        if self.column.value is None:
            return self._read_label(cell)
        return self._read_mark(cell, self.column.value) if self.column.value else self._whole(cell)

    def _whole(self, cell: str) -> Marks | Misread:
        return self.own.replies[cell]

    def _read_label(self, cell: str) -> Marks | Misread:
        found = self.own.names.by_label(cell)
        if len(found) == 1:
            return found
        if not found and self.is_last:
            return self.own.read_text(cell, (cell,), ())
        return Misread("two" if found else "unknown", cell)

    def _read_mark(self, cell: str, value: str) -> Marks | Misread:
        if self.column.holds_text:
            return (value,)
        text = plain(cell)
        name, folded = canonical_name(text), canonical_name(text).casefold()
        if text in self.labels or (name == value and name != "0") or folded in MARKED:
            return (value,)
        if folded in NOT_MARKED:
            return ()
        return (value,) if value == self.own.names.writes else Misread("unknown", cell)


def mark_words(names: AnswerNames, column: AnswerColumn) -> tuple[str, ...]:
    """What may stand in the column of one answer, for a message: its labels and two signs. Nothing
    where it is no such column."""
    return (*sorted(names.own_labels(column.value)), "1", "0") if column.value else ()
