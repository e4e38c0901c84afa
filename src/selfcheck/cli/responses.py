"""The table of a command: open, on its way through, and what does not fit in it."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from selfcheck.cli.exits import stop
from selfcheck.cli.files import describe_reason
from selfcheck.cli.table_notes import describe_layout, describe_lenience, describe_reading
from selfcheck.cli.table_problems import describe_misfits, describe_problems, describe_row_problems
from selfcheck.cli.table_setup import TableSetup
from selfcheck.cli.terminal import screen_width, wants_plain_page
from selfcheck.showing.progress import with_progress
from selfcheck.table.arrangement import Arrangement, Row, arrange
from selfcheck.table.cells import CellReader, Misfit, Misread, Replies
from selfcheck.table.header import Header, HeaderReader, TableProblem
from selfcheck.table.headings import HeadingJudge
from selfcheck.table.layouts import SpreadReader, mark_words
from selfcheck.table.plain import plain
from selfcheck.table.reading import (
    Count,
    Table,
    UnusableTableError,
    find_header_below,
    open_table,
)
from selfcheck.typesetting import harmless
from selfcheck.words import Say

_MOST_NAMED = 20
_HEADINGS = 2


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
    missing: tuple[str, ...] = ()
    by: str | None = None

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


@dataclass(slots=True)
class Responses:
    """An open table on its way through: what fits no answer is collected."""

    table: Table
    header: Header
    arrangement: Arrangement
    readers: Mapping[str, CellReader | SpreadReader]
    setup: TableSetup
    wishes: TableWishes
    misfits: list[Misfit] = field(default_factory=list)
    misfit_count: int = 0
    misfit_rows: dict[int, Count] = field(default_factory=dict)

    @property
    def replies(self) -> dict[str, Replies]:
        """What the cells of every question say."""
        return {id: reader.replies for id, reader in self.readers.items()}

    def rows(self) -> Iterable[tuple[int, Row]]:
        """The rows as they are arranged, with a bar on a terminal where they take their time."""
        rows: Iterable[tuple[int, Row]] = self.table.rows()
        if not wants_plain_page():
            rows = with_progress(rows, self.table.read_share, sys.stderr)
        return self.arrangement.widen(rows)

    def on_misfit(self, number: int, row: Row) -> bool:
        """Note every cell of a row that fits no answer; whether to score the row all the same."""
        for id, reader in self.readers.items():
            place = self.arrangement.columns.get(id)
            if place is None or self.setup.questionnaire.questions[id].write:
                continue
            misread = reader.replies[row[place]]
            if isinstance(misread, Misread):
                self._note(id, number, row, misread)
        return self.wishes.lenient

    def _note(self, id: str, number: int, row: Row, misread: Misread) -> None:
        self.misfit_count += 1
        position = self.header.positions(id)[misread.place]
        self.misfit_rows.setdefault(position, Count()).add(number)
        if len(self.misfits) < _MOST_NAMED:
            names = _own(self.readers[id]).names
            spread = self.header.spread.get(id)
            fits = mark_words(names, spread[misread.place]) if spread else ()
            found = row[position]
            self.misfits.append(Misfit(number, position, found, misread, names, fits))

    def tell_notes(self) -> None:
        """Say what stands out before any row is read."""
        tell_lines(describe_layout(self.table, self.header, self.setup.scoring, self.setup.say))

    def stop_at_problems(self, *others: str) -> None:
        """Stop where cells fit no answer, or rows are longer or shorter than the header."""
        say, lines, lenient = self.setup.say, [*others], self.wishes.lenient
        if self.misfits and not lenient:
            cells = self.header.cells
            lines += describe_misfits(self.misfits, self.misfit_count, cells, say)
        lines += describe_row_problems(self.table, lenient, say)
        if not lines:
            return
        if not lenient and (self.misfits or self.table.short_rows.number):
            lines.append(say("table.try-lenient"))
        stop(*lines, say("table.nothing-written"), code=1)

    def tell_reading(self) -> None:
        """Say what the rows were read as."""
        say, joined = self.setup.say, [id for id, one in self.readers.items() if _was_joined(one)]
        tell_lines(describe_reading(self.table, joined, say))
        if self.wishes.lenient:
            tell_lines(describe_lenience(self.table, self.misfit_rows, self.header.cells, say))


def _own(reader: CellReader | SpreadReader) -> CellReader:
    return reader.own if isinstance(reader, SpreadReader) else reader


def _was_joined(reader: CellReader | SpreadReader) -> bool:
    return _own(reader).was_joined


@contextmanager
def open_responses(
    wishes: TableWishes,
    setup: TableSetup,
    added: Iterable[str] = (),
    wanted: Iterable[str] = (),
) -> Iterator[Responses]:
    """The table, open; where it is none, the reason is said and the program ends. `added` are the
    names of the columns that will be added, `wanted` the questions that need a cell in every
    row."""
    with _open_bytes(wishes.responses, setup.say) as stream:
        responses = None
        try:
            reader = HeaderReader(setup.wordings)
            table = _open_table(stream, reader, wishes, setup.say)
            header = reader.read(table.header, added)
            _stop_at_header(table, header, reader, setup.say)
            readers = _make_readers(reader, header, wishes.missing)
            _leave_out_headings(table, HeadingJudge(reader, header, readers))
            responses = Responses(table, header, arrange(header, wanted), readers, setup, wishes)
            yield responses
        except UnusableTableError as error:
            lines = describe_problems([error.problem], setup.say)
            if responses:
                responses.stop_at_problems(*lines)
            stop(*lines, code=1)


def _open_table(stream: BinaryIO, reader: HeaderReader, wishes: TableWishes, say: Say) -> Table:
    try:
        return open_table(stream, reader.count)
    except OSError as error:
        name, reason = harmless(str(wishes.responses), False), describe_reason(error, say)
        if str(wishes.responses) == "-":
            stop(say("table.no-copy", reason=reason))
        stop(say("file.unreadable", file=name, reason=reason))


def _stop_at_header(table: Table, header: Header, reader: HeaderReader, say: Say) -> None:
    """Stop where the header is at odds with the questions."""
    if not header.problems:
        return
    lines = describe_problems(header.problems, say)
    if any(problem.code == "no-question" for problem in header.problems):
        lines += [
            say("table.near-column", column=harmless(near, False), question=id)
            for id, near in header.near.items()
            if near
        ]
        if row := find_header_below(table, reader.count):
            lines.append(say("table.header-below", row=row))
    stop(*lines, code=1)


def _make_readers(
    reader: HeaderReader, header: Header, missing: Iterable[str]
) -> dict[str, CellReader | SpreadReader]:
    """What reads the cells of every question."""
    skipped = frozenset(map(plain, missing))
    readers: dict[str, CellReader | SpreadReader] = {}
    for id, names in reader.names.items():
        own = CellReader(names, skipped)
        columns = header.spread.get(id)
        readers[id] = SpreadReader(columns, own) if columns else own
    return readers


def _leave_out_headings(table: Table, judge: HeadingJudge) -> None:
    """Find the rows below the header that belong to nobody."""
    try:
        rows = table.first_rows(_HEADINGS)
    except UnusableTableError:  # said where it is met, after what stands before it
        return
    for number, cells in rows:
        match judge.judge(cells):
            case "respondent":
                return
            case "either":
                raise UnusableTableError(TableProblem("row-or-heading", {"row": number}))
            case "heading":
                table.last_heading = number


@contextmanager
def _open_bytes(file: Path, say: Say) -> Iterator[BinaryIO]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = file.open("rb")
    except (OSError, ValueError) as error:
        name = harmless(str(file), False)
        stop(say("file.unreadable", file=name, reason=describe_reason(error, say)))
    with stream:
        yield stream


def input_status(file: Path) -> os.stat_result | None:
    """What the system knows of the file that is read, standard input too; None where it is no
    file."""
    try:
        return os.fstat(sys.stdin.fileno()) if str(file) == "-" else file.stat()
    except (OSError, ValueError):
        return None


def tell_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(harmless(line), file=sys.stderr)
