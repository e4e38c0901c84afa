"""A mistake, and the lines as they were probably meant: what lets one run find all mistakes."""

import re
from collections.abc import Sequence

from selfcheck.frozen import dataclass
from selfcheck.patterns import pattern
from selfcheck.problems import Problem, Span


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A problem, and all lines as they may have been meant, None where nobody can tell.

    `guessed` are the lines of which the mended form is a guess: what is found wrong with these
    later may follow from the guess. A `quiet` one is no mistake: nobody sees what is mended.
    `added` is the number of a line in `repaired` that the author's file does not have.
    """

    problem: Problem
    repaired: list[str] | None = None
    guessed: tuple[int, ...] = ()
    quiet: bool = False
    added: int | None = None


_TEXT_BEGINS = pattern(r"[:-] +[|>][+-]?[1-9]?[+-]? *(?: #.*)?$")

MAX_LINES_AWAY = 2000
"""Lines: further away nothing is looked for, so that time stays short."""


def replace_line(lines: Sequence[str], number: int, line: str) -> list[str]:
    """All lines with one of them changed."""
    return [*lines[:number], line, *lines[number + 1 :]]


def mark(number: int, found: re.Match[str], group: str) -> Span:
    """The place of a group that was found in a line."""
    return Span(number, found.start(group), number, found.end(group))


def rest_of_line(lines: Sequence[str], number: int, column: int) -> Span:
    """From a column to the end of its line."""
    return Span(number, column, number, max(column + 1, len(lines[number].rstrip())))


def indent_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def line_above(lines: Sequence[str], number: int) -> int | None:
    """The next line above that says something: not empty, and no comment."""
    for above in range(number - 1, -1, -1):
        text = lines[above].strip()
        if text and not text.startswith("#"):
            return above
    return None


def line_above_text(lines: Sequence[str], number: int) -> int | None:
    """The next line above that says something; of a text in several lines the one in which it
    begins, with its name."""
    above = line_above(lines, number)
    if above is None:
        return None
    for head in range(above - 1, max(-1, above - MAX_LINES_AWAY), -1):
        if lines[head].strip() and indent_of(lines[head]) < indent_of(lines[above]):
            return head if _TEXT_BEGINS.search(lines[head]) else above
    return above
