"""A page with entries to choose from, with questionary's select and checkbox.

questionary brings the application and holds what is marked; how it looks, how it scrolls and what
the keys do is ours: questionary always points at something, cuts long answers at the edge and knows
no way back.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.layout import Layout, Window
from questionary.prompts.common import InquirerControl

from selfcheck.asking import keyboard, page_rows
from selfcheck.asking.pointing import PointingPage
from selfcheck.asking.reading import with_help
from selfcheck.asking.terminal import Terminal
from selfcheck.asking.viewport import Parts, Row
from selfcheck.frozen import dataclass
from selfcheck.session import Move

DrawEntry = Callable[[int, bool, bool, int], list[Row]]
"""(index, is it pointed at, is it marked, width) -> its rows"""


@dataclass(frozen=True, slots=True)
class Menu:
    """A page with entries: its texts for a width, its entries, and what they lead to.

    `numbered` entries answer to a number: it chooses at once, unless `only_points`. `on_nothing` is
    what Enter gives while nothing is pointed at; where that is None it says what fits. `first` is
    the entry that is on the screen when the page opens, if not the one that is pointed at.
    """

    values: tuple[str, ...]
    text: Callable[[int], list[Row]]
    draw_entry: DrawEntry
    give: Callable[[tuple[str, ...]], Move]
    confirm: str
    head: Callable[[int], list[Row]] = lambda _: []
    marked: tuple[str, ...] = ()
    pointed: int | None = None
    several: bool = False
    alone: frozenset[str] = frozenset()
    numbered: int = 0
    only_points: bool = False
    can_go_back: bool = False
    can_skip: bool = False
    on_nothing: Move | None = None
    finish: str = "prompt.key_finish"
    first: int | None = None
    pause_name: str = "prompt.key_pause"
    notice: str = ""


def choose(terminal: Terminal, menu: Menu) -> Move:
    """Show a page with entries until there is a move."""
    return with_help(terminal, ChoicePage(terminal, menu).run)


class ChoicePage(PointingPage):
    """One page with entries while it is on the screen."""

    def __init__(self, terminal: Terminal, menu: Menu) -> None:
        app, self._control = _ask_questionary(terminal, menu)
        super().__init__(terminal, app, menu.notice)
        self.menu = menu
        self._control.text = lambda: self.painted(self.draw())
        self._pointed = menu.pointed
        self._show = menu.pointed if menu.first is None else menu.first
        self._bind_keys()

    # --- what is seen ---

    def draw(self) -> list[Row]:
        """The page at the present size."""
        width, _ = self.size()
        entries = [self._draw_entry(index, width) for index in range(len(self.menu.values))]
        head, text = self.menu.head(width), self.menu.text(width)
        signs = page_rows.signs(self.say, width)
        return self.fit(Parts(head, text, entries, self.bottom(), signs), self._show)

    def _draw_entry(self, index: int, width: int) -> list[Row]:
        marked = self.menu.values[index] in self._control.selected_options
        return self.menu.draw_entry(index, index == self._pointed, marked, width)

    def key_names(self) -> list[str]:
        """The keys that work now."""
        say, menu = self.say, self.menu
        last = min(9, menu.numbered)
        mark = "prompt.key_mark_number" if last > 1 and not menu.only_points else "prompt.key_mark"
        number = "prompt.key_point" if menu.only_points else "prompt.key_number"
        single = not menu.several or menu.only_points
        names = [
            (True, say("prompt.key_move")),
            (single and last > 1, say(number, last=last)),
            (menu.several, say(mark, last=last)),
            (True, self._confirm_name()),
            (menu.can_go_back, say("prompt.key_back")),
            (menu.can_skip, say("prompt.key_skip")),
            (True, say(menu.pause_name)),
            (True, say("prompt.key_help")),
            (True, say("prompt.key_leave")),
        ]
        return [name for works, name in names if works]

    def _confirm_name(self) -> str:
        if self._pointed is None and self.menu.on_nothing is not None:
            return self.say(self.menu.finish)
        return self.say(self.menu.confirm)

    # --- what keys do ---

    def _bind_keys(self) -> None:
        menu = self.menu
        self.bind_ways_on(keyboard.BACK if menu.can_go_back else (), menu.can_skip)
        self.bind(keyboard.DOWN, lambda: self._move(1))
        self.bind(keyboard.UP, lambda: self._move(-1))
        self.bind(keyboard.PAGE_DOWN, lambda: self._turn_page(1))
        self.bind(keyboard.PAGE_UP, lambda: self._turn_page(-1))
        self.bind(keyboard.FIRST, lambda: self.point_at(0))
        self.bind(keyboard.LAST, lambda: self.point_at(len(menu.values) - 1))
        self.bind(keyboard.ENTER, self._confirm)
        self.bind(keyboard.SPACE, self._press_space)
        for index, spellings in enumerate(keyboard.DIGITS[: menu.numbered]):
            self.bind(spellings, partial(self._press_digit, index))
        # questionary's own: mark all, turn all marks round
        self.bind(["a", "i", "c-q"], self._hint)
        self.hint_at_other_keys(self._describe_fitting)

    def _describe_fitting(self) -> str:
        """Which keys choose here, and which one skips."""
        menu, last = self.menu, min(9, self.menu.numbered)
        if menu.several:
            hint = self.say("prompt.hint_mark")
        elif last > 1 and not menu.only_points:
            hint = self.say("prompt.hint_number", last=last)
        else:
            hint = self.say("prompt.hint_move")
        return hint + (self.say("prompt.hint_skip") if menu.can_skip else "")

    def _hint(self) -> None:
        self.notice = self._describe_fitting()

    def _move(self, by: int) -> None:
        """To the next entry; first to where it can be seen, so nothing is passed unread."""
        self.draw()  # several keys can come between two drawings
        now, view = self._pointed, self.view
        target = (0 if by > 0 else len(self.menu.values) - 1) if now is None else now
        unseen = bool(view.step) and target not in view.whole and (by > 0 or now is not None)
        text_above = by < 0 and now == 0 and view.top > 0 and not view.pinned
        if (unseen or text_above) and self.turns(by):
            return
        if by < 0 and now == 0 and self.menu.on_nothing is not None:
            self._pointed = None
        else:
            self.point_at((target if now is None else now + by) % len(self.menu.values))

    def _turn_page(self, by: int) -> None:
        """Scroll by a screen; what is pointed at stays among the entries that are seen."""
        self.turn(by)
        self.draw()
        seen = self.view.whole
        if self._pointed is not None and seen and self._pointed not in seen:
            self._pointed = min(seen) if by > 0 else max(seen)

    def _confirm(self) -> None:
        """Enter: what is marked, or what is pointed at; never what is not on the screen."""
        if self.menu.several:
            marked = self._control.selected_options
            chosen = tuple(value for value in self.menu.values if value in marked)
            if chosen:
                self.close(self.menu.give(chosen))
            else:
                self._hint()
        elif self._pointed is not None:
            if self.is_on_screen(self._pointed):
                self.close(self.menu.give((self.menu.values[self._pointed],)))
        elif self.menu.on_nothing is not None:
            self.close(self.menu.on_nothing)
        else:
            self._hint()

    def _press_digit(self, index: int) -> None:
        """A number chooses at once, or marks, where the entry has been on the screen; else it
        points and shows."""
        self.point_at(index)
        if self.menu.only_points or index not in self._shown:
            return
        if self.menu.several:
            self._mark(index)
        else:
            self.close(self.menu.give((self.menu.values[index],)))

    def _press_space(self) -> None:
        if self._pointed is None or not self.menu.several:
            self._hint()
        elif self.is_on_screen(self._pointed):
            self._mark(self._pointed)

    def _mark(self, index: int) -> None:
        """Mark or unmark; an answer that stands alone and the others exclude each other."""
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
    question = (questionary.checkbox if menu.several else questionary.select)(
        "", choices, input=terminal.input, output=terminal.pages, erase_when_done=True
    )
    app = question.application
    windows = app.layout.find_all_windows()
    control = next(w.content for w in windows if isinstance(w.content, InquirerControl))
    if not menu.several:
        control.selected_options = list(menu.marked)
    app.layout = Layout(Window(control, always_hide_cursor=False))
    return app, control
