"""Somebody at a pseudo-terminal, for tests: types, looks at the screen through pyte, resizes.

Nothing here counts on how fast the machine is: a page is looked at once the program waits.
"""

import os
import sys
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from select import select
from signal import SIGKILL

import pyte
from standby import Command, standby

from selfcheck.asking.terminal import SETTLE

SCREENS = Path(__file__).parent / "screens"
QUIET = 0.05
SETTLED = SETTLE + 0.01 - QUIET
"""With the quiet before it, as long as a page drops keys, and a little more."""
PATIENCE = 30.0
SMALL, USUAL = (40, 20), (80, 24)
EXECUTE = "import os, sys; os.execvp(sys.argv[1], sys.argv[1:])"
"""Code that starts another program: the one that its arguments name."""
PROGRAM = (sys.executable, "-m", "selfcheck")
ENTER, SHIFT_TAB, ESC, CTRL_C, CTRL_Z = "\r", "\x1b[Z", "\x1b", "\x03", "\x1a"
UP, DOWN, RIGHT = "\x1b[A", "\x1b[B", "\x1b[C"


class Person:
    """Somebody at a terminal who has seen the first of a text, types, looks and waits.

    What is started is the program, or `code` in its place; `extra` is more of its environment.
    """

    def __init__(
        self,
        size: tuple[int, int],
        arguments: Sequence[str],
        first: str,
        code: str = "",
        **extra: str,
    ) -> None:
        columns, rows = size
        environment = {**os.environ, "TERM": "xterm-256color", **extra}
        self.terminal, theirs = os.openpty()
        termios.tcsetwinsize(self.terminal, (rows, columns))
        self.before = termios.tcgetattr(self.terminal)
        command = Command(arguments, environment, str(Path.cwd()), code)
        self.process = standby().start(command, [theirs] * 3)
        os.close(theirs)
        self.code: int | None = None
        self.is_over = False
        self.screen = pyte.HistoryScreen(columns, rows, history=2000, ratio=0.5)
        self._stream = pyte.Stream(self.screen)
        self._decoder = getincrementaldecoder("utf-8")()
        self.written = ""
        self.wait_for(first)

    def read(self, patience: float) -> bool:
        """Take in what is written; whether anything was."""
        if self.is_over or not select([self.terminal], [], [], patience)[0]:
            return False
        try:
            raw = os.read(self.terminal, 65536)
        except OSError:  # what Linux says where nobody is left to write
            raw = b""
        self.is_over = not raw
        text = self._decoder.decode(raw, final=self.is_over)
        self.written += text
        self._stream.feed(text)
        return bool(raw)

    def send(self, keys: str | bytes) -> None:
        """As a keyboard does, whatever the page shows."""
        raw = keys.encode() if isinstance(keys, str) else keys
        while raw:
            raw = raw[os.write(self.terminal, raw) :]

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.process.pid, number)

    def wait_for(self, text: str) -> None:
        """Until a text was written."""
        end = time.monotonic() + PATIENCE
        while text not in self.written and not self.is_over and time.monotonic() < end:
            self.read(0.1)

    def is_busy(self) -> bool:
        """The program works, or waits for the disk; False where the system does not tell."""
        try:
            program = os.tcgetpgrp(self.terminal)
            state = Path(f"/proc/{program}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        except OSError:
            return False
        return state in ("R", "D")

    def look(self) -> str:
        """The screen once nothing moves any more; a page names Esc Esc when it is complete."""
        end = time.monotonic() + PATIENCE
        settle(self)
        while "Esc Esc" not in self.shown() and not self.is_over and time.monotonic() < end:
            settle(self)
        return self.shown()

    def sees(self, is_so: Callable[[str], bool]) -> bool:
        """Sooner or later, the screen is so."""
        end = time.monotonic() + PATIENCE
        while not is_so(self.shown()) and not self.is_over and time.monotonic() < end:
            self.read(0.1)
        return is_so(self.shown())

    def shown(self) -> str:
        """The screen as it is."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip() + "\n"

    def scrollback(self) -> list[str]:
        """Every line that was ever printed on the primary screen, the oldest first."""
        gone = ["".join(line[n].data for n in range(80)) for line in self.screen.history.top]
        return [line.rstrip() for line in (*gone, *self.screen.display)]

    def type(self, *keys: str) -> str:
        """Press keys one after the other, each answered by something on the screen."""
        return type_all([self], keys)[0]

    def press(self, key: str) -> None:
        """Press a key, on a page that counts keys."""
        settle(self)
        time.sleep(SETTLED)
        self.send(key)

    def press_esc_twice(self) -> None:
        """Press Esc, and again as soon as that is answered."""
        self.press(ESC)
        self.read(PATIENCE)
        self.send(ESC)

    def resize(self, columns: int, rows: int) -> str:
        """Make the terminal wider, narrower, higher or lower."""
        self.screen.resize(rows, columns)
        termios.tcsetwinsize(self.terminal, (rows, columns))
        self.read(PATIENCE)
        return self.look()

    def end(self) -> str:
        """What is written until the program is over."""
        start, end = len(self.written), time.monotonic() + PATIENCE
        while not self.is_over and time.monotonic() < end:
            self.read(0.1)
        assert self.is_over, "it goes on:\n" + self.shown()
        self.code = self.process.wait().code
        return self.written[start:]

    def leave(self) -> str:
        """Esc Esc: screen and scrollback are cleared; what is printed after that."""
        self.press_esc_twice()
        _, cleared, after = self.end().partition("\x1b[3J")
        assert cleared
        return after

    def close(self) -> None:
        """Take the terminal away; nothing goes on without it."""
        if self.code is None:
            self.signal(SIGKILL)
            self.process.wait()
        os.close(self.terminal)

    def is_sane(self) -> bool:
        """The modes are as before, the primary screen is shown, and the cursor too."""
        modes = termios.tcgetattr(self.terminal)
        left = self.written.rfind("\x1b[?1049l") >= self.written.rfind("\x1b[?1049h")
        shown = self.written.rfind("\x1b[?25h") >= self.written.rfind("\x1b[?25l")
        return bool(modes[:4] == self.before[:4] and left and shown)


@contextmanager
def at_terminal(
    size: tuple[int, int], *arguments: str, first: str = "Esc Esc", code: str = "", **extra: str
) -> Iterator[Person]:
    """Somebody at a terminal on which the program, or `code`, has shown its first page."""
    with closing(Person(size, arguments, first, code, **extra)) as person:
        yield person


def type_all(people: list[Person], keys: Iterable[str]) -> list[str]:
    """What everybody sees after the same keys, pressed at the same time."""
    for key in keys:
        settle(*people)
        time.sleep(SETTLED)
        for person in people:
            person.send(key)
        for person in people:
            person.read(PATIENCE)
    return [person.look() for person in people]


def settle(*people: Person) -> None:
    """Take in what is written, until every program waits and nothing more comes."""
    end, moving = time.monotonic() + PATIENCE, True
    while moving and time.monotonic() < end:
        # A program that is found waiting has written before what is read after that.
        busy = any(person.is_busy() for person in people)
        writing = select([person.terminal for person in people], [], [], QUIET)[0]
        came = [person.read(0) for person in people if person.terminal in writing]
        moving = busy or any(came)


class Golden:
    """The screens written down in `tests/screens/`. Delete a file there to have it written anew."""

    def __init__(self) -> None:
        self.written_anew: list[str] = []

    def check(self, name: str, shown: str) -> None:
        """A screen is as its file says."""
        file = SCREENS / f"{name}.txt"
        if not file.exists():
            file.write_text(shown, encoding="utf-8")
            self.written_anew.append(file.name)
        assert shown == file.read_text(encoding="utf-8"), file.name

    def is_complete(self) -> bool:
        """Nothing was new."""
        return not self.written_anew
