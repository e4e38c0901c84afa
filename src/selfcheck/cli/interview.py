"""One respondent at the terminal: the walk, the result, and what becomes of it."""

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import typer

from selfcheck.cli.drafts import Drafts
from selfcheck.cli.giving import (
    ENDINGS,
    LeftError,
    Wishes,
    make_result,
    print_result,
    print_safety,
    record,
    result_leaves,
    safety_leaves,
    save,
    save_all,
)
from selfcheck.cli.opening import Opened, describe_reason
from selfcheck.cli.terminal import is_paged, screen_width, tell, wants_plain_lines
from selfcheck.keeping import keep, neutral_name, state_folder
from selfcheck.placeholders import fill_questionnaire
from selfcheck.reflecting import safety_questions
from selfcheck.session import (
    Ask,
    Begin,
    Close,
    ConfirmPage,
    EndOption,
    EndPage,
    Keep,
    Leave,
    Move,
    Page,
    Pause,
    SafetyPage,
    SaveAs,
    Session,
    StartPage,
    Stay,
    Told,
    places,
    walk,
)
from selfcheck.summary import Result

Rows = Sequence[tuple[str, str]]


class PausedError(Exception):
    """The respondent stopped for now; the text says how to go on."""


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
            self.questionnaire, len(draft.answers) if draft else None, self.drafts.keeps
        )
        try:
            if self.plain:
                self._take_plainly(start, draft)
            else:
                self._take_on_screen(start, draft)
        except KeyboardInterrupt:  # between two pages, where nobody was listening for keys
            self._pause_suddenly()

    # --- front ends -----------------------------------------------------------------------

    def _take_plainly(self, start: StartPage, draft: Session | None) -> None:
        from selfcheck.asking.plain import PlainLines

        width = min(screen_width(), 80)
        front = PlainLines(self.say, self._contacts(), width, self._tell_safety)
        self._hang_up = front.clear
        self._started = True
        session = self._walk(start, draft, front.ask)
        result = self._make_result(session)
        if not result.outcome.is_replaced or self.wishes.format:
            print_result(result, self.say, self.wishes)
        saved = self._save_all(result, front.ask)
        if not result.outcome.is_replaced:
            self._ask_end(result, front.ask)
        self._end(result, saved)

    def _tell_safety(self, page: SafetyPage) -> None:
        stream = sys.stderr if self.wishes.format else sys.stdout
        sys.stderr.flush()
        print_safety(page, self.say, stream, plain=True)

    def _take_on_screen(self, start: StartPage, draft: Session | None) -> None:
        """The first page is there before the prompts are loaded, and nothing typed is echoed from
        the first page to the last."""
        from selfcheck.asking.pages import start_lines
        from selfcheck.asking.screen import Screen

        screen = Screen()
        with screen:
            screen.draw(start_lines(start, self.say, screen.size().columns))
            self._started = True
            from selfcheck.asking.prompts import Prompts

            self._screen = screen
            prompts = Prompts(screen, self.say, self._contacts(), self._set_text)
            session = self._walk(start, draft, prompts.ask)
            result = self._make_result(session)
            if result.outcome.is_replaced:
                wants_files = self._confirms_saving(prompts.ask)
            else:
                wants_files = True
                self._ask_end(result, prompts.ask)
        self._tell_notes()
        if self._stays or not (self._has_pages() or result.outcome.is_replaced):
            print_result(result, self.say, self.wishes)
        saved = not wants_files or save_all(result, self.say, self.wishes)
        self._end(result, saved)

    def _set_text(self, page: SafetyPage | EndPage, columns: int, rows: int) -> Sequence[Rows]:
        """The pages of the safety texts, or of the result where it is read on the screen."""
        if isinstance(page, SafetyPage):
            return safety_leaves(page, self.say, columns, rows)
        if self._result is None or not self._has_pages():
            return ()
        return result_leaves(self._result, self.say, (columns, rows), self.wishes.numbers)

    def _has_pages(self) -> bool:
        """Whether the result is read on the screen, and not elsewhere."""
        return not self.wishes.format and is_paged(self.wishes.plain)

    def _contacts(self) -> tuple[Any, ...]:
        words = {id: asked.default for id, asked in self.questionnaire.fill_in.items()}
        return tuple(fill_questionnaire(self.questionnaire, words).contacts.values())

    # --- the walk -------------------------------------------------------------------------

    def _walk(self, start: StartPage, draft: Session | None, ask: Ask) -> Session:
        """From the start page to the end of the review, or of a text that stands instead."""
        match ask(start):
            case Leave():
                self._leave()
            case Pause():
                self._pause()
            case Begin() as how:
                self.drafts.begin(how)
                draft = None if how.anew or how.draftless else draft
        first = draft or Session(places(self.questionnaire, {})[0])
        session, ending = walk(
            self.questionnaire, first, lambda page: self._ask(page, ask), self.drafts.keep
        )
        if ending == "left":
            self._leave()
        if ending == "paused":
            self._pause()
        return session

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
                signal.signal(number, self._hang_up_plainly)

    def _hang_up_plainly(self, *_: object) -> None:
        self._hang_up()
        os._exit(0)

    def _pause(self) -> NoReturn:
        raise PausedError(self.drafts.describe_pause(self.command))

    def _pause_suddenly(self) -> NoReturn:
        """Ctrl-C in the middle of our own work, perhaps while a draft was being written."""
        if not self._started:
            raise KeyboardInterrupt
        if self._sealed:
            self._leave()
        if self.plain:
            print(file=sys.stderr)  # the terminal has shown ^C
        self.drafts.keep_again()
        self._pause()

    def _leave(self) -> NoReturn:
        self.drafts.leave()
        raise LeftError

    # --- the result -----------------------------------------------------------------------

    def _make_result(self, session: Session) -> Result:
        self._result = make_result(self.questionnaire, session.fill_in, session.answers)
        return self._result

    def _end(self, result: Result, saved: bool) -> None:
        self.drafts.remove()
        record(result, self.say, self.wishes)
        if not saved:
            raise typer.Exit(2)

    def _save_all(self, result: Result, ask: Ask) -> bool:
        if result.outcome.is_replaced and not self._confirms_saving(ask):
            return True
        return save_all(result, self.say, self.wishes)

    def _confirms_saving(self, ask: Ask) -> bool:
        """Whether `--save` is still wanted where a text stands instead."""
        if not self.wishes.save:
            return False
        move = ask(ConfirmPage(tuple(map(str, self.wishes.save))))
        if isinstance(move, Leave):
            self._leave()
        return isinstance(move, SaveAs)

    def _ask_end(self, result: Result, ask: Ask) -> None:
        """Keep, write, leave standing: one after the other, until the respondent closes."""
        page = EndPage(neutral_name(result.taken), self._options(("keep", "write")), told(result))
        while True:
            match ask(page):
                case Keep():
                    page = self._keep(result, page)
                case SaveAs() as wish:
                    page = replace(page, notice=self._save(result, wish))
                case Stay():
                    self._stays = True
                    page = replace(page, stays=True, notice=self.say("end.stay-said"))
                case Close():
                    return
                case Pause():
                    self._pause()
                case _:
                    self._leave()

    def _options(
        self, first: tuple[EndOption, ...], instead: bool = False
    ) -> tuple[EndOption, ...]:
        """What can be done at the end; where nothing is kept, nothing is asked."""
        if not (self.drafts.keeps or instead):
            return ()
        if not self.plain:
            stay: tuple[EndOption, ...] = ("stay",) if instead or self._has_pages() else ()
            return (*stay, *first, "close") if instead else (*first, *stay, "close")
        can_clear = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        return (*first, "close", "clear") if can_clear else (*first, "close")

    def _keep(self, result: Result, page: EndPage) -> EndPage:
        if page.is_kept:
            return replace(page, notice=self.say("end.kept-already"))
        try:
            file = keep(state_folder(), result, self.say)
        except OSError as error:
            reason = describe_reason(error, self.say)
            return replace(page, notice=self.say("take.not-kept", reason=reason))
        return replace(page, is_kept=True, notice=self.say("take.kept", file=file))

    def _save(self, result: Result, wish: SaveAs) -> str:
        """Write a file; what came of it."""
        return save(result, self.say, _with_ending(wish.file), self.wishes, wish.with_answers)[1]


def told(result: Result) -> Told:
    """What a file with the answers would hold, by kind."""
    safety = safety_questions(result.questionnaire) & set(result.outcome.answers)
    own = [reply for id, reply in result.outcome.answers.items() if id not in safety]
    texts = sum(isinstance(reply, str) for reply in own)
    return Told(len(own) - texts, texts, len(safety))


def _with_ending(typed: str) -> Path:
    """The file with .txt where it has no ending that says how to write it."""
    known = typed.lower().endswith(tuple(ENDINGS))
    return Path(os.path.expanduser(typed if known else typed + ".txt"))  # noqa: PTH111
