"""Rows of cells -> the sums of the item analysis. Holds a few thousand rows, as signs."""

from collections.abc import Iterable
from fractions import Fraction
from operator import getitem

from selfcheck.analysis.columns import NOT_ASKED
from selfcheck.analysis.tally import Block, ExactScore, Tally
from selfcheck.questionnaire import Level, Theme
from selfcheck.table.arrangement import Row
from selfcheck.table.cache import Memo
from selfcheck.table.cells import Replies, marks_that_fit
from selfcheck.table.plain import plain
from selfcheck.table.respondents import OnMisfit, RowScorer, cells_picker

MOST_GROUPS = 100
_ROWS_AT_ONCE = 4096


class TooManyGroupsError(Exception):
    """A column holds so many values that it does not sort respondents into groups."""


def keep_exact(
    theme: Theme, score: Fraction | None, level: Level | None, answered: int
) -> ExactScore:
    """What a theme comes to while questions are analyzed."""
    return ExactScore(score, level)


class RowTally:
    """Adds the rows of a table to a tally. Every question with answers has a column. `by` is the
    position of a column that sorts respondents into groups, `written` those of free texts."""

    def __init__(self, tally: Tally, scorer: RowScorer, by: int | None = None) -> None:
        self.tally = tally
        self.scorer = scorer
        self.by = by
        self.places = [scorer.columns[id] for id in tally.questions]
        self.tables = [self._table(id, scorer.replies[id]) for id in tally.questions]
        self.block = Block()
        self.groups: dict[str, Tally] = {}
        self.group_blocks: dict[str, Block] = {}

    def _table(self, id: str, replies: Replies) -> Memo[str, tuple[str, int]]:
        """Cell -> the sign of what it marks, and a number that is the same for the same marks."""
        sign = self.tally.signs[id].sign

        def work_out(cell: str) -> tuple[str, int]:
            marks = marks_that_fit(replies[cell])
            return sign(marks), hash(marks)

        return Memo(work_out)

    def add(
        self,
        rows: Iterable[tuple[int, Row]],
        on_misfit: OnMisfit,
        written: Iterable[int] = (),
    ) -> None:
        """Add all rows; free texts stand at the positions `written`."""
        pick, pick_texts = cells_picker(self.places), cells_picker([*written])
        order = {place: number for number, place in enumerate(self.places)}
        block, themes = self.block, len(self.tally.themes)
        for row, added in self.scorer.score_rows(rows, on_misfit):
            replies = [*map(getitem, self.tables, pick(row))]
            signs = [sign for sign, _ in replies]
            answers = (number for _, number in replies)
            for place in self.scorer.not_asked:
                signs[order[place]] = NOT_ASKED
            block.signs.append("".join(signs))
            block.scores.append(added[:themes])
            block.reflections.append(added[themes])
            block.rows.append(self.scorer.number)
            block.fingerprints.append(hash((*answers, *pick_texts(row))))
            if self.by is not None:
                self._add_to_group(plain(row[self.by]))
            if len(block.signs) == _ROWS_AT_ONCE:
                self._hand_over()
        self._hand_over()

    def _add_to_group(self, value: str) -> None:
        """Add the respondent last added to the block to her group as well."""
        if value not in self.groups:
            if len(self.groups) == MOST_GROUPS:
                raise TooManyGroupsError
            self.groups[value] = Tally(self.tally.scoring, self.tally.signs)
            self.group_blocks[value] = Block()
        ours = self.group_blocks[value]
        ours.signs.append(self.block.signs[-1])
        ours.scores.append(self.block.scores[-1])
        ours.reflections.append(self.block.reflections[-1])

    def _hand_over(self) -> None:
        """Add up what is held, and forget it with all signs."""
        tallies = [(self.tally, self.block)]
        tallies += [(self.groups[value], block) for value, block in self.group_blocks.items()]
        for tally, block in tallies:
            if block.signs:
                tally.add(block)
            block.clear()
        for signs in self.tally.signs.values():
            signs.clear()
        for table in self.tables:
            table.clear()
