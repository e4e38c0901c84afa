"""The terminal as a command sees it: how wide it is, whether pages are seen or heard, notes."""

import os
import shutil
import sys

from selfcheck.typesetting import harmless


def screen_width() -> int:
    """Columns of the terminal; 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def tell(text: str) -> None:
    """A note to the person: on standard error, for standard output is the result's."""
    print(harmless(text), file=sys.stderr)


def wants_plain_page(plain: bool) -> bool:
    """Whether pages are to be heard rather than seen; `plain` is what the command line says."""
    return plain or os.environ.get("ACCESSIBLE") == "1" or os.environ.get("TERM") == "dumb"


def wants_plain_lines(plain: bool) -> bool:
    """Whether to ask in plain lines."""
    return wants_plain_page(plain) or not (sys.stdin.isatty() and sys.stderr.isatty())


def is_paged(plain: bool) -> bool:
    """Whether a page is read on a screen, one after the other."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return not wants_plain_page(plain) and all(stream.isatty() for stream in streams)
