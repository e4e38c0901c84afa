"""Pages to read: the start page, the help with its contacts, safety texts, a result page by page.

questionary has no page without a question, so these are prompt_toolkit applications of our own.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl

from selfcheck.asking import keyboard, page_rows, question_rows
from selfcheck.asking.key_watch import HELP, AskHelp, MoveOrHelp
from selfcheck.asking.page import PromptPage
from selfcheck.asking.terminal import Terminal
from selfcheck.asking.viewport import Parts, Row, View, fit
from selfcheck.frozen import dataclass
from selfcheck.session import (
    BeforePage,
    Begin,
    EndPage,
    GoBack,
    Leave,
    Move,
    Pause,
    SafetyPage,
    Skip,
    StartPage,
)
from selfcheck.typesetting import display_width

_HIGH = 30
"""A screen of so many rows has some to spare above a text."""

SetText = Callable[[SafetyPage | EndPage, int, int], Sequence[Sequence[Row]]]
"""(page, columns, rows) -> the text that is read there, in pages that fit."""


@dataclass(frozen=True, slots=True)
class LongText:
    """A text in pages. `set_text` makes those that fit: (columns, rows) -> pages. `names` are the
    keys beside b and Enter, which goes on, from the last page to what `last` names; `more` pages
    follow that are counted with these; `has_before`: before the first page there is something to
    go back to."""

    set_text: Callable[[int, int], Sequence[Sequence[Row]]]
    names: tuple[str, ...]
    last: str
    more: int = 0
    has_before: bool = False


class ReadPage(PromptPage):
    """A page without anything to choose or to type."""

    def __init__(self, terminal: Terminal, names: Sequence[str], notice: str = "") -> None:
        control = FormattedTextControl(lambda: self.painted(self.draw()), show_cursor=False)
        app: Application[Any] = Application(
            layout=Layout(Window(control)),
            full_screen=True,
            erase_when_done=True,
            input=terminal.input,
            output=terminal.pages,
        )
        super().__init__(terminal, app, notice)
        self._names = names

    def key_names(self) -> list[str]:
        return [*self._names, self.say("prompt.key_leave")]

    def draw(self) -> list[Row]:
        """The page at the present size."""
        raise NotImplementedError


class ScrollPage(ReadPage):
    """A text that scrolls where it is higher than the screen."""

    def __init__(
        self,
        terminal: Terminal,
        text: Callable[[int], list[Row]],
        names: Sequence[str],
        head: Callable[[int], list[Row]] = lambda _: [],
    ) -> None:
        super().__init__(terminal, names)
        self._text, self._head = text, head
        self.bind_reading()
        self.bind(keyboard.DOWN, lambda: self.scroll(1))
        self.bind(keyboard.UP, lambda: self.scroll(-1))
        self.bind(keyboard.SPACE, lambda: self.scroll(self.view.step))

    def draw(self) -> list[Row]:
        width, _ = self.size()
        signs = page_rows.signs(self.say, width)
        return self.fit(Parts(self._head(width), self._text(width), (), self.bottom(), signs))


class LongTextPage(ReadPage):
    """A text page by page: Enter goes on, b goes back; after the last and before the first page it
    is closed with Begin and GoBack. `at` is the page that is shown, from 0; -1 is the last."""

    def __init__(self, terminal: Terminal, long_text: LongText, at: int) -> None:
        super().__init__(terminal, long_text.names)
        self._long_text = long_text
        self._at = at
        self._size = (0, 0)
        self._now: Sequence[Sequence[Row]] = ()
        self.bind_ways_out()
        forwards = [*keyboard.ENTER, *keyboard.SPACE, *keyboard.PAGE_DOWN, *keyboard.DOWN, "right"]
        self.bind(forwards, lambda: self._turn(1))
        self.bind([*keyboard.BACK, *keyboard.PAGE_UP, *keyboard.UP], lambda: self._turn(-1))
        self.hint_at_other_keys(lambda: self.say("prompt.hint_read"))

    @property
    def count(self) -> int:
        """How many pages there are at the present size."""
        return len(self._now)

    def draw(self) -> list[Row]:
        size = self.size()
        if size != self._size:
            self._set_anew(size)
        bottom = self.bottom()
        body = self._now[self._at] if self._now else ()
        signs = page_rows.signs(self.say, size[0])
        parts = Parts((), body, (), bottom, signs, air=self._air())
        self.view = fit(parts, size[1], self.view.top)
        return list(self.view.rows)

    def _air(self) -> int:
        """The empty rows above, so many on every page of a text, or a full one would begin higher
        than the others."""
        return self.frame().air if self.size()[1] >= _HIGH else 0

    def key_names(self) -> list[str]:
        number = page_rows.page_number(self._at + 1, self.count + self._long_text.more)
        is_last = self._at + 1 >= self.count
        enter = self._long_text.last if is_last else self.say("prompt.key_more")
        back = [self.say("prompt.key_back")] if self._at or self._long_text.has_before else []
        return [number, enter, *back, *super().key_names()]

    def _set_anew(self, size: tuple[int, int]) -> None:
        """Set the text for another size; what was read first is read on."""
        read = _count_characters(self._now[: self._at]) if self._at > 0 else 0
        width, height = size
        bottom = len(page_rows.bottom_rows(self._widest_names(), False, self.say, size))
        room = max(1, height - bottom - self._air())
        self._now, self._size = self._long_text.set_text(width, room), size
        if self._at < 0:
            self._at = len(self._now) - 1
        elif read:
            before = [_count_characters(self._now[:n]) for n in range(len(self._now))]
            self._at = max(n for n, count in enumerate(before) if count <= read)

    def _widest_names(self) -> list[str]:
        enter = max(self._long_text.last, self.say("prompt.key_more"), key=display_width)
        back = self.say("prompt.key_back")
        return [page_rows.page_number(99, 99), enter, back, *super().key_names()]

    def _turn(self, by: int) -> None:
        at = self._at + by
        if 0 <= at < len(self._now):
            self._at = at
            self.view = View()
            self.watch.restart()
        elif by > 0:
            self.close(Begin())
        elif self._long_text.has_before:
            self.close(GoBack())


def _count_characters(pages: Sequence[Sequence[Row]]) -> int:
    """How much text there is: the same at every width."""
    return sum(len("".join(t.split())) for page in pages for role, t in page if role != "picture")


def read_long_text(terminal: Terminal, long_text: LongText, at: int = 0) -> tuple[Move, int]:
    """Read a text page by page, from a page on; the move, and how many pages there were."""
    reader = LongTextPage(terminal, long_text, at)
    return with_help(terminal, reader.run), reader.count


def ask_start(
    terminal: Terminal, page: StartPage, then: Callable[[], object] = lambda: None
) -> Move:
    """The start page: begin, go on with a draft, begin anew, or without a draft. `then` is done
    whenever the page has been drawn."""
    say = terminal.say
    drafted = page.resumable is not None
    names = page_rows.start_keys(page, say)
    reader = ScrollPage(terminal, lambda width: page_rows.start_rows(page, say, width), names)
    reader.bind_ways_out()
    reader.bind(keyboard.ENTER, reader.closing(Begin()))
    if drafted:
        reader.bind(keyboard.ANEW, reader.closing(Begin(anew=True)))
        reader.bind(keyboard.DRAFTLESS, reader.closing(Begin(draftless=True)))

    def go_on(_: Application[Any]) -> None:
        asyncio.get_running_loop().call_soon(then)

    reader.app.after_render += go_on
    return with_help(terminal, reader.run)


def ask_before(terminal: Terminal, page: BeforePage) -> Move:
    """What is said ahead of a safety question: go on to it, skip it, go back."""
    say = terminal.say
    names = [say("prompt.key_next"), *[say("prompt.key_back")] * page.can_go_back]
    names += [
        say("prompt.key_skip"),
        page_rows.pause_name(page.sealed, say),
        say("prompt.key_help"),
    ]
    reader = ScrollPage(
        terminal,
        lambda width: question_rows.before_rows(page, say, width),
        names,
        lambda width: question_rows.head_rows(page, say, width),
    )
    reader.bind_ways_out()
    reader.bind(keyboard.ENTER, reader.closing(Begin()))
    reader.bind(keyboard.SKIP, reader.closing(Skip()))
    if page.can_go_back:
        reader.bind(keyboard.BACK, reader.closing(GoBack()))
    reader.hint_at_other_keys(lambda: say("prompt.hint_before"))
    return with_help(terminal, reader.run)


def with_help(terminal: Terminal, ask: Callable[[], MoveOrHelp]) -> Move:
    """Ask until there is a move; the help is shown as often as it is wanted."""
    while True:
        move_or_help = ask()
        if not isinstance(move_or_help, AskHelp):
            return move_or_help
        closed = ask_help(terminal)
        if isinstance(closed, Leave | Pause):
            return closed


def ask_help(terminal: Terminal) -> MoveOrHelp:
    """Show the keys and the contacts until the page is closed."""
    say = terminal.say
    reader = ScrollPage(
        terminal,
        lambda width: page_rows.help_rows(terminal.contacts, say, width),
        [say("prompt.key_close")],
    )
    closing = [*keyboard.ENTER, *keyboard.HELP, *keyboard.BACK, *keyboard.PAUSE]
    reader.bind(closing, reader.closing(HELP))
    return reader.run()
