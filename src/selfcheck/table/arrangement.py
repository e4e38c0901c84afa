"""Where a respondent's answers stand in a row: one cell a question, whatever the layout.

A question that is read from several columns, or from none, gets a cell of its own at the right end
of the row, with its cells joined.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from selfcheck.table.header import Header
from selfcheck.table.layouts import BETWEEN

Row = list[Any]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`columns` maps question ids to positions in a row. `joined` are the positions whose cells are
    put together at its end."""

    columns: Mapping[str, int]
    joined: tuple[tuple[int, ...], ...]

    def widen(self, rows: Iterable[tuple[int, Row]]) -> Iterable[tuple[int, Row]]:
        """The rows with the cells at their end."""
        return self._widen(rows) if self.joined else rows

    def _widen(self, rows: Iterable[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
        join, joined = BETWEEN.join, self.joined
        for number, row in rows:
            row += [join([row[place] for place in places]) for places in joined]
            yield number, row


def arrange(header: Header, wanted: Iterable[str] = ()) -> Arrangement:
    """How the columns of a header are arranged; the `wanted` questions have a cell, an empty one
    where no column is theirs."""
    columns, read = dict(header.columns), len(header.cells)
    absent = [id for id in wanted if id not in columns and id not in header.spread]
    for place, id in enumerate([*header.spread, *absent]):
        columns[id] = read + place
    joined = (header.positions(id) for id in [*header.spread, *absent])
    return Arrangement(columns, tuple(joined))
