"""Asking with prompts: every page on the alternate screen, which has been entered before.

`Prompts(...).ask` is the `ask` of `session.walk`, and asks what becomes of a result.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from prompt_toolkit.input import Input
from prompt_toolkit.output import Output

from selfcheck.asking.reading import SetText, ask_start
from selfcheck.asking.screen import Screen
from selfcheck.asking.terminal import SETTLE, NewLoop, open_terminal
from selfcheck.questionnaire import Contact
from selfcheck.session import Leave, Move, Page, Pause, StartPage, is_sealed
from selfcheck.words import Say

if TYPE_CHECKING:
    from selfcheck.asking.later_pages import LaterPages


class Prompts:
    """Every page needs these; `ask` is what `session.walk` wants. `set_text` sets the safety texts
    and the result."""

    def __init__(
        self,
        screen: Screen,
        say: Say,
        contacts: tuple[Contact, ...] = (),
        set_text: SetText = lambda page, columns, rows: (),
        *,
        input: Input | None = None,
        output: Output | None = None,
        settle: float = SETTLE,
        new_loop: NewLoop | None = None,
    ) -> None:
        self._terminal = open_terminal(screen, say, contacts, input, output, settle, new_loop)
        self._set_text = set_text

    def ask(self, page: Page) -> Move:
        """Show a page and return the move. Leaving clears the screen before anything else; where
        nothing is kept any more, to pause is to leave."""
        if isinstance(page, StartPage):
            # What later pages need is loaded before the keys of this one count: no wait for it.
            move = ask_start(self._terminal, page, lambda: self._later)
        else:
            move = self._later.ask(page)
        if isinstance(move, Pause) and is_sealed(page):
            move = Leave()
        if isinstance(move, Leave):
            self._terminal.screen.wipe()
        return move

    @cached_property
    def _later(self) -> "LaterPages":
        from selfcheck.asking.later_pages import LaterPages

        return LaterPages(self._terminal, self._terminal.say, self._set_text)
