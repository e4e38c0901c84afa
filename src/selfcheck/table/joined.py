"""A cell with several answers -> its parts: names of answers, and what is left.

Answers are separated by `;`, or as exports join them: by commas or line breaks, which may stand
within a name as well. Where a cell can be cut in two ways, nobody can say which was meant.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selfcheck.table.names import AnswerNames
from selfcheck.table.plain import plain

SEPARATOR = ";"
_ANY = ";,\n"
_RARE = (";,、・/|", " ")
"""What nothing is cut at, for it may stand in a text, though some programs join answers by it."""
_LONGEST_TEXT = 1000
_MOST_PARTS = 500
"""In a cell whose names hold separators; about 2 ms."""
_MOST_WAYS = 8

Marking = frozenset[str]


@dataclass(frozen=True, slots=True)
class Cut:
    """`marked` are the values in the order of the cell: those that stand in every way to cut it.
    `left` are the parts that name nothing, as they stood; `is_clear`: there is but one way."""

    marked: tuple[str, ...]
    left: tuple[str, ...]
    is_clear: bool = True


def cut_cell(cell: str, names: AnswerNames) -> Cut:
    """Cut a cell at `;` where that leaves nothing, else at commas and line breaks too."""
    found = _cut(cell, names, SEPARATOR)
    if not found.left or (names.writes and found.marked):
        return found  # what stands between two `;` is one text, commas and all
    return _cut(cell, names, _ANY)


def are_answers(text: str, names: AnswerNames) -> bool:
    """Whether a text is nothing but several answers, joined in a way that is not read."""
    seen = plain(text) if len(text) <= _LONGEST_TEXT else ""
    either = (*names.labels, *names.values)
    if not (seen.startswith(either) and seen.endswith(either)):
        return False
    ways = (_cut(seen, names, separators) for separators in _RARE)
    return any(not way.left and (len(way.marked) > 1 or not way.is_clear) for way in ways)


def _cut(cell: str, names: AnswerNames, separators: str) -> Cut:
    inside = names.most_inside(separators)
    if inside == 0:
        return _cut_plainly(re.split(f"[{separators}]", cell), names)
    at = [-1, *(one.start() for one in re.finditer(f"[{separators}]", cell)), len(cell)]
    if len(at) > _MOST_PARTS:
        return Cut((), (cell,))
    return _Ways(cell, at, names).cut(inside + 1)


def _cut_plainly(parts: Iterable[str], names: AnswerNames) -> Cut:
    """No name holds a separator, so every part stands for itself."""
    marked: list[str] = []
    left, is_clear = [], True
    for part in dict.fromkeys(parts):
        found = names.find(part)
        if len(found) == 1:
            marked += found
        elif found:
            is_clear = False
        elif part.strip():
            left.append(part.strip())
    return Cut(tuple(dict.fromkeys(marked)), tuple(left), is_clear)


@dataclass(frozen=True, slots=True)
class _Best:
    """The best that can be made of the parts from one on: how many are left over, the markings
    that leave so few, and the part after the first name or leftover, and whether it is a name."""

    left: int
    markings: frozenset[Marking]
    next: int = 0
    is_name: bool = True


class _Ways:
    """All ways to cut one cell into names, from the end to the beginning."""

    def __init__(self, cell: str, at: Sequence[int], names: AnswerNames) -> None:
        self.cell = cell
        self.at = at
        self.names = names

    def cut(self, longest: int) -> Cut:
        """The ways that leave the fewest parts over; `longest` counts the parts of a name."""
        number = len(self.at) - 1
        best = [_Best(0, frozenset({frozenset()}))] * (number + 1)
        for begin in reversed(range(number)):
            best[begin] = self._choose(best, begin, min(number, begin + longest))
        sure = frozenset.intersection(*best[0].markings)
        in_order = [value for value in self.names.values if value in sure]
        return Cut(tuple(in_order), tuple(self._left_over(best)), len(best[0].markings) == 1)

    def _text(self, begin: int, end: int) -> str:
        return self.cell[self.at[begin] + 1 : self.at[end]]

    def _choose(self, best: Sequence[_Best], begin: int, last: int) -> _Best:
        after = best[begin + 1]
        is_text = bool(self._text(begin, begin + 1).strip())
        options = [_Best(after.left + is_text, after.markings, begin + 1, not is_text)]
        for end in range(begin + 1, last + 1):
            for value in self.names.find(self._text(begin, end)):
                markings = frozenset(marking | {value} for marking in best[end].markings)
                options.append(_Best(best[end].left, markings, end))
        fewest = min(option.left for option in options)
        equal = [option for option in options if option.left == fewest]
        joined = {marking for option in equal for marking in option.markings}
        few = frozenset(sorted(joined, key=sorted)[:_MOST_WAYS])
        return _Best(fewest, few, equal[-1].next, equal[-1].is_name)

    def _left_over(self, best: Sequence[_Best]) -> list[str]:
        """Runs of parts that name nothing, as they stood."""
        runs: list[tuple[int, int]] = []
        begin = 0
        while begin < len(best) - 1:
            one = best[begin]
            if not one.is_name:
                joins = bool(runs) and runs[-1][1] == begin
                first = runs.pop()[0] if joins else begin
                runs.append((first, one.next))
            begin = one.next
        return [self._text(*run).strip() for run in runs]
