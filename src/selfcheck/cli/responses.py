"""The table of a command: open, on its way through, and what does not fit in it."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from selfcheck.cli.exits import stop
from selfcheck.cli.files import describe_reason
from selfcheck.cli.table_problems import describe_header, describe_misfits, describe_problems
from selfcheck.cli.table_setup import TableSetup
from selfcheck.cli.terminal import screen_width, wants_plain_page
from selfcheck.showing.progress import with_progress
from selfcheck.table.cells import Misfit, Replies, read_cells
from selfcheck.table.header import Header, HeaderReader
from selfcheck.table.reading import Table, UnusableTableError, open_table
from selfcheck.table.respondents import Row
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


@dataclass(slots=True)
class Responses:
    """An open table on its way through: what fits no answer is collected."""

    table: Table
    header: Header
    replies: dict[str, Replies]
    setup: TableSetup
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
            question = self.setup.questionnaire.questions[id]
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
        say = self.setup.say
        if self.header.problems:
            stop(*describe_problems(self.header.problems, say), code=1)
        if self.table.encoding == "cp932":
            tell_lines([say("table.cp932")])
        tell_lines(describe_header(self.header, say))

    def stop_at_problems(self, *others: str) -> None:
        """Stop where cells fit no answer, or rows are longer than the header."""
        say, lines = self.setup.say, [*others]
        if self.misfits and not self.wishes.lenient:
            lines += describe_misfits(self.misfits, self.misfit_count, say)
            lines.append(say("table.try-lenient"))
        if rows := self.table.long_rows:
            lines.append(say("table.problem-long-row", rows=", ".join(map(str, rows))))
        if lines:
            stop(*lines, say("table.nothing-written"), code=1)

    def tell_lenience(self) -> None:
        """Say how many cells were counted as skipped."""
        if self.misfit_count:
            tell_lines([self.setup.say("table.lenient", number=self.misfit_count)])


@contextmanager
def open_responses(
    wishes: TableWishes, setup: TableSetup, added: Iterable[str] = ()
) -> Iterator[Responses]:
    """The table, open; where it is none, the reason is said and the program ends. `added` are the
    names of the columns that will be added."""
    header_reader = HeaderReader(setup.wordings)
    with _open_bytes(wishes.responses, setup.say) as stream:
        responses = None
        try:
            table = open_table(stream, header_reader.count)
            header = header_reader.read(table.header, added)
            replies = {id: read_cells(asked) for id, asked in setup.wordings.items()}
            responses = Responses(table, header, replies, setup, wishes)
            yield responses
        except UnusableTableError as error:
            lines = describe_problems([error.problem], setup.say)
            if responses:
                responses.stop_at_problems(*lines)
            stop(*lines, code=1)


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


def tell_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(harmless(line), file=sys.stderr)
