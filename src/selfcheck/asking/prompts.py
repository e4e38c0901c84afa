"""Asking with prompts: every page of the walk on a screen of its own.

`Prompts(...).ask` is the `ask` of `session.walk`. The screen has been entered before; the last page
stands below the result, on the primary screen.
"""

from prompt_toolkit.input import Input
from prompt_toolkit.output import Output

from selfcheck.asking.choosing import choose
from selfcheck.asking.menus import end_menu, question_menu, review_menu
from selfcheck.asking.reading import ask_more, ask_start
from selfcheck.asking.screen import Screen
from selfcheck.asking.sheets import file_sheet, fill_in_sheet, question_sheet
from selfcheck.asking.terminal import SETTLE, NewLoop, open_terminal
from selfcheck.asking.typing_text import write
from selfcheck.questionnaire import Contact
from selfcheck.session import (
    EndPage,
    FillInPage,
    GoBack,
    Leave,
    Move,
    Open,
    Page,
    QuestionPage,
    ReviewPage,
    SaveAs,
    StartPage,
)
from selfcheck.words import Say


class Prompts:
    """Every page needs these; `ask` is what `session.walk` wants."""

    def __init__(
        self,
        screen: Screen,
        say: Say,
        contacts: tuple[Contact, ...] = (),
        *,
        input: Input | None = None,
        output: Output | None = None,
        settle: float = SETTLE,
        new_loop: NewLoop | None = None,
    ) -> None:
        self._terminal = open_terminal(screen, say, contacts, input, output, settle, new_loop)
        self._opened: str | None = None

    def ask(self, page: Page) -> Move:
        """Show a page and return the move. Leaving clears the screen before anything else."""
        return self._wiping(self._ask(page))

    def ask_more(self, last: bool = False) -> Move:
        """Whether to read on in a long result: Begin, Pause (the rest at once) or Leave. After
        the `last` screen there is nothing to read on, but still time to leave."""
        with self._terminal.screen.guard():
            return self._wiping(ask_more(self._terminal, last))

    def _wiping(self, move: Move) -> Move:
        if isinstance(move, Leave):
            self._terminal.screen.wipe()
        return move

    def _ask(self, page: Page) -> Move:
        match page:
            case StartPage():
                return ask_start(self._terminal, page)
            case FillInPage():
                return write(self._terminal, fill_in_sheet(page, self._terminal.say))
            case QuestionPage():
                return self._ask_question(page)
            case ReviewPage():
                return self._ask_review(page)
            case EndPage():
                return self._ask_end(page)

    def _ask_question(self, page: QuestionPage) -> Move:
        if page.question.write is not None:
            return write(self._terminal, question_sheet(page, self._terminal.say))
        return choose(self._terminal, question_menu(page, self._terminal.say))

    def _ask_review(self, page: ReviewPage) -> Move:
        """The pointer comes back to the question that was opened from here."""
        move = choose(self._terminal, review_menu(page, self._terminal.say, self._opened))
        self._opened = move.question if isinstance(move, Open) else None
        return move

    def _ask_end(self, page: EndPage) -> Move:
        """A file needs a name; without one the choice is asked again."""
        with self._terminal.screen.guard():
            while True:
                move = choose(self._terminal, end_menu(self._terminal.say))
                if isinstance(move, SaveAs):
                    move = self._ask_file(page.suggested_file)
                if move != GoBack():
                    return move

    def _ask_file(self, suggested: str) -> Move:
        return write(self._terminal, file_sheet(suggested, self._terminal.say))
