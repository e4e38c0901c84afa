"""`selfcheck score`: the table with the scores of every respondent."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from selfcheck.cli.exits import stop
from selfcheck.cli.files import describe_reason
from selfcheck.cli.responses import Responses, TableWishes, open_responses, tell_lines
from selfcheck.cli.table_setup import TableSetup, read_setup
from selfcheck.table.formulas import Formulas, may_hold_formulas
from selfcheck.table.header import added_names
from selfcheck.table.respondents import Row, RowScorer
from selfcheck.table.scores import spell_score
from selfcheck.table.writing import spool, write_rows
from selfcheck.typesetting import harmless
from selfcheck.words import Say


def score(wishes: TableWishes) -> None:
    """Write the table with the scores of every respondent."""
    setup = read_setup(wishes.file, wishes.lang, wishes.width)
    _refuse_own_input(wishes, setup)
    added = added_names(setup.questionnaire)
    with open_responses(wishes, setup, added) as responses:
        responses.tell_notes()
        formulas = Formulas(may_hold_formulas(responses.table.raw), wishes.spreadsheet)
        rows = _scored_rows(responses, added)
        with _writing(wishes, setup.say), spool(_target(wishes), sys.stdout.buffer) as stream:
            width = len(responses.header.cells)
            write_rows(stream, formulas.pass_on(rows, width), all_quoted=wishes.spreadsheet)
            responses.stop_at_problems()
    responses.tell_lenience()
    _tell_formulas(formulas, setup.say)


def _scored_rows(responses: Responses, added: Iterable[str]) -> Iterator[Row]:
    """The header, then every row with its scores."""
    cells, columns = responses.header.cells, responses.header.columns
    scoring, replies = responses.setup.scoring, responses.replies
    scorer = RowScorer(scoring, columns, len(cells), replies, spell_score)
    yield [*cells, *added]
    yield from scorer.score_rows(responses.rows(), responses.on_misfit)


def _tell_formulas(formulas: Formulas, say: Say) -> None:
    """Say how many cells a spreadsheet would run, and what was done or can be done about it."""
    if formulas.count:
        key = "table.formulas-disarmed" if formulas.disarm else "table.formulas"
        tell_lines([say(key, number=formulas.count)])


def _refuse_own_input(wishes: TableWishes, setup: TableSetup) -> None:
    """A file that is read from is never written over."""
    for file in (wishes.responses, *setup.files):
        with suppress(OSError, ValueError):
            if wishes.out is not None and wishes.out.samefile(file):
                name = harmless(str(wishes.out), False)
                stop(setup.say("table.own-input", file=name))


def _target(wishes: TableWishes) -> Path | None:
    """Where the table is written; None is standard output."""
    from selfcheck.disk.links import behind_own_links

    return None if wishes.out is None else behind_own_links(wishes.out)


@contextmanager
def _writing(wishes: TableWishes, say: Say) -> Iterator[None]:
    """Where the table cannot be written, the reason is said and the program ends."""
    try:
        yield
    except (OSError, ValueError) as error:
        name = harmless(str(wishes.out or say("table.standard-output")), False)
        reason = describe_reason(error, say)
        stop(say("table.not-written", file=name, reason=reason))
