"""Problems as the author sees them: the line first, what is wrong, what to do, what is allowed."""

from collections.abc import Collection, Sequence
from itertools import islice
from typing import Any

from selfcheck.problems import Places, Problem, Span, find_other_span, find_span
from selfcheck.showing.rows import BLANK, Row, as_rows, rows_as_text
from selfcheck.typesetting import break_lines, cut, display_width, harmless
from selfcheck.words import Say

_MAX_NAMES = 8
_LINES_ABOVE = 2
_MAX_SHOWN = 200
_MAX_EXAMPLE = 60
_CHARACTERS_OF_A_COLUMN = 4
"""Characters of a long line that are looked at for each column of the screen: one with marks above
and below is several, and a line of a million characters must not take time."""
_KEYS_OF = ("unknown-key", "expected-group")


def describe_message(problem: Problem, say: Say) -> str:
    """What is wrong, in one sentence."""
    return harmless(say(f"problem.{problem.code}", **_facts(problem, say)), False)


def describe_hints(problem: Problem, say: Say) -> list[str]:
    """What to do and what is allowed, a sentence each."""
    facts = _facts(problem, say)
    hints = []
    if facts.get("near"):
        hints.append(say("problem.near", near=facts["near"]))
    hint = say(f"hint.{problem.code}", **facts)
    if hint:
        hints.append(hint)
    if 0 < len(facts.get("quoted", "")) <= _MAX_EXAMPLE:
        hints.append(say("problem.for-example", quoted=facts["quoted"]))
    hints += [say(key, **reason) for key, reason in facts.get("because", ())]
    if "also" in facts:
        hints.append(say("problem.also", lines=", ".join(map(str, facts["also"][:_MAX_NAMES]))))
    if "allowed" in facts:
        hints.append(_describe_allowed(problem, facts["allowed"], say))
    return [harmless(hint, False) for hint in hints]


def _facts(problem: Problem, say: Say) -> dict[str, Any]:
    facts = dict(problem.facts)
    if problem.code == "example-fails":
        facts["what"] = say(str(facts["what"]), theme=facts["theme"])
    return facts


def _describe_allowed(problem: Problem, allowed: Collection[str], say: Say) -> str:
    if not allowed:
        return say("problem.nothing-allowed")
    if problem.code in _KEYS_OF:
        place = say(f"place.{_section(problem)}")
        return say("problem.allowed-keys", place=place, allowed=", ".join(allowed))
    shown = ", ".join(islice(allowed, _MAX_NAMES))
    if more := len(allowed) - _MAX_NAMES:
        shown = say("problem.and-more", allowed=shown, more=more) if more > 0 else shown
    return say("problem.allowed", allowed=shown)


def _section(problem: Problem) -> str:
    """The part of the file in which a name stands."""
    place = problem.facts.get("where", problem.place)
    path = place if isinstance(place, tuple) else ()
    if len(path) > 3 and path[0] == "themes" and path[2] == "rubric":
        return "rubric"
    if len(path) > 2 and path[0] == "examples" and path[2] == "expect":
        return "expect" if len(path) > 3 else "examples"
    if len(path) > 3 and path[0] == "questions" and path[2] in ("answers", "part"):
        return str(path[2])
    return str(path[0]) if len(path) > 1 else "top"


# --- as text --------------------------------------------------------------------------------


def render_problems(problems: Sequence[Problem], places: Places, say: Say, width: int) -> str:
    """All problems of a file as text."""
    return rows_as_text(set_problems(problems, places, say, width)) if problems else ""


def set_problems(
    problems: Sequence[Problem], places: Places, say: Say, width: int
) -> tuple[Row, ...]:
    """All problems of a file, an empty row between them; after 200, only how many more."""
    shown = [_set_problem(problem, places, say, width) for problem in problems[:_MAX_SHOWN]]
    if more := len(problems) - len(shown):
        shown.append([Row(say("problem.not-shown", more=more))])
    return tuple(row for rows in shown for row in (BLANK, *rows))[1:]


def _set_problem(problem: Problem, places: Places, say: Say, width: int) -> list[Row]:
    """One problem with the lines around it as typed, and a mark under what is meant."""
    span = find_span(problem, places)
    rows = _set_head(problem, places.file, span, say, width)
    if span and places.lines:
        rows += [BLANK, *_set_lines(places, span, width)]
    if other := find_other_span(problem, places):
        rows += [Row(f"   {say('problem.other', line=other.line + 1)}")]
        rows += _set_lines(places, other, width, above=0)
    for hint in describe_hints(problem, say):
        rows += as_rows(break_lines(hint, width, first="   ", rest="   "))
    return rows


def _set_head(problem: Problem, file: str, span: Span | None, say: Say, width: int) -> list[Row]:
    message = describe_message(problem, say)
    name = harmless(file, False)
    if span:
        head = say("problem.at-line", file=name, line=span.line + 1, message=message)
    else:
        head = say("problem.in-file", file=name, message=message)
    code = f"[{problem.code}]"
    lines = break_lines(head, width)
    gap = width - display_width(lines[-1]) - len(code)
    role = "warm" if problem.severity == "error" else "quiet"
    if gap >= 2:
        last, end = lines[-1] + " " * gap + code, len(lines[-1])
        spans = ((0, end, "strong"), (end, len(last), role))
        return [*as_rows(lines[:-1], "strong"), Row(last, spans=spans)]
    return [*as_rows(lines, "strong"), Row(" " * max(0, width - len(code)) + code, role)]


def _set_lines(places: Places, span: Span, width: int, above: int = _LINES_ABOVE) -> list[Row]:
    first = max(0, span.line - above)
    digits = max(2, len(str(span.line + 1)))
    rows = []
    for number in range(first, span.line + 1):
        pointer = ">" if number == span.line else " "
        row = f" {pointer} {number + 1:>{digits}} │ "
        shown = row + _window(places.lines[number], span, width - len(row))[0]
        rows.append(Row(shown, spans=((0, len(row), "quiet"),)))
    start, end = _window(places.lines[span.line], span, width - len(row))[1]
    edge = f"   {'':>{digits}} │ "
    marked = f"{edge}{' ' * start}{'^' * max(1, end - start)}"
    spans = ((0, len(edge), "quiet"), (len(edge), len(marked), "warm"))
    rows.append(Row(marked, spans=spans))
    return rows


def _window(line: str, span: Span, width: int) -> tuple[str, tuple[int, int]]:
    """The part of a line that fits, and the columns of the mark in it."""
    end = span.end_column if span.end_line == span.line else len(line)
    most = _CHARACTERS_OF_A_COLUMN * width
    begin = 0
    if end > most or display_width(harmless(line[:end], False)) > width - 3:
        begin = max(0, min(span.column, len(line)) - width // 4)
    start = max(begin, span.column)
    shown = harmless(line[begin : begin + most], False)
    before = display_width(harmless(line[begin:start], False))
    marked = display_width(harmless(line[start : min(end, start + most)], False))
    return cut(shown, width), (before, min(width, before + marked))


# --- as data --------------------------------------------------------------------------------


def problem_as_data(problem: Problem, places: Places, say: Say) -> dict[str, object]:
    """For other programs: lines and columns from 1, in characters; 1 where there is no place."""
    span = find_span(problem, places) or Span(0, 0, 0, 0)
    one_line = span.end_line == span.line or not places.lines
    end = span.end_column if one_line else len(places.lines[span.line])
    return {
        "file": places.file,
        "line": span.line + 1,
        "column": span.column + 1,
        "end_column": max(end, span.column) + 1,
        "severity": problem.severity,
        "code": problem.code,
        "message": describe_message(problem, say),
        "hint": "\n".join(describe_hints(problem, say)),
    }
