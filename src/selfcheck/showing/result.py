"""A page for the screen: blocks -> rows for a width (-> pages for a height, in `paging`).

Every line is broken here, and whatever comes from a file or a person is made harmless.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from selfcheck.showing.paging import split_pages
from selfcheck.showing.picture import draw_bars
from selfcheck.showing.rows import BLANK, Row, print_rows
from selfcheck.summary import Block, set_contact
from selfcheck.typesetting import break_lines, display_width, harmless
from selfcheck.words import Say

__all__ = ["BLANK", "Row", "print_rows", "set_blocks", "split_pages"]

_MAX_WIDTH = 80
_MARGIN = 2
_INDENT = {"note": 4, "address": 4}
_WEB = re.compile(r"https?://[!-~]*[\w/=#~-]", re.ASCII)


def set_blocks(blocks: Iterable[Block], width: int, say: Say) -> tuple[Row, ...]:
    """The blocks as rows for a screen of `width` columns; lines of text are at most 79 wide, an
    address is broken only where it is wider than the screen."""
    rows: list[Row] = []
    before = ""
    for block in blocks:
        made = [BLANK if not row.text else row for row in _set(block, width, say)]
        if made:
            rows += [BLANK] * _air(before, block)
            rows += [replace(made[0], begins=block.begins), *made[1:]]
            before = block.kind
    return tuple(rows)


def _air(before: str, block: Block) -> int:
    """The blank rows between one kind of block and the next."""
    if not before:
        return 0
    if block.begins and block.kind != "subheading":
        return 2
    match block.kind:
        case "note" | "address":
            return int(before in ("heading", "text", "step", "picture", "first"))
        case "item":
            return int(before not in ("item", "subheading"))
        case "call" | "first":
            return int(before != block.kind)
        case "text" | "step":
            return int(before not in ("subheading", "contact"))
        case _:
            return 1


def _set(block: Block, width: int, say: Say) -> Iterator[Row]:
    text = harmless(block.text).strip("\n")
    room = min(width, _MAX_WIDTH) - 1
    match block.kind:
        case "heading":
            yield from _set_text(say("result.heading", title=text), "heading", width)
        case "item":
            yield from _set_text(text, "item", width, first="  - ")
        case "call" | "contact":
            *above, last = set_contact(block, room, " " * _MARGIN)
            yield from (Row(line, "name" if block.kind == "call" else block.kind) for line in above)
            yield Row(last, block.kind)
        case "address":
            link = text if _WEB.match(text) else ""
            yield from _set_address(text, width, _INDENT["address"], link)
        case "picture":
            yield from list(draw_bars(block.bars, room)) or _set_text(text, "picture", width)
        case _:
            yield from _set_text(text, block.kind, width)


def _set_text(text: str, role: str, width: int, first: str = "") -> Iterator[Row]:
    """A text broken at the width; an address in it that is too wide for that has a line of its
    own."""
    room = min(width, _MAX_WIDTH) - 1
    rest = " " * (len(first) or _INDENT.get(role, _MARGIN))
    for line in break_lines(text, room, first=first or rest, rest=rest) if text.strip() else ():
        address = _WEB.search(line)
        if address and (address[0] == line.strip() or display_width(line) > room):
            yield from _set_address(line.strip(), width, len(rest), address[0])
        else:
            yield Row(line.rstrip(), role)


def _set_address(text: str, width: int, indent: int, link: str) -> Iterator[Row]:
    """An address on lines of its own: indented less, or broken, only where it is too wide."""
    role = "link" if link else "address"
    room = width - 1
    spare = room - display_width(text)
    margin = " " * (min(indent, spare) if spare >= 0 else indent)
    for line in break_lines(text, room, first=margin, rest=margin, break_addresses=True):
        yield Row(line.rstrip(), role, link)
