"""The order of lines: names without a colon, brackets that were never opened, lists without a name,
lines at the wrong place."""

import re
from collections.abc import Sequence

from selfcheck.patterns import pattern
from selfcheck.problems import Problem, Span
from selfcheck.question_file.yaml.indentation import (
    find_astray,
    find_first_astray,
    find_indentation,
    furthest,
)
from selfcheck.question_file.yaml.lost_lines import find_lost_line
from selfcheck.question_file.yaml.repair import (
    MAX_LINES_AWAY,
    Diagnosis,
    indent_of,
    line_above,
    line_above_text,
    mark,
    replace_line,
    rest_of_line,
)
from selfcheck.question_file.yaml.swallowed import ENTRY, full_colon
from selfcheck.question_file.yaml.vocabulary import Vocabulary

_NO_COLON = pattern(r" *(?:- +)*(?P<text>[^\s:：\"'#\[\]{}][^:：]*?)\s*")
_ITEM = pattern(r" +- +\S")


def find_structure(
    lines: Sequence[str],
    said: tuple[str, str],
    place: tuple[int, int],
    opened: tuple[int, int] | None,
    vocabulary: Vocabulary,
) -> Diagnosis | None:
    """Names without a colon, brackets that were never opened, lines at the wrong place."""
    at, column = place
    for number in range(max(0, at - MAX_LINES_AWAY), at):
        found = full_colon(lines, number)
        if found and found.problem.facts["name"] in vocabulary.words:
            return found
    if "could not find expected ':'" in said[0] and opened:
        return _no_colon(lines, opened[0])
    if not re.search("expected <block end>|expected key|mapping values|indicator", said[0]):
        return None
    if (bracket := lines[at][column : column + 1]) in ("]", "}"):
        span = Span(at, column, at, column + 1)
        repaired = replace_line(lines, at, lines[at][:column] + lines[at][column + 1 :])
        return Diagnosis(Problem("unopened-bracket", span, {"found": bracket}), repaired)
    return (
        _list_without_name(lines, at)
        or find_astray(lines, at, vocabulary)
        or find_first_astray(lines, at, vocabulary.words)
        or find_lost_line(lines, at, vocabulary)
        or _no_colon_above(lines, at)
        or find_indentation(lines, at, vocabulary.words)
    )


def _list_without_name(lines: Sequence[str], at: int) -> Diagnosis | None:
    """Items of a list below a text that ends on its line: the name above them is lost."""
    above = line_above(lines, at)
    found = ENTRY.match(lines[above]) if above is not None else None
    is_item = _ITEM.match(lines[at])
    if not found or not is_item or not found["name"] or found["value"].startswith("#"):
        return None
    indent = indent_of(lines[at])
    if indent_of(lines[above or 0]) >= indent:
        return None
    near = range(at, min(at + MAX_LINES_AWAY, len(lines)))
    end = next((n for n in near if lines[n].strip() and indent_of(lines[n]) < indent), near.stop)
    left_out = ["" if at <= number < end else line for number, line in enumerate(lines)]
    problem = Problem("list-in-text", rest_of_line(lines, at, indent))
    return Diagnosis(problem, left_out, (at,))


def _no_colon_above(lines: Sequence[str], at: int) -> Diagnosis | None:
    """A line without a colon above, so that the line at which YAML stops seems to go on from it."""
    above = line_above_text(lines, at)
    if above is None or indent_of(lines[at]) < indent_of(lines[above]):
        return None
    return _no_colon(lines, above)


def _no_colon(lines: Sequence[str], number: int) -> Diagnosis | None:
    """A line that is neither a name with content nor part of the text above it."""
    found = _NO_COLON.fullmatch(lines[number])
    if not found:
        return None
    above = line_above(lines, number)
    guessed = (number,) if above is None else (above, number)
    text, lead = found["text"], lines[number][: found.start("text")]
    if re.fullmatch(r"[A-Za-z_]\w*", text):
        meant = [f"{lead}{text}:"]
    elif split := re.fullmatch(r"([a-z_]+)[ \u3000]+(\S.*)", text):
        meant = [f"{lead}{split[1]}: {split[2]}"]
    else:
        deeper = indent_of(lines[above]) + 2 if above is not None else 0
        meant = ["", " " * deeper + text]
    problem = Problem("missing-colon", mark(number, found, "text"))
    return Diagnosis(
        problem, furthest([replace_line(lines, number, line) for line in meant]), guessed
    )
