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
    line_above_text,
    replace_line,
)
from selfcheck.question_file.yaml.unseen import ODD_SPACES, WIDE, odd_space
from selfcheck.question_file.yaml.vocabulary import Vocabulary

_NAME = pattern(r" *([^\s:：\"'#\[\]{}、。,]+):(\s|$)")

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_TRIED = 300_000
"""Letters. In larger files the first place is taken untried."""
_MAX_PLACES = 4
_ODD = pattern(f"[{WIDE}{ODD_SPACES}]")
_BLANK = pattern(f"[ \t{WIDE}{ODD_SPACES}]*[\t{WIDE}{ODD_SPACES}][ \t{WIDE}{ODD_SPACES}]*")


def _lead(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def find_astray(lines: Sequence[str], at: int, vocabulary: Vocabulary) -> Diagnosis | None:
    """A line above, at the left edge, with a name that belongs into a group which was left for it:
    the lines below go on with that group."""
    number: int | None = at
    while number is not None and indent_of(lines[number]) > 0:
        number = line_above(lines, number)
    name = _name_of(lines[number]) if number is not None else ""
    if number is None or not name or name not in vocabulary.words:
        return None
    if name in vocabulary.top and not any(line.startswith(f"{name}:") for line in lines[:number]):
        return None
    home = _home_of(lines, number, name, vocabulary)
    return None if home is None else move_line(lines, number, home)


def _name_of(line: str) -> str:
    found = _NAME.match(line)
    return found[1] if found else ""


def _home_of(lines: Sequence[str], number: int, name: str, vocabulary: Vocabulary) -> int | None:
    """Where the group begins that a name belongs into: the innermost of those open above it, by the
    names above, or where there are none yet, below."""
    above = line_above(lines, number)
    if above is not None and lines[above].rstrip().endswith(":") and indent_of(lines[above]) > 0:
        below = [
            n
            for n in range(number + 1, min(number + MAX_LINES_AWAY, len(lines)))
            if lines[n].strip()
        ]
        is_head = lines[number].rstrip().endswith(":")
        start = indent_of(lines[below[0]]) if below and not is_head else 0
        return start if start > indent_of(lines[above]) else indent_of(lines[above]) + 2
    beside: set[str] = set()
    left: int | None = None
    here = above
    while here is not None and indent_of(lines[here]) > 0:
        if left is None or indent_of(lines[here]) < left:
            if left is not None and vocabulary.is_beside(name, beside):
                return left
            left, beside = indent_of(lines[here]), set()
        if indent_of(lines[here]) == left:
            beside.add(_name_of(lines[here]))
        here = line_above(lines, here)
    return left if vocabulary.is_beside(name, beside) else None


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
    """A space that is none, full-width or one that looks like any other, before the first word."""
    lead = _lead(lines[number])
    odd = _ODD.search(lead)
    if not odd:
        return None
    if found := _invisible(lines, number):
        return found
    rest = lines[number].lstrip()
    wide = lead.count(WIDE)
    widths = (len(lead) + wide, len(lead), len(lead) - wide)
    near = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
    beside = {indent_of(line) for line in near if line.strip()}
    likely = sorted(widths, key=lambda width: width not in beside)
    tried = [replace_line(lines, number, " " * width + rest) for width in likely]
    problem = odd_space(number, odd.start(), len(lead), odd[0])
    return Diagnosis(problem, furthest(tried), (number,))


def find_indentation(
    lines: Sequence[str], at: int, known_words: frozenset[str]
) -> Diagnosis | None:
    """A line that begins neither under the line above nor under one before it."""
    above = line_above_text(lines, at)
    if above is None:
        return None
    culprit = _out_of_place_above(lines, at, known_words)
    if culprit is not None:
        return move_line(lines, culprit, indent_of(lines[at]))
    return _move_best(lines, at, above)


def find_first_astray(
    lines: Sequence[str], at: int, known_words: frozenset[str]
) -> Diagnosis | None:
    """The first line below a name that begins at another place than all others of its group."""
    first = _first_below_name(lines, at, known_words)
    return None if first is None else move_line(lines, first, indent_of(lines[at]))


def _first_below_name(lines: Sequence[str], at: int, known_words: frozenset[str]) -> int | None:
    """The first line below a name, where it alone begins at another place than the next one, which
    stands two spaces further right than the name."""
    here, first, number = indent_of(lines[at]), None, at
    while (above := line_above(lines, number)) is not None and indent_of(lines[above]) > here - 2:
        first = number = above
    if above is None or first is None or indent_of(lines[above]) != here - 2:
        return None
    if not lines[above].rstrip().endswith(":") or indent_of(lines[first]) == here:
        return None
    alone = sum(indent_of(line) == indent_of(lines[first]) for line in lines[first:at]) == 1
    kinds = {_name_of(lines[n]) in known_words for n in (first, at)}
    return first if alone and len(kinds) == 1 else None


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
    facts = {"indent": here, "meant": indent, "above_line": above + 1}
    problem = Problem("indentation", Span(number, 0, number, max(1, here)), facts)
    return Diagnosis(
        problem, replace_line(lines, number, " " * indent + lines[number].lstrip()), (number,)
    )


def _move_best(lines: Sequence[str], number: int, above: int) -> Diagnosis:
    """Where a line begins at no place of the lines above: to the one where YAML reads furthest."""
    indent = indent_of(lines[number])
    span = Span(number, 0, number, max(1, indent))
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
    best = furthest(tried)
    meant = indent_of(best[number] if best else lines[above])
    facts = {"indent": indent, "meant": meant, "above_line": above + 1}
    guessed = tuple(moved) if tried else ()
    return Diagnosis(Problem("indentation", span, facts), best, guessed)


def _is_shallower(line: str, indent: int) -> bool:
    return bool(line.strip()) and indent_of(line) < indent


def _places(lines: Sequence[str], number: int) -> list[int]:
    """Where lines above begin, the nearest first."""
    indent = indent_of(lines[number])
    above = lines[max(0, number - MAX_LINES_AWAY) : number]
    starts = {indent_of(line) for line in above if line.strip()} - {indent}
    if _name_of(lines[number]):
        starts -= _starts_of_text_above(lines, number)
    # An id whose things follow was rather meant further left, any other line further right.
    side = 1 if lines[number].rstrip().endswith(":") else -1
    return sorted(starts, key=lambda start: (abs(start - indent), side * start))[:_MAX_PLACES]


def _starts_of_text_above(lines: Sequence[str], number: int) -> set[int]:
    """Where the lines begin of a text in several lines, which a line with a name was to end."""
    head = line_above_text(lines, number)
    if head is None or head == line_above(lines, number):
        return set()
    return {indent_of(line) for line in lines[head + 1 : number] if line.strip()}


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
