"""What is wrong with a table, in words. Cells are made harmless."""

from collections.abc import Iterable, Iterator, Sequence

from selfcheck.table.cells import Misfit
from selfcheck.table.header import TableProblem
from selfcheck.table.plain import strange_characters
from selfcheck.table.reading import Count, Table
from selfcheck.typesetting import cut, harmless
from selfcheck.words import Say

_MOST_ANSWERS = 8
_MOST_PROBLEMS = 20
_MOST_ROWS = 10
_LONGEST_FOUND = 40
"""Columns of a terminal, for a cell or the name of a column."""
_LETTERS_LOOKED_AT = 400


def describe_problems(problems: Sequence[TableProblem], say: Say) -> list[str]:
    """A sentence for each of the first, and how many more there are."""
    shown, more = problems[:_MOST_PROBLEMS], len(problems) - _MOST_PROBLEMS
    lines = [say(f"table.problem-{one.code}", **_shortened(one, say)) for one in shown]
    return [*lines, say("table.more-misfits", more=more)] if more > 0 else lines


def _shortened(problem: TableProblem, say: Say) -> dict[str, object]:
    return {name: _short(fact, say) for name, fact in problem.facts.items()}


def _short(fact: object, say: Say) -> object:
    if isinstance(fact, tuple):
        return some(map(shorten, fact), say)
    return shorten(fact) if isinstance(fact, str) else fact


def shorten(text: str) -> str:
    """A cell as it can be named in a sentence."""
    return cut(harmless(text[:_LETTERS_LOOKED_AT].strip(), False), _LONGEST_FOUND)


def column_name(position: int, cells: Sequence[str], say: Say) -> str:
    """A column as it can be named in a sentence, also one without a name."""
    return shorten(cells[position]) or say("table.nameless", number=position + 1)


def name_rows(rows: Count, say: Say) -> str:
    """The numbers of the first rows, and how many more there are."""
    shown = ", ".join(map(str, rows.first[:_MOST_ROWS]))
    more = rows.number - len(rows.first[:_MOST_ROWS])
    return say("problem.and-more", allowed=shown, more=more) if more > 0 else shown


def some(names: Iterable[str], say: Say, most: int = _MOST_ANSWERS) -> str:
    """The first of many names, and how many more there are."""
    all_names = list(names)
    shown = ", ".join(all_names[:most])
    more = len(all_names) - most
    return say("problem.and-more", allowed=shown, more=more) if more > 0 else shown


def describe_row_problems(table: Table, lenient: bool, say: Say) -> Iterator[str]:
    """Rows that are longer or shorter than the header."""
    if table.long_rows.number:
        yield say("table.problem-long-row", rows=name_rows(table.long_rows, say))
    if table.short_rows.number and not lenient:
        yield say("table.problem-short-row", rows=name_rows(table.short_rows, say))


def describe_misfits(
    misfits: Sequence[Misfit], number: int, cells: Sequence[str], say: Say
) -> Iterator[str]:
    """Every cell that fits no answer: where, what was found, what fits; then how many more."""
    for misfit in misfits:
        yield say(
            f"table.misfit-{misfit.misread.why}",
            row=misfit.row,
            column=column_name(misfit.position, cells, say),
            found=shorten(misfit.found),
        )
        for line in _advise(misfit, say):
            yield "    " + line
    if number > len(misfits):
        yield say("table.more-misfits", more=number - len(misfits))


def _advise(misfit: Misfit, say: Say) -> Iterator[str]:
    """What was left, what may have been meant, what nobody sees, what fits."""
    left = misfit.misread.left
    if left.strip() != misfit.found.strip() and misfit.misread.why in ("unknown", "near"):
        yield say("table.misfit-left", found=shorten(left))
    if misfit.misread.why in ("unknown", "near") and (near := misfit.names.near(left)):
        yield say("table.misfit-meant", near=shorten(near))
    if strange := strange_characters(misfit.found):
        yield say("table.misfit-unseen", found=some(strange, say))
    yield _describe_answers(misfit, say)


def _describe_answers(misfit: Misfit, say: Say) -> str:
    """What fits."""
    if misfit.misread.why == "two":
        values = misfit.names.find(misfit.misread.left) or misfit.names.values
        return say("table.fits-two", answers=some(values, say))
    if misfit.fits and misfit.misread.why == "unknown":
        return say("table.fits-mark", answers=some(map(shorten, misfit.fits), say))
    answers = some(misfit.names.values, say)
    several = misfit.names.question.choose == "several"
    return say("table.fits-several" if several else "table.fits", answers=answers)
