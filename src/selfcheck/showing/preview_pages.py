"""A preview as rows for a screen, as plain text and as Markdown to print."""

from collections.abc import Iterable, Iterator

from selfcheck.showing.result import BLANK, Row
from selfcheck.summary import Block, mark_block
from selfcheck.typesetting import break_lines, harmless
from selfcheck.words import Say

_WIDEST = 80
_INDENT = {"title": 0, "heading": 0, "subheading": 2, "text": 4, "item": 4, "note": 4, "address": 4}


def preview_rows(blocks: Iterable[Block], say: Say, width: int) -> list[Row]:
    """The blocks in lines of at most a width, headings in bold."""
    rows: list[Row] = []
    room = min(width, _WIDEST) - 1
    before = ""
    for block in blocks:
        text = harmless(block.text).strip("\n")
        if text:
            rows += [BLANK] * _blanks(before, block.kind)
            rows += _set(block, text, say, room)
            before = block.kind
    return rows


def _blanks(before: str, kind: str) -> int:
    """The blank rows between one kind of block and the next."""
    if kind == "heading":
        return 2 if before else 0
    if kind == "item":
        return 1 if before in ("note", "text") else 0
    return int(kind in ("subheading", "text") and before != "")


def _set(block: Block, text: str, say: Say, room: int) -> Iterator[Row]:
    rest = " " * _INDENT[block.kind]
    first, style = rest, ""
    if block.kind in ("title", "heading", "subheading"):
        style = "bold"
    if block.kind == "heading":
        text = say("result.heading", title=text)
    if block.kind == "item":
        first, rest = f"{rest}- ", f"{rest}  "
    is_address = block.kind == "address"
    for line in break_lines(text, room, first=first, rest=rest, break_addresses=is_address):
        yield Row(line.rstrip(), style)


def render_preview(rows: Iterable[Row]) -> str:
    """The rows as plain text."""
    return "\n".join(row.text for row in rows) + "\n"


def render_preview_markdown(blocks: Iterable[Block], say: Say) -> str:
    """The preview to print: with a line to sign at its end."""
    text, before = "", ""
    for block in blocks:
        if block.text.strip():
            close = before == block.kind == "item"
            text += ("\n" if close else "\n\n" if text else "") + mark_block(block)
            before = block.kind
    return f"{text}\n\n---\n\n{say('preview.sign')}\n"
