"""Lines of text out and in: saying them within a width, and waiting for one that fits.

Knows nothing of pages; `asking.plain` says what is asked.
"""

import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

from selfcheck.asking.screen import Screen
from selfcheck.questionnaire import Contact
from selfcheck.session import MAX_REPLY, Leave, Move, Pause
from selfcheck.typesetting import break_lines, harmless
from selfcheck.words import Say

_MAX_KEY = 1000

Understand = Callable[[str], Move | str]
"""What a page makes of a line: a move, or, where it fits nothing, a sentence that says so."""


class Lines:
    """What every page of plain lines needs: saying lines, and reading them."""

    def __init__(
        self,
        reading: TextIO,
        writing: TextIO,
        say: Say,
        contacts: Sequence[Contact] = (),
        width: int = 80,
    ) -> None:
        self.reading = reading
        self.writing = writing
        self.say = say
        self.contacts = contacts
        self.width = width
        self._confirmed: list[str] = []

    def confirm(self, text: str) -> None:
        """Say what was given once the next page is asked for: by then it is on the disk."""
        self._confirmed.append(text)

    def tell_confirmed(self) -> None:
        """Say what was given to the page before."""
        while self._confirmed:
            self.tell(self._confirmed.pop(0))

    def among(self, moves: Mapping[str, Move]) -> Understand:
        """Keys, each with its move; every other line is not understood."""
        return lambda typed: moves.get(read_key(typed)) or self.say("plain.not-understood")

    def wait(self, understand: Understand, how: str, at_end: Move | None = None) -> Move:
        """Read lines until one fits; what fits is said again where one does not."""
        while True:
            try:
                typed = self._read()
            except KeyboardInterrupt:
                self._end_line()
                return Pause()
            if typed is None:
                return at_end or Pause()
            if len(typed) > MAX_REPLY:
                self.tell(self.say("plain.too-long", most=f"{MAX_REPLY:,}"), how)
                continue
            key = read_key(typed)
            if key == "q":
                return Pause()
            if key == "x":
                self.clear()
                return Leave()
            if key == "?":
                self._help()
                self.tell("", how)
                continue
            found = understand(typed)
            if not isinstance(found, str):
                return found
            self.tell(found, how)

    def _read(self) -> str | None:
        """A line without the spaces around it; None at the end of input. One that is too long
        comes as its beginning, which is too long as well."""
        self.writing.write("> ")
        self.writing.flush()
        try:
            typed = self._read_line()
        except (OSError, ValueError):  # the terminal is gone
            typed = ""
        if not (typed.endswith("\n") and self.reading.isatty()):
            self._end_line()
        if len(typed.rstrip("\r\n")) > MAX_REPLY:
            return typed
        return typed.strip() if typed else None

    def _read_line(self) -> str:
        """A line; nothing is held of what is beyond its longest."""
        longest = MAX_REPLY + len("\r\n")
        line = rest = self.reading.readline(longest)
        while len(rest) == longest and not rest.endswith("\n"):
            rest = self.reading.readline(longest)
        return line

    def _end_line(self) -> None:
        """Nobody has typed Enter here, so what follows would stand on the same line."""
        self.writing.write("\n")
        self.writing.flush()

    def clear(self) -> None:
        """Clear the screen, where there is one; a dumb terminal can only scroll."""
        if not self.writing.isatty():
            return
        screen = Screen(self.writing)
        if os.environ.get("TERM") == "dumb":
            self.writing.write("\n" * screen.size().lines)
            self.writing.flush()
        else:
            screen.wipe()

    def tell(self, *texts: str) -> None:
        """Say texts, each from the beginning of a line."""
        for text in texts:
            for line in break_lines(harmless(text).strip("\n"), self.width):
                self.writing.write(line + "\n")
        self.writing.flush()

    def tell_unbroken(self, text: str) -> None:
        """Say a text whose lines hold paths: what is broken cannot be copied."""
        self.writing.write(f"\n{harmless(text)}\n")
        self.writing.flush()

    def tell_item(self, number: int, text: str) -> None:
        """Say a text with its number before it."""
        first = f"{number}. "
        for line in break_lines(harmless(text), self.width, first=first, rest=" " * len(first)):
            self.writing.write(line + "\n")

    def tell_indented(self, text: str) -> None:
        """Say a text that belongs to the one before."""
        for line in break_lines(harmless(text), self.width, first="   ", rest="   "):
            self.writing.write(line + "\n")

    def number(self, labels: Iterable[str]) -> None:
        """Say labels with numbers from 1."""
        for number, label in enumerate(labels, 1):
            self.tell_item(number, label)

    def _help(self) -> None:
        self.tell("", self.say("plain.help"))
        if self.contacts:
            self.tell("", self.say("prompt.contacts"))
        for contact in self.contacts:
            self.tell("  ".join(part for part in (contact.name, contact.phone) if part))
            for text in (contact.hours, contact.note, contact.url):
                if text:
                    self.tell_indented(text)


def read_key(typed: str) -> str:
    """What was typed as a key: full-width letters and digits count as the usual ones. A longer text
    is no key, and some texts would take long to look at so."""
    key = unicodedata.normalize("NFKC", typed) if len(typed) <= _MAX_KEY else typed
    return key.strip().lower()


def read_position(typed: str, count: int) -> int | None:
    """The position that a number from 1 names."""
    number = read_key(typed).rstrip(".。")
    if number.isascii() and number.isdigit() and len(number) < 6 and 1 <= int(number) <= count:
        return int(number) - 1
    return None
