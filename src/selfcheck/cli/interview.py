"""One respondent at the terminal: the walk, its draft, the result, and what becomes of it."""

import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import typer

from selfcheck.cli.giving import (
    ENDINGS,
    AskMore,
    LeftError,
    Wishes,
    make_result,
    reads_on,
    record,
    save,
    save_all,
    show,
)
from selfcheck.cli.opening import Opened, describe_reason
from selfcheck.cli.terminal import is_paged, screen_width, tell, wants_plain_lines
from selfcheck.keeping import DraftKeeper, keep, neutral_name, state_folder
from selfcheck.placeholders import fill_questionnaire
from selfcheck.session import (
    Ask,
    Begin,
    EndPage,
    Keep,
    Leave,
    Pause,
    SaveAs,
    Session,
    StartPage,
    places,
    walk,
)
from selfcheck.summary import Result


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
        self._after_screen: list[str] = []
        self._has_shown = False
        self.drafts = None if wishes.no_keep else self._make_keeper()
        self._has_draft = False
        self._given: Session | None = None

    def _make_keeper(self) -> DraftKeeper | None:
        """None where there is no place for a draft."""

        def on_failure(error: OSError) -> None:
            reason = describe_reason(error, self.say)
            self._after_screen.append(self.say("take.cannot-keep", reason=reason))
            if self.plain:
                self._tell_waiting()

        try:
            return DraftKeeper(state_folder(), self.questionnaire, on_failure)
        except OSError as error:
            on_failure(error)
            return None

    def _tell_waiting(self) -> None:
        while self._after_screen:
            tell(self._after_screen.pop(0))

    def take(self) -> None:
        """Ask, then show the result, then ask what becomes of it."""
        draft = self.drafts.read() if self.drafts else None
        self._has_draft = draft is not None
        resumable = len(draft.answers) if draft else None
        start = StartPage(self.questionnaire, resumable, self.drafts is not None)
        try:
            if self.plain:
                self._take_plainly(start, draft)
            else:
                self._take_on_screen(start, draft)
        except KeyboardInterrupt:  # between two pages, where nobody was listening for keys
            if not self._has_shown:
                raise
            self._pause_suddenly()

    def _take_plainly(self, start: StartPage, draft: Session | None) -> None:
        from selfcheck.asking.plain import PlainLines

        width = min(screen_width(), 80)
        front = PlainLines(sys.stdin, sys.stderr, self.say, self._contacts(), width)
        self._finish(self._ask(start, draft, front.ask), front.ask, None)

    def _take_on_screen(self, start: StartPage, draft: Session | None) -> None:
        """The first page is there before the prompts are loaded, and nothing typed is echoed from
        the first page to the last."""
        from selfcheck.asking.pages import start_lines
        from selfcheck.asking.screen import Screen

        screen = Screen()
        with screen.guard():
            with screen:
                lines = start_lines(start, self.say, screen.size().columns)
                self._has_shown = True
                screen.draw(lines)
                from selfcheck.asking.prompts import Prompts

                prompts = Prompts(screen, self.say, self._contacts())
                session = self._ask(start, draft, prompts.ask)
            self._finish(session, prompts.ask, prompts.ask_more)

    def _contacts(self) -> tuple[Any, ...]:
        words = {id: asked.default for id, asked in self.questionnaire.fill_in.items()}
        return tuple(fill_questionnaire(self.questionnaire, words).contacts.values())

    # --- the walk -------------------------------------------------------------------------

    def _ask(self, start: StartPage, draft: Session | None, ask: Ask) -> Session:
        """From the start page to the end of the review."""
        move = ask(start)
        self._has_shown = True
        match move:
            case Leave():
                self._leave()
            case Pause():
                self._pause()
            case Begin(anew=True):
                self._remove_draft()
                draft = None
        first = draft or Session(places(self.questionnaire, {})[0])
        session, ending = walk(self.questionnaire, first, ask, self._keep_draft)
        if ending == "left":
            self._leave()
        if ending == "paused":
            self._pause()
        return session

    def _keep_draft(self, session: Session) -> None:
        if session.at[0] != "end":
            self._given = session
        if self.drafts and self._given is not None:
            self.drafts.write(self._given)
            self._has_draft = self._given != Session(self._given.at)

    def _remove_draft(self) -> None:
        if self.drafts:
            self.drafts.remove()
        self._has_draft, self._given = False, None

    def _pause(self) -> NoReturn:
        raise PausedError(self._describe_pause())

    def _pause_suddenly(self) -> NoReturn:
        """Ctrl-C in the middle of our own work, perhaps while a draft was being written."""
        if self.plain:
            print(file=sys.stderr)  # the terminal has shown ^C
        if self._given is not None:
            self._keep_draft(self._given)
        self._pause()

    def _describe_pause(self) -> str:
        if not self._has_draft:
            return self.say("take.paused-nothing-kept")
        if self.drafts and self.drafts.failed:
            return self.say("take.paused-not-kept")
        return self.say("take.paused", command=self.command)

    def _leave(self) -> NoReturn:
        if self.drafts:
            self.drafts.leave()
        raise LeftError

    # --- the result -----------------------------------------------------------------------

    def _finish(self, session: Session, ask: Ask, ask_more: AskMore | None) -> None:
        self._tell_waiting()
        result = make_result(self.questionnaire, session.fill_in, session.answers)
        try:
            show(result, self.say, self.wishes, ask_more)
            saved = save_all(result, self.say, self.wishes)
            if not self.wishes.no_keep and not result.outcome.is_replaced:
                self._ask_what_becomes_of_it(result, ask)
            elif ask_more and not self.wishes.format and is_paged(self.wishes.plain):
                reads_on(ask_more(True))
        except LeftError:
            self._leave()
        self._remove_draft()
        record(result, self.say, self.wishes)
        if not saved:
            raise typer.Exit(2)

    def _ask_what_becomes_of_it(self, result: Result, ask: Ask) -> None:
        """Keep, write a text file, or neither; asked again where it could not be done."""
        done = False
        while not done:
            match ask(EndPage(neutral_name(result.taken))):
                case Keep():
                    done = self._keep(result)
                case SaveAs(file):
                    done = save(result, self.say, _with_ending(file), self.wishes)
                case Leave():
                    raise LeftError
                case Pause():
                    self._pause()
                case _:
                    done = True

    def _keep(self, result: Result) -> bool:
        try:
            file = keep(state_folder(), result, self.say)
        except OSError as error:
            tell(self.say("take.not-kept", reason=describe_reason(error, self.say)))
            return False
        tell(self.say("take.kept", file=file))
        return True


def _with_ending(typed: str) -> Path:
    """The file with .txt where it has no ending that says how to write it."""
    known = typed.lower().endswith(tuple(ENDINGS))
    return Path(os.path.expanduser(typed if known else typed + ".txt"))  # noqa: PTH111
