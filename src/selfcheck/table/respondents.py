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
from selfcheck.table.bit_fields import (
    Field,
    FieldReader,
    Finish,
    Finished,
    lay_out,
    question_packers,
    splitter,
)
from selfcheck.table.cache import Memo, is_full, make_room
from selfcheck.table.cells import Misread, Replies, marks_that_fit

Standings = tuple[tuple[str, Fraction | None], ...]
"""Theme ids with how far up the themes stand."""

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
        self.themes = [one.finished for one in readers]
        self.compared = [
            (one.field.theme.id, one.standings) for one in (readers if scorer.compares else ())
        ]
        self.left_out = scorer.questionnaire.questions.keys() - self.asked
        self.safety: Memo[Any, tuple[str, bool]] = Memo(self._find_safety)
        self.texts: Memo[Any, tuple[str, ...]] = Memo(self._find_texts)
        self.alike = self._find_for_all()

    def _find_for_all(self) -> tuple[str, ...] | None:
        """The texts where they depend on nothing; None where they do."""
        scorer = self.scorer
        if scorer.compares or not (scorer.safety_key.is_empty and scorer.texts_key.is_empty):
            return None
        return (*self.texts[(), (), ()], self.safety[(), (), ()][0])

    def standings(self, parts: Sequence[int]) -> Standings:
        """The themes with how far up they stand, where that is compared."""
        both = zip(self.compared, parts, strict=bool(self.compared))
        return tuple((id, memo[bits]) for (id, memo), bits in both)

    def _find_safety(self, found: Any) -> tuple[str, bool]:
        evidence = self._read_evidence(self.scorer.safety_key, found)
        rules = choose_safety(self.scorer.questionnaire, evidence)
        return ";".join(rule.id for rule in rules), any(rule.instead for rule in rules)

    def _find_texts(self, found: Any) -> tuple[str, ...]:
        """The reflection and, where the file has some, the remarks."""
        asked = self.scorer.questionnaire
        evidence = self._read_evidence(self.scorer.texts_key, found)
        reflection = choose_reflection(asked, evidence)
        id = reflection.id if reflection else ""
        remarks = ";".join(remark.id for remark in choose_remarks(asked, evidence))
        return (id, remarks) if asked.remarks else (id,)

    def _read_evidence(self, key: "Key", seen: tuple[Any, Any, Standings]) -> Evidence:
        cells, levels, standings = seen
        return Evidence(
            keep_asked(self.asked, self.scorer.read_answers(key.questions, cells)),
            self.left_out,
            {id: level or None for id, level in key.themes.pair(levels).items()},
            {id: standing for id, standing in standings if standing is not None},
        )


class Names:
    """Things of which each has a position, and how to pick what stands there."""

    def __init__(self, names: Iterable[str], positions: Mapping[str, int]) -> None:
        self.names = [name for name in dict.fromkeys(names) if name in positions]
        self.pick = _picker([positions[name] for name in self.names])

    def pair(self, picked: Any) -> dict[str, str]:
        """Name -> what was picked for it."""
        all_picked = (picked,) if len(self.names) == 1 else picked
        return dict(zip(self.names, all_picked, strict=True))


class Key:
    """What something depends on: the cells of questions, and the levels of themes."""

    def __init__(
        self, names: Sequence[str], questions: Mapping[str, int], themes: Iterable[str]
    ) -> None:
        self.questions = Names(names, questions)
        self.themes = Names(names, {id: place for place, id in enumerate(themes)})
        self.is_empty = not (self.questions.names or self.themes.names)

    def see(self, row: Row, levels: list[str], standings: Standings) -> tuple[Any, ...]:
        """What is looked up for a row whose themes have these levels."""
        return self.questions.pick(row), self.themes.pick(levels), standings


def _picker(positions: Sequence[int]) -> Callable[[Row], Any]:
    """Picks cells out of a row: a tuple of them, or the cell where there is one."""
    return itemgetter(*positions) if positions else lambda row: ()


def cells_picker(positions: Sequence[int]) -> Callable[[Row], Sequence[Any]]:
    """Picks cells out of a row, always as a row of cells."""
    if not positions:
        return lambda row: ()
    first, last = positions[0], positions[-1]
    if list(positions) == list(range(first, last + 1)):
        return itemgetter(slice(first, last + 1))
    return _picker(positions)


class RowScorer:
    """Scores the rows of one table.

    `columns` maps question ids to positions in a row; `replies` say what their cells mean; `finish`
    says what a theme comes to.
    """

    def __init__(
        self,
        scoring: Scoring,
        columns: Mapping[str, int],
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
        self._make_keys()
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

    def _make_keys(self) -> None:
        asked = self.questionnaire
        ask_if = [entry for question in asked.questions.values() for entry in question.ask_if]
        safety = [entry for rule in asked.safety.values() for entry in rule.when]
        texts = [entry for one in asked.reflections.values() for entry in one.when]
        texts += [entry for one in asked.remarks.values() for entry in one.when]
        self.branch_key = Names(names_in(ask_if), self.places)
        self.safety_key = Key(names_in(safety), self.places, asked.themes)
        self.texts_key = Key(names_in(texts), self.places, asked.themes)
        self.compares = bool(extremes_in((*safety, *texts)))
        self.looks_at_levels = bool(self.safety_key.themes.names or self.texts_key.themes.names)
        self.nothing = ("",) * (2 if asked.remarks else 1)

    def read_answers(self, key: Names, cells: Any) -> Marked:
        """The marks that the cells of a key hold, as far as they fit."""
        picked = key.pair(cells).items()
        read = {id: self.replies[id][cell] for id, cell in picked if id in self.columns}
        marked = {id: marks for id, reply in read.items() if (marks := marks_that_fit(reply))}
        # A free text fits no answer, so what its reader takes for skipped is all there is to know.
        texts = {id: () for id, cell in picked if id in self.written and self.replies[id][cell]}
        return marked | texts

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

    def score_rows(
        self, rows: Iterable[tuple[int, Row]], on_misfit: OnMisfit
    ) -> Iterator[tuple[Row, list[Any]]]:
        """Every row with what its cells lead to: what each theme comes to, the reflection, remarks
        where the file has some, safety rules. `not_asked` and `number` are those of the row last
        given."""
        tables, branches, misfit = self.tables, self.branches, self.misfit
        pick, split = cells_picker([*self.columns.values()]), splitter(self.fields)
        branch_key = self.branch_key.pick if self.branch_key.names else None
        until_cleaning = _ROWS_BETWEEN_CLEANINGS
        for number, row in rows:
            until_cleaning -= 1
            if not until_cleaning:
                until_cleaning = _ROWS_BETWEEN_CLEANINGS
                self._make_room()
            total = sum(map(getitem, tables, pick(row)))
            if total >= misfit:
                if not on_misfit(number, row):
                    continue
                total %= misfit
            branch = branches[branch_key(row) if branch_key else ()]
            if branch.not_asked:
                total = (total - self._bring(row, branch.not_asked)) % misfit
            parts = split(total)
            added: list[Any] = list(map(getitem, branch.themes, parts))
            added += branch.alike or self._texts(row, branch, added, parts)
            self.not_asked = branch.not_asked
            self.number = number
            yield row, added

    def _texts(
        self, row: Row, branch: Branch, themes: Sequence[Finished], parts: Sequence[int]
    ) -> tuple[str, ...]:
        """The reflection, remarks where the file has some, and the safety rules that hold."""
        levels = [theme.level_id for theme in themes] if self.looks_at_levels else []
        standings = branch.standings(parts)
        safety, is_replaced = branch.safety[self.safety_key.see(row, levels, standings)]
        if is_replaced:
            return (*self.nothing, safety)
        return (*branch.texts[self.texts_key.see(row, levels, standings)], safety)

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
