"""The second and third row of some exports (Qualtrics, SurveyMonkey), which belong to nobody: there
every column of a question repeats its text, its id or its label, or holds an import id."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from selfcheck.spelling import canonical_name
from selfcheck.table.cells import CellReader, Misread
from selfcheck.table.header import Header, HeaderReader
from selfcheck.table.layouts import BETWEEN, AnswerColumn, SpreadReader
from selfcheck.table.plain import plain

Verdict = Literal["respondent", "heading", "either"]

_IMPORT_ID = re.compile(r"\{.*ImportId.*\}", re.DOTALL)
_CHOICE = " - Selected Choice"
_SURVEYMONKEY = frozenset({"Response", "Open-Ended Response", "回答", "自由回答"})
"""What stands there below the text of a question with one column."""


class HeadingJudge:
    """Tells rows of headings from respondents, in a table with this header."""

    def __init__(
        self,
        reader: HeaderReader,
        header: Header,
        readers: Mapping[str, CellReader | SpreadReader],
    ) -> None:
        self.reader = reader
        self.header = header
        self.readers = readers
        self.ids = [*header.columns, *header.spread]

    def judge(self, cells: Sequence[str]) -> Verdict:
        """Whose row this is; `either` where an allowed marking could give it too."""
        if not self.ids or not all(self._repeats(id, cells) for id in self.ids):
            return "respondent"
        return "either" if all(self._can_be_given(id, cells) for id in self.ids) else "heading"

    def _repeats(self, id: str, cells: Sequence[str]) -> bool:
        if id in self.header.columns:
            return self._repeats_question(id, cells[self.header.columns[id]])
        return all(self._repeats_answer(id, c, cells[c.position]) for c in self.header.spread[id])

    def _repeats_question(self, id: str, cell: str) -> bool:
        text = plain(cell).removesuffix(_CHOICE)
        return id in self.reader.meant(text) or text in _SURVEYMONKEY or _is_import_id(cell)

    def _repeats_answer(self, id: str, column: AnswerColumn, cell: str) -> bool:
        names = self.reader.names[id]
        if _is_import_id(cell):
            return True
        if not column.value:
            is_own = column.value is not None and self._repeats_question(id, cell)
            return is_own or bool(names.by_label(cell))
        like = self.reader.answer_columns.find(cell)
        if like is not None and (like.question, like.value) == (id, column.value):
            return True
        return plain(cell) in names.own_labels(column.value) or (
            canonical_name(plain(cell)) == column.value
        )

    def _can_be_given(self, id: str, cells: Sequence[str]) -> bool:
        joined = BETWEEN.join(cells[position] for position in self.header.positions(id))
        return self.reader.names[id].question.write is not None or not isinstance(
            self.readers[id].replies[joined], Misread
        )


def _is_import_id(cell: str) -> bool:
    return bool(_IMPORT_ID.fullmatch(cell.strip()))
