"""Pages to read: the start page, and the help with its contacts.

questionary has no page without a question, so these are prompt_toolkit applications of our own.
"""

from collections.abc import Callable, Sequence
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl

from selfcheck.asking import keyboard, pages
from selfcheck.asking.fitting import Row, View, compose, fit, room_for_body
from selfcheck.asking.terminal import Terminal, as_fragments
from selfcheck.asking.watching import HELP, AskHelp, Outcome, Watch, bind, close_page, run_page
from selfcheck.session import Begin, Leave, Move, Pause, StartPage


class Reader:
    """A text that scrolls where it is higher than the screen."""

    def __init__(
        self,
        terminal: Terminal,
        text: Callable[[int], list[Row]],
        names: Sequence[str],
    ) -> None:
        self.terminal = terminal
        self._text = text
        self._names = names
        self._view = View(())
        self.keys = KeyBindings()
        control = FormattedTextControl(lambda: as_fragments(self.draw()), show_cursor=False)
        self.app: Application[Any] = Application(
            layout=Layout(Window(control)),
            full_screen=True,
            erase_when_done=True,
            input=terminal.input,
            output=terminal.pages,
        )
        self.watch = Watch(self.app, terminal.settle)
        bind(self.keys, keyboard.DOWN, lambda: self._scroll(1))
        bind(self.keys, keyboard.UP, lambda: self._scroll(-1))
        bind(self.keys, [*keyboard.PAGE_DOWN, *keyboard.SPACE], lambda: self._scroll_page(1))
        bind(self.keys, keyboard.PAGE_UP, lambda: self._scroll_page(-1))

    def draw(self) -> list[Row]:
        """The page at the present size."""
        size, say = self.app.output.get_size(), self.terminal.say
        text = self._text(size.columns)
        names = [*self._names, say("prompt.key_leave")]
        bottom = pages.bottom_rows(names, self.watch.warned(), say, (size.columns, size.rows))
        room = room_for_body((), bottom, size.rows)
        self._view = fit(text, (), room, pages.signs(say, size.columns), self._view.top)
        return compose((), self._view.rows, bottom, size.rows)

    def _scroll(self, rows: int) -> None:
        self._view = View((), self._view.top + rows if self._view.step else 0)

    def _scroll_page(self, direction: int) -> None:
        self._scroll(direction * self._view.step)

    def close(self, outcome: Outcome) -> Callable[[], None]:
        """The action that closes this page with an outcome."""
        return lambda: close_page(self.app, outcome)

    def run(self) -> Outcome:
        """Show the page until it is closed."""
        return run_page(self.terminal, self.app, self.keys, self.watch, Pause)


def ask_start(terminal: Terminal, page: StartPage) -> Move:
    """The start page: begin, go on with a draft, or begin anew."""
    say = terminal.say
    drafted = page.resumable is not None
    names = [say("prompt.key_resume"), say("prompt.key_anew")] if drafted else []
    names = names or [say("prompt.key_begin")]
    names += [say("prompt.key_pause"), say("prompt.key_help")]
    reader = Reader(terminal, lambda width: pages.start_rows(page, say, width), names)
    bind(reader.keys, keyboard.ENTER, reader.close(Begin()))
    if drafted:
        bind(reader.keys, keyboard.ANEW, reader.close(Begin(anew=True)))
    bind(reader.keys, keyboard.HELP, reader.close(HELP))
    bind(reader.keys, keyboard.PAUSE, reader.close(Pause()))
    return with_help(terminal, reader.run)


def ask_more(terminal: Terminal, last: bool = False) -> Move:
    """Below a screen of a result, one line that goes away again: Begin reads on, Pause wants the
    rest at once."""
    pager = Pager(terminal, "prompt.key_done" if last else "prompt.key_more")
    return with_help(terminal, pager.run)


class Pager:
    """The key line alone, below what was printed."""

    def __init__(self, terminal: Terminal, enter: str) -> None:
        self.terminal = terminal
        self._enter = enter
        control = FormattedTextControl(lambda: as_fragments(self.draw()), show_cursor=False)
        self.app: Application[Any] = Application(
            layout=Layout(Window(control, dont_extend_height=True)),
            erase_when_done=True,
            input=terminal.input,
            output=terminal.inline,
        )
        self._watch = Watch(self.app, terminal.settle)

    def draw(self) -> list[Row]:
        """The keys, or after a first Esc what the second does."""
        size, say = self.app.output.get_size(), self.terminal.say
        return pages.more_rows(self._enter, self._watch.warned(), say, size.columns)

    def run(self) -> Outcome:
        """Show the line until a key says how to go on."""
        keys = KeyBindings()
        going_on = [*keyboard.ENTER, *keyboard.SPACE, *keyboard.DOWN, *keyboard.PAGE_DOWN]
        bind(keys, going_on, lambda: close_page(self.app, Begin()))
        bind(keys, keyboard.PAUSE, lambda: close_page(self.app, Pause()))
        bind(keys, keyboard.HELP, lambda: close_page(self.app, HELP))
        return run_page(self.terminal, self.app, keys, self._watch, Pause)


def with_help(terminal: Terminal, ask: Callable[[], Outcome]) -> Move:
    """Ask until there is a move; the help is shown as often as it is wanted."""
    while True:
        outcome = ask()
        if not isinstance(outcome, AskHelp):
            return outcome
        closed = ask_help(terminal)
        if isinstance(closed, Leave):
            return closed


def ask_help(terminal: Terminal) -> Outcome:
    """Show the keys and the contacts until the page is closed."""
    say = terminal.say
    reader = Reader(
        terminal,
        lambda width: pages.help_rows(terminal.contacts, say, width),
        [say("prompt.key_close")],
    )
    closing = [*keyboard.ENTER, *keyboard.HELP, *keyboard.BACK, *keyboard.PAUSE]
    bind(reader.keys, closing, reader.close(HELP))
    if terminal.screen.entered:
        return reader.run()
    with terminal.screen:  # what was printed stays as it is
        return reader.run()
