"""What becomes of a result: the page, the summary in its place, files; and what was wished for."""

import os
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from selfcheck.cli.opening import describe_reason
from selfcheck.cli.terminal import screen_width, tell, wants_plain_lines
from selfcheck.keeping import write_summary
from selfcheck.placeholders import fill_questionnaire
from selfcheck.questionnaire import Answers, Questionnaire
from selfcheck.reflecting import reflect
from selfcheck.summary import ENDINGS, FORMS, Result, Telling, compose_page
from selfcheck.words import Say


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
    without_answers: bool = False

    @property
    def telling(self) -> Telling:
        """What is told beside the words."""
        return Telling(numbers=self.numbers, answers=not self.without_answers)


class LeftError(Exception):
    """The respondent left at once; nothing is to be printed."""


def make_result(questionnaire: Questionnaire, fill_in: Any, answers: Answers) -> Result:
    """What the answers lead to, with the replies in the texts, as of now."""
    filled = fill_questionnaire(questionnaire, fill_in)
    return Result(filled, dict(fill_in), reflect(filled, answers), datetime.now().astimezone())


def show(result: Result, say: Say, wishes: Wishes) -> None:
    """The page, or the summary in its place, on standard output; where nobody reads that any
    more, the rest goes on quietly."""
    try:
        if wishes.format:
            sys.stdout.write(FORMS[wishes.format].render(result, say, wishes.telling))
            sys.stdout.flush()
        else:
            show_page(result, say, wishes.telling, wants_plain_lines(wishes.plain))
    except (BrokenPipeError, SystemExit):  # rich makes the second of the first
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show_page(result: Result, say: Say, telling: Telling, plain: bool) -> None:
    """The page of a result, whole, on standard output; `plain` without picture and paint."""
    from selfcheck.showing.result import print_rows, set_blocks

    blocks = compose_page(result, say, replace(telling, picture=not plain))
    print_rows(set_blocks(blocks, screen_width(), say), sys.stdout, plain)


def record(result: Result, say: Say, wishes: Wishes) -> None:
    """Print the run as an example where that was wished for."""
    if wishes.record is not None:
        from selfcheck.cli.authoring import print_record

        print_record(wishes.record, result, say)


def save_all(result: Result, say: Say, wishes: Wishes) -> bool:
    """Write every summary that was wished for; whether all could be written."""
    done = [save(result, say, file, wishes) for file in wishes.save]
    return all(done)


def save(result: Result, say: Say, file: Path, wishes: Wishes) -> bool:
    """Write one summary and say so, or say why not; whether it could be written."""
    form = FORMS[ENDINGS.get(file.suffix.lower(), "text")]
    text = form.render(result, say, wishes.telling)
    try:
        write_summary(file, text, wishes.force)
    except (OSError, ValueError) as error:
        tell(say("take.not-saved", file=file, reason=describe_reason(error, say)))
        tell(say("take.save-elsewhere"))
        return False
    tell(say("take.saved", file=file))
    return True
