"""`selfcheck analyze`: the item analysis of a table."""

import sys
from typing import NoReturn

from selfcheck.analysis.figures import Analysis
from selfcheck.analysis.tally import Tally
from selfcheck.cli.exits import stop
from selfcheck.cli.responses import Responses, TableWishes, open_responses
from selfcheck.cli.score import refuse_own_input, target, writing
from selfcheck.cli.signals import leaving_nothing_behind
from selfcheck.cli.table_setup import TableSetup, read_setup
from selfcheck.cli.terminal import is_screen
from selfcheck.near_names import nearest
from selfcheck.showing.rows import Row, print_rows, rows_as_text
from selfcheck.table.plain import plain
from selfcheck.table.respondents import RowScorer
from selfcheck.typesetting import harmless


def analyze(wishes: TableWishes) -> None:
    """Print the item analysis of the table, or write it to a file."""
    setup = read_setup(wishes.file, wishes.lang, wishes.width)
    refuse_own_input(wishes, setup)
    figures = _analyze(wishes, setup)
    if wishes.out is None and is_screen() and wishes.format == "text":
        print_rows(_set_page(figures, wishes, setup), sys.stdout, plain=False)
        return
    text = _render(figures, wishes, setup)
    if wishes.out is None:
        sys.stdout.write(text)
        return
    from selfcheck.table.writing import spool

    place = target(wishes)
    with (
        leaving_nothing_behind(),
        writing(wishes, setup.say),
        spool(place, sys.stdout.buffer) as stream,
    ):
        stream.write(text)


def _analyze(wishes: TableWishes, setup: TableSetup) -> Analysis:
    """The figures of all respondents."""
    from selfcheck.analysis.figures import work_out
    from selfcheck.table.items import MOST_GROUPS, RowTally, TooManyGroupsError, keep_exact

    tally = Tally(setup.scoring)
    with open_responses(wishes, setup, wanted=tally.questions) as responses:
        responses.tell_notes()
        columns = responses.arrangement.columns
        scorer = RowScorer(setup.scoring, columns, responses.replies, keep_exact)
        rows = RowTally(tally, scorer, _group_column(responses))
        try:
            rows.add(responses.rows(), responses.on_misfit, _texts(responses))
        except TooManyGroupsError:
            name = harmless(wishes.by or "", False)
            stop(setup.say("table.too-many-groups", column=name, limit=MOST_GROUPS))
        responses.stop_at_problems()
        responses.tell_reading()
    return work_out(tally, wishes.by, None if wishes.by is None else rows.groups)


def _texts(responses: Responses) -> list[int]:
    """The columns of free texts."""
    asked = responses.setup.questionnaire.questions
    return [at for id, at in responses.header.columns.items() if asked[id].write]


def _group_column(responses: Responses) -> int | None:
    """The column that sorts respondents into groups; stops where there is none of that name."""
    name = responses.wishes.by
    if name is None:
        return None
    cells = responses.header.cells
    found = [at for at, cell in enumerate(cells) if plain(cell) == plain(name)]
    if len(found) != 1:
        _stop_at_column(name, len(found) > 1, responses)
    return found[0]


def _stop_at_column(name: str, is_there: bool, responses: Responses) -> NoReturn:
    say, shown = responses.setup.say, harmless(name, False)
    if is_there:
        stop(say("table.by-twice", column=shown))
    near = nearest(plain(name), [cell for cell in responses.header.cells if cell.strip()])
    more = [say("problem.near", near=harmless(near, False))] if near else []
    stop(say("table.by-missing", column=shown), *more)


def _render(figures: Analysis, wishes: TableWishes, setup: TableSetup) -> str:
    from selfcheck.showing import analysis_data, analysis_html

    match wishes.format:
        case "json":
            return analysis_data.render_json(figures)
        case "csv":
            return analysis_data.render_csv(figures)
        case "html":
            return analysis_html.render_html(figures, setup.questionnaire, setup.say)
        case _:
            return rows_as_text(_set_page(figures, wishes, setup))


def _set_page(figures: Analysis, wishes: TableWishes, setup: TableSetup) -> list[Row]:
    from selfcheck.showing.analysis import set_analysis

    return set_analysis(figures, setup.questionnaire, setup.say, wishes.width)
