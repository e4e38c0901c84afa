"""Somebody at a terminal that answers what it is asked, as real ones do, for tests."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from unicodedata import east_asian_width

import pyte
from terminal import USUAL, Person

DARK, LIGHT = "1e1e/1e1e/1e1e", "ffff/ffff/ffff"


class WideScreen(pyte.HistoryScreen):
    """Draws characters of ambiguous width on two cells."""

    def draw(self, data: str) -> None:
        for char in data:
            if east_asian_width(char) != "A":
                super().draw(char)
                continue
            super().draw("　")
            cells, end = self.buffer[self.cursor.y], self.cursor.x
            for at, data in ((end - 2, char), (end - 1, " ")):
                cells[at] = cells[at]._replace(data=data)


class Answering(Person):
    """The terminal tells its background, unless `ground` is empty, and where its cursor is;
    `is_wide`: it draws ambiguous characters wide. While it is `silent` nothing is answered yet."""

    def __init__(
        self,
        *arguments: str,
        ground: str = DARK,
        is_wide: bool = False,
        silent: bool = False,
        code: str = "",
        **extra: str,
    ) -> None:
        self.ground, self.silent = ground, silent
        self._answered = 0
        self.drawn = (WideScreen if is_wide else pyte.HistoryScreen)(*USUAL, history=500, ratio=0.5)
        self._drawing = pyte.Stream(self.drawn)
        environment = {"COLORTERM": "truecolor", **extra}
        super().__init__(USUAL, arguments, "Esc Esc", code, **environment)

    def read(self, patience: float) -> bool:
        came = super().read(patience)
        if not self.silent:
            self.answer()
        return came

    def answer(self) -> None:
        """Answer all that was asked since."""
        new, self._answered = self.written[self._answered :], len(self.written)
        while new:
            asked = [(new.find(sign), sign) for sign in ("\x1b]11;?", "\x1b[6n", "\x1b[5n")]
            at, sign = min([one for one in asked if one[0] >= 0], default=(len(new), ""))
            self._drawing.feed(new[: at + len(sign)])
            new = new[at + len(sign) :]
            self._send_reply(sign)

    def _send_reply(self, sign: str) -> None:
        cursor = self.drawn.cursor
        match sign:
            case "\x1b]11;?":
                self.send(f"\x1b]11;rgb:{self.ground}\x1b\\" if self.ground else "")
            case "\x1b[6n":
                self.send(f"\x1b[{cursor.y + 1};{cursor.x + 1}R")
            case "\x1b[5n":
                self.send("\x1b[0n")

    def looks_like(self) -> str:
        """The screen as it is drawn on this terminal."""
        return "\n".join(line.rstrip() for line in self.drawn.display).rstrip() + "\n"


@contextmanager
def at_answering_terminal(
    *arguments: str, is_wide: bool = False, silent: bool = False, code: str = "", **extra: str
) -> Iterator[Answering]:
    """Somebody at such a terminal, on which the first page has been shown."""
    person = Answering(*arguments, is_wide=is_wide, silent=silent, code=code, **extra)
    with closing(person):
        yield person
