"""`selfcheck score`: the table with the scores of every respondent."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from selfcheck.cli.exits import stop
from selfcheck.cli.files import describe_reason
from selfcheck.cli.responses import (
    Responses,
    TableWishes,
    input_status,
    open_responses,
    tell_lines,
)
from selfcheck.cli.signals import leaving_nothing_behind
from selfcheck.cli.table_setup import TableSetup, read_setup
from selfcheck.table.formulas import Formulas, may_hold_formulas
from selfcheck.table.header import added_names
from selfcheck.table.respondents import RowScorer
from selfcheck.table.scores import spell_score
from selfcheck.table.writing import ScoredRow, spool, write_quoted, write_rows
from selfcheck.typesetting import harmless
from selfcheck.words import Say


def score(wishes: TableWishes) -> None:
    """Write the table with the scores of every respondent."""
    setup = read_setup(wishes.file, wishes.lang, wishes.width)
    refuse_own_input(wishes, setup)
    with (
        leaving_nothing_behind(),
        open_responses(wishes, setup, added_names(setup.questionnaire)) as responses,
    ):
        responses.tell_notes()
        formulas = Formulas(may_hold_formulas(responses.table), wishes.spreadsheet)
        with writing(wishes, setup.say), spool(target(wishes), sys.stdout.buffer) as stream:
            number = _write(responses, formulas, stream)
            responses.stop_at_problems()
        responses.tell_reading()
    _tell_formulas(formulas, setup.say)
    tell_lines([setup.say("table.scored", number=number)])


def _write(responses: Responses, formulas: Formulas, stream: TextIO) -> int:
    """Write the header and every row; returns the number of respondents."""
    width = len(responses.header.cells)
    rows = formulas.pass_on(_scored_rows(responses), width)
    if responses.wishes.spreadsheet:
        return write_quoted(stream, rows, width) - 1
    return write_rows(stream, rows, width, responses.table) - 1


def _scored_rows(responses: Responses) -> Iterator[ScoredRow]:
    """The header, then every row with its scores."""
    setup = responses.setup
    columns = responses.arrangement.columns
    scorer = RowScorer(setup.scoring, columns, responses.replies, spell_score)
    yield list(responses.header.cells), list(added_names(setup.questionnaire))
    yield from scorer.score_rows(responses.rows(), responses.on_misfit)


def _tell_formulas(formulas: Formulas, say: Say) -> None:
    """Say how many cells a spreadsheet would run, and what was done or can be done about it."""
    if formulas.count:
        key = "table.formulas-disarmed" if formulas.disarm else "table.formulas"
        tell_lines([say(key, number=formulas.count)])


def refuse_own_input(wishes: TableWishes, setup: TableSetup) -> None:
    """A file that is read from is never written over, not through standard input either."""
    if wishes.out is None:
        return
    with suppress(OSError, ValueError):
        target = wishes.out.stat()
        read = [input_status(file) for file in (wishes.responses, *setup.files)]
        if any(one is not None and os.path.samestat(one, target) for one in read):
            name = harmless(str(wishes.out), False)
            stop(setup.say("table.own-input", file=name))


def target(wishes: TableWishes) -> Path | None:
    """Where the table is written; None is standard output."""
    from selfcheck.disk.links import behind_own_links

    return None if wishes.out is None else behind_own_links(wishes.out)


@contextmanager
def writing(wishes: TableWishes, say: Say) -> Iterator[None]:
    """Where the table cannot be written, the reason is said and the program ends."""
    try:
        yield
    except (OSError, ValueError) as error:
        name = harmless(str(wishes.out or say("table.standard-output")), False)
        reason = describe_reason(error, say)
        stop(say("table.not-written", file=name, reason=reason))
