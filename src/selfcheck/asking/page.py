"""One page while it is on the screen: what every kind of page shares.

A page is a prompt_toolkit application (mostly questionary's) on the alternate screen. It has a key
line, sometimes a notice above it that the next key takes away, and a part that is seen.
"""

from collections.abc import Callable, Sequence
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys

from selfcheck.asking import keyboard, page_rows
from selfcheck.asking.drawing import as_fragments
from selfcheck.asking.frame import Frame, frame
from selfcheck.asking.key_watch import HELP, MoveOrHelp, Watch, bind, close_page, run_page
from selfcheck.asking.terminal import Terminal
from selfcheck.asking.viewport import Parts, Row, View, fit
from selfcheck.session import Move, Pause

_NOTICE = 3
"""Rows that a notice takes, with the empty one above it: where there is room nothing moves for
it."""


class PromptPage:
    """One page; kinds of pages say what stands on it, which keys work now, and what they do."""

    def __init__(self, terminal: Terminal, app: Application[Any], notice: str = "") -> None:
        self.terminal = terminal
        self.say = terminal.say
        self.app = app
        self.notice = notice
        self.view = View()
        self._reserve = _NOTICE
        self.keys = KeyBindings()
        self.watch = Watch(app, terminal.settle)
        app.full_screen = app.renderer.full_screen = True
        app.key_processor.before_key_press += lambda _: self._forget_notice()
        app.after_render += lambda _: self.see()

    # --- what is seen ---

    def key_names(self) -> Sequence[str]:
        """The keys that work now."""
        raise NotImplementedError

    def see(self) -> None:
        """The page has been drawn as it is now."""

    def frame(self) -> Frame:
        """Where the page stands on the screen."""
        size = self.app.output.get_size()
        return frame(max(1, size.columns), max(1, size.rows))

    def size(self) -> tuple[int, int]:
        """The columns that rows are set for, and the rows of the screen, at least one of each."""
        return self.frame().width, max(1, self.app.output.get_size().rows)

    def bottom(self) -> list[Row]:
        """The key line, with a notice above it, or after a first Esc what the second does."""
        size = self.size()
        rows = page_rows.bottom_rows(self.key_names(), self.watch.warned(), self.say, size)
        self._reserve = _NOTICE
        if self.notice and not self.watch.warned():
            usual, rows = len(rows), page_rows.with_notice(self.notice, rows, size)
            self._reserve = max(0, _NOTICE - (len(rows) - usual))
        return rows

    def painted(self, rows: Sequence[Row]) -> StyleAndTextTuples:
        """Rows as prompt_toolkit draws them, in the colours of this terminal."""
        return as_fragments(rows, self.terminal.look, self.frame().indent)

    def fit(self, parts: Parts, show: int | None = None) -> list[Row]:
        """The rows of the screen; afterwards `view` says what can be seen."""
        parts = self.frame().around(parts, self._reserve)
        self.view = fit(parts, self.size()[1], self.view.top, show)
        return list(self.view.rows)

    # --- what keys do ---

    def bind(self, spellings: Sequence[str], action: Callable[[], object]) -> None:
        """Let each of these keys do this."""
        bind(self.keys, spellings, action)

    def bind_reading(self) -> None:
        """PageUp and PageDown scroll; a paste means nothing."""
        self.bind(keyboard.PAGE_DOWN, lambda: self.scroll(self.view.step))
        self.bind(keyboard.PAGE_UP, lambda: self.scroll(-self.view.step))
        self.bind([Keys.BracketedPaste], lambda: None)

    def bind_ways_out(self) -> None:
        """? for the help, q to pause."""
        self.bind(keyboard.HELP, self.closing(HELP))
        self.bind(keyboard.PAUSE, self.closing(Pause()))

    def hint_at_other_keys(self, hint: Callable[[], str]) -> None:
        """Where a key means nothing here, say quietly what fits."""

        def say_so() -> None:
            self.notice = hint()

        self.keys.add(Keys.Any)(lambda event: say_so() if event.data.isprintable() else None)

    def scroll(self, rows: int) -> None:
        """Move what is seen by so many rows, where it is higher than the screen."""
        top = self.view.top + rows if self.view.step else 0
        self.view = View(top=max(0, top), step=self.view.step)

    def close(self, move_or_help: MoveOrHelp) -> None:
        """End the page with what it brought."""
        close_page(self.app, move_or_help)

    def closing(self, move_or_help: MoveOrHelp) -> Callable[[], None]:
        """The action that closes this page with a move, or asks for the help."""
        return lambda: self.close(move_or_help)

    def pause(self) -> Move:
        """What Ctrl-C, Ctrl-D and the end of input mean."""
        return Pause()

    def run(self) -> MoveOrHelp:
        """Show the page until it is closed."""
        return run_page(self.terminal, self.app, self.keys, self.watch, self.pause)

    def _forget_notice(self) -> None:
        if self.watch.awake():
            self.notice = ""
