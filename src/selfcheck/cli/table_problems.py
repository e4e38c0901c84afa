"""What is wrong with a table, and what stands out in it, in words. Cells are made harmless."""

from collections.abc import Iterable, Iterator, Sequence

from selfcheck.table.cells import Misfit
from selfcheck.table.header import Header, TableProblem
from selfcheck.typesetting import cut, harmless
from selfcheck.words import Say

_MOST_ANSWERS = 8
_MOST_QUESTIONS = 20
_MOST_PROBLEMS = 20
_LONGEST_FOUND = 40
"""Columns of a terminal, for a cell or the name of a column."""
_LETTERS_LOOKED_AT = 400


def describe_problems(problems: Sequence[TableProblem], say: Say) -> list[str]:
    """A sentence for each of the first, and how many more there are."""
    shown, more = problems[:_MOST_PROBLEMS], len(problems) - _MOST_PROBLEMS
    lines = [say(f"table.problem-{one.code}", **_shortened(one)) for one in shown]
    return [*lines, say("table.more-misfits", more=more)] if more > 0 else lines


def _shortened(problem: TableProblem) -> dict[str, object]:
    facts = problem.facts.items()
    return {name: shorten(fact) if isinstance(fact, str) else fact for name, fact in facts}


def shorten(text: str) -> str:
    """A cell as it can be named in a sentence."""
    return cut(harmless(text[:_LETTERS_LOOKED_AT].strip(), False), _LONGEST_FOUND)


def describe_header(header: Header, say: Say) -> Iterator[str]:
    """Which questions have no column, and which column may have been meant."""
    if not header.near:
        return
    if not header.columns:
        yield say("table.no-question", columns=_some(map(shorten, header.cells), say))
    else:
        yield say("table.no-column", questions=_some(header.near, say, _MOST_QUESTIONS))
    for id, near in header.near.items():
        if near:
            yield say("table.near-column", column=shorten(near), question=id)


def _some(names: Iterable[str], say: Say, most: int = _MOST_ANSWERS) -> str:
    """The first of many names, and how many more there are."""
    all_names = list(names)
    shown = ", ".join(all_names[:most])
    more = len(all_names) - most
    return say("problem.and-more", allowed=shown, more=more) if more > 0 else shown


def describe_misfits(misfits: Sequence[Misfit], number: int, say: Say) -> Iterator[str]:
    """Every cell that fits no answer: where, what was found, what fits; then how many more."""
    for misfit in misfits:
        yield say(
            f"table.misfit-{misfit.why}",
            row=misfit.row,
            column=shorten(misfit.column),
            found=shorten(misfit.found),
        )
        yield "    " + _describe_answers(misfit, say)
    if number > len(misfits):
        yield say("table.more-misfits", more=number - len(misfits))


def _describe_answers(misfit: Misfit, say: Say) -> str:
    """What fits."""
    answers = _some((answer.value for answer in misfit.question.answers), say)
    several = misfit.question.choose == "several"
    return say("table.fits-several" if several else "table.fits", answers=answers)
