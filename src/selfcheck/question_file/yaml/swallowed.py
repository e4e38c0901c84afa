"""What YAML loses in silence: text behind ` #`, quotes never closed, lines taken into a text."""

import re
from collections.abc import Sequence

from selfcheck.patterns import pattern
from selfcheck.problems import Problem, Span
from selfcheck.question_file.yaml.repair import (
    MAX_LINES_AWAY,
    Diagnosis,
    indent_of,
    mark,
    replace_line,
    rest_of_line,
)
from selfcheck.question_file.yaml.unseen import DASHES, find_odd_gap

ITEM = r"^(?P<lead>[ \t\u3000]*(?:- +)*)"
NAME = r"(?P<name>[^\s:：\"'#\[\]{}、。,]+)"
ENTRY = pattern(ITEM + r"(?:" + NAME + r":[ ]+)?(?P<value>\S.*)$")
FULL_COLON = pattern(ITEM + NAME + r"(?P<colon>：)(?P<rest>.*)$")
NO_GAP = pattern(ITEM + NAME + r"(?P<colon>:)(?P<rest>[^\s:/].*)$")
_OWN_LINE = pattern(r"^\s*(?:- |-$|[^\s:：\"'#\[\]{}、。,]+:(?:\s|$))")
_BLANK = pattern("\\s*[\u3000\u00a0]\\s*(#.*)?")
_NOTE_ALONE = pattern(r":?\s+(?P<note>#[^\s#].*)$")
_NOTE_AFTER_TEXT = pattern(r" (?P<note>#[^\s#].*)$")
_HYPHEN = pattern(r"^ *(?P<hyphen>[-－])[^\s0-9\-－.]")
_DASH = pattern(rf"^ *(?P<hyphen>[{DASHES[:-1]}])(?!(?P=hyphen))[ \u3000]*\S")
_LIST = pattern(r"^ *- +\S")


def full_colon(lines: Sequence[str], number: int) -> Diagnosis | None:
    """A name with a full-width colon behind it."""
    found = FULL_COLON.match(lines[number])
    if not found:
        return None
    repaired = f"{found['lead']}{found['name']}: {found['rest'].strip()}".rstrip()
    problem = Problem("full-width-colon", mark(number, found, "colon"), {"name": found["name"]})
    return Diagnosis(problem, replace_line(lines, number, repaired))


def no_gap(lines: Sequence[str], number: int) -> Diagnosis | None:
    """A name with a colon and no space behind it."""
    found = NO_GAP.match(lines[number])
    if not found:
        return None
    repaired = f"{found['lead']}{found['name']}: {found['rest']}"
    span = Span(number, found.start("name"), number, found.end("colon"))
    return Diagnosis(
        Problem("missing-space", span, {"name": found["name"]}),
        replace_line(lines, number, repaired),
    )


def hyphen_without_gap(lines: Sequence[str], number: int) -> Diagnosis | None:
    """A line of a list whose hyphen has no space behind it."""
    found = _HYPHEN.match(lines[number])
    if not found:
        return None
    place = mark(number, found, "hyphen")
    line = lines[number]
    repaired = line[: place.column] + "- " + line[place.end_column :]
    return Diagnosis(
        Problem("missing-space-after-hyphen", place), replace_line(lines, number, repaired)
    )


# --- text behind a # -----------------------------------------------------------------------


def find_swallowed_text(lines: Sequence[str], span: Span, empty: bool) -> Span | None:
    """The `#` and what follows it, where one space and a `#` with no space behind it end a text
    (電話は #8008). Two spaces before it, or one behind it, make a comment as people write them."""
    if span.end_line >= len(lines):
        return None
    note = _NOTE_ALONE if empty else _NOTE_AFTER_TEXT
    found = note.match(lines[span.end_line], span.end_column)
    return mark(span.end_line, found, "note") if found else None


# --- quotes that are not closed ------------------------------------------------------------


def find_unclosed_quote(lines: Sequence[str], until: int) -> Diagnosis | None:
    """The first quoted text, up to the line `until`, that runs over lines which look like lines
    of their own; no mark of PyYAML names that line."""
    for number in range(max(0, until - 10 * MAX_LINES_AWAY), until + 1):
        found = ENTRY.match(lines[number])
        if not found:
            continue
        start = open_quote(found["value"])
        if start is None:
            continue
        column = found.start("value") + start
        if _runs_over(lines, number, lines[number][column]):
            return close_quote(lines, number, column)
    return None


def close_quote(lines: Sequence[str], number: int, column: int) -> Diagnosis:
    """The problem of a quote that is never closed; meant to be closed where its text ends."""
    line = lines[number].rstrip()
    problem = Problem("unclosed-quote", Span(number, column, number, len(line)))
    if lines[number][:column].rstrip()[-1:] in ("[", "{", ","):
        inside = re.compile("[^,\\]}]*").match(line, column + 1)
        end = inside.end() if inside else len(line)
        repaired = line[:end] + line[column] + line[end:]
        return Diagnosis(problem, replace_line(lines, number, repaired), (number,))
    last = _last_of_text(lines, number)
    closed = lines[last].rstrip() + line[column]
    return Diagnosis(problem, replace_line(lines, last, closed), tuple(range(number, last + 1)))


def _last_of_text(lines: Sequence[str], number: int) -> int:
    """The last line of a text that was to end before the next line of its own."""
    last = number
    for below in range(number + 1, min(number + MAX_LINES_AWAY, len(lines))):
        if _is_own_line(lines, number, below) or lines[below].startswith("#"):
            break
        if lines[below].strip():
            last = below
    return last


def open_quote(value: str) -> int | None:
    """The position of a quote in a line's content that is not closed in the same line."""
    position = 0
    if value[0] not in "\"'[{":
        return None
    while position < len(value):
        if value[position] in "\"'" and value[:position].rstrip()[-1:] in ("", "[", "{", ",", ":"):
            end = end_of_quote(value, position)
            if end is None:
                return position
            position = end
            if value[0] in "\"'":
                return None
        elif value[position : position + 2] == " #":
            return None
        position += 1
    return None


def end_of_quote(text: str, start: int) -> int | None:
    """The position of the quote that closes the one at `start`."""
    quote = text[start]
    quoted = r'(?:[^"\\]|\\.)*"' if quote == '"' else r"(?:[^']|'')*'(?!')"
    found = re.compile(quoted, re.DOTALL).match(text, start + 1)
    return found.end() - 1 if found else None


def _runs_over(lines: Sequence[str], number: int, quote: str) -> bool:
    """Whether a line that looks like one of its own comes before the next quote."""
    for below in range(number + 1, min(number + MAX_LINES_AWAY, len(lines))):
        if _is_own_line(lines, number, below):
            return True
        if quote in lines[below]:
            return False
    return True


def _is_own_line(lines: Sequence[str], number: int, below: int) -> bool:
    """Whether a line looks like a name or a list item beside, or above, the one of a text."""
    found = ENTRY.match(lines[number])
    has_name = bool(found and (found["name"] or found["lead"].strip()))
    room = indent_of(lines[number]) - indent_of(lines[below])
    return bool(_OWN_LINE.match(lines[below])) and room >= (0 if has_name else 1)


# --- lines that became part of a text ------------------------------------------------------


def _blank_lines(lines: Sequence[str], span: Span) -> Diagnosis | None:
    """Lines of full-width spaces, or of these and a comment, are text to YAML."""
    inside = range(span.line + 1, min(span.end_line + 1, len(lines)))
    if not any(_BLANK.fullmatch(lines[number]) for number in inside):
        return None
    repaired = [
        "" if number in inside and _BLANK.fullmatch(line) else line
        for number, line in enumerate(lines)
    ]
    problem = Problem("full-width-space", Span(span.line, span.column, span.line, span.column))
    return Diagnosis(problem, repaired, quiet=True)


def find_swallowed_line(
    lines: Sequence[str], span: Span, quote: str | None, known_words: frozenset[str], in_list: bool
) -> Diagnosis | None:
    """A line that was meant as a line of its own and became part of the text above it."""
    if not quote and (found := _blank_lines(lines, span)):
        return found
    for number in range(span.line + 1, min(span.end_line + 1, len(lines))):
        if quote:
            if _is_own_line(lines, span.line, number):
                return close_quote(lines, span.line, span.column)
            continue
        if found := find_odd_gap(lines, number, known_words):
            return found
        for look in (full_colon, no_gap):
            found = look(lines, number)
            if found and str(found.problem.facts["name"]) in known_words:
                return found
        if found := _list_mark(lines, span, number, in_list):
            return found
    return None


def _list_mark(lines: Sequence[str], span: Span, number: int, in_list: bool) -> Diagnosis | None:
    """An item of a list: its hyphen typed as something else, or the name above the list lost."""
    if in_list:
        return hyphen_without_gap(lines, number) or _dash(lines, number)
    if not _LIST.match(lines[number]):
        return None
    if not lines[span.line][: span.column].strip() and (
        first := hyphen_without_gap(lines, span.line) or _dash(lines, span.line)
    ):
        return first
    left_out = [
        "" if span.line < n <= span.end_line and n >= number else line
        for n, line in enumerate(lines)
    ]
    place = rest_of_line(lines, number, indent_of(lines[number]))
    return Diagnosis(Problem("list-in-text", place), left_out, (number,))


def _dash(lines: Sequence[str], number: int) -> Diagnosis | None:
    found = _DASH.match(lines[number])
    if not found:
        return None
    line = lines[number]
    repaired = f"{line[: found.start('hyphen')]}- {line[found.end('hyphen') :].lstrip()}"
    problem = Problem(
        "full-width-hyphen", mark(number, found, "hyphen"), {"found": found["hyphen"]}
    )
    return Diagnosis(problem, replace_line(lines, number, repaired))
