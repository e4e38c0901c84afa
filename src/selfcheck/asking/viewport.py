"""Which rows of a page are on the screen, and which entries can be seen whole. Pure.

A row is a role and a text; the role says how it looks. A page is its head (progress), its body
(texts, then entries to choose from) and its key line. What is higher than the screen scrolls, with
a sign above and below. What can be seen is read off the very rows that are returned, and a page is
never higher than the screen: so nothing counts as seen that was cut away.
"""

from collections.abc import Sequence

from selfcheck.frozen import dataclass

Row = tuple[str, str]
"""(role, text), as wide as the screen at most."""
Signs = tuple[Row, Row]
"""That there is more above, and more below."""
Line = tuple[Row, tuple[int, int] | None]
"""A row of the body; of an entry, which one it is of which entry."""

BLANK: Row = ("", "")
LOW = 11
"""A screen with fewer rows is low: head and key line leave most of it to the page itself."""
MIN_ENTRY_ROWS = 6
"""The text above stays where at least so many rows are left for the entries."""
MIN_WITH_SIGNS = 4
"""In fewer rows the signs would leave no room for what they speak of."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a page is made of, broken to the width of the screen. Where there is room, `air` empty
    rows stand above it, and the entries begin `zone` rows below the first of the text, so that they
    do from page to page; `reserve` rows are left free at least."""

    head: Sequence[Row] = ()
    text: Sequence[Row] = ()
    entries: Sequence[Sequence[Row]] = ()
    keys: Sequence[Row] = ()
    signs: Signs = (BLANK, BLANK)
    air: int = 0
    zone: int = 0
    reserve: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """What is shown. `rows` are the rows of the screen, `top` the first scrolled row, `step` by how
    many rows a page moves (0 where everything fits); `pinned`: only the entries scroll.

    `whole` are the entries of which all can be seen, or, where one is higher than there is room
    (`tall`), its end; `part` are those of which any row can be seen.
    """

    rows: tuple[Row, ...] = ()
    top: int = 0
    step: int = 0
    pinned: bool = False
    whole: frozenset[int] = frozenset()
    part: frozenset[int] = frozenset()
    tall: frozenset[int] = frozenset()


def fit(page: Parts, height: int, top: int = 0, show: int | None = None) -> View:
    """The page in `height` rows (at least 1), its body beginning at line `top`, but so that the
    entry `show` can be seen, as far as there is room."""
    keys = list(page.keys)[: max(0, height - 2)]
    head = spare(page.head, height)
    if height - len(keys) - len(head) < MIN_WITH_SIGNS:
        head = []
    air, gap = spread(page, height - len(head) - len(keys))
    room = height - len(head) - len(keys) - air
    fixed, moving = _arrange(page, room, gap)
    window = _Window(room - len(fixed), len(moving), bool(fixed))
    top = window.clip(top)
    if show is not None and not window.is_enough:
        top = _find_top(window, top, _own_lines(moving, show))
    seen = window.seen(0 if window.is_enough else top)
    shown = _with_signs(window, seen, moving[seen.start : seen.stop], page.signs)
    body = [row for row, _ in (*fixed, *shown)]
    tall = frozenset(n for n, rows in enumerate(page.entries) if len(rows) > window.capacity)
    whole, part = _find_seen(page.entries, shown, tall)
    return View(
        (*[BLANK] * air, *head, *body, *[BLANK] * (room - len(body)), *keys),
        seen.start,
        0 if window.is_enough else max(1, window.capacity),
        bool(fixed),
        whole,
        part,
        tall,
    )


def spread(page: Parts, room: int) -> tuple[int, int]:
    """Of the rows that text and entries leave free: how many stand above the page, and how many
    between text and entries beside the one that always does."""
    below = sum(map(len, page.entries))
    free = room - len(page.text) - below - bool(page.text and below) - page.reserve
    air = max(0, min(page.air, free))
    gap = page.zone - len(page.text) if page.text and below else 0
    return air, max(0, min(gap, free - air))


def _arrange(page: Parts, room: int, gap: int) -> tuple[list[Line], list[Line]]:
    """The lines that stay and those that scroll: only the entries, where the text leaves room for
    enough of them. Blank rows of the text go before anything has to scroll."""
    below: list[Line] = [
        (row, (entry, n)) for entry, rows in enumerate(page.entries) for n, row in enumerate(rows)
    ]
    text: list[Line] = [(row, None) for row in page.text]
    if not (text and below):
        return [], text + below
    for above in (text, [line for line in text if line[0] != BLANK]):
        if len(above) + 1 + len(below) <= room:
            return [], [*above, *[(BLANK, None)] * (1 + gap), *below]
    # Where only the entries move, the sign above them stands in place of the empty row.
    if len(text) + min(len(below) + 1, MIN_ENTRY_ROWS) <= room:
        return text, below
    return [], [*text, (BLANK, None), *below]


@dataclass(frozen=True, slots=True)
class _Window:
    """So many rows to look at so many lines, with signs where lines are hidden; `gap`: an empty row
    where no sign stands above."""

    size: int
    lines: int
    gap: bool

    @property
    def is_enough(self) -> bool:
        return self.lines <= self.size

    @property
    def signs(self) -> bool:
        return self.size >= MIN_WITH_SIGNS

    @property
    def capacity(self) -> int:
        """So many lines can be seen at once wherever one looks."""
        return self.size - 2 if self.signs else self.size

    def clip(self, top: int) -> int:
        return max(0, min(top, self.lines - self.size + self.signs))

    def seen(self, top: int) -> range:
        """The lines that are seen from a top line on."""
        if self.is_enough:
            return range(self.lines)
        above = self.signs and (top > 0 or self.gap)
        below = self.signs and top + self.size - above < self.lines
        return range(top, top + self.size - above - below)


def _find_top(window: _Window, top: int, own: range) -> int:
    """The top line nearest to `top` from which an entry's own lines are seen; where they are too
    many, their first, unless some of them are on the screen already."""
    now = window.clip(top)
    seen = window.seen(now)
    if len(own) > window.capacity:
        return now if own.start < seen.stop and own.stop > seen.start else own.start
    if own.start < seen.start:
        return window.clip(own.start)
    while not own.stop <= seen.stop:
        now += 1
        seen = window.seen(now)
    return now


def _own_lines(moving: Sequence[Line], entry: int) -> range:
    own = [n for n, (_, owner) in enumerate(moving) if owner is not None and owner[0] == entry]
    return range(own[0], own[-1] + 1)


def _with_signs(window: _Window, seen: range, shown: Sequence[Line], signs: Signs) -> list[Line]:
    if window.is_enough or not window.signs:
        return list(shown)
    above: list[Line] = [(signs[0], None)] if seen.start else [(BLANK, None)] * window.gap
    below: list[Line] = [(signs[1], None)] if seen.stop < window.lines else []
    return [*above, *shown, *below]


def _find_seen(
    entries: Sequence[Sequence[Row]], lines: Sequence[Line], tall: frozenset[int]
) -> tuple[frozenset[int], frozenset[int]]:
    """The entries that are seen whole (of one that is too high, its end), and those seen in
    part."""
    rows: dict[int, list[int]] = {}
    for _, owner in lines:
        if owner is not None:
            rows.setdefault(owner[0], []).append(owner[1])
    whole = frozenset(
        entry
        for entry, seen in rows.items()
        if len(seen) == len(entries[entry])
        or (entry in tall and seen[-1] == len(entries[entry]) - 1)
    )
    return whole, frozenset(rows)


def spare(head: Sequence[Row], height: int) -> list[Row]:
    """The head as far as a low screen has room for it beside the body."""
    return list(head) if height >= LOW else list(head[: height // 5])[:1]


def rows_for_keys(height: int) -> int:
    """How many rows the key line may take of a screen that is low, or so narrow that it grows."""
    return height // 3 if height >= LOW else max(1, height // 4)
