"""A page with entries to choose from, with questionary's select and checkbox.

questionary holds what is pointed at and what is marked; how it looks, how it scrolls and what the
keys do is ours: questionary cuts long answers at the edge and knows no way back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from questionary.prompts.common import InquirerControl

from selfcheck.asking import keyboard, pages
from selfcheck.asking.fitting import Row, View, compose, fit, room_for_body, spare
from selfcheck.asking.reading import with_help
from selfcheck.asking.terminal import Terminal, as_fragments
from selfcheck.asking.watching import HELP, Outcome, Watch, bind, close_page, run_page
from selfcheck.session import GoBack, Move, Pause, Skip

DrawEntry = Callable[[int, bool, bool, int], list[Row]]
"""(index, is it pointed at, is it marked, width) -> its rows"""


@dataclass(frozen=True, slots=True)
class Menu:
    """A page with entries: its texts for a width, its entries, and what they lead to.

    `numbered` entries answer to a number. `from_top`: a text higher than the screen is shown from
    its beginning, before any entry. `inline` pages stand below what was printed before.
    """

    values: tuple[str, ...]
    text: Callable[[int], list[Row]]
    draw_entry: DrawEntry
    give: Callable[[tuple[str, ...]], Move]
    confirm: str
    head: Callable[[int], list[Row]] = lambda _: []
    marked: tuple[str, ...] = ()
    pointed: int = 0
    several: bool = False
    alone: frozenset[str] = frozenset()
    numbered: int = 0
    can_go_back: bool = False
    can_skip: bool = False
    from_top: bool = False
    inline: bool = False


def choose(terminal: Terminal, menu: Menu) -> Move:
    """Show a page with entries until there is a move."""
    return with_help(terminal, Chooser(terminal, menu).run)


class Chooser:
    """One page with entries while it is on the screen."""

    def __init__(self, terminal: Terminal, menu: Menu) -> None:
        self.terminal = terminal
        self.menu = menu
        self.app, self._control = _ask_questionary(terminal, menu)
        self._control.text = lambda: as_fragments(self.draw())
        self._watch = Watch(self.app, terminal.settle)
        self._view = View(())
        self._fresh = menu.from_top
        self._following = True

    # --- what is seen ---

    def draw(self) -> list[Row]:
        """The page at the present size."""
        size = self.app.output.get_size()
        width, height = size.columns, size.rows
        head, text = self.menu.head(width), self.menu.text(width)
        entries = [self._draw_entry(index, width) for index in range(len(self.menu.values))]
        show = self._control.pointed_at if self._following else None
        head, say = spare(head, height), self.terminal.say
        bottom = pages.bottom_rows(self._names(), self._watch.warned(), say, (width, height))
        room = room_for_body(head, bottom, height)
        signs = pages.signs(say, width)
        view = fit(text, entries, room, signs, self._view.top, show, self._fresh)
        self._view = view
        return compose(head, view.rows, bottom, 0 if self.menu.inline else height)

    def _draw_entry(self, index: int, width: int) -> list[Row]:
        marked = self.menu.values[index] in self._control.selected_options
        return self.menu.draw_entry(index, index == self._control.pointed_at, marked, width)

    def _names(self) -> list[str]:
        """The keys that work now."""
        say, menu = self.terminal.say, self.menu
        last = min(9, menu.numbered)
        mark = "prompt.key_mark_number" if last > 1 else "prompt.key_mark"
        names = [
            (True, say("prompt.key_move")),
            (menu.several, say(mark, last=last)),
            (not menu.several and last > 1, say("prompt.key_number", last=last)),
            (True, say(menu.confirm)),
            (menu.can_go_back, say("prompt.key_back")),
            (menu.can_skip, say("prompt.key_skip")),
            (not menu.inline, say("prompt.key_pause")),
            (True, say("prompt.key_help")),
            (True, say("prompt.key_leave")),
        ]
        return [name for works, name in names if works]

    # --- what keys do ---

    def run(self) -> Outcome:
        """Show the page until it is closed."""
        return run_page(self.terminal, self.app, self._keys(), self._watch, Pause)

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        bind(keys, keyboard.DOWN, lambda: self._move(1))
        bind(keys, keyboard.UP, lambda: self._move(-1))
        bind(keys, keyboard.PAGE_DOWN, lambda: self._turn_page(1))
        bind(keys, keyboard.PAGE_UP, lambda: self._turn_page(-1))
        bind(keys, keyboard.FIRST, lambda: self._point_at(0))
        bind(keys, keyboard.LAST, lambda: self._point_at(len(self.menu.values) - 1))
        bind(keys, keyboard.ENTER, self._confirm)
        bind(keys, keyboard.SPACE, lambda: self._mark(self._control.pointed_at))
        bind(keys, keyboard.HELP, lambda: self._close(HELP))
        bind(keys, keyboard.PAUSE, lambda: self._close(Pause()))
        # questionary's own: mark all, turn all marks round; and a paste, which means nothing here
        bind(keys, ["a", "i", "c-q", Keys.BracketedPaste], lambda: None)
        self._bind_digits(keys)
        if self.menu.can_go_back:
            bind(keys, keyboard.BACK, lambda: self._close(GoBack()))
        if self.menu.can_skip:
            bind(keys, keyboard.SKIP, lambda: self._close(Skip()))
        return keys

    def _bind_digits(self, keys: KeyBindings) -> None:
        for index, spellings in enumerate(keyboard.DIGITS[: self.menu.numbered]):
            bind(keys, spellings, partial(self._choose, index))

    def _close(self, outcome: Outcome) -> None:
        close_page(self.app, outcome)

    def _point_at(self, index: int) -> None:
        self._control.pointed_at = index % len(self.menu.values)
        self._following, self._fresh = True, False

    def _move(self, by: int) -> None:
        """To the next entry; first to where it can be seen, so nothing is passed unread."""
        self.draw()  # several keys can come between two drawings
        now, view = self._control.pointed_at, self._view
        unseen = bool(view.step) and now not in view.visible
        text_above = by < 0 and now == 0 and view.top > 0 and not view.pinned
        if unseen or text_above:
            self._scroll(by)
        else:
            self._point_at(now + by)

    def _turn_page(self, by: int) -> None:
        """Scroll by a screen; the pointer stays among the entries that are seen."""
        self._scroll(by)
        self.draw()
        seen = self._view.visible
        if seen and self._control.pointed_at not in seen:
            self._control.pointed_at = min(seen) if by > 0 else max(seen)

    def _scroll(self, by: int) -> None:
        self._following = self._fresh = False
        top = self._view.top + by * self._view.step
        self._view = View((), max(0, top), step=self._view.step)

    def _confirm(self) -> None:
        """Enter: never something that is not on the screen."""
        self.draw()
        now = self._control.pointed_at
        if now not in self._view.visible:
            self._point_at(now)
        elif not self.menu.several:
            self._choose(now)
        else:
            marked = self._control.selected_options
            chosen = tuple(value for value in self.menu.values if value in marked)
            self._close(self.menu.give(chosen) if chosen else Skip())

    def _choose(self, index: int) -> None:
        """A number: chooses at once, or marks where several can be chosen."""
        self._point_at(index)
        if self.menu.several:
            self._mark(index)
        else:
            value = self.menu.values[index]
            self._control.selected_options = [value]
            self._close(self.menu.give((value,)))

    def _mark(self, index: int) -> None:
        """Mark or unmark; an answer that stands alone and the others exclude each other."""
        if not self.menu.several:
            return
        value, marked = self.menu.values[index], self._control.selected_options
        if value in marked:
            marked.remove(value)
            return
        alone = value in self.menu.alone
        kept = [] if alone else [other for other in marked if other not in self.menu.alone]
        self._control.selected_options = [*kept, value]


def _ask_questionary(terminal: Terminal, menu: Menu) -> tuple[Application[Any], InquirerControl]:
    """questionary's application for these entries, its layout replaced by the page alone."""
    choices: Sequence[questionary.Choice] = [
        questionary.Choice(value, value=value, checked=value in menu.marked)
        for value in menu.values
    ]
    output = terminal.inline if menu.inline else terminal.pages
    question = (questionary.checkbox if menu.several else questionary.select)(
        "", choices, input=terminal.input, output=output, erase_when_done=True
    )
    app = question.application
    windows = app.layout.find_all_windows()
    control = next(w.content for w in windows if isinstance(w.content, InquirerControl))
    control.pointed_at = menu.pointed
    app.layout = Layout(Window(control, always_hide_cursor=False))
    app.full_screen = app.renderer.full_screen = not menu.inline
    return app, control
