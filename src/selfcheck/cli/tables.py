"""`selfcheck score` and `selfcheck analyze`: a table of many respondents."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NoReturn

import typer

from selfcheck.cli.files import describe_reason
from selfcheck.cli.table_problems import describe_header, describe_misfits, describe_problems
from selfcheck.cli.table_setup import Prepared, prepare
from selfcheck.cli.terminal import screen_width, wants_plain_page
from selfcheck.showing.progress import with_progress
from selfcheck.table.cells import Misfit, Replies, read_cells
from selfcheck.table.formulas import Formulas, may_hold_formulas
from selfcheck.table.header import Header, HeaderReader, added_names
from selfcheck.table.reading import Table, UnusableTableError, open_table
from selfcheck.table.respondents import Row, RowScorer
from selfcheck.table.scores import spell_score
from selfcheck.table.writing import spool, write_rows
from selfcheck.typesetting import harmless
from selfcheck.words import Say

_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class TableWishes:
    """What the command line asked for: the question file, the table, and what to do with it.
    One name alone is that of the table."""

    first: Path
    second: Path | None
    out: Path | None = None
    format: str = "text"
    lenient: bool = False
    lang: str | None = None
    spreadsheet: bool = False

    @property
    def file(self) -> Path | None:
        """The question file; None stands for the built-in one."""
        return None if self.second is None else self.first

    @property
    def responses(self) -> Path:
        """The table."""
        return self.first if self.second is None else self.second

    @property
    def width(self) -> int:
        """Columns that a page may take."""
        return min(screen_width(), 100)


def score(wishes: TableWishes) -> None:
    """Write the table with the scores of every respondent."""
    prepared = prepare(wishes.file, wishes.lang, wishes.width)
    _refuse_own_input(wishes, prepared)
    added = added_names(prepared.questionnaire)
    with _opened(wishes, prepared, added) as responses:
        responses.tell_notes()
        formulas = Formulas(may_hold_formulas(responses.table.raw), wishes.spreadsheet)
        rows = _scored_rows(responses, added)
        with _writing(wishes, prepared.say), spool(_target(wishes), sys.stdout.buffer) as stream:
            width = len(responses.header.cells)
            write_rows(stream, formulas.pass_on(rows, width), all_quoted=wishes.spreadsheet)
            responses.stop_at_problems()
    responses.tell_lenience()
    _tell_formulas(formulas, prepared.say)


def _scored_rows(responses: "Responses", added: Iterable[str]) -> Iterator[Row]:
    """The header, then every row with its scores."""
    cells, columns = responses.header.cells, responses.header.columns
    scoring, replies = responses.prepared.scoring, responses.replies
    scorer = RowScorer(scoring, columns, len(cells), replies, spell_score)
    yield [*cells, *added]
    yield from scorer.score_rows(responses.rows(), responses.on_misfit)


def _tell_formulas(formulas: Formulas, say: Say) -> None:
    """Say how many cells a spreadsheet would run, and what was done or can be done about it."""
    if formulas.count:
        key = "table.formulas-disarmed" if formulas.disarm else "table.formulas"
        _tell([say(key, number=formulas.count)])


def analyze(wishes: TableWishes) -> None:
    """Print the item analysis of the table."""
    from selfcheck.analysis.figures import work_out
    from selfcheck.analysis.tally import Tally
    from selfcheck.showing import analysis as showing
    from selfcheck.table.items import RowTally, keep_exact, widen

    prepared = prepare(wishes.file, wishes.lang, wishes.width)
    tally = Tally(prepared.scoring)
    with _opened(wishes, prepared) as responses:
        responses.tell_notes()
        header = responses.header
        rows, columns, width = widen(
            responses.rows(), tally.questions, header.columns, len(header.cells)
        )
        scorer = RowScorer(prepared.scoring, columns, width, responses.replies, keep_exact)
        RowTally(tally, scorer, width).add(rows, responses.on_misfit)
        responses.stop_at_problems()
    responses.tell_lenience()
    figures = work_out(tally)
    match wishes.format:
        case "json":
            sys.stdout.write(showing.render_json(figures))
        case "csv":
            sys.stdout.write(showing.render_csv(figures))
        case _:
            page = showing.render_page(figures, prepared.questionnaire, prepared.say, wishes.width)
            sys.stdout.write(page)


# --- the table ------------------------------------------------------------------------------


@dataclass(slots=True)
class Responses:
    """An open table on its way through: what fits no answer is collected."""

    table: Table
    header: Header
    replies: dict[str, Replies]
    prepared: Prepared
    wishes: TableWishes
    misfits: list[Misfit] = field(default_factory=list)
    misfit_count: int = 0

    def rows(self) -> Iterable[tuple[int, Row]]:
        """The rows, with a bar on a terminal where they take their time."""
        if wants_plain_page():
            return self.table.rows()
        return with_progress(self.table.rows(), self.table.read_share, sys.stderr)

    def on_misfit(self, number: int, row: Row) -> bool:
        """Note every cell of a row that fits no answer; whether to score the row all the same."""
        for id, place in self.header.columns.items():
            question = self.prepared.questionnaire.questions[id]
            why = () if question.write else self.replies[id][row[place]]
            if not isinstance(why, str):
                continue
            self.misfit_count += 1
            if len(self.misfits) < _MOST_NAMED:
                name = self.header.cells[place]
                self.misfits.append(Misfit(number, name, row[place], why, question))
        return self.wishes.lenient

    def tell_notes(self) -> None:
        """Say what stands out before any row is read, or stop where the header is at odds."""
        say = self.prepared.say
        if self.header.problems:
            _stop(describe_problems(self.header.problems, say))
        if self.table.encoding == "cp932":
            _tell([say("table.cp932")])
        _tell(describe_header(self.header, say))

    def stop_at_problems(self, *others: str) -> None:
        """Stop where cells fit no answer, or rows are longer than the header."""
        say, lines = self.prepared.say, [*others]
        if self.misfits and not self.wishes.lenient:
            lines += describe_misfits(self.misfits, self.misfit_count, say)
            lines.append(say("table.try-lenient"))
        if rows := self.table.long_rows:
            lines.append(say("table.problem-long-row", rows=", ".join(map(str, rows))))
        if lines:
            _stop([*lines, say("table.nothing-written")])

    def tell_lenience(self) -> None:
        """Say how many cells were counted as skipped."""
        if self.misfit_count:
            _tell([self.prepared.say("table.lenient", number=self.misfit_count)])


@contextmanager
def _opened(
    wishes: TableWishes, prepared: Prepared, added: Iterable[str] = ()
) -> Iterator[Responses]:
    """The table, open; where it is none, the reason is said and the program ends. `added` are the
    names of the columns that will be added."""
    header_reader = HeaderReader(prepared.wordings)
    with _open_bytes(wishes.responses, prepared.say) as stream:
        responses = None
        try:
            table = open_table(stream, header_reader.count)
            header = header_reader.read(table.header, added)
            replies = {id: read_cells(asked) for id, asked in prepared.wordings.items()}
            responses = Responses(table, header, replies, prepared, wishes)
            yield responses
        except UnusableTableError as error:
            lines = describe_problems([error.problem], prepared.say)
            if responses:
                responses.stop_at_problems(*lines)
            _stop(lines)


@contextmanager
def _open_bytes(file: Path, say: Say) -> Iterator[BinaryIO]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = file.open("rb")
    except (OSError, ValueError) as error:
        name = harmless(str(file), False)
        print(
            say("file.unreadable", file=name, reason=describe_reason(error, say)), file=sys.stderr
        )
        raise typer.Exit(2) from None
    with stream:
        yield stream


# --- writing --------------------------------------------------------------------------------


def _refuse_own_input(wishes: TableWishes, prepared: Prepared) -> None:
    """A file that is read from is never written over."""
    for file in (wishes.responses, *prepared.files):
        with suppress(OSError, ValueError):
            if wishes.out is not None and wishes.out.samefile(file):
                name = harmless(str(wishes.out), False)
                print(prepared.say("table.own-input", file=name), file=sys.stderr)
                raise typer.Exit(2)


def _target(wishes: TableWishes) -> Path | None:
    """Where the table is written; None is standard output."""
    from selfcheck.keeping.links import behind_own_links

    return None if wishes.out is None else behind_own_links(wishes.out)


@contextmanager
def _writing(wishes: TableWishes, say: Say) -> Iterator[None]:
    """Where the table cannot be written, the reason is said and the program ends."""
    try:
        yield
    except (OSError, ValueError) as error:
        name = harmless(str(wishes.out or say("table.standard-output")), False)
        reason = describe_reason(error, say)
        print(say("table.not-written", file=name, reason=reason), file=sys.stderr)
        raise typer.Exit(2) from None


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(harmless(line), file=sys.stderr)


def _stop(lines: Iterable[str]) -> NoReturn:
    """Say what is wrong with the table, and end."""
    _tell(lines)
    raise typer.Exit(1)
