"""What becomes of a result: the page, the summary in its place, files; and what was asked for."""

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from selfcheck.cli.errors import explain
from selfcheck.cli.files import describe_reason
from selfcheck.cli.streams import UnwrittenError
from selfcheck.cli.terminal import screen_width, tell, wants_plain_lines
from selfcheck.frozen import dataclass, replace
from selfcheck.keeping import write_summary
from selfcheck.local_time import in_local_time
from selfcheck.palette import Look
from selfcheck.placeholders import fill_questionnaire
from selfcheck.questionnaire import Answers, Questionnaire
from selfcheck.reflecting import reflect
from selfcheck.session import EndPage, SafetyPage
from selfcheck.summary import (
    ENDINGS,
    FORMS,
    Block,
    Result,
    SummaryOptions,
    compose_page,
    compose_safety,
)
from selfcheck.words import Say


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asked for; `look` is what is known of a terminal that was asked."""

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
    look: Look | None = None

    @property
    def summary_options(self) -> SummaryOptions:
        """What is told beside the words."""
        return SummaryOptions(numbers=self.numbers, answers=not self.without_answers)


def make_result(questionnaire: Questionnaire, fill_in: Any, answers: Answers) -> Result:
    """What the answers lead to, with the replies in the texts, as of now."""
    filled = fill_questionnaire(questionnaire, fill_in)
    now = in_local_time(datetime.now(UTC))
    return Result(filled, dict(fill_in), reflect(filled, answers), now)


def show(result: Result, say: Say, wishes: Wishes, read: tuple[str, ...] = ()) -> None:
    """The page, or the summary in its place, on standard output; where that cannot be written it
    is said, and the rest goes on. The page begins with the safety texts, but for those of the rules
    that were `read` before."""
    try:
        if wishes.format:
            sys.stdout.write(FORMS[wishes.format].render(result, say, wishes.summary_options))
            sys.stdout.flush()
        else:
            summary_options = replace(wishes.summary_options, read=read)
            show_page(result, say, summary_options, wishes)
    except UnwrittenError as error:
        explain(error)


def show_page(result: Result, say: Say, summary_options: SummaryOptions, wishes: Wishes) -> None:
    """The page of a result, whole, on standard output; without picture and paint where it is to be
    plain."""
    from selfcheck.showing.result import print_rows, set_blocks

    plain = wants_plain_lines(wishes.plain)
    blocks = compose_page(result, say, replace(summary_options, picture=not plain))
    print_rows(set_blocks(blocks, screen_width(), say), sys.stdout, plain, wishes.look)


def show_safety(page: SafetyPage, say: Say, stream: TextIO) -> None:
    """The safety texts of a page of the interview, in plain lines."""
    from selfcheck.showing.result import BLANK, print_rows, set_blocks

    blocks = compose_safety(page.questionnaire, page.rules, say)
    sys.stderr.flush()
    print_rows((BLANK, *set_blocks(blocks, screen_width(), say)), stream, plain=True)


def read_on_screen(result: Result, say: Say, wishes: Wishes) -> None:
    """The page of a result on the alternate screen, page by page; closing it leaves nothing."""
    from selfcheck.asking.prompts import Prompts
    from selfcheck.asking.screen import Screen

    def set_text(_: SafetyPage | EndPage, columns: int, rows: int) -> TextPages:
        return _split(compose_page(result, say, wishes.summary_options), say, (columns, rows))

    with Screen() as screen:
        contacts = tuple(result.questionnaire.contacts.values())
        Prompts(screen, say, contacts, set_text).ask(EndPage("", ()))


TextPages = Sequence[Sequence[tuple[str, str]]]
"""A text in pages of rows, each a role and a text."""


def result_pages(
    result: Result, say: Say, size: tuple[int, int], options: SummaryOptions
) -> TextPages:
    """The page of a result in pages for columns and rows."""
    return _split(compose_page(result, say, options), say, size)


def safety_pages(page: SafetyPage, say: Say, size: tuple[int, int]) -> TextPages:
    """The safety texts of a page of the interview, in pages for columns and rows."""
    return _split(compose_safety(page.questionnaire, page.rules, say), say, size)


def _split(blocks: Iterable[Block], say: Say, size: tuple[int, int]) -> TextPages:
    from selfcheck.showing.result import set_blocks, split_pages

    columns, rows = size
    pages = split_pages(set_blocks(blocks, columns, say), rows)
    return [[(row.role, row.text) for row in page] for page in pages]


def record(result: Result, say: Say, wishes: Wishes) -> None:
    """Print the run as an example where that was asked for."""
    if wishes.record is not None:
        from selfcheck.cli.author import print_record

        print_record(wishes.record, result, say)


def save_all(result: Result, say: Say, wishes: Wishes) -> bool:
    """Write every summary that was asked for and say what came of it; whether all could be
    written."""
    done = [write(result, say, file, wishes) for file in wishes.save]
    for written in done:
        tell(written.sentence)
    return all(written.is_done for written in done)


@dataclass(frozen=True, slots=True)
class Written:
    """Whether a file could be written, and a sentence that says so, with its full path, or why
    not."""

    is_done: bool
    sentence: str


def write(result: Result, say: Say, file: Path, wishes: Wishes) -> Written:
    """Write one summary."""
    form = FORMS[ENDINGS.get(file.suffix.lower(), "text")]
    if form.is_data and wishes.without_answers:
        return Written(False, say("take.json-has-answers", file=file))
    try:
        write_summary(file, form.render(result, say, wishes.summary_options), wishes.force)
    except (OSError, ValueError) as error:
        why = say("take.not-saved", file=file, reason=describe_reason(error, say))
        return Written(False, f"{why}\n{say('take.save-elsewhere')}")
    return Written(True, say("take.saved", file=Path(os.path.abspath(file))))  # noqa: PTH100
