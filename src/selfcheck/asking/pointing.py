"""A page on which something is pointed at: what has been seen of it, and what may be confirmed.

Nothing is recorded that was not chosen: a page opens with nothing pointed at, and what has not been
on the screen, whole, cannot be confirmed. What can be pointed at are items, numbered from 0; on the
screen they stand in the entries of `viewport`, one each or several in one.
"""

from typing import Any

from prompt_toolkit.application import Application

from selfcheck.asking import keyboard
from selfcheck.asking.page import PromptPage
from selfcheck.asking.terminal import Terminal
from selfcheck.asking.viewport import Row, View
from selfcheck.frozen import dataclass
from selfcheck.session import GoBack, Skip


@dataclass(frozen=True, slots=True)
class Sight:
    """Items of which all, or any row, or of tall ones the end can be seen (as in `View`)."""

    whole: frozenset[int] = frozenset()
    part: frozenset[int] = frozenset()
    tall: frozenset[int] = frozenset()


class PointingPage(PromptPage):
    """What pages share on which one points; kinds of them say how it is drawn and what keys do."""

    def __init__(self, terminal: Terminal, app: Application[Any], notice: str = "") -> None:
        super().__init__(terminal, app, notice)
        self._pointed: int | None = None
        self._show: int | None = None
        self._shown: frozenset[int] = frozenset()
        self._seen = Sight()

    # --- what is seen ---

    def draw(self) -> list[Row]:
        """The page at the present size; what `_show` says is on it."""
        raise NotImplementedError

    def sight(self, view: View) -> Sight:
        """The items that a view shows."""
        return Sight(view.whole, view.part, view.tall)

    def see(self) -> None:
        """What has been on the screen, whole, can be chosen from now on."""
        self._seen = self.sight(self.view)
        self._shown |= self._seen.whole

    def is_on_screen(self, item: int) -> bool:
        """Whether an item was on the screen, whole, when it was drawn last; if not, it is shown,
        or more of it."""
        seen = self._seen
        read = item in seen.tall and item in self._shown and item in seen.part
        if item in seen.whole or read:
            return True
        if item in seen.tall and item in seen.part:
            self.turn(1)
        else:
            self._show = item
        self.notice = self.say("prompt.hint_read_on")
        return False

    # --- what keys do ---

    def bind_ways_on(self, back: tuple[str, ...], can_skip: bool) -> None:
        """Reading, the ways out, and where it can be done, back and skipping."""
        self.bind_reading()
        self.bind_ways_out()
        self.bind(back, self.closing(GoBack()))
        if can_skip:
            self.bind(keyboard.SKIP, self.closing(Skip()))

    def point_at(self, item: int) -> None:
        """Point at an item and show it."""
        self._pointed = self._show = item

    def turn(self, screens: int) -> None:
        """Scroll by so many screens, whatever is pointed at."""
        self._show = None
        self.scroll(screens * self.view.step)

    def turns(self, screens: int) -> bool:
        """Scroll, unless there is nothing more that way."""
        before = self.view.top
        self.turn(screens)
        self.draw()
        return self.view.top != before
