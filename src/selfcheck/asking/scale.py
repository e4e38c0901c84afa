"""A page with a scale: its numbers in a row, and below it the words that stand beside them.

Left and right go along the scale, digits spell a number and point at it; only Enter chooses.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl

from selfcheck.asking import keyboard, page_rows
from selfcheck.asking.key_watch import now
from selfcheck.asking.pointing import PointingPage, Sight
from selfcheck.asking.reading import with_help
from selfcheck.asking.scale_rows import Scale, ScaleRows, set_scale
from selfcheck.asking.terminal import Terminal
from selfcheck.asking.viewport import BLANK, LOW, Parts, Row, View
from selfcheck.frozen import dataclass
from selfcheck.palette import TICK
from selfcheck.session import Move

SPELLING = 1.0
"""Seconds within which another digit belongs to the same number."""


@dataclass(frozen=True, slots=True)
class ScaleMenu:
    """A page with a scale: its texts for a width, the numbers, the labels of the words, and what
    choosing an item leads to. Items are the numbers, lowest first, and then the words; `chosen` is
    the one that was chosen before."""

    scale: Scale
    words: tuple[str, ...]
    text: Callable[[int], list[Row]]
    head: Callable[[int], list[Row]]
    give: Callable[[int], Move]
    chosen: int | None = None
    can_go_back: bool = False
    pause_name: str = "prompt.key_pause"


def choose_on_scale(terminal: Terminal, menu: ScaleMenu) -> Move:
    """Show a page with a scale until there is a move."""
    return with_help(terminal, ScalePage(terminal, menu).run)


def spell(before: str, figure: str, numbers: Sequence[str]) -> str:
    """What is spelled with one more figure: it goes on with a number, or begins one; empty where
    no number begins so."""
    ways = (before + figure, figure)
    return next((way for way in ways if any(n.startswith(way) for n in numbers)), "")


class ScalePage(PointingPage):
    """One page with a scale while it is on the screen. Behind the numbers and the words the texts
    of the ends are an item, too: to be seen, not to be pointed at."""

    def __init__(self, terminal: Terminal, menu: ScaleMenu) -> None:
        control = FormattedTextControl(lambda: self.painted(self.draw()), show_cursor=False)
        app: Application[Any] = Application(
            layout=Layout(Window(control, always_hide_cursor=False)),
            full_screen=True,
            erase_when_done=True,
            input=terminal.input,
            output=terminal.pages,
        )
        super().__init__(terminal, app)
        self.menu = menu
        self._numbers = menu.scale.numbers
        self._count = len(self._numbers)
        self._ends = self._count + len(menu.words)
        self._pointed = self._show = menu.chosen
        self._left_at = 0
        self._set = ScaleRows((), self._count)
        self._spelled, self._spelled_at = "", 0.0
        self._bind_keys()

    # --- what is seen ---

    def draw(self) -> list[Row]:
        """The page at the present size."""
        menu, (width, height) = self.menu, self.size()
        self._set = set_scale(menu.scale, self._pointed, menu.chosen, width)
        entries = [[row] for row in self._set.rows]
        entries += [list(self._set.ends)] if self._set.ends else []
        if height >= LOW and menu.words:
            entries[-1].append(BLANK)
        entries += [self._draw_word(n, width) for n in range(len(menu.words))]
        show = None if self._show is None else self._entry(self._show)
        signs = page_rows.signs(self.say, width)
        parts = Parts(menu.head(width), menu.text(width), entries, self.bottom(), signs)
        return self.fit(parts, show)

    def _draw_word(self, number: int, width: int) -> list[Row]:
        item = self._count + number
        rows = page_rows.answer_rows(self.menu.words[number], item == self._pointed, width)
        if item == self.menu.chosen:
            (role, first), *below = rows
            rows = [(role, first[:1] + TICK + first[2:]), *below]
        return rows

    def _entry(self, item: int) -> int:
        """Which entry of the page an item stands in, as it was set last."""
        rows = len(self._set.rows)
        if item < self._count:
            return item // self._set.per_row
        if item == self._ends:
            return rows - (not self._set.ends)
        return rows + bool(self._set.ends) + item - self._count

    def sight(self, view: View) -> Sight:
        """The numbers, words and ends that a view shows."""

        def found(entries: frozenset[int]) -> frozenset[int]:
            return frozenset(n for n in range(self._ends + 1) if self._entry(n) in entries)

        return Sight(found(view.whole), found(view.part), found(view.tall))

    def key_names(self) -> list[str]:
        """The keys that work now."""
        say, menu = self.say, self.menu
        names = [
            (True, say("prompt.key_scale")),
            (True, say("prompt.key_scale_number", **self._range())),
            (bool(menu.words), say("prompt.key_scale_words")),
            (True, say("prompt.key_confirm")),
            (menu.can_go_back, say("prompt.key_back")),
            (True, say("prompt.key_skip")),
            (True, say(menu.pause_name)),
            (True, say("prompt.key_help")),
            (True, say("prompt.key_leave")),
        ]
        return [name for works, name in names if works]

    def _range(self) -> dict[str, str]:
        return {"first": self._numbers[0], "last": self._numbers[-1]}

    # --- what keys do ---

    def _bind_keys(self) -> None:
        self.bind_ways_on(keyboard.BACK_FROM_SCALE if self.menu.can_go_back else (), can_skip=True)
        self._bind_forgetting(keyboard.ALONG, lambda: self._move_along(1))
        self._bind_forgetting(keyboard.ALONG_BACK, lambda: self._move_along(-1))
        self._bind_forgetting(keyboard.DOWN, lambda: self._move_across(1))
        self._bind_forgetting(keyboard.UP, lambda: self._move_across(-1))
        self._bind_forgetting(keyboard.PAGE_DOWN, lambda: self.turn(1))
        self._bind_forgetting(keyboard.PAGE_UP, lambda: self.turn(-1))
        self._bind_forgetting(keyboard.FIRST, lambda: self.point_at(0))
        self._bind_forgetting(keyboard.LAST, lambda: self.point_at(self._count - 1))
        self.bind(keyboard.ENTER, self._confirm)
        for spellings in keyboard.FIGURES:
            self.bind(spellings, partial(self._spell, spellings[0]))
        self.bind(keyboard.MINUS, partial(self._spell, keyboard.MINUS[0]))
        self.hint_at_other_keys(self._describe_fitting)

    def _bind_forgetting(self, spellings: tuple[str, ...], action: Callable[[], object]) -> None:
        """Keys after which another number is spelled anew."""

        def act() -> None:
            self._spelled = ""
            action()

        self.bind(spellings, act)

    def _describe_fitting(self) -> str:
        """Which keys choose here, and which one skips."""
        hint = self.say("prompt.hint_scale", **self._range())
        hint += self.say("prompt.hint_scale_words") if self.menu.words else ""
        return hint + self.say("prompt.hint_skip")

    def _begin_at(self, item: int, by: int) -> None:
        """Point for the first time, once the item can be seen: nothing above is passed unread."""
        self.draw()
        unseen = bool(self.view.step) and item not in self.sight(self.view).whole
        if not (unseen and by > 0 and self.turns(by)):
            self.point_at(item)

    def _move_along(self, by: int) -> None:
        """Along the numbers as far as they go; from the words back to them."""
        at = self._pointed
        if at is None:
            self._begin_at(0 if by > 0 else self._count - 1, 1)
        elif at < self._count:
            self.point_at(min(max(0, at + by), self._count - 1))
        else:
            self.point_at(self._left_at)

    def _move_across(self, by: int) -> None:
        """From row to row: of the numbers, then the words, and round to the other end."""
        self.draw()
        at, last = self._pointed, self._ends - 1
        if at is None:
            first = self._count if last >= self._count else 0
            self._begin_at(first if by > 0 else last, by)
        elif at < self._count:
            self._move_from_number(at, by)
        else:
            self.point_at(at + by if self._count <= at + by <= last else self._left_at)

    def _move_from_number(self, at: int, by: int) -> None:
        """To the row above or below, or from the numbers to the words; up to the text first."""
        below = at + by * self._set.per_row
        if by > 0 and at // self._set.per_row < len(self._set.rows) - 1:
            below = min(below, self._count - 1)
        if 0 <= below < self._count:
            self.point_at(below)
        elif by < 0 and self.view.top > 0 and not self.view.pinned and self.turns(by):
            return
        elif self.menu.words:
            self._left_at = at
            self.point_at(self._count if by > 0 else self._ends - 1)
        elif not (by > 0 and self.turns(by)):
            self.notice = self._describe_fitting()

    def _spell(self, figure: str) -> None:
        """A figure goes on with the number before, or begins one; a number is pointed at."""
        before = self._spelled if self._is_spelling() else ""
        self._spelled, self._spelled_at = spell(before, figure, self._numbers), now()
        if self._spelled in self._numbers:
            self.point_at(self._numbers.index(self._spelled))
        elif self._spelled:
            self.notice = self.say("prompt.hint_spelled", spelled=self._spelled)
        else:
            self.notice = self.say("prompt.hint_out_of_range", **self._range())

    def _is_spelling(self) -> bool:
        return now() - self._spelled_at < SPELLING

    def _confirm(self) -> None:
        """Enter: what is pointed at, once it is on the screen, and the texts of the ends were."""
        begun = self._spelled if self._is_spelling() else ""
        if begun and begun not in self._numbers:
            self.notice = self.say("prompt.hint_spelled", spelled=begun)
        elif self._pointed is None:
            self.notice = self._describe_fitting()
        elif (self._pointed >= self._count or self._has_shown_ends()) and self.is_on_screen(
            self._pointed
        ):
            self.close(self.menu.give(self._pointed))

    def _has_shown_ends(self) -> bool:
        return self._ends in self._shown or self.is_on_screen(self._ends)
