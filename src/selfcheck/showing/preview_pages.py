"""A preview as plain text, and as Markdown to print."""

from collections.abc import Iterable

from selfcheck.showing.rows import Row
from selfcheck.summary import Block, mark_blocks
from selfcheck.words import Say


def render_preview(rows: Iterable[Row]) -> str:
    """The rows as plain text."""
    return "\n".join(row.text for row in rows) + "\n"


def render_preview_markdown(blocks: Iterable[Block], say: Say) -> str:
    """The preview to print: with a line to sign at its end."""
    return f"{mark_blocks(blocks)}\n\n---\n\n{say('preview.sign')}\n"
