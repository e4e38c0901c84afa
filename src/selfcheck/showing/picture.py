"""The picture of all themes: a row each, a stretch for every level, a mark where the score is.

Made of the cells of `palette`, which every sink draws in its way: in colours, or in ASCII.
"""

from collections.abc import Iterator, Sequence

from selfcheck.palette import DONE, GAP, MARK, REST
from selfcheck.showing.rows import BLANK, Row
from selfcheck.summary import Bar
from selfcheck.typesetting import break_lines, display_width, harmless, pad

_MARGIN = "  "
_GAP = "  "
_MAX_STRETCH = 11
_MIN_BESIDE = 4
"""With shorter stretches, the name or the level rather has a row of its own."""


def draw_bars(bars: Sequence[Bar], width: int) -> Iterator[Row]:
    """The bars within a width; nothing where they have no room."""
    if not bars:
        return
    names = max(display_width(_one_line(bar.name)) for bar in bars)
    levels = max(display_width(_one_line(bar.level)) for bar in bars)
    room = width - len(_MARGIN)
    if stretch := _stretch(bars, room - names - levels - 2 * len(_GAP), _MIN_BESIDE):
        yield from _draw_beside(bars, stretch, names)
    elif stretch := _stretch(bars, room - levels - len(_GAP), _MIN_BESIDE):
        yield from _draw_below(bars, stretch, width, level_beside=True)
    elif stretch := _stretch(bars, room, 1):
        yield from _draw_below(bars, stretch, width, level_beside=False)


def _stretch(bars: Sequence[Bar], room: int, least: int) -> int:
    """How long a stretch can be, one length for all; 0 where it would be shorter than `least`."""
    most = max(bar.levels for bar in bars)
    stretch = min(_MAX_STRETCH, (room - most + 1) // most)
    return stretch if stretch >= least else 0


def _draw_beside(bars: Sequence[Bar], stretch: int, names: int) -> Iterator[Row]:
    longest = max(len(_bar(bar, stretch)) for bar in bars)
    for place, bar in enumerate(bars):
        if place:
            yield BLANK  # bars of blanks would run into each other
        drawn = _bar(bar, stretch).ljust(longest)
        yield Row(
            _MARGIN + pad(_one_line(bar.name), names) + _GAP + drawn + _GAP + _one_line(bar.level),
            "picture",
        )


def _draw_below(bars: Sequence[Bar], stretch: int, width: int, level_beside: bool) -> Iterator[Row]:
    """Each bar under the name of its theme."""
    for bar in bars:
        for line in break_lines(_one_line(bar.name), width, first=_MARGIN, rest=_MARGIN):
            yield Row(line, "name")
        drawn, level = _MARGIN + _bar(bar, stretch), _one_line(bar.level)
        if level_beside:
            yield Row(drawn + _GAP + level, "picture")
        else:
            yield Row(drawn, "picture")
            lines = break_lines(level, width, first=_MARGIN, rest=_MARGIN)
            yield from (Row(line, "level") for line in lines)


def _bar(bar: Bar, stretch: int) -> str:
    mark = min(stretch - 1, int(bar.way * stretch))
    parts = [REST * stretch for _ in range(bar.levels)]
    parts[bar.place] = DONE * mark + MARK + DONE * (stretch - mark - 1)
    return GAP.join(parts)


def _one_line(text: str) -> str:
    return harmless(text, False).strip()
