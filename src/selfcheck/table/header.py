"""The header: which column is which question, and what stands in its way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from selfcheck.near_names import nearest
from selfcheck.questionnaire import Question, Questionnaire
from selfcheck.spelling import canonical_name

Wordings = Mapping[str, tuple[Question, ...]]
"""Question id -> the question in all wordings, the original first."""


@dataclass(frozen=True, slots=True)
class TableProblem:
    """What keeps a table from being scored: a code and facts; `words` makes the sentence."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Header:
    """A header as read. `columns` maps question ids to positions from 0; `near` maps those without
    a column to the column that was probably meant, or to nothing."""

    cells: tuple[str, ...]
    columns: Mapping[str, int]
    near: Mapping[str, str]
    problems: tuple[TableProblem, ...]


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
        self.by_text: dict[str, list[str]] = {}
        for id, asked in wordings.items():
            for text in {_plain(wording.ask) for wording in asked}:
                self.by_text.setdefault(text, []).append(id)

    def meant(self, cell: str) -> list[str]:
        """The questions that a cell of the header names: by id first, else by the text."""
        id = canonical_name(cell.strip())
        return [id] if id in self.wordings else self.by_text.get(_plain(cell), [])

    def count(self, cells: Sequence[str]) -> int:
        """How many questions a header names."""
        return len({id for cell in cells for id in self.meant(cell)})

    def read(self, cells: Sequence[str], added: Iterable[str] = ()) -> Header:
        """Which column is which question; `added` are names that no column may bear."""
        columns: dict[str, int] = {}
        problems: list[TableProblem] = []
        unknown: list[str] = []
        taken = set(added)
        for position, cell in enumerate(cells):
            if canonical_name(cell.strip()) in taken:
                problems.append(TableProblem("name-taken", {"column": cell.strip()}))
            ids = self.meant(cell)
            if len(ids) > 1:
                facts = {"column": cell.strip(), "questions": ", ".join(ids)}
                problems.append(TableProblem("two-questions", facts))
            elif not ids:
                unknown.append(cell.strip())
            elif (first := columns.setdefault(ids[0], position)) != position:
                both = {"question": ids[0], "first": first + 1, "second": position + 1}
                problems.append(TableProblem("two-columns", both))
        without = [id for id in self.wordings if id not in columns]
        near = {id: self._near(id, unknown) for id in without}
        return Header(tuple(cells), columns, near, tuple(problems))

    def _near(self, id: str, unknown: Sequence[str]) -> str:
        """The column that was probably meant for a question, or nothing."""
        for meant in (id, *(_plain(wording.ask) for wording in self.wordings[id])):
            if column := nearest(meant, unknown):
                return column
        return ""


def _plain(text: str) -> str:
    return text.strip().replace("\r\n", "\n")
