"""Brackets that are never closed, and what stands between brackets without a comma."""

import re
from collections.abc import Sequence

from selfcheck.patterns import pattern
from selfcheck.problems import Problem, Span
from selfcheck.question_file.yaml.repair import (
    Diagnosis,
    indent_of,
    line_above,
    replace_line,
    rest_of_line,
)

_WIDE = (
    ("full-width-comma", r"[、，](?=\s*[^\s:、，,\[\]{}]+:\s)", ", "),
    ("full-width-comma", "[、，]", ", "),
    ("full-width-colon", "：", ": "),
)
_NOTE = pattern(r"\s+#\s")
_LISTED = pattern(r": +(?P<items>[^\s,:\[\]{}'\"][^:\[\]{}'\"]*)$")
_MAX_LINES = 50


def find_bracket(
    lines: Sequence[str],
    opened: tuple[int, int],
    place: tuple[int, int],
    known_words: frozenset[str],
) -> Diagnosis | None:
    """A bracket that is never closed, or what stands between brackets without a comma."""
    number = opened[0]
    column = max(lines[number].rfind(bracket, 0, opened[1] + 1) for bracket in "[{")
    if column < 0:
        return None
    if found := _other_kind(lines, (number, column), place):
        return found
    text = "\n".join(lines[number : number + _MAX_LINES])
    end = _end_of_brackets(text, column)
    inside = text[column:end] if end is not None else ""
    if end is not None and not _leaves(lines, number, inside):
        wide = not _is_comma_missed(lines[place[0]], place[1], known_words)
        found = _wide_inside(lines, (number, column), inside) if wide else None
        return found or Diagnosis(
            Problem("missing-comma", rest_of_line(lines, *place)),
            _with_comma(lines, *place),
            (place[0],),
        )
    last = _last_within(lines, number)
    closing = _closing("\n".join([lines[number][column:], *lines[number + 1 : last + 1]]))
    facts = {"found": lines[number][column], "closing": closing[-1:]}
    problem = Problem("unclosed-bracket", rest_of_line(lines, number, column), facts)
    note = _NOTE.search(lines[last])
    end = note.start() if note else len(lines[last].rstrip())
    closed = lines[last][:end] + closing + lines[last][end:]
    return Diagnosis(problem, replace_line(lines, last, closed), (number, last))


def _other_kind(
    lines: Sequence[str], opened: tuple[int, int], place: tuple[int, int]
) -> Diagnosis | None:
    """A bracket of one kind where the other kind would have to be closed first."""
    at, column = place
    line, opening = lines[at], lines[opened[0]][opened[1]]
    closing = line[column : column + 1]
    if (opening, closing) == ("[", "}"):
        problem = Problem(
            "unclosed-bracket", rest_of_line(lines, *opened), {"found": "[", "closing": "]"}
        )
        return Diagnosis(
            problem, replace_line(lines, at, line[:column] + "]" + line[column:]), (at,)
        )
    if (opening, closing) == ("{", "]"):
        return _unopened(lines, at, column)
    return None


def _unopened(lines: Sequence[str], at: int, column: int) -> Diagnosis:
    """A list within braces of which only the end is there: it was to begin behind its name."""
    line = lines[at]
    listed = _LISTED.search(line[:column])
    here = Span(at, column, at, column + 1)
    if not listed:
        problem = Problem("unopened-bracket", here, {"found": "]"})
        mended = line[:column] + line[column + 1 :]
        return Diagnosis(problem, replace_line(lines, at, mended), (at,))
    start = listed.start("items")
    facts = {"found": "]", "quoted": f"[{listed['items']}]"}
    mended = f"{line[:start]}[{line[start:]}"
    return Diagnosis(Problem("unopened-bracket", here, facts), replace_line(lines, at, mended))


def _is_comma_missed(line: str, column: int, known_words: frozenset[str]) -> bool:
    """Whether YAML stops at the colon of a name that has no comma before it."""
    found = re.search(r"[^,\s{]\s+([^\s:,{}\[\]]+)$", line[:column])
    return found is not None and line[column : column + 1] == ":" and found[1] in known_words


def _last_within(lines: Sequence[str], number: int) -> int:
    """The last line that is indented under the one in which a bracket opens."""
    last = number
    for below in range(number + 1, min(number + _MAX_LINES, len(lines))):
        if lines[below].strip():
            if indent_of(lines[below]) <= indent_of(lines[number]):
                break
            last = below
    return last


def _with_comma(lines: Sequence[str], at: int, column: int) -> list[str]:
    """A comma put before the word at which YAML stops, or taken away where there are two."""
    line = lines[at]
    if line[column : column + 1] == ",":
        return replace_line(lines, at, line[:column] + line[column + 1 :])
    space = line.rfind(" ", 0, column)
    if line[: max(space, 0)].strip():
        return replace_line(lines, at, f"{line[:space]},{line[space:]}")
    above = line_above(lines, at)
    return (
        replace_line(lines, at, line)
        if above is None
        else replace_line(lines, above, lines[above] + ",")
    )


def _wide_inside(lines: Sequence[str], opened: tuple[int, int], inside: str) -> Diagnosis | None:
    """A full-width comma or colon between brackets on one line."""
    number, column = opened
    for code, wide, narrow in _WIDE:
        found = re.search(wide, inside)
        if found and "\n" not in inside:
            here = Span(number, column + found.start(), number, column + found.end())
            name = re.split(r"[\s,、，{\[]", inside[: found.start()])[-1]
            line = lines[number]
            mended = re.sub(wide + r"\s*", narrow, inside)
            repaired = line[:column] + mended + line[column + len(inside) :]
            problem = Problem(code, here, {"name": name})
            return Diagnosis(problem, replace_line(lines, number, repaired))
    return None


def _leaves(lines: Sequence[str], number: int, inside: str) -> bool:
    """Whether what stands between brackets runs over lines that begin as early as the first."""
    return any(
        indent_of(line) <= indent_of(lines[number]) and line.strip(" ]},")
        for line in inside.split("\n")[1:]
    )


def _end_of_brackets(text: str, start: int) -> int | None:
    """Past the bracket that closes the one at `start`, quotes left aside."""
    depth = 0
    for found in re.finditer(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\[{\]}]", text[start:]):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return start + found.end()
    return None


def _closing(text: str) -> str:
    """The brackets that close what a text opens."""
    still: list[str] = []
    for found in re.finditer(r"\"[^\"]*\"|'[^']*'|[\[{\]}]", text):
        if found[0] in "[{":
            still.append("]" if found[0] == "[" else "}")
        elif found[0] in "]}" and still:
            still.pop()
    return "".join(reversed(still))
