"""Rows cut into pages of a height. Pure.

What belongs together stays together where it can: a heading and what it heads, a paragraph, a
contact. Sections begin new pages, unless the page before would be left nearly empty.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selfcheck.showing.rows import BLANK, HEADS, Row

Page = tuple[Row, ...]

_NEARLY_EMPTY = 4
"""A page of which less than one in so many rows is filled takes what comes, if it has room."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """Rows that stay together; `gap` blank rows stand above."""

    rows: Page
    gap: int


def split_pages(rows: Sequence[Row], height: int) -> tuple[Page, ...]:
    """Every row on one page, in order, on each at most `height` (above 0); blank rows at the ends
    of pages are left out. No page ends with a heading, unless nothing but that heading has room."""
    pages: list[Page] = []
    page: list[Row] = []
    for unit in _units(rows):
        if page and _turns(page, unit, height):
            pages.append(tuple(page))
            page = []
        page += [BLANK] * (unit.gap if page else 0)
        *full, page = _fill(page, unit, height)
        pages += map(tuple, full)
    return (*pages, tuple(page)) if page else tuple(pages)


# --- what stays together ----------------------------------------------------------------------


def _units(rows: Sequence[Row]) -> Iterator[_Unit]:
    """The rows between two blank ones, with the headings above them."""
    held: list[Row] = []
    gap = 0
    for row in rows:
        if held and not _ends_with_head(held) and (row == BLANK or row.begins):
            yield _Unit(tuple(held), gap)
            held, gap = [], 0
        if row == BLANK and not held:
            gap += 1
        else:
            held.append(row)
    if held:
        yield _Unit(tuple(_without_end(held)), gap)


def _without_end(rows: list[Row]) -> list[Row]:
    """The rows without blank ones at their end."""
    end = len(rows)
    while end and rows[end - 1] == BLANK:
        end -= 1
    return rows[:end]


def _ends_with_head(rows: list[Row]) -> bool:
    return any(row.role in HEADS for row in _without_end(rows)[-1:])


def _heads(rows: Sequence[Row]) -> int:
    """How many rows at the beginning are headings, or blank rows between them."""
    for count, row in enumerate(rows):
        if row.role not in HEADS and row != BLANK:
            return count
    return len(rows)


# --- where a page ends ------------------------------------------------------------------------


def _turns(page: Sequence[Row], unit: _Unit, height: int) -> bool:
    """Whether a unit begins a new page."""
    begins = unit.rows[0].begins
    if begins == "page" or (begins and len(page) * _NEARLY_EMPTY >= height):
        return True
    room = height - len(page) - unit.gap
    if len(unit.rows) <= room:
        return False
    heads = _heads(unit.rows)
    is_text = all(row.role in ("", "text", "step", "item") for row in unit.rows[heads:])
    may_be_cut = len(unit.rows) > height or (is_text and len(page) * 2 < height)
    return not may_be_cut or room < heads + min(2, len(unit.rows) - heads)


def _fill(page: list[Row], unit: _Unit, height: int) -> Iterator[list[Row]]:
    """The page with the unit below, and as many pages more as that takes."""
    rows = _tightened(list(unit.rows), height)
    while len(page) + len(rows) > height:
        cut = _cut(rows, height - len(page))
        yield _without_end(page + rows[:cut])
        page, rows = [], _tightened(rows[cut:], height)
    yield page + rows


def _tightened(rows: list[Row], height: int) -> list[Row]:
    """The rows without blank ones where headings fill a page."""
    return [row for row in rows if row != BLANK] if _heads(rows) >= height else rows


def _cut(rows: Sequence[Row], room: int) -> int:
    """How many rows stay on a page: not with a heading last, nor so that one row alone is left."""
    cut = room - 1 if len(rows) - room == 1 and room > 1 else room
    while cut and (rows[cut - 1].role in HEADS or rows[cut - 1] == BLANK):
        cut -= 1
    return cut or room
