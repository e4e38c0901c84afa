"""What becomes of a result: the page, the summary in its place, files; and what was wished for."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from selfcheck.cli.failing import explain
from selfcheck.cli.opening import describe_reason
from selfcheck.cli.streams import UnwrittenError
from selfcheck.cli.terminal import (
    is_paged,
    screen_size,
    screen_width,
    tell,
    wants_plain_lines,
    wants_plain_page,
)
from selfcheck.keeping import write_summary
from selfcheck.local_time import in_local_time
from selfcheck.placeholders import fill_questionnaire
from selfcheck.questionnaire import Answers, Contact, Questionnaire
from selfcheck.reflecting import reflect
from selfcheck.session import Begin, Leave, Move
from selfcheck.summary import RENDERERS, Result
from selfcheck.words import Say

AskMore = Callable[[bool], Move]
"""Asks below a screen of a result (is it the last?): Begin reads on, Leave leaves, and anything
else wants the rest at once."""

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
    record: str | None = None


class LeftError(Exception):
    """The respondent left at once; nothing is to be printed."""


def make_result(questionnaire: Questionnaire, fill_in: Any, answers: Answers) -> Result:
    """What the answers lead to, with the replies in the texts, as of now."""
    filled = fill_questionnaire(questionnaire, fill_in)
    now = in_local_time(datetime.now(UTC))
    return Result(filled, dict(fill_in), reflect(filled, answers), now)


def show(result: Result, say: Say, wishes: Wishes, ask_more: AskMore | None = None) -> None:
    """The page, or the summary in its place, on standard output; where that cannot be written it
    is said, and the rest goes on. Raises LeftError where the respondent leaves at once."""
    try:
        _show(result, say, wishes, ask_more)
    except UnwrittenError as error:
        explain(error)


def _show(result: Result, say: Say, wishes: Wishes, ask_more: AskMore | None) -> None:
    if wishes.format:
        sys.stdout.write(RENDERERS[wishes.format](result, say, wishes.numbers))
        sys.stdout.flush()
        return
    from selfcheck.showing.result import ResultPage, show_result

    page = ResultPage(result, say, screen_width(), wishes.numbers, wants_plain_page(wishes.plain))
    if ask_more is None:
        ask_more = _ask_more_of(say, tuple(result.questionnaire.contacts.values()))
    height = screen_size().lines if is_paged(wishes.plain) else None
    styled = not wants_plain_lines(wishes.plain)
    show_result(
        page, sys.stdout, height, lambda: reads_on(ask_more(False)), screen_size, styled=styled
    )


def _ask_more_of(say: Say, contacts: tuple[Contact, ...]) -> AskMore:
    """Where nobody was asked before: the prompts are loaded once a result is too long."""

    def ask_more(last: bool) -> Move:
        from selfcheck.asking.prompts import Prompts
        from selfcheck.asking.screen import Screen

        return Prompts(Screen(), say, contacts).ask_more(last)

    return ask_more


def record(result: Result, say: Say, wishes: Wishes) -> None:
    """Print the run as an example where that was wished for."""
    if wishes.record is not None:
        from selfcheck.cli.authoring import print_record

        print_record(wishes.record, result, say)


def reads_on(move: Move) -> bool:
    """Whether the next screen is wanted. Raises LeftError where the respondent leaves at once."""
    if isinstance(move, Leave):
        raise LeftError
    return isinstance(move, Begin)


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
        tell(say("take.not-saved", file=file, reason=describe_reason(error, say)))
        tell(say("take.save-elsewhere"))
        return False
    tell(say("take.saved", file=file))
    return True
