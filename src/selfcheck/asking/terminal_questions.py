"""What the terminal is asked about itself, once: its background, and how wide it draws characters
of ambiguous width; and what its replies say.

Nobody waits for a reply: pages hear it between the keys, whenever it comes, and wear other colours
from then on. Only whoever leaves sooner takes in what is still on its way, or it would stand on the
command line that comes next. Knows no prompt library.
"""

import os
import re
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TextIO

from selfcheck.palette import Background, Look, find_depth, suits
from selfcheck.patterns import pattern

MAX_WAIT = 1.0
"""Seconds after asking in which replies are taken in by whoever leaves."""

_BACKGROUND = "\x1b]11;?\x1b\\"  # OSC 11: xterm, and most since
# Two ambiguous characters, not to be seen, in a corner that the first page is drawn over.
_AMBIGUOUS = "\x1b[2;1H\x1b[8m\u2500\u25cf\x1b[28m\x1b[6n\x1b[H\x1b[J"
_END = "\x1b[5n"  # DSR: every terminal answers, and after what was asked before

# The 8-bit forms, too. A colour has from one to four hexadecimal figures a part (XParseColor).
_COLOUR = pattern(
    r"(?:\x1b\]|\x9d)11;rgba?:([\da-fA-F]{1,4})/([\da-fA-F]{1,4})/([\da-fA-F]{1,4})", re.ASCII
)
_CURSOR = pattern(r"(?:\x1b\[|\x9b)\d+;(\d+)R")
_DONE = pattern(r"(?:\x1b\[|\x9b)0n")


class TerminalFacts:
    """What is known of the terminal so far. `ambiguous` is the width of ambiguous characters, 0
    where it is not known; `changed` is called when more is known."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.depth = find_depth(environment, os.name == "nt")
        told = environment.get("SELFCHECK_AMBIGUOUS", "")
        self.ambiguous = int(told) if told in ("1", "2") else 0
        self.background: Background = ""
        self.changed: Callable[[], None] = lambda: None
        self._asks_width = not self.ambiguous
        self._asked: float | None = None
        self._is_over = False

    @property
    def look(self) -> Look:
        """How pages look on it."""
        return Look(self.depth, self.background, self.ambiguous == 1)

    # --- asking ---------------------------------------------------------------------------

    def questions(self, stream: TextIO) -> str:
        """What to write to ask, the first time, where a terminal reads and answers; else empty.
        The cursor is in the corner afterwards, and the screen empty."""
        if self._asked is not None or not _is_terminal(stream):
            return ""
        background = _BACKGROUND if self.depth in ("256", "true") else ""
        width = _AMBIGUOUS if self._asks_width else ""
        if not (background or width):
            return ""
        self._asked = time.monotonic()
        return background + width + _END

    def is_waiting(self) -> bool:
        """Whether replies may still be on their way."""
        return self._seconds_left() > 0

    def _seconds_left(self) -> float:
        if self._asked is None or self._is_over:
            return 0.0
        return self._asked + MAX_WAIT - time.monotonic()

    # --- hearing --------------------------------------------------------------------------

    def hear(self, sequence: str) -> bool:
        """Take in a sequence that came in; whether it was a reply, which is no key then."""
        if self._asked is None:
            return False
        if colour := _COLOUR.match(sequence):
            self._take_background(*colour.groups())
        elif (cursor := _CURSOR.match(sequence)) and self.is_waiting():
            self._take_width(int(cursor[1]) - 1)
        elif _DONE.match(sequence):
            self._is_over = True
        else:
            return False
        return True

    def _take_background(self, *parts: str) -> None:
        red, green, blue = (int(part, 16) * 255 // (16 ** len(part) - 1) for part in parts)
        self.background = suits((red, green, blue))
        self.changed()

    def _take_width(self, columns: int) -> None:
        """Two characters took so many columns; where they differ nothing is certain."""
        if self._asks_width and columns in (2, 4):
            self.ambiguous = columns // 2
            self.changed()

    # --- leaving --------------------------------------------------------------------------

    def take_in_late_replies(self) -> None:
        """Read what comes until all replies have, or it is too late for them."""
        import select

        heard = ""
        with suppress(OSError, ValueError, KeyboardInterrupt):
            number = sys.stdin.fileno()
            while not _DONE.search(heard) and (left := self._seconds_left()) > 0:
                if select.select([number], [], [], left)[0]:
                    heard = heard[-16:] + _read_waiting(number)
        self._is_over = True


def _read_waiting(number: int) -> str:
    """What has come in; OSError where nothing more can."""
    raw = os.read(number, 4096)
    if not raw:
        raise OSError
    return raw.decode("latin-1")


def _is_terminal(stream: TextIO) -> bool:
    """Whether what is written there is answered on standard input. Windows tells replies as keys
    that were pressed."""
    with suppress(OSError, ValueError):
        return os.name != "nt" and stream.isatty() and sys.stdin.isatty()
    return False
