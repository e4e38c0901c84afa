"""Where the lines of a text may end. Pure.

Lines end by the Japanese rules (禁則処理, the strict form) and nowhere that UAX #14 forbids.
"""

from selfcheck.typesetting.filling import fill
from selfcheck.typesetting.kinsoku import SPACES
from selfcheck.typesetting.measuring import display_width, keep
from selfcheck.typesetting.pieces import Piece, cut_pieces, join_phrases
from selfcheck.typesetting.splitting import split


def break_lines(
    text: str, width: int, *, first: str = "", rest: str = "", break_addresses: bool = False
) -> list[str]:
    """The text in lines of at most a width; `first` opens the first line, `rest` all others.

    Spaces before a paragraph indent all its lines. A word wider than a line is broken inside, an
    address only if that is allowed, and then after "/" where this is enough.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        starts = (rest if lines else first, rest)
        lines += _break_paragraph(paragraph, width, starts, break_addresses)
    return lines


def _break_paragraph(
    paragraph: str, width: int, starts: tuple[str, str], break_addresses: bool
) -> list[str]:
    """One paragraph in lines, each with its start: one for the first line, one for the others."""
    body = paragraph.strip(SPACES)
    if not body:
        return [starts[0].rstrip(" ")]
    indent = paragraph[: paragraph.index(body)]
    if display_width(indent) + max(map(display_width, starts)) + 2 > width:
        indent = ""
    # A space of full width at the front (字下げ) moves the first line only.
    starts = (starts[0] + indent, starts[1] + indent.replace("\u3000", ""))
    rooms = [max(1, width - display_width(start)) for start in starts]
    lines = _set(body, (rooms[0], rooms[1]), break_addresses)
    return [(starts[bool(at)] + line).rstrip(" ") for at, line in enumerate(lines)]


@keep(256)
def _set(body: str, rooms: tuple[int, int], break_addresses: bool) -> tuple[str, ...]:
    """The lines of a paragraph; the first may have other room than the others. They are kept,
    because a page is drawn anew at every key."""
    if display_width(body) <= rooms[0]:
        return (body,)
    lines: list[str] = []
    run: list[Piece] = []
    for piece in cut_pieces(body):
        if piece.width <= (rooms[1] if lines or run else max(rooms)):
            run.append(piece)
            continue
        if run or (rooms[0] < rooms[1] and not lines):
            lines += _fill(run, rooms, lines)
        *full, last = split(piece.text.rstrip(SPACES), rooms[1], break_addresses)
        lines += full
        run = [piece.cut_to(last)]
    return (*lines, *_fill(run, rooms, lines))


def _fill(run: list[Piece], rooms: tuple[int, int], before: list[str]) -> list[str]:
    rooms = (rooms[1], rooms[1]) if before else rooms
    return fill(list(join_phrases(run, min(rooms) // 2)), rooms)
