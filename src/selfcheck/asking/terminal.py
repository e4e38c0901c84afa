"""prompt_toolkit's side of the terminal: outputs, widths, and what all pages need.

A page takes the whole screen that `Screen` has entered, so an output for pages never enters or
leaves the alternate screen by itself (the shell would flash between two questions).
"""

import os
import sys
from asyncio import AbstractEventLoop
from collections.abc import Callable
from unicodedata import east_asian_width

from prompt_toolkit.input import Input, create_input
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.utils import _CHAR_SIZES_CACHE
from wcwidth import wcwidth

from selfcheck.asking.key_guard import guard_keys
from selfcheck.asking.screen import Screen
from selfcheck.frozen import dataclass
from selfcheck.palette import Depth, Look
from selfcheck.questionnaire import Contact
from selfcheck.typesetting import set_ambiguous_width
from selfcheck.words import Say

NewLoop = Callable[[], AbstractEventLoop]
"""Makes the event loop that a page runs on; its clock is the one that keys are timed by."""

SETTLE = 0.15
"""Seconds after a drawing in which keys are dropped: they were meant for the page before."""

_DEPTHS: dict[Depth, ColorDepth] = {
    "none": ColorDepth.DEPTH_1_BIT,
    "named": ColorDepth.DEPTH_4_BIT,
    "256": ColorDepth.DEPTH_8_BIT,
    "true": ColorDepth.DEPTH_24_BIT,
}


class PageOutput(Vt100_Output):
    """Writes pages on the alternate screen. While `held`, nothing is written: the old page stays
    until the next one is drawn over it."""

    held = False

    def enter_alternate_screen(self) -> None:
        self.held = False
        self._buffer.clear()
        self.write_raw("\x1b[H")

    def quit_alternate_screen(self) -> None:
        """Stay: the screen is left once, at the end."""

    def erase_down(self) -> None:
        """Erase the whole page: after a resize nobody knows where the cursor is."""
        self.write_raw("\x1b[H\x1b[J")

    def flush(self) -> None:
        if self.held:
            self._buffer.clear()
        super().flush()


@dataclass(frozen=True, slots=True)
class Terminal:
    """What every page needs: where to read and write, and in which language."""

    screen: Screen
    say: Say
    contacts: tuple[Contact, ...]
    input: Input
    pages: Output
    settle: float = SETTLE
    new_loop: NewLoop | None = None

    @property
    def look(self) -> Look:
        """How pages look by now; more is known once the terminal has answered."""
        return self.screen.facts.look


def open_terminal(
    screen: Screen,
    say: Say,
    contacts: tuple[Contact, ...],
    input: Input | None = None,
    output: Output | None = None,
    settle: float = SETTLE,
    new_loop: NewLoop | None = None,
) -> Terminal:
    """The terminal of standard input and error, or what a test gives in their place."""
    facts = screen.facts
    if facts.ambiguous == 2:
        _widen_ambiguous()
    facts.changed = lambda: _wear_anew(screen)
    pages = output or _page_output(facts.depth)
    heard = input or create_input()
    guard_keys(heard, facts.hear)
    return Terminal(screen, say, contacts, heard, pages, settle, new_loop)


def _wear_anew(screen: Screen) -> None:
    """More is known of the terminal: the page that stands there is drawn again."""
    if screen.facts.ambiguous == 2:
        set_ambiguous_width(2)
        _widen_ambiguous()
    screen.redraw()


def _page_output(depth: Depth) -> Output:
    if sys.platform == "win32":  # its output flashes between pages, but works
        return create_output(stdout=sys.stderr)
    depths = ColorDepth.from_env() or _DEPTHS[depth]
    output = PageOutput.from_pty(
        sys.stderr, term=os.environ.get("TERM"), default_color_depth=depths
    )
    output.enable_cpr = False
    return output


def _widen_ambiguous() -> None:
    """Tell prompt_toolkit that the terminal draws characters of ambiguous width two cells wide."""
    for character in map(chr, range(0xA1, 0xE000)):  # what follows is mostly for private use
        if east_asian_width(character) == "A" and wcwidth(character) == 1:
            _CHAR_SIZES_CACHE[character] = 2
