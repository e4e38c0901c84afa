"""Rows: the lines of a page, each with its role, and printing them. A page reads the same without
its colours, and where it does not go to a terminal it has none."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TextIO

from selfcheck.palette import STYLES, Look, find_depth, in_ascii, paint, shade
from selfcheck.typesetting import display_width

if TYPE_CHECKING:
    from rich.console import Console
    from rich.style import Style


Span = tuple[int, int, str]
"""Characters of a text from, to, and their role."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page. `role` is what the block is that it belongs to ("link" for an address
    of the web, "name" for what stands above a part of a picture), empty for a blank line; `link`
    the address it leads to. `begins`: where pages are turned, a new one may begin here
    ("section") or does ("page"). `spans` are parts with roles of their own."""

    text: str = ""
    role: str = ""
    link: str = ""
    begins: Literal["", "section", "page"] = ""
    spans: tuple[Span, ...] = ()


BLANK = Row()

HEADS = frozenset({"title", "caption", "heading", "subheading", "name"})
"""The roles of rows that belong to what follows, so that no page ends with one."""

_SYSTEMS = {"256": "256", "true": "truecolor"}
"""What rich calls the depths that are known for certain."""


def print_rows(rows: Iterable[Row], stream: TextIO, plain: bool, look: Look | None = None) -> None:
    """Print rows; `plain` ones without any escape sequence, whatever the environment says. `look`
    is what is known of the terminal, where it was asked."""
    if plain:
        stream.writelines(in_ascii(row.text) + "\n" for row in rows)
        stream.flush()
        return
    shown = list(rows)
    console = _open_console(shown, stream, look)
    if console.is_terminal and not console.is_dumb_terminal:
        look = look or Look(find_depth(os.environ, os.name == "nt"))
    else:
        look = Look()
    for row in shown:
        _print(console, row, look)


def _open_console(rows: list[Row], stream: TextIO, look: Look | None) -> "Console":
    from rich.console import Console

    known: Any = _SYSTEMS.get(look.depth) if look and look.background else None
    # A width of its own, for rich believes COLUMNS also where it is 0 or has a hundred digits.
    width = max((display_width(row.text) for row in rows), default=0) + 1
    return Console(
        file=stream,
        width=width,
        height=25,
        color_system=known if known and stream.isatty() else "auto",
        highlight=False,
        markup=False,
        emoji=False,
    )


def _print(console: "Console", row: Row, look: Look) -> None:
    from rich.style import Style
    from rich.text import Text

    indent = len(row.text) - len(row.text.lstrip(" "))
    text = Text(row.text[:indent], no_wrap=True, overflow="ignore")
    link = Style(link=row.link or None)
    for piece, role in paint(row.text[indent:], row.role, look):
        text.append(piece, _style(role, look) + link)
    for start, end, role in row.spans:
        text.stylize(_style(role, look), start, end)
    console.print(text, soft_wrap=True)


@cache
def _style(role: str, look: Look) -> "Style":
    """How a role looks, in the words of rich."""
    from rich.style import Style

    style = STYLES.get(role)
    if style is None:
        return Style.null()
    return Style(
        color=shade(style.colour, look) or None,
        bgcolor=shade(style.ground, look) or None,
        bold=style.bold or None,
        underline=style.underline or None,
        reverse=style.reverse or None,
    )


def as_rows(lines: Iterable[str], role: str = "") -> list[Row]:
    """Lines that are set already as rows of a role."""
    return [Row(line, role) for line in lines]


def rows_as_text(rows: Iterable[Row]) -> str:
    """The rows as plain text."""
    return "\n".join(in_ascii(row.text) for row in rows) + "\n"
