"""The terminal itself: its alternate screen, its echo, and leaving it as it was found.

Knows escape sequences and the modes of a terminal, no prompt library: the first page is drawn from
here while prompt_toolkit is still loading. Everything goes to standard error.
"""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType
from typing import Any, Self, TextIO

from selfcheck.asking.terminal_questions import TerminalFacts
from selfcheck.typesetting import set_ambiguous_width

try:
    import termios
except ImportError:  # Windows: nothing is echoed there until somebody reads
    termios = None  # type: ignore[assignment]

ENTER = "\x1b[?1049h\x1b[H\x1b[J"
SANE = "\x1b[?2004l\x1b[?7h\x1b[0m\x1b[?25h"
LEAVE = f"\x1b[H\x1b[J{SANE}\x1b[?1049l"
# Clearing the screen pushes it into the scrollback of some terminals (tmux, Windows Terminal), so
# the scrollback is cleared last; `clear` of ncurses does it in this order too.
WIPE = "\x1b[H\x1b[2J\x1b[3J"


class Screen:
    """Enter the alternate screen, draw pages on it, and leave it whatever happens. `sealed`: a
    hang-up leaves at once, as Esc Esc does. `facts` is what is known of the terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream if stream is not None else sys.stderr
        self.sealed = False
        self.redraw: Callable[[], None] = _nothing
        self.entered = False
        self._modes: list[Any] | None = None
        self._handlers: dict[int, Any] = {}
        self.facts = TerminalFacts(os.environ)
        if self.facts.ambiguous == 2:
            set_ambiguous_width(2)

    def __enter__(self) -> Self:
        try:
            self.enter()
        except BaseException:  # a Ctrl-C that comes just now
            self.leave()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    def size(self) -> os.terminal_size:
        """Columns and lines of the terminal."""
        with suppress(OSError, ValueError):
            size = os.get_terminal_size(self.stream.fileno())
            if size.columns and size.lines:
                return size
        return os.terminal_size((80, 24))

    def enter(self) -> None:
        """Show the alternate screen; what is typed from now on is not echoed."""
        if not self.entered:
            if os.name == "nt":
                os.system("")  # makes a Windows console understand escape sequences
            self.entered = True
            self._take()
            self._write(ENTER + self.facts.questions(self.stream))

    def draw(self, lines: Sequence[str]) -> None:
        """Show these lines at once, from the top; what does not fit is left out."""
        self._write("\x1b[H\x1b[J\x1b[?25l" + "\r\n".join(lines[: self.size().lines]))

    def leave(self) -> None:
        """Back to the primary screen, with echo and cursor as they were."""
        if self.entered:
            self._write(LEAVE)
            self.entered = False
            self._give_back()

    def wipe(self) -> None:
        """Leave, and clear the primary screen with all that was scrolled out of it."""
        entered, self.entered = self.entered, False
        self._write((LEAVE if entered else "") + WIPE)
        if entered:
            self._give_back()
        with suppress(Exception):
            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # the terminal may be gone
            self.stream.write(text)
            self.stream.flush()

    def _take(self) -> None:
        self._modes = _read_modes()
        _silence(self._modes)
        self._catch_signals()

    def _give_back(self) -> None:
        self.facts.take_in_late_replies()
        _set_modes(self._modes)
        self._release_signals()

    # A signal that ends or stops the program must not leave a silent terminal behind.

    def _catch_signals(self) -> None:
        reactions = {"SIGTERM": self._end, "SIGHUP": self._end, "SIGQUIT": self._end}
        reactions["SIGTSTP"] = self._stop
        for name, reaction in reactions.items():
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(ValueError):  # not in the main thread
                    self._handlers[number] = signal.signal(number, reaction)

    def _release_signals(self) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers = {}

    def _let_go(self) -> None:
        """Give the terminal back."""
        self._write(LEAVE if self.entered else SANE)
        self.facts.take_in_late_replies()
        _set_modes(self._modes)

    def _end(self, number: int, _: FrameType | None) -> None:
        if self.sealed:
            self.wipe()
            os._exit(0)
        self._let_go()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _stop(self, number: int, _: FrameType | None) -> None:
        """Give the terminal back to the shell, sleep, and take it again on waking. Nothing is left
        asleep that is to leave no trace."""
        if self.sealed:
            return
        modes = _read_modes()
        self._let_go()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.signal(number, self._stop)
        _set_modes(modes)
        self._write(ENTER if self.entered else "")
        self.redraw()


def stop_for_now() -> None:
    """What Ctrl-Z does: stop this program and those it shares a pipe with."""
    if hasattr(signal, "SIGTSTP"):
        os.kill(0, signal.SIGTSTP)


def _nothing() -> None:
    """Redraw where there is nothing to draw."""


def _read_modes() -> list[Any] | None:
    if termios is None:
        return None
    with suppress(termios.error, OSError, ValueError):
        return termios.tcgetattr(sys.stdin.fileno())
    return None


def _set_modes(modes: list[Any] | None) -> None:
    if modes is not None:
        with suppress(termios.error, OSError, ValueError):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, modes)


def _silence(modes: list[Any] | None) -> None:
    """No echo, and keys one by one; Ctrl-C still works while no prompt runs."""
    if modes is not None:
        quiet = [*modes]
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        _set_modes(quiet)
