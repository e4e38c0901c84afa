"""The pages after the start page: questions, safety texts, the review, the end.

questionary is loaded with them, while the start page stands there.
"""

from functools import partial

from selfcheck.asking import page_rows
from selfcheck.asking.choice_pages import (
    confirm_menu,
    end_menu,
    question_menu,
    question_scale,
    review_menu,
    told_menu,
)
from selfcheck.asking.choosing import choose
from selfcheck.asking.reading import LongText, SetText, ask_before, read_long_text
from selfcheck.asking.scale import choose_on_scale
from selfcheck.asking.terminal import Terminal
from selfcheck.asking.text_pages import (
    beside_input,
    file_input,
    fill_in_input,
    question_input,
)
from selfcheck.asking.typing import write
from selfcheck.frozen import replace
from selfcheck.session import (
    BeforePage,
    Begin,
    Close,
    ConfirmPage,
    EndPage,
    FillInPage,
    GoBack,
    Move,
    Open,
    PageId,
    QuestionPage,
    ReadAgain,
    ReviewPage,
    SafetyPage,
    SaveAs,
    TextPage,
    is_sealed,
)
from selfcheck.words import Say

LaterPage = (
    BeforePage
    | FillInPage
    | QuestionPage
    | TextPage
    | SafetyPage
    | ReviewPage
    | EndPage
    | ConfirmPage
)


class LaterPages:
    """Shows a page and returns the move. `set_text` sets the safety texts and the result."""

    def __init__(self, terminal: Terminal, say: Say, set_text: SetText) -> None:
        self._terminal = terminal
        self._say = say
        self._set_text = set_text
        self._opened: PageId | None = None
        self._at_menu = False
        self._page_count = 0

    def ask(self, page: LaterPage) -> Move:
        """Show a page until there is a move."""
        match page:
            case FillInPage():
                return write(self._terminal, fill_in_input(page, self._say))
            case BeforePage():
                return ask_before(self._terminal, page)
            case QuestionPage():
                return self._ask_question(page)
            case TextPage():
                return write(self._terminal, beside_input(page, self._say))
            case SafetyPage():
                return self._ask_safety(page)
            case ReviewPage():
                return self._ask_review(page)
            case EndPage():
                return self._ask_end(page, page)
            case ConfirmPage():
                return choose(self._terminal, confirm_menu(page, self._say))

    def _ask_question(self, page: QuestionPage) -> Move:
        if page.question.write is not None:
            return write(self._terminal, question_input(page, self._say))
        if page.question.scale and page.question.choose == "one":
            return choose_on_scale(self._terminal, question_scale(page, self._say))
        return choose(self._terminal, question_menu(page, self._say))

    def _ask_review(self, page: ReviewPage) -> Move:
        """What was opened from here is on the screen when the review comes back."""
        move = choose(self._terminal, review_menu(page, self._say, self._opened))
        self._opened = move.page_id if isinstance(move, Open) else None
        return move

    def _ask_safety(self, page: SafetyPage) -> Move:
        if not page.is_instead:
            self._at_menu = False
            return self._read(page, 0, "prompt.key_next")
        return self._ask_end(page, EndPage("", page.options, stays=page.stays))

    def _ask_end(self, page: EndPage | SafetyPage, end: EndPage) -> Move:
        """The pages of a text, then what becomes of it; asked again, the question comes first."""
        at = 0
        while True:
            if not self._at_menu and self._set_text(page, 80, 24):
                last = "prompt.key_more" if end.options else "prompt.key_end"
                move = self._read(page, at, last, len(end.options[:1]))
                if not isinstance(move, Begin):
                    return move
            move = self._ask_what_becomes(end, isinstance(page, SafetyPage))
            self._at_menu = not isinstance(move, ReadAgain | GoBack)
            if self._at_menu:
                return move
            at = 0 if isinstance(move, ReadAgain) else -1

    def _read(self, page: EndPage | SafetyPage, at: int, last: str, more: int = 0) -> Move:
        """A text page by page: Begin after the last, GoBack before the first of safety texts."""
        say, is_safety = self._say, isinstance(page, SafetyPage)
        keeps_nothing = isinstance(page, EndPage) and not page.options
        pause = page_rows.pause_name(keeps_nothing or is_sealed(page), say)
        names = (pause, say("prompt.key_help"))
        long_text = LongText(partial(self._set_text, page), names, say(last), more, is_safety)
        move, self._page_count = read_long_text(self._terminal, long_text, at)
        return move

    def _ask_what_becomes(self, end: EndPage, sealed: bool) -> Move:
        """One of the options; the name of a file is asked for. Without options it is the end."""
        last = self._page_count + 1
        number = page_rows.page_number(last, last) if self._page_count else ""
        while end.options:
            move = choose(self._terminal, end_menu(end, number, sealed, self._say))
            if isinstance(move, SaveAs):
                move = self._ask_file(end)
                if move == GoBack():
                    continue
            return move
        return Close()

    def _ask_file(self, end: EndPage) -> Move:
        """With or without the answers, then the name."""
        move = choose(self._terminal, told_menu(end.told, self._say))
        if not isinstance(move, SaveAs):
            return move
        named = write(self._terminal, file_input(end.suggested_file, self._say))
        return (
            replace(named, with_answers=move.with_answers) if isinstance(named, SaveAs) else named
        )
