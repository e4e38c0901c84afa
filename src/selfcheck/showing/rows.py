"""Rows: the lines of a page, each with its role, and printing them. Bold and underline are all the
paint there is, so that a page reads the same on every background and without colours."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TextIO

from selfcheck.typesetting import display_width

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page. `role` is what the block is that it belongs to ("link" for an address
    of the web, "name" for what stands above a part of a picture), empty for a blank line; `link`
    the address it leads to. `begins`: where pages are turned, a new one may begin here
    ("section") or does ("page")."""

    text: str = ""
    role: str = ""
    link: str = ""
    begins: Literal["", "section", "page"] = ""


BLANK = Row()

HEADS = frozenset({"title", "caption", "heading", "subheading", "name"})
"""The roles of rows that belong to what follows, so that no page ends with one."""

_STYLES = dict.fromkeys(("title", "heading", "subheading", "first", "contact"), "bold")
_STYLES["link"] = "underline"


def is_strong(row: Row) -> bool:
    """Whether a row stands out from the others."""
    return _STYLES.get(row.role) == "bold"


def print_rows(rows: Iterable[Row], stream: TextIO, plain: bool) -> None:
    """Print rows; `plain` ones without any escape sequence, whatever the environment says."""
    if plain:
        stream.writelines(row.text + "\n" for row in rows)
        stream.flush()
        return
    from rich.console import Console

    shown = list(rows)
    # A width of its own, for rich believes COLUMNS also where it is 0 or has a hundred digits.
    width = max((display_width(row.text) for row in shown), default=0) + 1
    console = Console(
        file=stream, width=width, height=25, highlight=False, markup=False, emoji=False
    )
    for row in shown:
        _print(console, row)


def _print(console: "Console", row: Row) -> None:
    from rich.style import Style
    from rich.text import Text

    style = Style.parse(_STYLES.get(row.role, "none")) + Style(link=row.link or None)
    indent = len(row.text) - len(row.text.lstrip(" "))
    text = Text(row.text[:indent], no_wrap=True, overflow="ignore")
    console.print(text.append(row.text[indent:], style), soft_wrap=True)


def rows_as_text(rows: Iterable[Row]) -> str:
    """The rows as plain text."""
    return "\n".join(row.text for row in rows) + "\n"
