"""prompt_toolkit's side of the terminal: outputs, widths, looks, and drawing rows.

A page takes the whole screen that `Screen` has entered, so an output for pages never enters or
leaves the alternate screen by itself (the shell would flash between two questions).
"""

import os
import sys
from asyncio import AbstractEventLoop
from collections.abc import Callable, Sequence
from unicodedata import east_asian_width

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import _CHAR_SIZES_CACHE
from wcwidth import wcwidth

from selfcheck.asking.key_guard import guard_keys
from selfcheck.asking.screen import Screen, ambiguous_is_wide
from selfcheck.asking.viewport import Row
from selfcheck.frozen import dataclass
from selfcheck.patterns import pattern
from selfcheck.questionnaire import Contact
from selfcheck.words import Say

_NUMBER = pattern(r"\[-?\d+\]")
"""The number of a scale that is pointed at."""

NewLoop = Callable[[], AbstractEventLoop]
"""Makes the event loop that a page runs on; its clock is the one that keys are timed by."""

SETTLE = 0.15
"""Seconds after a drawing in which keys are dropped: they were meant for the page before."""

# Nothing is told by colour, and bold reads well on every background.
STYLE = Style(
    [
        ("title", "bold"),
        ("question", "bold"),
        ("pointed", "bold"),
        ("skipped", "bold"),
        ("warning", "bold reverse"),
        ("answer", "noinherit"),
    ]
)


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
    if ambiguous_is_wide():
        _widen_ambiguous()
    pages = output or _page_output()
    heard = input or create_input()
    guard_keys(heard)
    return Terminal(screen, say, contacts, heard, pages, settle, new_loop)


def _page_output() -> Output:
    if sys.platform == "win32":  # its output flashes between pages, but works
        return create_output(stdout=sys.stderr)
    output = PageOutput.from_pty(
        sys.stderr, term=os.environ.get("TERM"), default_color_depth=ColorDepth.from_env()
    )
    output.enable_cpr = False
    return output


def _widen_ambiguous() -> None:
    """Tell prompt_toolkit that the terminal draws characters of ambiguous width two cells wide."""
    for character in map(chr, range(0xA1, 0xE000)):  # what follows is mostly for private use
        if east_asian_width(character) == "A" and wcwidth(character) == 1:
            _CHAR_SIZES_CACHE[character] = 2


def as_fragments(rows: Sequence[Row]) -> StyleAndTextTuples:
    """Rows as prompt_toolkit wants them, the cursor on the first row that is pointed at, or on the
    number of a scale: a screen reader follows it."""
    fragments: StyleAndTextTuples = []
    marked = False
    for number, (role, text) in enumerate(rows):
        if number:
            fragments.append(("", "\n"))
        found = _NUMBER.search(text) if role == "scale" else None
        if found is not None:
            fragments += [("", text[: found.start()]), ("[SetCursorPosition]", "")]
            fragments += [("class:pointed", found[0]), ("", text[found.end() :])]
            continue
        if role == "pointed" and not marked:
            marked = True
            pointer = text.find(">")
            fragments.append((f"class:{role}", text[:pointer]))
            fragments.append(("[SetCursorPosition]", ""))
            text = text[pointer:]
        fragments.append((f"class:{role}" if role else "", text))
    return fragments
