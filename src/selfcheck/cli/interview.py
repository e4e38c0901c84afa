"""One respondent at the terminal: the walk, the result, and what becomes of it."""

import os
import signal
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from selfcheck.cli.drafts import Drafts
from selfcheck.cli.ending import ask_what_becomes
from selfcheck.cli.exits import EndedError, LeftError, PausedError
from selfcheck.cli.files import Opened
from selfcheck.cli.output import (
    Wishes,
    make_result,
    record,
    result_pages,
    safety_pages,
    save_all,
    show,
    show_safety,
)
from selfcheck.cli.terminal import is_paged, screen_width, tell, wants_plain_lines
from selfcheck.frozen import replace
from selfcheck.placeholders import fill_questionnaire
from selfcheck.session import (
    Ask,
    Begin,
    ConfirmPage,
    EndOption,
    EndPage,
    Leave,
    Move,
    Page,
    Pause,
    SafetyPage,
    SaveAs,
    Session,
    StartPage,
    Stay,
    page_ids,
    walk,
)
from selfcheck.summary import Result


class Interview:
    """One respondent at the terminal; `command` is what to type to go on later."""

    def __init__(self, opened: Opened, wishes: Wishes, command: str) -> None:
        self.questionnaire = opened.questionnaire
        self.say = opened.say
        self.wishes = wishes
        self.command = command
        self.plain = wants_plain_lines(wishes.plain)
        self._notes: list[str] = []
        self._started = self._sealed = self._stays = False
        self.drafts = Drafts(self.questionnaire, self.say, not wishes.no_keep, self._note)
        self._result: Result | None = None
        self._read: tuple[str, ...] = ()

    def _note(self, text: str) -> None:
        """Tell something now in plain lines, and after the pages where it would be drawn over."""
        self._notes.append(text)
        if self.plain:
            self._tell_notes()

    def _tell_notes(self) -> None:
        while self._notes:
            tell(self._notes.pop(0))

    def take(self) -> None:
        """Ask, then show the result and ask what becomes of it."""
        draft = self.drafts.read()
        start = StartPage(
            self.questionnaire, len(draft.answers) if draft else None, self.drafts.are_written
        )
        try:
            if self.plain:
                self._take_plainly(start, draft)
            else:
                self._take_on_screen(start, draft)
        except KeyboardInterrupt:  # between two pages, where nobody was listening for keys
            if not self._started:
                raise
            self._pause_suddenly()

    # --- front ends -----------------------------------------------------------------------

    def _take_plainly(self, start: StartPage, draft: Session | None) -> None:
        """Line by line: the result is said, then it is asked what becomes of it."""
        from selfcheck.asking.plain import PlainLines

        width = min(screen_width(), 80)
        front = PlainLines(self.say, self._contacts(), width, self._tell_safety)
        self._clear = front.clear
        self._started = True
        result = self._walk(start, draft, front.ask)
        if self.wishes.format or not result.outcome.is_replaced:
            show(result, self.say, self.wishes, self._read)
        self._save_and_end(result, front.ask)

    def _tell_safety(self, page: SafetyPage) -> None:
        """A page, so on standard output, unless a summary stands there in its place."""
        show_safety(page, self.say, sys.stderr if self.wishes.format else sys.stdout)

    def _take_on_screen(self, start: StartPage, draft: Session | None) -> None:
        """The first page is there before the prompts are loaded, and nothing typed is echoed from
        the first page to the last. What was on the screen is gone with it."""
        from selfcheck.asking.page_rows import start_lines
        from selfcheck.asking.screen import Screen

        with Screen() as screen:
            self._screen, self._clear = screen, screen.wipe
            lines = start_lines(start, self.say, screen.size())
            self._started = True
            screen.draw(lines)
            from selfcheck.asking.prompts import Prompts

            prompts = Prompts(screen, self.say, self._contacts(), self._set_text)
            result = self._walk(start, draft, prompts.ask)
            if not result.outcome.is_replaced:
                self._ask_end(result, prompts.ask)
            saves = self._confirms_saving(result, prompts.ask)
        self.wishes = replace(self.wishes, look=screen.facts.look)
        self._tell_notes()
        read = result.outcome.is_replaced or self._has_pages()
        for_a_program = bool(self.wishes.format) and not sys.stdout.isatty()
        if self._stays or for_a_program or not read:
            show(result, self.say, self.wishes, self._read)
        self._end(result, saves)

    def _set_text(
        self, page: SafetyPage | EndPage, columns: int, rows: int
    ) -> Sequence[Sequence[tuple[str, str]]]:
        """The pages of the safety texts, or of the result where it is read on the screen."""
        if isinstance(page, SafetyPage):
            return safety_pages(page, self.say, (columns, rows))
        if self._result is None or not self._has_pages():
            return ()
        options = replace(self.wishes.summary_options, read=self._read)
        return result_pages(self._result, self.say, (columns, rows), options)

    def _has_pages(self) -> bool:
        """Whether the result is read on the screen, and not elsewhere."""
        return not self.wishes.format and is_paged(self.wishes.plain)

    def _contacts(self) -> tuple[Any, ...]:
        words = {id: fill_in.default for id, fill_in in self.questionnaire.fill_in.items()}
        return tuple(fill_questionnaire(self.questionnaire, words).contacts.values())

    # --- the walk -------------------------------------------------------------------------

    def _walk(self, start: StartPage, draft: Session | None, ask: Ask) -> Result:
        """From the start page to the end of the review, or of a text that stands instead."""
        match ask(start):
            case Leave():
                self._leave()
            case Pause():
                self._pause()
            case Begin() as how:
                self.drafts.begin(how)
                draft = None if how.anew or how.draftless else draft
        first = draft or Session(page_ids(self.questionnaire, {})[0])
        session, ending = walk(
            self.questionnaire, first, lambda page: self._ask(page, ask), self.drafts.keep
        )
        if ending == "left":
            self._leave()
        if ending == "paused":
            self._pause()
        self._read = session.read
        self._result = make_result(self.questionnaire, session.fill_in, session.answers)
        return self._result

    def _ask(self, page: Page, ask: Ask) -> Move:
        """A page of the walk. At a text that stands instead, leaving it standing is noted, and it
        is asked again."""
        if not (isinstance(page, SafetyPage) and page.is_instead):
            return ask(page)
        self._seal()
        page = replace(page, options=self._options(("again",), instead=True))
        while True:
            move = ask(replace(page, stays=self._stays))
            if not isinstance(move, Stay):
                return move
            self._stays = True

    def _seal(self) -> None:
        """From here on nothing is kept, and a hang-up leaves at once."""
        self.drafts.leave()
        if self._sealed:
            return
        self._sealed = True
        if not self.plain:
            self._screen.sealed = True
            return
        for name in ("SIGHUP", "SIGTERM"):
            if number := getattr(signal, name, None):
                signal.signal(number, self._hang_up)

    def _hang_up(self, *_: object) -> None:
        self._clear()
        os._exit(0)

    def _pause(self) -> NoReturn:
        raise PausedError(self.drafts.describe_pause(self.command))

    def _pause_suddenly(self) -> NoReturn:
        """Ctrl-C in the middle of our own work, perhaps while a draft was being written."""
        if self._sealed:
            self._clear()
            self._leave()
        if self.plain:
            print(file=sys.stderr)  # the terminal has shown ^C
        self.drafts.keep_again()
        self._pause()

    def _leave(self) -> NoReturn:
        self.drafts.leave()
        raise LeftError

    # --- the end --------------------------------------------------------------------------

    def _ask_end(self, result: Result, ask: Ask) -> None:
        options = self._options(("keep", "write"))
        ending = ask_what_becomes(result, self.say, self.wishes, options, ask)
        self._stays = ending.stays
        if isinstance(ending.move, Leave):
            self._leave()
        if isinstance(ending.move, Pause):
            self._pause()

    def _options(
        self, first: tuple[EndOption, ...], instead: bool = False
    ) -> tuple[EndOption, ...]:
        """What can be done at the end; where nothing is kept, nothing is asked."""
        if not (self.drafts.keeps or instead):
            return ()
        if self.plain:
            can_clear = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
            return (*first, "close", "clear") if can_clear else (*first, "close")
        if instead:
            return ("stay", *first, "close") if sys.stdout.isatty() else (*first, "close")
        return (*first, "stay", "close") if self._has_pages() else (*first, "close")

    def _confirms_saving(self, result: Result, ask: Ask) -> bool:
        """Whether the files asked for are to be written; asked again where a safety text stands
        instead."""
        if not (self.wishes.save and result.outcome.is_replaced):
            return True
        move = ask(ConfirmPage(tuple(map(str, self.wishes.save))))
        if isinstance(move, Leave):
            self._leave()
        return isinstance(move, SaveAs)

    def _save_and_end(self, result: Result, ask: Ask) -> None:
        """In plain lines files are written before it is asked what else becomes of the result."""
        saves = self._confirms_saving(result, ask)
        saved = not saves or save_all(result, self.say, self.wishes)
        if not result.outcome.is_replaced:
            self._ask_end(result, ask)
        self._finish(result, saved)

    def _end(self, result: Result, saves: bool) -> None:
        self._finish(result, not saves or save_all(result, self.say, self.wishes))

    def _finish(self, result: Result, saved: bool) -> None:
        self.drafts.remove()
        record(result, self.say, self.wishes)
        if not saved:
            raise EndedError(2)
