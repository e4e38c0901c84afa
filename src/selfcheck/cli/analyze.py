"""`selfcheck analyze`: the item analysis of a table."""

import sys

from selfcheck.cli.responses import TableWishes, open_responses
from selfcheck.cli.table_setup import read_setup
from selfcheck.table.respondents import RowScorer


def analyze(wishes: TableWishes) -> None:
    """Print the item analysis of the table."""
    from selfcheck.analysis.figures import work_out
    from selfcheck.analysis.tally import Tally
    from selfcheck.showing import analysis as showing
    from selfcheck.table.items import RowTally, keep_exact

    setup = read_setup(wishes.file, wishes.lang, wishes.width)
    tally = Tally(setup.scoring)
    with open_responses(wishes, setup, wanted=tally.questions) as responses:
        responses.tell_notes()
        columns, width = responses.arrangement.columns, responses.arrangement.width
        scorer = RowScorer(setup.scoring, columns, width, responses.replies, keep_exact)
        RowTally(tally, scorer, width).add(responses.rows(), responses.on_misfit)
        responses.stop_at_problems()
        responses.tell_reading()
    figures = work_out(tally)
    match wishes.format:
        case "json":
            sys.stdout.write(showing.render_json(figures))
        case "csv":
            sys.stdout.write(showing.render_csv(figures))
        case _:
            page = showing.render_page(figures, setup.questionnaire, setup.say, wishes.width)
            sys.stdout.write(page)
