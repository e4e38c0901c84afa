"""What changed between two drawings of a preview: the rows that are new and those that are gone,
with a little of what stands around them. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from selfcheck.showing.rows import BLANK, Row
from selfcheck.typesetting import cut

MARK_WIDTH = 2
"""Columns of the marks before every row."""
_AROUND = 2
_MOST_COMPARED = 2000
"""Rows; a longer change is shown from its first row on."""
_FIGURES = re.compile(r"\d+(\.\d+)?")

Place = tuple[int, int, int, int]
"""From where to where in the rows before, and in those after."""


def changed_rows(
    before: Sequence[Row], after: Sequence[Row], room: int, width: int
) -> tuple[list[Row], int]:
    """At most `room` rows, each with its mark (+ is new, - is gone), and how many further places
    have changed. A change of words comes before one of figures alone, which is mostly its
    consequence."""
    places = [*_places(before, after)]
    words = [place for place in places if not _is_of_figures(before, after, place)]
    shown: list[Row] = []
    count = 0
    for place in words or places:
        rows = [*_marked(before, after, place, width)]
        if shown and len(shown) + 1 + len(rows) > room:
            break
        shown += [*([BLANK] if shown else []), *rows]
        count += 1
    return shown[:room], len(places) - count


def _places(before: Sequence[Row], after: Sequence[Row]) -> Iterator[Place]:
    """Where the two differ, in order."""
    one, other = ([row.text for row in rows] for rows in (before, after))
    most = min(len(one), len(other))
    start = next((n for n in range(most) if one[n] != other[n]), most)
    end = next((n for n in range(most - start) if one[-1 - n] != other[-1 - n]), most - start)
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if max(len(one), len(other)) > _MOST_COMPARED:
        yield start, start + len(one), start, start + len(other)
        return
    for how, *ends in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if how != "equal":
            first, last, begin, stop = (start + number for number in ends)
            yield first, last, begin, stop


def _is_of_figures(before: Sequence[Row], after: Sequence[Row], place: Place) -> bool:
    first, last, begin, stop = place
    one, other = (
        [_FIGURES.sub("", row.text) for row in rows]
        for rows in (before[first:last], after[begin:stop])
    )
    return one == other


def _marked(before: Sequence[Row], after: Sequence[Row], place: Place, width: int) -> Iterator[Row]:
    """What is new, with what is gone above it, and the rows around as they are."""
    first, last, begin, stop = place
    yield from (_row("  ", row, width) for row in after[max(0, begin - _AROUND) : begin])
    yield from (_row("- ", row, width) for row in before[first:last] if row.text)
    yield from (_row("+ ", row, width) for row in after[begin:stop])
    yield from (_row("  ", row, width) for row in after[stop : stop + _AROUND])


def _row(mark: str, row: Row, width: int) -> Row:
    return Row((mark + cut(row.text, width - MARK_WIDTH)).rstrip(), row.role)
