"""Where a page stands on the screen: its margin, its width, the air above it. Pure.

Text is at most 72 cells wide, 36 characters of Japanese, however wide the window is; longer lines
are hard to read. What is over becomes margin: a third of it left, the rest right.
"""

from selfcheck.asking.viewport import Parts
from selfcheck.frozen import dataclass, replace

TEXT = 72
"""Cells of a line of text at most."""
HANGING = 2
"""Cells of the margin in which what points at an answer stands; rows begin with them."""
_NARROW, _MARGIN = 60, 4
_NEARLY_LOW, _USUAL = 22, 24
_MAX_AIR = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """`indent` cells stand before rows that are set for `width` columns, one of which stays free;
    `air` is how many empty rows there are above, and `zone` how many rows texts have before the
    answers begin, wherever there is room."""

    indent: int
    width: int
    air: int
    zone: int

    def around(self, parts: Parts, reserve: int = 0) -> Parts:
        """The parts of a page with this air; `reserve` rows of it are kept for a notice."""
        return replace(parts, air=self.air, zone=self.zone, reserve=reserve)


def frame(columns: int, rows: int) -> Frame:
    """The frame of pages on a screen of columns and rows, at least one of each."""
    margin = HANGING if columns < _NARROW else max(_MARGIN, (columns - TEXT) // 3)
    indent = margin - HANGING
    width = min(columns - indent, TEXT + HANGING + 1)
    if rows < _NEARLY_LOW:
        return Frame(indent, width, 0, 3)
    return Frame(indent, width, max(1, min(_MAX_AIR, (rows - _USUAL) // 4)), 4)
