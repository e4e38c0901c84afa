"""Lines that begin at the wrong place, with tabs, or with full-width spaces.

Where such a line was meant to begin is tried out: of several places the one is taken with which
YAML reads furthest.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import yaml

from selfcheck.patterns import pattern
from selfcheck.problems import Problem, Span
from selfcheck.question_file.yaml.repair import (
    MAX_LINES_AWAY,
    Diagnosis,
    indent_of,
    line_above,
    replace_line,
)

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_TRIED = 300_000
"""Characters. In larger files the first place is taken untried."""
_MAX_PLACES = 4
_BLANK = pattern("[ \t\u3000]*[\t\u3000][ \t\u3000]*")


def _lead(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def find_tab(lines: Sequence[str], number: int) -> Diagnosis | None:
    """A tab before the first word; all lines with tabs are one habit and one problem."""
    lead = _lead(lines[number])
    if "\t" not in lead:
        return None
    if found := _invisible(lines, number):
        return found
    others = [n for n, line in enumerate(lines) if "\t" in _lead(line)]
    facts = {"others": len(others) - 1}
    span = Span(number, lead.index("\t"), number, len(lead))
    tried = [
        [line.replace("\t", " " * width, _lead(line).count("\t")) for line in lines]
        for width in (4, 2, 8)
    ]
    code = "tab" if len(others) == 1 else "tabs"
    return Diagnosis(Problem(code, span, facts), furthest(tried), tuple(others))


def _invisible(lines: Sequence[str], number: int) -> Diagnosis | None:
    """A line of nothing but spaces, or of spaces and a comment: nobody needs to repair it."""
    text = lines[number].strip()
    if text and not text.startswith("#"):
        return None
    problem = Problem("full-width-space", Span(number, 0, number, 0))
    repaired = [
        "" if _BLANK.fullmatch(line) else line for line in replace_line(lines, number, text)
    ]
    return Diagnosis(problem, repaired, quiet=True)


def find_wide_indent(lines: Sequence[str], number: int) -> Diagnosis | None:
    """A full-width space before the first word."""
    lead = _lead(lines[number])
    if "\u3000" not in lead:
        return None
    if found := _invisible(lines, number):
        return found
    span = Span(number, lead.index("\u3000"), number, len(lead))
    rest = lines[number].lstrip()
    widths = (len(lead) + lead.count("\u3000"), len(lead), len(lead) - lead.count("\u3000"))
    beside = {indent_of(line) for line in lines[max(0, number - 1) : number + 2]}
    likely = sorted(widths, key=lambda width: width not in beside)
    tried = [replace_line(lines, number, " " * width + rest) for width in likely]
    return Diagnosis(Problem("full-width-space", span), furthest(tried), (number,))


def find_indentation(
    lines: Sequence[str], at: int, known_words: frozenset[str]
) -> Diagnosis | None:
    """A line that begins neither under the line above nor under one before it."""
    above = line_above(lines, at)
    if above is None:
        return None
    culprit = _out_of_place_above(lines, at, known_words)
    if culprit is not None:
        return move_line(lines, culprit, indent_of(lines[at]))
    return _move_best(lines, at, above)


def _out_of_place_above(lines: Sequence[str], at: int, known_words: frozenset[str]) -> int | None:
    """A line above that begins too far left, where the line at which YAML stops is right."""
    indent = indent_of(lines[at])
    left = at
    while (above := line_above(lines, left)) is not None and indent_of(lines[above]) >= indent:
        left = above
    if above is None:
        return None
    before = line_above(lines, above)
    if before is None:
        return None
    name, _, content = lines[above].strip().partition(":")
    stands_alone = above == line_above(lines, at) and bool(content.strip())
    if stands_alone and indent_of(lines[before]) == indent:
        return above
    unknown_at_top = indent_of(lines[above]) == 0 and name not in known_words
    return above if unknown_at_top else None


def move_line(lines: Sequence[str], number: int, indent: int) -> Diagnosis:
    """A line that was meant to begin at another place."""
    above = line_above(lines, number) or 0
    here = indent_of(lines[number])
    facts = {"indent": here, "above": indent_of(lines[above]), "above_line": above + 1}
    problem = Problem("indentation", Span(number, 0, number, max(1, here)), facts)
    return Diagnosis(
        problem, replace_line(lines, number, " " * indent + lines[number].lstrip()), (number,)
    )


def _move_best(lines: Sequence[str], number: int, above: int) -> Diagnosis:
    """Where a line begins at no place of the lines above: to the one where YAML reads furthest."""
    indent = indent_of(lines[number])
    span = Span(number, 0, number, max(1, indent))
    facts = {"indent": indent, "above": indent_of(lines[above]), "above_line": above + 1}
    near = range(number, min(number + MAX_LINES_AWAY, len(lines)))
    end = next((n for n in near if _is_shallower(lines[n], indent)), near.stop)
    moved = [n for n in near if n < end and indent_of(lines[n]) == indent]
    tried = []
    for place in _places(lines, number):
        for together in ([number], moved):
            repaired = list(lines)
            for one in together:
                repaired[one] = " " * place + lines[one].lstrip(" ")
            tried.append(repaired)
    guessed = tuple(moved) if tried else ()
    return Diagnosis(Problem("indentation", span, facts), furthest(tried), guessed)


def _is_shallower(line: str, indent: int) -> bool:
    return bool(line.strip()) and indent_of(line) < indent


def _places(lines: Sequence[str], number: int) -> list[int]:
    """Where lines above begin, the nearest first."""
    indent = indent_of(lines[number])
    above = lines[max(0, number - MAX_LINES_AWAY) : number]
    starts = {indent_of(line) for line in above if line.strip()} - {indent}
    # An id whose things follow was rather meant further left, any other line further right.
    side = 1 if lines[number].rstrip().endswith(":") else -1
    return sorted(starts, key=lambda start: (abs(start - indent), side * start))[:_MAX_PLACES]


def furthest(tried: Iterable[list[str]]) -> list[str] | None:
    """Of several repairs of a file, the one with which YAML reads furthest."""
    several = list(tried)
    if not several or sum(map(len, several[0])) > _MAX_TRIED:
        return several[0] if several else None
    return max(several, key=_reads_until)


def _reads_until(lines: list[str]) -> int:
    try:
        for _ in yaml.parse("\n".join(lines), Loader=LOADER):
            pass
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mark.line if mark else 0
    return len(lines)
