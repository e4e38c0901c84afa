"""Rows of cells -> the sums of the item analysis. Holds a few thousand rows, as signs."""

from collections.abc import Iterable
from fractions import Fraction
from operator import getitem

from selfcheck.analysis.tally import NOT_ASKED, ExactScore, Tally
from selfcheck.questionnaire import Level, Theme
from selfcheck.table.cache import Memo, make_room
from selfcheck.table.cells import Replies, marks_that_fit
from selfcheck.table.respondents import OnMisfit, Row, RowScorer, cells_picker

_ROWS_AT_ONCE = 4096


def keep_exact(
    theme: Theme, score: Fraction | None, level: Level | None, answered: int
) -> tuple[ExactScore, str, str]:
    """What stands in the columns of a theme while questions are analyzed."""
    return ExactScore(score, level), level.id if level else "", ""


class RowTally:
    """Adds the rows of a table to a tally. Every question that scores has a column."""

    def __init__(self, tally: Tally, scorer: RowScorer, width: int) -> None:
        self.tally = tally
        self.scorer = scorer
        self.width = width
        self.places = [scorer.columns[id] for id in tally.questions]
        self.tables = [self._table(id, scorer.replies[id]) for id in tally.questions]
        self.held: list[str] = []
        self.scores: list[Row] = []
        self.reflections: list[str] = []

    def _table(self, id: str, replies: Replies) -> Memo[str, str]:
        sign = self.tally.signs[id].sign

        def work_out(cell: str) -> str:
            return sign(marks_that_fit(replies[cell]))

        return Memo(work_out)

    def add(self, rows: Iterable[tuple[int, Row]], on_misfit: OnMisfit) -> None:
        """Add all rows."""
        scorer, tables, width = self.scorer, self.tables, self.width
        pick = cells_picker(self.places)
        themes_end = width + 3 * len(scorer.questionnaire.themes)
        order = {place: number for number, place in enumerate(self.places)}
        for row in scorer.score_rows(rows, on_misfit):
            signs = list(map(getitem, tables, pick(row)))
            for place in scorer.not_asked:
                if place in order:
                    signs[order[place]] = NOT_ASKED
            self.held.append("".join(signs))
            self.scores.append(row[width:themes_end:3])
            self.reflections.append(row[themes_end])
            if len(self.held) == _ROWS_AT_ONCE:
                self._hand_over()
        if self.held:
            self._hand_over()

    def _hand_over(self) -> None:
        self.tally.add("".join(self.held), list(zip(*self.scores, strict=True)), self.reflections)
        for held in (self.held, self.scores, self.reflections):
            held.clear()
        make_room(self.tables)
