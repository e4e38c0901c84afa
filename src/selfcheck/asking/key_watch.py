"""What holds on every page: early keys are dropped, Esc Esc leaves at once, ways out by key.

A page is a prompt_toolkit application (mostly questionary's); `run_page` dresses it and runs it.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import ConditionalKeyBindings, KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.styles import DynamicStyle

from selfcheck.asking.drawing import styles
from selfcheck.asking.screen import stop_for_now
from selfcheck.asking.terminal import PageOutput, Terminal
from selfcheck.session import Leave, Move

TWICE = 0.5
"""Seconds within which the second Esc must follow."""
BURST = 0.03
"""Keys that follow an Esc faster than this were sent by one key the terminal alone knows."""


class AskHelp:
    """Not a move of the walk: the respondent wants to see the keys and the contacts."""


HELP = AskHelp()

MoveOrHelp = Move | AskHelp


class Watch:
    """Hears every key of one page before the page does."""

    def __init__(self, app: Application[Any], settle: float) -> None:
        self._settle = settle
        self._drawn: float | None = None
        self._presses = 0
        self._pressed = 0.0
        self._escape: int | None = None
        self._escaped = 0.0
        self.burst = False
        app.key_processor.before_key_press += lambda _: self._hear()
        app.after_render += lambda _: self._see()

    def restart(self) -> None:
        """The page is about to be drawn (again)."""
        self._drawn = None
        self._escape = None
        self.burst = False

    def awake(self) -> bool:
        """Keys count: the page has been seen, and no sequence of keys is under way."""
        if self.burst:
            return False
        return not self._settle or (self._drawn is not None and now() - self._drawn >= self._settle)

    def warned(self) -> bool:
        """Esc was pressed once, just now."""
        return self._escape is not None and now() - self._escaped < TWICE

    def _see(self) -> None:
        if self._drawn is None:
            self._drawn = now()

    def _hear(self) -> None:
        self._presses += 1
        quick = now() - self._pressed < BURST
        self.burst = quick and (self.burst or self._escape == self._presses - 1)
        self._pressed = now()

    def hear_escape(self, app: Application[Any]) -> None:
        """The first Esc warns; the second in a row leaves, unless it began a longer sequence."""
        twice = self.warned() and self._escape == self._presses - 1
        self._escape = self._presses
        self._escaped = now()
        self.burst = False
        loop = asyncio.get_running_loop()
        if twice:
            loop.call_later(BURST, self._leave, app, self._presses)
        else:
            loop.call_later(TWICE + 0.01, app.invalidate)

    def _leave(self, app: Application[Any], presses: int) -> None:
        if presses == self._presses:
            close_page(app, Leave())

    def forget_escape(self) -> None:
        """The Esc belonged to another key, and that key is over."""
        self._escape = None
        self.burst = False


def now() -> float:
    """The time by the clock of the loop that the page runs on."""
    return asyncio.get_running_loop().time()


def close_page(app: Application[Any], move_or_help: MoveOrHelp) -> None:
    """End a page with what it brought; it stays on the screen until the next is drawn."""
    if app.is_running and not app.is_done:
        if isinstance(app.output, PageOutput):
            app.output.held = True
        app.exit(result=move_or_help)


def bind(keys: KeyBindings, spellings: Iterable[str], action: Callable[[], object]) -> None:
    """Let each of these keys do this; eager, so nothing of the library answers in its place."""
    for spelling in spellings:
        keys.add(spelling, eager=True)(lambda _: action())


def run_page(
    terminal: Terminal,
    app: Application[Any],
    keys: KeyBindings,
    watch: Watch,
    pause: Callable[[], Move],
    newline: Callable[[], None] | None = None,
) -> MoveOrHelp:
    """Run one page until it is closed. `newline` is what Alt+Enter does."""
    own = app.key_bindings
    always = _keys_of_every_page(app, watch, pause, newline)
    both = merge_key_bindings([keys] if own is None else [own, keys])
    app.key_bindings = merge_key_bindings(
        [ConditionalKeyBindings(both, Condition(watch.awake)), always]
    )
    app.style = DynamicStyle(lambda: styles(terminal.look))
    app.ttimeoutlen = 0.05  # how long a lone Esc is waited for
    watch.restart()
    terminal.screen.redraw = lambda: _draw_anew(app)
    try:
        with asyncio.Runner(loop_factory=terminal.new_loop) as runner:
            run = app.run_async(lambda: _end_at_errors(app), set_exception_handler=False)
            move_or_help: MoveOrHelp = runner.run(run)
            return move_or_help
    except (EOFError, KeyboardInterrupt):
        return pause()
    finally:
        app.key_bindings = own
        terminal.screen.redraw = lambda: None


def _keys_of_every_page(
    app: Application[Any],
    watch: Watch,
    pause: Callable[[], Move],
    newline: Callable[[], None] | None,
) -> KeyBindings:
    keys = KeyBindings()
    keys.add(Keys.Any, eager=True, filter=~Condition(watch.awake))(lambda _: None)
    bind(keys, ["escape"], lambda: watch.hear_escape(app))
    bind(keys, ["c-c", "c-d", "<sigint>"], lambda: close_page(app, pause()))
    bind(keys, ["c-z"], stop_for_now)
    # The library's own handler raises KeyError where a modifier is held (3.0.53).
    keys.add(Keys.Vt100MouseEvent, eager=True)(lambda _: None)
    if newline is not None:

        def alt_enter() -> None:
            watch.forget_escape()
            newline()

        keys.add("c-m", eager=True, filter=Condition(lambda: watch.burst))(lambda _: alt_enter())
    return keys


def _draw_anew(app: Application[Any]) -> None:
    """After the terminal was given away: everything on it is gone."""
    app.renderer.reset(leave_alternate_screen=False)
    app.invalidate()


def _end_at_errors(app: Application[Any]) -> None:
    """An error of ours ends the page and travels on, instead of being shown within it."""

    def end(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception") or RuntimeError(context["message"])
        if app.is_running and not app.is_done:
            app.exit(exception=error)

    asyncio.get_running_loop().set_exception_handler(end)
