"""What was read how, in words: said once, before and after the rows of a table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from selfcheck.cli.table_problems import column_name, name_rows, shorten, some
from selfcheck.scoring import Scoring
from selfcheck.table.coverage import answers_without_column, blind_rules
from selfcheck.table.header import Header
from selfcheck.table.reading import Count, Table
from selfcheck.words import Say

_MOST_QUESTIONS = 20


def describe_layout(table: Table, header: Header, scoring: Scoring, say: Say) -> Iterator[str]:
    """What stands out before any row is read."""
    if table.encoding == "cp932":
        yield say("table.cp932")
    if table.has_sep_line:
        separator = say("table.tab") if table.separator == "\t" else repr(table.separator)
        yield say("table.sep-line", separator=separator)
    if table.last_heading > table.header_row:
        rows = range(table.header_row + 1, table.last_heading + 1)
        yield say("table.headings", rows=", ".join(map(str, rows)))
    for id, columns in header.spread.items():
        yield say("table.spread", question=id, number=len(columns))
    for position in header.unread:
        yield say("table.unread", column=column_name(position, header.cells, say))
    yield from _describe_absent(header, scoring, say)


def _describe_absent(header: Header, scoring: Scoring, say: Say) -> Iterator[str]:
    """Which questions have no column, which column may have been meant, and which safety texts
    can therefore not appear."""
    if header.near:
        yield say("table.no-column", questions=some(header.near, say, _MOST_QUESTIONS))
    for id, near in header.near.items():
        if near:
            yield say("table.near-column", column=shorten(near), question=id)
    for id, answers in answers_without_column(scoring.questionnaire, header).items():
        yield say("table.no-answer-column", question=id, answers=some(answers, say))
    for blind in blind_rules(scoring, header):
        key = "table.no-safety" if blind.is_whole else "table.less-safety"
        yield say(key, questions=some(blind.questions, say), rule=blind.rule)


def describe_reading(table: Table, joined: Iterable[str], say: Say) -> Iterator[str]:
    """What became of the rows that were read."""
    if ids := list(joined):
        yield say("table.joined", questions=some(ids, say))
    if number := table.empty_rows.number:
        yield say("table.empty-rows", number=number, rows=name_rows(table.empty_rows, say))


def describe_lenience(
    table: Table, misfits: Mapping[int, Count], cells: Sequence[str], say: Say
) -> Iterator[str]:
    """How many cells were counted as skipped, in which columns and rows; and how many rows were
    ended by empty cells."""
    if misfits:
        yield say("table.lenient", number=sum(one.number for one in misfits.values()))
    for position, one in sorted(misfits.items()):
        column = column_name(position, cells, say)
        rows = name_rows(one, say)
        yield say("table.lenient-column", column=column, number=one.number, rows=rows)
    if number := table.short_rows.number:
        yield say("table.lenient-rows", number=number, rows=name_rows(table.short_rows, say))
