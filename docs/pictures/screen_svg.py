"""A terminal's screen as SVG: every character in its cell, bars and lines as shapes.

No font is as wide as one thinks, so each character says where it stands, and what is drawn of
blanks and lines does not depend on a font at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

import pyte
from pyte.screens import Char
from wcwidth import wcwidth

CELL, LINE, SIZE, EDGE = 8.6, 20, 15, 18
"""Pixels: the width of a cell, the height of a line, of a letter, and of the edge around."""
FONTS = (
    "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Hiragino Sans', "
    "'Noto Sans Mono CJK JP', 'Noto Sans CJK JP', 'Yu Gothic UI', monospace"
)
_NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")


@dataclass(frozen=True)
class Theme:
    """Background, text, and what the terminal makes of the colours it has names for."""

    ground: str
    text: str
    named: tuple[str, ...]

    def colour(self, name: str, usual: str) -> str:
        """#rrggbb of a colour as pyte names it."""
        if name in _NAMES:
            return self.named[_NAMES.index(name)]
        return usual if name == "default" else f"#{name}"


DARK = Theme(
    "#1e1e1e",
    "#dcdfdc",
    ("#3a4144", "#e08a7e", "#8fbf8f", "#d9c68a", "#8ab0d9", "#c79bd0", "#7cc4cc", "#dcdfdc"),
)
LIGHT = Theme(
    "#fdf6e3",
    "#2b3438",
    ("#2b3438", "#b03a2e", "#4f7a3a", "#8a6d1a", "#2a6a9e", "#8a3f8f", "#167783", "#eee8d5"),
)


def draw(screen: pyte.Screen, theme: Theme, name: str, most: int) -> str:
    """A screen down to its last line that is not empty, but `most` lines of it."""
    lines = [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(most)]
    while lines and not any(cell.data.strip() for cell in lines[-1]):
        lines.pop()
    width, height = screen.columns * CELL + 2 * EDGE, len(lines) * LINE + 2 * EDGE
    shapes = [shape for y, line in enumerate(lines) for shape in _draw_line(line, y, theme)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
            f' width="{width:g}" height="{height:g}" role="img" aria-label="{escape(name)}">',
            f"<style>text {{ font: {SIZE}px {FONTS}; white-space: pre; }}"
            " .b { font-weight: 700; } .u { text-decoration: underline; }</style>",
            f'<rect width="100%" height="100%" rx="10" fill="{theme.ground}"/>',
            *shapes,
            "</svg>\n",
        ]
    )


def _draw_line(line: list[Char], y: int, theme: Theme) -> Iterator[str]:
    """The grounds of a line, then its lines and marks, then its characters."""
    top = EDGE + y * LINE
    cells = [(x, cell, *_colours(cell, theme)) for x, cell in enumerate(line)]
    for ground, run in groupby(cells, lambda one: one[3]):
        places = [one[0] for one in run]
        if ground != theme.ground:
            yield _rect(places, (top + 3, LINE - 6), ground)
    for (data, colour), run in groupby(cells, lambda one: (one[1].data, one[2])):
        places = [one[0] for one in run]
        if data == "━":
            yield _rect(places, (top + LINE / 2 - 1.5, 3), colour)
        elif data == "●":
            middle = EDGE + (places[0] + 0.5) * CELL
            yield f'<circle cx="{middle:g}" cy="{top + LINE / 2:g}" r="5" fill="{colour}"/>'
    shown = [one for one in cells if one[1].data.strip() and one[1].data not in "━●"]
    for style, run in groupby(shown, lambda one: (one[2], one[1].bold, one[1].underscore)):
        yield _text(list(run), top, style)


def _colours(cell: Char, theme: Theme) -> tuple[str, str]:
    """The colours of a character and of its ground."""
    text = theme.colour(cell.fg, theme.text)
    ground = theme.colour(cell.bg, theme.ground)
    return (ground, text) if cell.reverse else (text, ground)


def _rect(places: list[int], rows: tuple[float, float], colour: str) -> str:
    top, height = rows
    left, width = EDGE + places[0] * CELL, len(places) * CELL
    return f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'


def _text(run: list[tuple[int, Char, str, str]], top: float, style: tuple[str, bool, bool]) -> str:
    """Characters of one style; each in the middle of its cell or its two cells."""
    colour, bold, underlined = style
    places = " ".join(f"{EDGE + x * CELL + _inset(cell.data):g}" for x, cell, _, _ in run)
    named = " ".join(["b"] * bold + ["u"] * underlined)
    worn = f' class="{named}"' if named else ""
    typed = escape("".join(cell.data for _, cell, _, _ in run))
    return f'<text x="{places}" y="{top + 15}" fill="{colour}"{worn}>{typed}</text>'


def _inset(char: str) -> float:
    """Full-width characters are narrower than their two cells here."""
    return (2 * CELL - SIZE) / 2 if wcwidth(char[0]) == 2 else 0
