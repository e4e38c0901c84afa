"""The numbers of a scale in a row, or in several where they do not fit, as rows for a width. Pure.

The number that is pointed at stands in brackets, one that was chosen before in round ones, so that
neither is told by colour.
"""

from collections.abc import Sequence

from selfcheck.asking.page_rows import MARGIN, text_rows
from selfcheck.asking.viewport import Row
from selfcheck.frozen import dataclass
from selfcheck.patterns import pattern
from selfcheck.typesetting import display_width, harmless

GAP = " "
_LIKE_A_NUMBER = pattern(r"[\[\]()\d]")
"""In a text beside the row this could be taken for a number, or for what is pointed at."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers, lowest first, and the texts beside the lowest and the highest, or empty ones."""

    numbers: tuple[str, ...]
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class ScaleRows:
    """A scale on the page: its rows, so many numbers in each but perhaps the last, and below them
    the texts of its ends, where these have no room beside it."""

    rows: tuple[Row, ...]
    per_row: int
    ends: tuple[Row, ...] = ()


def set_scale(scale: Scale, pointed: int | None, chosen: int | None, width: int) -> ScaleRows:
    """The scale in one row, its ends' texts beside it, or else below; in rows of equal length where
    it is too wide for one."""
    room = width - 1 - len(MARGIN)
    cells = [_cell(n, text, pointed, chosen) for n, text in enumerate(scale.numbers)]
    line = "".join(cells)
    low, high = (harmless(text, keep_newlines=False).strip() for text in (scale.low, scale.high))
    beside = GAP.join(part for part in (low, line, high) if part)
    if display_width(beside) <= room and not _LIKE_A_NUMBER.search(low + high):
        return ScaleRows((("scale", _hang(beside, low)),), len(cells))
    if len(line) <= room:
        return ScaleRows(_rows([line]), len(cells), _ends(scale, len(line), width))
    widest = max(map(len, cells))
    rows = -(-len(cells) // max(1, room // widest))
    per_row = -(-len(cells) // rows)
    lines = [
        "".join(cell.rjust(widest) for cell in cells[start : start + per_row])
        for start in range(0, len(cells), per_row)
    ]
    return ScaleRows(_rows(lines), per_row, _ends(scale, 0, width))


def _rows(lines: Sequence[str]) -> tuple[Row, ...]:
    return tuple(("scale", _hang(line)) for line in lines)


def _hang(line: str, low: str = "") -> str:
    """A line with its margin; what may stand around the first number hangs in it."""
    return f"{MARGIN if low else MARGIN[1:]}{line}".rstrip()


def _cell(number: int, text: str, pointed: int | None, chosen: int | None) -> str:
    left, right = "[]" if number == pointed else "()" if number == chosen else "  "
    return f"{left}{text}{right}"


def _ends(scale: Scale, length: int, width: int) -> tuple[Row, ...]:
    """The texts of the ends below a line of so many columns, each under its end; where there is no
    room for that, each on lines of its own behind its number."""
    low, high = (harmless(text, keep_newlines=False).strip() for text in (scale.low, scale.high))
    between = length - 2 - display_width(low) - display_width(high)
    if between >= len(GAP):
        return (("text", f"{MARGIN}{low}{' ' * between}{high}".rstrip()),) if low or high else ()
    named = [(scale.numbers[0], low), (scale.numbers[-1], high)]
    return tuple(_named_rows([(number, text) for number, text in named if text], width))


def _named_rows(named: Sequence[tuple[str, str]], width: int) -> list[Row]:
    widest = max((len(number) for number, _ in named), default=0)
    rows: list[Row] = []
    for number, text in named:
        rows += text_rows("text", text, width, f"{MARGIN}{number:>{widest}}: ")
    return rows
