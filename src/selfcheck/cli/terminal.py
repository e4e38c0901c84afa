"""The terminal as a command sees it: how large it is, whether pages are seen or heard, notes.

The one place that reads COLUMNS, LINES, TERM and ACCESSIBLE. Imports next to nothing: every command
starts here.
"""

import os
import sys

_USUAL = (80, 24)
_MAX_SIZE = 65_535
"""Columns or lines: the most that a terminal can tell of itself."""


def drop_senseless_sizes() -> None:
    """Take COLUMNS and LINES out of the environment where they are no size of a terminal, so that
    no library trips over them either: rich makes pages of no width of a 0, and some fail."""
    for name in ("COLUMNS", "LINES"):
        if not _is_size(os.environ.get(name, "")):
            os.environ.pop(name, None)


def _is_size(text: str) -> bool:
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(_MAX_SIZE))
    return is_number and 1 <= int(text) <= _MAX_SIZE


def screen_size() -> os.terminal_size:
    """Columns and lines: what COLUMNS and LINES say, else what the terminal behind standard output
    says, else 80 and 24. Each is from 1 to 65535."""
    import shutil

    drop_senseless_sizes()
    return shutil.get_terminal_size(_USUAL)


def screen_width() -> int:
    """Columns of the terminal; 80 where there is none."""
    return screen_size().columns


def tell(text: str) -> None:
    """A note to the person: on standard error, for standard output is the result's."""
    from selfcheck.typesetting import harmless

    print(harmless(text), file=sys.stderr)


def wants_plain_page(plain: bool = False) -> bool:
    """Whether pages are to be heard rather than seen; `plain` is what the command line says."""
    wished = os.environ.get("ACCESSIBLE", "").strip().lower() not in ("", "0", "false")
    return plain or wished or os.environ.get("TERM") == "dumb"


def wants_plain_lines(plain: bool = False) -> bool:
    """Whether to ask in plain lines. No escape sequence is sent then, whatever the environment
    says of colours."""
    return wants_plain_page(plain) or not (sys.stdin.isatty() and sys.stderr.isatty())


def is_screen() -> bool:
    """Whether what goes to standard output is seen on a screen: only there it has colours."""
    return sys.stdout.isatty() and not wants_plain_page()


def is_paged(plain: bool) -> bool:
    """Whether a page is read on a screen, one after the other."""
    return not wants_plain_lines(plain) and sys.stdout.isatty()
