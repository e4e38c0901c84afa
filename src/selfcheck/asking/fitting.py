"""Which rows of a page are on the screen. Pure.

A row is a role and a text; the role says how it looks. A page is its head (progress), its body
(texts, then entries to choose from) and its key line. What is higher than the screen scrolls, with
a sign above and below.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Row = tuple[str, str]
"""(role, text), as wide as the screen at most."""
Signs = tuple[Row, Row]
"""That there is more above, and more below."""

BLANK: Row = ("", "")
LOW = 11
"""A screen with fewer rows is low: head and key line leave most of it to the page itself."""
LEAST_ENTRY_ROWS = 6
"""The text above stays where at least so many rows are left for the entries."""


@dataclass(frozen=True, slots=True)
class View:
    """The rows that are shown, the first scrolled one, the entries that can be seen, and by how
    many rows a page moves (0 where everything fits). `pinned`: only the entries scroll."""

    rows: tuple[Row, ...]
    top: int = 0
    visible: frozenset[int] = frozenset()
    step: int = 0
    pinned: bool = False


def fit(
    text: Sequence[Row],
    entries: Sequence[Sequence[Row]],
    height: int,
    signs: Signs,
    top: int = 0,
    show: int | None = None,
    text_first: bool = False,
) -> View:
    """The part of a body that `height` rows can hold, beginning at row `top`, but so that the
    entry `show` is on it (unless the text comes first and has to scroll away for it)."""
    below = [row for entry in entries for row in entry]
    for above in _ever_closer(text, bool(entries)):
        if len(above) + len(below) <= height:
            return View((*above, *below), visible=frozenset(range(len(entries))))
    above = [*text, BLANK] if entries else list(text)
    pinned = bool(below) and len(above) + min(len(below), LEAST_ENTRY_ROWS) <= height
    # Where only the entries move, the sign above them stands in place of the empty row.
    fixed, moving = (list(text), below) if pinned else ([], above + below)
    spans = _spans(entries, 0 if pinned else len(above))
    room = max(3, height - len(fixed))
    if show is not None and (pinned or not text_first):
        top = _with_span(top, room, spans[show], pinned)
    top = max(0, min(top, len(moving) - room + 1))
    rows, seen = _scrolled(moving, top, room, pinned, signs)
    visible = frozenset(index for index, span in enumerate(spans) if _is_seen(span, seen))
    return View((*fixed, *rows)[:height], top, visible, room - 2, pinned)


def _ever_closer(text: Sequence[Row], with_entries: bool) -> list[list[Row]]:
    """The text with its empty rows; above entries, without them where it would not fit else."""
    if not (text and with_entries):
        return [list(text)]
    return [[*text, BLANK], [*(row for row in text if row != BLANK), BLANK]]


def _spans(entries: Sequence[Sequence[Row]], first: int) -> list[range]:
    """The rows of each entry."""
    spans = []
    for entry in entries:
        spans.append(range(first, first + len(entry)))
        first += len(entry)
    return spans


def _with_span(top: int, room: int, span: range, pinned: bool) -> int:
    """The top row nearest to `top` that shows these rows, or at least the first of them."""
    if top <= 1 and span.stop <= room - 1 - pinned:
        return 0
    return min(max(top, span.stop - (room - 2)), span.start)


def _is_seen(span: range, seen: range) -> bool:
    """All of these rows are on the screen, or they fill it from the top."""
    return span.start == seen.start or (span.start in seen and span.stop <= seen.stop)


def _scrolled(
    moving: Sequence[Row], top: int, room: int, pinned: bool, signs: Signs
) -> tuple[list[Row], range]:
    """What is shown of the moving rows, with a sign above and below; and which rows these are."""
    above: list[Row] = [signs[0]] if top else [BLANK] * pinned
    goes_on = top + room - len(above) < len(moving)
    below: list[Row] = [signs[1]] if goes_on else []
    seen = range(top, top + room - len(above) - len(below))
    return [*above, *moving[seen.start : seen.stop], *below], seen


def spare(head: Sequence[Row], height: int) -> list[Row]:
    """The head as far as a low screen has room for it beside the body."""
    return list(head) if height >= LOW else list(head[: height // 5])[:1]


def rows_for_keys(height: int) -> int:
    """How many rows the key line may take of a screen that is low, or so narrow that it grows."""
    return height // 3 if height >= LOW else max(1, height // 4)


def compose(
    head: Sequence[Row], body: Sequence[Row], keys: Sequence[Row], height: int
) -> list[Row]:
    """A whole page: the head on top, the key line at the bottom."""
    gap = max(0, height - len(head) - len(body) - len(keys))
    return [*head, *body, *[BLANK] * gap, *keys]


def room_for_body(head: Sequence[Row], keys: Sequence[Row], height: int) -> int:
    """The rows left between head and key line, which stand off by one row where there is room."""
    return max(3, height - len(head) - len(keys))
