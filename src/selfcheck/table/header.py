"""The header: which columns are which question, and what stands in its way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from selfcheck.near_names import nearest
from selfcheck.questionnaire import Question, Questionnaire
from selfcheck.spelling import canonical_name
from selfcheck.table.layouts import AnswerColumn, AnswerColumnNames
from selfcheck.table.names import AnswerNames
from selfcheck.table.plain import plain

Wordings = Mapping[str, tuple[Question, ...]]
"""Question id -> the question in all wordings, the original first."""


@dataclass(frozen=True, slots=True)
class TableProblem:
    """What keeps a table from being scored: a code and facts; `words` makes the sentence."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Header:
    """A header as read. Question ids are mapped

    - in `columns` to the position from 0 of the one column that is read;
    - in `spread` to several columns that are read together;
    - in `near`, where there is neither, to the column that was probably meant, or to nothing.

    `unread` are columns of questions that are read from others."""

    cells: tuple[str, ...]
    columns: Mapping[str, int]
    spread: Mapping[str, tuple[AnswerColumn, ...]]
    near: Mapping[str, str]
    unread: tuple[int, ...]
    problems: tuple[TableProblem, ...]

    def positions(self, id: str) -> tuple[int, ...]:
        """The columns that are read for a question."""
        if id in self.spread:
            return tuple(column.position for column in self.spread[id])
        return (self.columns[id],) if id in self.columns else ()


def added_names(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The names of the columns that scoring adds, in order."""
    themes = (
        f"{id}.{part}" for id in questionnaire.themes for part in ("score", "level", "answered")
    )
    remarks = ("remarks",) if questionnaire.remarks else ()
    return (*themes, "reflection", *remarks, "safety")


class HeaderReader:
    """Finds the questions of one questionnaire in the header of any table."""

    def __init__(self, wordings: Wordings) -> None:
        self.wordings = wordings
        self.names = {id: AnswerNames(asked) for id, asked in wordings.items()}
        self.by_text: dict[str, list[str]] = {}
        for id, asked in wordings.items():
            for text in {plain(wording.ask) for wording in asked}:
                self.by_text.setdefault(text, []).append(id)
        several = {id: n for id, n in self.names.items() if n.question.choose == "several"}
        self.answer_columns = AnswerColumnNames(several, self.by_text)

    def meant(self, cell: str) -> list[str]:
        """The questions that a cell of the header names: by id first, else by the text."""
        text = plain(cell)
        id = canonical_name(text)
        return [id] if id in self.wordings else self.by_text.get(text, [])

    def count(self, cells: Sequence[str]) -> int:
        """How many questions a header names, at the most."""
        found = {id for cell in cells for id in self.meant(cell)}
        alike = (self.answer_columns.find(cell) for cell in cells if not self.meant(cell))
        return len(found | {one.question for one in alike if one})

    def read(self, cells: Sequence[str], added: Iterable[str] = ()) -> Header:
        """Which column is which question; `added` are names that no column may bear."""
        return _Reading(self, cells, frozenset(added)).read()


class _Reading:
    """One header on its way through."""

    def __init__(self, reader: HeaderReader, cells: Sequence[str], added: frozenset[str]) -> None:
        self.reader = reader
        self.cells = cells
        self.added = added
        self.columns: dict[str, int] = {}
        self.spread: dict[str, list[AnswerColumn]] = {}
        self.unknown: list[str] = []
        self.doubtful: list[tuple[str, str]] = []
        self.problems: list[TableProblem] = []

    def read(self) -> Header:
        for position, cell in enumerate(self.cells):
            self._read_cell(position, cell)
        self._add_nameless()
        self._add_joined()
        self._add_doubtful()
        found = {*self.columns, *self.spread}
        near = {id: self._near(id) for id in self.reader.wordings if id not in found}
        unread = tuple(at for id, at in self.columns.items() if self._is_read_from_others(id, at))
        spread = {id: tuple(columns) for id, columns in self.spread.items()}
        columns = {id: at for id, at in self.columns.items() if id not in spread}
        self._check_any(found)
        return Header(tuple(self.cells), columns, spread, near, unread, tuple(self.problems))

    def _read_cell(self, position: int, cell: str) -> None:
        name = plain(cell)
        if name in self.added:
            self._complain("name-taken", column=cell.strip())
        ids = self.reader.meant(cell)
        if len(ids) > 1:
            self._complain("two-questions", column=cell.strip(), questions=", ".join(ids))
        elif ids:
            first = self.columns.setdefault(ids[0], position)
            if first != position:
                both = {"first": first + 1, "second": position + 1}
                self._complain("two-columns", question=ids[0], **both)
        elif name and not self._read_answer_column(position, cell):
            self.unknown.append(cell.strip())

    def _read_answer_column(self, position: int, cell: str) -> bool:
        """Take a column as that of one answer, where it looks like one."""
        like = self.reader.answer_columns.find(cell)
        if like is None:
            return False
        if like.value is None:
            if like.is_certain:
                self._complain_of_answer(like.question, cell)
            else:
                self.doubtful.append((like.question, cell))
            return True
        columns = self.spread.setdefault(like.question, [])
        for one in columns:
            if (one.value, one.holds_text) == (like.value, like.holds_text):
                both = {"first": one.position + 1, "second": position + 1}
                name = f"{like.question}[{like.value}]"
                self._complain("two-columns", question=name, **both)
                return True
        columns.append(AnswerColumn(position, like.value, like.holds_text))
        return True

    def _add_nameless(self) -> None:
        """Columns without a name belong to the question before them that takes several answers, or
        a text beside one."""
        for id, first in self.columns.items():
            names = self.reader.names[id]
            if id in self.spread or not (names.question.choose == "several" or names.writes):
                continue
            end = first + 1
            while end < len(self.cells) and not plain(self.cells[end]):
                end += 1
            if end > first + 1:
                others = (AnswerColumn(position, None) for position in range(first + 1, end))
                self.spread[id] = [AnswerColumn(first, ""), *others]

    def _add_joined(self) -> None:
        """The column of a question is read too where the only other one is that of a text beside an
        answer: all other answers stand nowhere else."""
        for id in self.columns.keys() & self.spread.keys():
            others, writes = self.spread[id], self.reader.names[id].writes
            if writes is not None and all(column.value == writes for column in others):
                others.insert(0, AnswerColumn(self.columns[id], ""))

    def _add_doubtful(self) -> None:
        """A name like q1_2, which names no answer: a problem where it may be one, and a column of
        something else where the question has a column of its own."""
        for id, cell in self.doubtful:
            if id in self.columns and id not in self.spread:
                self.unknown.append(cell.strip())
            else:
                self._complain_of_answer(id, cell)

    def _complain_of_answer(self, id: str, cell: str) -> None:
        names = self.reader.names[id]
        facts = {"column": cell.strip(), "question": id, "answers": tuple(names.values)}
        self._complain("no-such-answer", **facts)

    def _is_read_from_others(self, id: str, position: int) -> bool:
        return id in self.spread and all(one.position != position for one in self.spread[id])

    def _check_any(self, found: Iterable[str]) -> None:
        if not any(found) and not self.problems:
            named = [cell for cell in self.cells if plain(cell)]
            self._complain("no-question", columns=tuple(cell.strip() for cell in named))

    def _complain(self, code: str, **facts: object) -> None:
        self.problems.append(TableProblem(code, facts))

    def _near(self, id: str) -> str:
        """The column that was probably meant for a question, or nothing."""
        for meant in (id, *(wording.ask for wording in self.reader.wordings[id])):
            if column := nearest(plain(meant), self.unknown):
                return column
        return ""
