"""Somebody at a pseudo-terminal, for tests: types, looks at the screen through pyte, resizes."""

import os
import sys
import termios
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pexpect
import pyte

SCREENS = Path(__file__).parent / "screens"
SETTLED = 0.16
QUIET = 0.05
SMALL, USUAL = (40, 20), (80, 24)
ENTER, DOWN, SHIFT_TAB, ESC, CTRL_C, CTRL_Z = "\r", "\x1b[B", "\x1b[Z", "\x1b", "\x03", "\x1a"
PROGRAM = (sys.executable, "-m", "selfcheck")


class Person:
    """Somebody at a terminal: types, looks, and waits until a page counts keys."""

    def __init__(
        self, size: tuple[int, int], command: Sequence[str], first: str, **extra: str
    ) -> None:
        columns, rows = size
        environment = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1", **extra}
        environment.pop("NO_COLOR", None)
        program, *arguments = command
        spawned = pexpect.spawn(
            program,
            arguments,
            env=environment,
            encoding="utf-8",
            dimensions=(rows, columns),
            timeout=10,
        )
        self.child = cast(Any, spawned)  # its types know less than it has
        self.child.delaybeforesend = None
        self.child.delayafterclose = self.child.ptyproc.delayafterclose = 0.01
        self.child.delayafterterminate = self.child.ptyproc.delayafterterminate = 0.01
        self.before = termios.tcgetattr(self.child.child_fd)
        self.screen = pyte.HistoryScreen(columns, rows, history=2000, ratio=0.5)
        self._stream = pyte.Stream(self.screen)
        self.written = ""
        self.wait_for(first)

    def read(self, patience: float) -> bool:
        """Take in what is written; whether anything was."""
        try:
            text = self.child.read_nonblocking(65536, patience)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.written += text
        self._stream.feed(text)
        return True

    def wait_for(self, text: str) -> None:
        """Until a text was written, and nothing moves any more."""
        end = time.monotonic() + 10
        while text not in self.written and time.monotonic() < end:
            self.read(0.1)
        while self.read(QUIET):
            pass

    def look(self) -> str:
        """The screen once nothing moves any more; a page names Esc Esc when it is complete."""
        end = time.monotonic() + 2
        moving = True
        while moving or ("Esc Esc" not in self.shown() and time.monotonic() < end):
            moving = self.read(QUIET)
            if self.child.flag_eof:
                break
        return self.shown()

    def shown(self) -> str:
        """The screen as it is."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip() + "\n"

    def scrollback(self) -> list[str]:
        """Every line that was ever printed on the primary screen, the oldest first."""
        gone = ["".join(line[n].data for n in range(80)) for line in self.screen.history.top]
        return [line.rstrip() for line in (*gone, *self.screen.display)]

    def type(self, *keys: str) -> str:
        """Press keys one after the other, each on a page that has settled. A key that changes
        nothing came too early for a busy machine, and is pressed again."""
        for key in keys:
            before = self.shown()
            self.press(key)
            self.read(2)
            if self.look() == before:
                self.press(key)
                self.read(0.5)
        return self.look()

    def press(self, key: str) -> None:
        """Press a key, on a page that has settled."""
        time.sleep(SETTLED)
        self.child.send(key)

    def resize(self, columns: int, rows: int) -> str:
        """Make the terminal wider, narrower, higher or lower."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)
        time.sleep(0.1)
        return self.look()

    def end(self) -> str:
        """What is written until the program is over."""
        start = len(self.written)
        while self.read(2):
            pass
        assert self.child.eof(), "it goes on:\n" + self.shown()
        self.child.wait()
        return self.written[start:]

    def leave(self) -> str:
        """Esc Esc: screen and scrollback are cleared within 0.2 s; what is printed after that."""
        self.press(ESC)
        time.sleep(0.1)
        began = time.monotonic()
        self.child.send(ESC)
        self.child.expect_exact("\x1b[3J")
        assert time.monotonic() - began < 0.2
        self.written += self.child.before + self.child.after
        return self.end()

    def is_sane(self) -> bool:
        """The modes are as before, the primary screen is shown, and the cursor too."""
        modes = termios.tcgetattr(self.child.child_fd)
        left = self.written.rfind("\x1b[?1049l") >= self.written.rfind("\x1b[?1049h")
        shown = self.written.rfind("\x1b[?25h") >= self.written.rfind("\x1b[?25l")
        return bool(modes[:4] == self.before[:4] and left and shown)


@contextmanager
def at_terminal(
    size: tuple[int, int], *command: str, first: str = "Esc Esc", **extra: str
) -> Iterator[Person]:
    """Somebody at a terminal on which a command runs and has shown its first page."""
    person = Person(size, command, first, **extra)
    try:
        yield person
    finally:
        person.child.close(force=True)


def type_all(people: list[Person], keys: Iterable[str]) -> list[str]:
    """What everybody sees after the same keys, pressed at the same time."""
    for key in keys:
        before = [person.shown() for person in people]
        _press_all(people, key)
        _press_all(
            [one for one, was in zip(people, before, strict=True) if one.shown() == was], key
        )
    return [person.look() for person in people]


def _press_all(people: list[Person], key: str) -> None:
    if people:
        time.sleep(SETTLED)
    for person in people:
        person.child.send(key)
    moving = list(people)
    for person in people:
        person.read(2)
    while moving:
        moving = [person for person in people if person.read(QUIET / len(people))]


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
