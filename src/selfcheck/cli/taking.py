"""`selfcheck take`: ask or read answers, find what they lead to, show it, write it."""

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import typer

from selfcheck.cli.opening import Opened, describe_reason, open_questionnaire, read_bytes
from selfcheck.keeping import (
    DraftKeeper,
    keep_result,
    neutral_name,
    state_folder,
    write_summary,
)
from selfcheck.placeholders import fill_questionnaire
from selfcheck.questionnaire import Answers, Questionnaire
from selfcheck.reflecting import reflect
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
from selfcheck.summary import RENDERERS, Result
from selfcheck.typesetting import harmless
from selfcheck.words import Say

ENDINGS = {".txt": "text", ".md": "markdown", ".json": "json"}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asked for."""

    answers: str | None = None
    save: tuple[Path, ...] = ()
    force: bool = False
    format: str | None = None
    numbers: bool = False
    lang: str | None = None
    plain: bool = False
    no_keep: bool = False


def take(file: Path | None, wishes: Wishes) -> None:
    """Take a self-check from the first question to the summary."""
    opened = open_questionnaire(file, wishes.lang, screen_width())
    _refuse_unknown_endings(wishes.save, opened.say)
    if wishes.answers is not None:
        _take_written(opened, wishes)
    else:
        Interview(opened, wishes, _command(file)).take()


def screen_width() -> int:
    """Columns of the terminal; 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def _command(file: Path | None) -> str:
    """What to type to go on."""
    return f"selfcheck take {file}" if file else "selfcheck"


def _refuse_unknown_endings(files: Iterable[Path], say: Say) -> None:
    for file in files:
        if file.suffix.lower() not in ENDINGS:
            _tell(say("take.unknown-ending", file=file))
            raise typer.Exit(2)


def _tell(text: str) -> None:
    """A note to the person: on standard error, for standard output is the result's."""
    print(harmless(text), file=sys.stderr)


# --- answers that were written down ---------------------------------------------------------


def _take_written(opened: Opened, wishes: Wishes) -> None:
    from selfcheck.question_file.answers_file import read_answers
    from selfcheck.showing.problems import render_problems

    name = str(wishes.answers)
    raw = sys.stdin.buffer.read() if name == "-" else read_bytes(Path(name), wishes.lang)
    given = read_answers(name, raw, opened.questionnaire)
    if given.problems:
        shown = render_problems(given.problems, given.places, opened.say, screen_width())
        print(shown, file=sys.stderr)
        raise typer.Exit(1)
    result = make_result(opened.questionnaire, given.fill_in, given.answers)
    if result.outcome.dropped:
        _tell(opened.say("take.dropped", questions=", ".join(result.outcome.dropped)))
    show(result, opened.say, wishes)
    if not save_all(result, opened.say, wishes):
        raise typer.Exit(2)


def make_result(questionnaire: Questionnaire, fill_in: Any, answers: Answers) -> Result:
    """What the answers lead to, with the replies in the texts, as of now."""
    filled = fill_questionnaire(questionnaire, fill_in)
    return Result(filled, dict(fill_in), reflect(filled, answers), datetime.now().astimezone())


def show(result: Result, say: Say, wishes: Wishes) -> None:
    """The page, or the summary in its place, on standard output."""
    if wishes.format:
        sys.stdout.write(RENDERERS[wishes.format](result, say, wishes.numbers))
        sys.stdout.flush()
        return
    from selfcheck.showing.result import ResultPage, show_result

    plain = wants_plain_page(wishes)
    page = ResultPage(result, say, screen_width(), wishes.numbers, plain)
    paged = not plain and all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    height = shutil.get_terminal_size().lines if paged else None
    show_result(page, sys.stdout, height, lambda: _wait_for_enter(say))


def _wait_for_enter(say: Say) -> bool:
    """Whether the next page is wanted."""
    sys.stderr.write(say("result.more") + " ")
    sys.stderr.flush()
    try:
        return bool(sys.stdin.readline())
    except KeyboardInterrupt:
        return False


def save_all(result: Result, say: Say, wishes: Wishes) -> bool:
    """Write every summary that was wished for; whether all could be written."""
    done = [save(result, say, file, wishes) for file in wishes.save]
    return all(done)


def save(result: Result, say: Say, file: Path, wishes: Wishes) -> bool:
    """Write one summary and say so, or say why not; whether it could be written."""
    text = RENDERERS[ENDINGS.get(file.suffix.lower(), "text")](result, say, wishes.numbers)
    try:
        write_summary(file, text, wishes.force)
    except (OSError, ValueError) as error:
        _tell(say("take.not-saved", file=file, reason=describe_reason(error, say)))
        _tell(say("take.save-elsewhere"))
        return False
    _tell(say("take.saved", file=file))
    return True


# --- the interview --------------------------------------------------------------------------


class Interview:
    """One respondent at the terminal."""

    def __init__(self, opened: Opened, wishes: Wishes, command: str) -> None:
        self.questionnaire = opened.questionnaire
        self.say = opened.say
        self.wishes = wishes
        self.command = command
        self.drafts = None if wishes.no_keep else self._make_keeper()
        self.plain = wants_plain_lines(wishes)
        self._after_screen: list[str] = []

    def _make_keeper(self) -> DraftKeeper:
        def on_failure(error: OSError) -> None:
            reason = describe_reason(error, self.say)
            self._after_screen.append(self.say("take.cannot-keep", reason=reason))
            if self.plain:
                self._tell_waiting()

        return DraftKeeper(state_folder(), self.questionnaire, on_failure)

    def _tell_waiting(self) -> None:
        while self._after_screen:
            _tell(self._after_screen.pop(0))

    def take(self) -> None:
        """Ask, then show the result, then ask what becomes of it."""
        draft = self.drafts.read() if self.drafts else None
        start = StartPage(
            self.questionnaire, len(draft.answers) if draft else None, not self.wishes.no_keep
        )
        if self.plain:
            from selfcheck.asking.plain import PlainLines

            front = PlainLines(
                sys.stdin, sys.stderr, self.say, self._contacts(), min(screen_width(), 80)
            )
            self._finish(self._ask(start, draft, front.ask), front.ask)
            return
        from selfcheck.asking.pages import start_lines
        from selfcheck.asking.screen import Screen

        with Screen() as screen:
            screen.draw(start_lines(start, self.say, screen.size().columns))
            from selfcheck.asking.prompts import Prompts

            prompts = Prompts(screen, self.say, self._contacts())
            session = self._ask(start, draft, prompts.ask)
        self._finish(session, prompts.ask)

    def _contacts(self) -> tuple[Any, ...]:
        words = {id: asked.default for id, asked in self.questionnaire.fill_in.items()}
        return tuple(fill_questionnaire(self.questionnaire, words).contacts.values())

    def _ask(self, start: StartPage, draft: Session | None, ask: Ask) -> Session:
        """From the start page to the end of the review."""
        match ask(start):
            case Leave():
                self._leave()
            case Pause():
                self._pause(written=draft is not None)
            case Begin(anew=anew) if draft is None or anew:
                draft = Session(places(self.questionnaire, {})[0])
        assert draft is not None
        session, ending = walk(self.questionnaire, draft, ask, self._keep_draft)
        if ending == "left":
            self._leave()
        if ending == "paused":
            self._pause(written=session != Session(session.at))
        return session

    def _keep_draft(self, session: Session) -> None:
        if self.drafts and session.at[0] != "end":
            self.drafts.write(session)

    def _pause(self, written: bool) -> NoReturn:
        raise PausedError(self._describe_pause(written))

    def _describe_pause(self, written: bool) -> str:
        if self.wishes.no_keep or not written:
            return self.say("take.paused-nothing-kept")
        if self.drafts and self.drafts.failed:
            return self.say("take.paused-not-kept")
        return self.say("take.paused", command=self.command)

    def _leave(self) -> NoReturn:
        if self.drafts:
            self.drafts.remove()
        raise LeftError

    def _finish(self, session: Session, ask: Ask) -> None:
        self._tell_waiting()
        result = make_result(self.questionnaire, session.fill_in, session.answers)
        show(result, self.say, self.wishes)
        saved = save_all(result, self.say, self.wishes)
        if not self.wishes.no_keep and not result.outcome.is_replaced:
            self._ask_what_becomes_of_it(result, ask)
        if self.drafts:
            self.drafts.remove()
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
                    done = save(result, self.say, _with_ending(Path(file)), self.wishes)
                case Leave():
                    self._leave()
                case _:
                    done = True

    def _keep(self, result: Result) -> bool:
        try:
            file = keep_result(
                state_folder(), RENDERERS["json"](result, self.say, False), result.taken
            )
        except OSError as error:
            reason = describe_reason(error, self.say)
            _tell(self.say("take.not-saved", file=state_folder(), reason=reason))
            return False
        _tell(self.say("take.kept", file=file))
        return True


class PausedError(Exception):
    """The respondent stopped for now; the text says how to go on."""


class LeftError(Exception):
    """The respondent left at once; nothing is to be printed."""


def _with_ending(file: Path) -> Path:
    """The file with .txt where it has no ending that says how to write it."""
    return file if file.suffix.lower() in ENDINGS else file.with_name(file.name + ".txt")


def wants_plain_page(wishes: Wishes) -> bool:
    """Whether pages are to be heard rather than seen."""
    return wishes.plain or os.environ.get("ACCESSIBLE") == "1" or os.environ.get("TERM") == "dumb"


def wants_plain_lines(wishes: Wishes) -> bool:
    """Whether to ask in plain lines."""
    return wants_plain_page(wishes) or not (sys.stdin.isatty() and sys.stderr.isatty())
