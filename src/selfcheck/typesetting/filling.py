"""The lines of a paragraph: of all permitted ends the row that costs least. Pure.

After Knuth and Plass, Breaking Paragraphs into Lines (1981): a line is judged by what it leaves
empty and by where it ends, the last one by whether it is more than a remnant, and the paragraph as
a whole, so that a line may end early for the sake of the next.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from selfcheck.typesetting.kinsoku import SPACES
from selfcheck.typesetting.pieces import Piece

LINE = 20
"""What one more line costs."""
EMPTY = 120
"""What an empty line would cost; a line that is empty in part, the square of that part of it."""
SHORT_LAST = 100
REMNANT = 1000
"""What a last line costs that has less than three characters, or one short word."""
_SHORT_WORD = 12


def fill(pieces: Sequence[Piece], rooms: tuple[int, int]) -> list[str]:
    """The lines; the first has other room than the others. A piece that is wider stands alone."""
    if not pieces or (pieces[0].width > rooms[0] < rooms[1]):
        return ["", *(fill(pieces, (rooms[1], rooms[1])) if pieces else ())]
    begins = _cheapest_begins(pieces, rooms)
    ends = [len(pieces)]
    while ends[-1]:
        ends.append(begins[ends[-1]])
    return [_text(pieces[begin:end]) for end, begin in pairwise(ends)][::-1]


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces).rstrip(SPACES)


def _cheapest_begins(pieces: Sequence[Piece], rooms: tuple[int, int]) -> list[int]:
    """For each number of pieces, where the last line of them begins."""
    advanced = list(accumulate((piece.advance for piece in pieces), initial=0))
    costs = [0.0] + [float("inf")] * len(pieces)
    begins = [0] * (len(pieces) + 1)
    for begin in range(len(pieces)):
        room = rooms[begin > 0]
        for end in range(begin + 1, len(pieces) + 1):
            width = advanced[end - 1] - advanced[begin] + pieces[end - 1].width
            if width > room and end > begin + 1:
                break
            if end == len(pieces):
                cost = costs[begin] + _cost_of_last(pieces[begin:], width, room)
            else:
                empty = max(0, room - width) / room
                cost = costs[begin] + LINE + EMPTY * empty * empty + pieces[end - 1].cost
            if cost < costs[end]:
                costs[end], begins[end] = cost, begin
    return begins


def _cost_of_last(pieces: Sequence[Piece], width: int, room: int) -> float:
    if width <= _SHORT_WORD:
        text = _text(pieces)
        if len(text) < 3 or (text[0].isascii() and not set(text) & set(SPACES)):
            return REMNANT
    return SHORT_LAST * max(0.0, 1 - 2 * width / room) ** 2
