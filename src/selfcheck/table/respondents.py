"""Rows of cells -> the same rows with scores, levels, reflection and safety. Holds one row.

The steps of `reflecting.reflect`, each looked up by the cells it depends on: which questions were
asked, what their answers add up to, which safety texts hold, which reflection.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from operator import getitem, itemgetter
from typing import Any

from selfcheck.conditions import Evidence, extremes_in, names_in
from selfcheck.questionnaire import Marked, Questionnaire
from selfcheck.reflecting import choose_reflection, choose_remarks, choose_safety
from selfcheck.scoring import Scoring, asked_questions, keep_asked
from selfcheck.table.arrangement import Row
from selfcheck.table.bit_fields import Field, FieldReader, Finish, lay_out, question_packers
from selfcheck.table.cache import Memo, is_full, make_room
from selfcheck.table.cells import Misread, Replies, marks_that_fit

OnMisfit = Callable[[int, Row], bool]
"""Told of a row (its number, its cells) with cells that fit no answer; whether to score it."""

_ROWS_BETWEEN_CLEANINGS = 1000
_MOST_LARGER = 1000
"""Branches and sums of patterns, which take a kilobyte or two each."""


class Branch:
    """What follows for respondents who were asked the same questions. `not_asked` are the
    positions of the columns whose cells count for nothing."""

    def __init__(self, scorer: "RowScorer", asked: tuple[str, ...]) -> None:
        self.scorer = scorer
        self.asked = frozenset(asked)
        columns = scorer.columns
        self.not_asked = tuple(place for id, place in columns.items() if id not in self.asked)
        readers = [scorer.field_reader(field, self.asked) for field in scorer.fields]
        self.themes = [(one.finished, one.field.shift, one.field.mask) for one in readers]
        self.compared = [
            (one.field.theme.id, one.standings, one.field.shift, one.field.mask)
            for one in (readers if scorer.compares else ())
        ]
        self.left_out = scorer.questionnaire.questions.keys() - self.asked
        self.safety: Memo[Any, tuple[str, bool]] = Memo(self._find_safety)
        self.texts: Memo[Any, tuple[str, ...]] = Memo(self._find_texts)

    def standings(self, total: int) -> tuple[tuple[str, Fraction | None], ...]:
        """The themes with how far up they stand, where that is compared."""
        return tuple((id, memo[total >> at & mask]) for id, memo, at, mask in self.compared)

    def _find_safety(self, found: Any) -> tuple[str, bool]:
        evidence = self._read_evidence(self.scorer.safety_key, *found)
        rules = choose_safety(self.scorer.questionnaire, evidence)
        return ";".join(rule.id for rule in rules), any(rule.instead for rule in rules)

    def _find_texts(self, found: Any) -> tuple[str, ...]:
        """The reflection and, where the file has some, the remarks."""
        asked = self.scorer.questionnaire
        evidence = self._read_evidence(self.scorer.texts_key, *found)
        reflection = choose_reflection(asked, evidence)
        id = reflection.id if reflection else ""
        remarks = ";".join(remark.id for remark in choose_remarks(asked, evidence))
        return (id, remarks) if asked.remarks else (id,)

    def _read_evidence(
        self, key: "Key", cells: Any, standings: tuple[tuple[str, Fraction | None], ...]
    ) -> Evidence:
        scorer = self.scorer
        return Evidence(
            keep_asked(self.asked, scorer.read_answers(key, cells)),
            self.left_out,
            scorer.read_levels(key, cells),
            {id: standing for id, standing in standings if standing is not None},
        )


class Key:
    """The cells that something depends on: their positions in a row, and how to pick them."""

    def __init__(self, names: Iterable[str], positions: Mapping[str, int]) -> None:
        self.names = [name for name in dict.fromkeys(names) if name in positions]
        self.pick = _picker([positions[name] for name in self.names])

    def pair(self, cells: Any) -> dict[str, str]:
        """Name -> cell, of cells that were picked."""
        picked = (cells,) if len(self.names) == 1 else cells
        return dict(zip(self.names, picked, strict=True))


def _picker(positions: Sequence[int]) -> Callable[[Row], Any]:
    """Picks cells out of a row: a tuple of them, or the cell where there is one."""
    return itemgetter(*positions) if positions else lambda row: ()


def cells_picker(positions: Sequence[int]) -> Callable[[Row], Sequence[Any]]:
    """Picks cells out of a row, always as a row of cells."""
    pick = _picker(positions)
    return (lambda row: (pick(row),)) if len(positions) == 1 else pick


class RowScorer:
    """Scores the rows of one table.

    `columns` maps question ids to positions in a row of `width` cells; `replies` say what their
    cells mean; `finish` says what stands in the columns of a theme: a cell for the score, the id
    of the level or nothing, a cell for the number of answered questions.
    """

    def __init__(
        self,
        scoring: Scoring,
        columns: Mapping[str, int],
        width: int,
        replies: Mapping[str, Replies],
        finish: Finish,
    ) -> None:
        self.questionnaire: Questionnaire = scoring.questionnaire
        self.fields: tuple[Field, ...] = lay_out(scoring)
        self.finish = finish
        self.replies = replies
        asked = self.questionnaire.questions
        self.columns = {id: at for id, at in columns.items() if not asked[id].write}
        self.written = columns.keys() - self.columns
        self.places = columns
        # Above all fields, so that no mask lets it into the points of a theme.
        self.misfit = 1 << (self.fields[-1].end if self.fields else 0)
        self.tables = self._make_tables(scoring)
        self.table_at = dict(zip(self.columns.values(), self.tables, strict=True))
        self.not_asked: tuple[int, ...] = ()
        self.number = 0
        self._make_keys(width)
        self.branches: Memo[Any, Branch] = Memo(self._find_branch)
        self.branches_by_asked: dict[tuple[str, ...], Branch] = {}
        self.field_readers: dict[tuple[Any, ...], FieldReader] = {}

    def _make_tables(self, scoring: Scoring) -> list[Memo[str, int]]:
        """For every question column, what a cell adds to the respondent's number."""
        packers = question_packers(scoring, self.fields)

        def table(id: str) -> Memo[str, int]:
            replies, pack = self.replies[id], packers[id]

            def work_out(cell: str) -> int:
                reply = replies[cell]
                brought = pack(marks_that_fit(reply))
                return self.misfit | brought if isinstance(reply, Misread) else brought

            return Memo(work_out)

        return [table(id) for id in self.columns]

    def _make_keys(self, width: int) -> None:
        asked = self.questionnaire
        levels = {id: width + 3 * place + 1 for place, id in enumerate(asked.themes)}
        places = {**self.places, **levels}
        ask_if = [entry for question in asked.questions.values() for entry in question.ask_if]
        safety = [entry for rule in asked.safety.values() for entry in rule.when]
        texts = [entry for one in asked.reflections.values() for entry in one.when]
        texts += [entry for one in asked.remarks.values() for entry in one.when]
        self.branch_key = Key(names_in(ask_if), self.places)
        self.safety_key = Key(names_in(safety), places)
        self.texts_key = Key(names_in(texts), places)
        self.compares = bool(extremes_in((*safety, *texts)))

    def read_answers(self, key: Key, cells: Any) -> Marked:
        """The marks that the cells of a key hold, as far as they fit."""
        picked = key.pair(cells).items()
        read = {id: self.replies[id][cell] for id, cell in picked if id in self.columns}
        marked = {id: marks for id, reply in read.items() if (marks := marks_that_fit(reply))}
        return marked | {id: () for id, cell in picked if id in self.written and cell.strip()}

    def read_levels(self, key: Key, cells: Any) -> dict[str, str | None]:
        """The themes that a key names, with the ids of their levels."""
        return {id: cell or None for id, cell in key.pair(cells).items() if id not in self.places}

    def _find_branch(self, cells: Any) -> Branch:
        asked = asked_questions(self.questionnaire, self.read_answers(self.branch_key, cells))
        if asked not in self.branches_by_asked:
            self.branches_by_asked[asked] = Branch(self, asked)
        return self.branches_by_asked[asked]

    def field_reader(self, field: Field, wanted: frozenset[str]) -> FieldReader:
        """The reader of a field; branches that ask the same questions of a theme share it."""
        members = tuple(id for id in field.ids if id in wanted)
        key = (field.theme.id, members)
        if key not in self.field_readers:
            self.field_readers[key] = FieldReader(field, members, self.finish)
        return self.field_readers[key]

    def score_rows(self, rows: Iterable[tuple[int, Row]], on_misfit: OnMisfit) -> Iterator[Row]:
        """Add to every row what its cells lead to; `not_asked` and `number` are those of the row
        last given."""
        tables, branches, misfit = self.tables, self.branches, self.misfit
        pick = cells_picker([*self.columns.values()])
        branch_key, safety_key = self.branch_key.pick, self.safety_key.pick
        texts_key = self.texts_key.pick
        nothing = ("",) * (2 if self.questionnaire.remarks else 1)
        until_cleaning = _ROWS_BETWEEN_CLEANINGS
        for number, row in rows:
            until_cleaning -= 1
            if not until_cleaning:
                until_cleaning = _ROWS_BETWEEN_CLEANINGS
                self._make_room()
            total = sum(map(getitem, tables, pick(row)))
            if total >= misfit and not on_misfit(number, row):
                continue
            branch = branches[branch_key(row)]
            if branch.not_asked:
                total -= self._bring(row, branch.not_asked)
            for finished, shift, mask in branch.themes:
                row += finished[total >> shift & mask]
            standings = branch.standings(total) if branch.compared else ()
            safety, replaced = branch.safety[safety_key(row), standings]
            row += nothing if replaced else branch.texts[texts_key(row), standings]
            row.append(safety)
            self.not_asked = branch.not_asked
            self.number = number
            yield row

    def _bring(self, row: Row, places: Iterable[int]) -> int:
        """What the cells at these places brought."""
        at = self.table_at
        return sum(at[place][row[place]] for place in places)

    def _make_room(self) -> None:
        """Keep what is held within bounds, whatever the rows bring."""
        make_room([*self.tables, *self.replies.values()])
        readers = self.field_readers.values()
        held = [self.branches, *(memo for reader in readers for memo in reader.memos())]
        held += [m for b in self.branches_by_asked.values() for m in (b.safety, b.texts)]
        larger = len(self.branches_by_asked) + sum(len(reader.by_kinds) for reader in readers)
        if larger > _MOST_LARGER or is_full(held):
            self.branches.clear()
            self.branches_by_asked.clear()
            self.field_readers.clear()
            gc.collect()  # branches and their memos hold each other
