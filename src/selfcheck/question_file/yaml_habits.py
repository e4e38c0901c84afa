"""Why YAML stopped at a line, in the author's terms, and the line as it was probably meant.

PyYAML says what its parser expected; an author wants to know what he typed. So the line that
matters is looked for first, then read for the habits of people who type Japanese.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from selfcheck.problems import Problem, Span

_ITEM = r"^(?P<lead>[ \t\u3000]*(?:- +)?)"
_NAME = r"(?P<name>[^\s:：\"'#\[\]{}、。]+)"
_FULL_COLON = re.compile(_ITEM + _NAME + r"(?P<colon>：)(?P<rest>.*)$")
_WIDE_GAP = re.compile(_ITEM + _NAME + r":(?P<gap>\u3000+)(?P<rest>.*)$")
_NO_GAP = re.compile(_ITEM + _NAME + r"(?P<colon>:)(?P<rest>[^\s:/].*)$")
_ENTRY = re.compile(_ITEM + r"(?:" + _NAME + r":[ ]+)?(?P<value>\S.*)$")
_LOOKS_LIKE_A_NAME = re.compile(r"^\s*(?:- +)?[^\s:：\"'#\[\]{}、。]+:(?:\s|$)")
_WIDE_HYPHEN = re.compile(r"^(?P<lead> *)(?P<hyphen>[－−‐])[ \u3000]*(?P<rest>\S.*)$")

_SPECIAL = {"@": "reserved-character", "`": "reserved-character", "%": "reserved-character",
            "*": "reserved-character", "&": "reserved-character", "!": "reserved-character",
            "|": "text-after-bar", ">": "text-after-bar", "?": "reserved-character",
            "-": "reserved-character", ",": "reserved-character",
            "]": "reserved-character", "}": "reserved-character"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A problem, and all lines as they may have been meant, None where nobody can tell."""

    problem: Problem
    mended: list[str] | None = None


def diagnose(lines: Sequence[str], error: yaml.YAMLError) -> Diagnosis:
    """Explain an error of PyYAML."""
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    at = min(mark.line if mark else len(lines) - 1, len(lines) - 1)
    if found := _unclosed_quote(lines, at):
        return found
    for number in _suspects(lines, error, at, context):
        for look in _LOOKS:
            if found := look(lines, number):
                return found
    if found := _indentation(lines, error, at) or _backslash(lines, error, at):
        return found
    column = min(mark.column if mark else 0, len(lines[at]))
    span = Span(at, column, at, max(column + 1, len(lines[at])))
    return Diagnosis(Problem("yaml-unclear", span))


def _suspects(lines: Sequence[str], error: Any, at: int, context: Any) -> list[int]:
    """The lines that may hold the mistake, likeliest first."""
    above = [number for number in range(at - 1, -1, -1) if lines[number].strip()][:1]
    problem = error.problem or ""
    if "could not find expected ':'" in problem and context:
        return [context.line]
    if "mapping values are not allowed" in problem:
        column = error.problem_mark.column
        return [at] if ": " in lines[at][:column] else [*above, at]
    if context and context.line != at and "flow" in (error.context or ""):
        return [context.line, at]
    return [at, *above]


def _mend(lines: Sequence[str], number: int, line: str) -> list[str]:
    return [*lines[:number], line, *lines[number + 1 :]]


def _mark(number: int, found: re.Match[str], group: str) -> Span:
    return Span(number, found.start(group), number, found.end(group))


# --- habits, each: (lines, number) -> Diagnosis | None -------------------------------------


def _tab(lines: Sequence[str], number: int) -> Diagnosis | None:
    lead = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
    if "\t" not in lead:
        return None
    others = sum(1 for line in lines if "\t" in line[: len(line) - len(line.lstrip())]) - 1
    span = Span(number, lead.index("\t"), number, len(lead))
    return Diagnosis(Problem("tab", span, {"others": others}))


def _wide_space(lines: Sequence[str], number: int) -> Diagnosis | None:
    line = lines[number]
    if found := _WIDE_GAP.match(line):
        mended = f"{found['lead']}{found['name']}: {found['rest']}"
        problem = Problem("full-width-space", _mark(number, found, "gap"))
        return Diagnosis(problem, _mend(lines, number, mended))
    lead = line[: len(line) - len(line.lstrip())]
    if "\u3000" not in lead:
        return None
    return Diagnosis(
        Problem("full-width-space", Span(number, lead.index("\u3000"), number, len(lead)))
    )


def _full_colon(lines: Sequence[str], number: int) -> Diagnosis | None:
    found = _FULL_COLON.match(lines[number])
    if not found:
        return None
    mended = f"{found['lead']}{found['name']}: {found['rest'].strip()}"
    problem = Problem("full-width-colon", _mark(number, found, "colon"), {"name": found["name"]})
    return Diagnosis(problem, _mend(lines, number, mended))


def _no_gap(lines: Sequence[str], number: int) -> Diagnosis | None:
    found = _NO_GAP.match(lines[number])
    if not found:
        return None
    mended = f"{found['lead']}{found['name']}: {found['rest']}"
    span = Span(number, found.start("name"), number, found.end("colon"))
    problem = Problem("missing-space", span, {"name": found["name"]})
    return Diagnosis(problem, _mend(lines, number, mended))


def _wide_hyphen(lines: Sequence[str], number: int) -> Diagnosis | None:
    found = _WIDE_HYPHEN.match(lines[number])
    if not found:
        return None
    mended = f"{found['lead']}- {found['rest']}"
    problem = Problem("full-width-hyphen", _mark(number, found, "hyphen"))
    return Diagnosis(problem, _mend(lines, number, mended))


def _needs_quotes(lines: Sequence[str], number: int) -> Diagnosis | None:
    """A text that begins with a sign, goes on after a quote, or holds `: `."""
    found = _ENTRY.match(lines[number])
    if not found:
        return None
    code = _reason_for_quotes(found["value"], has_name=found["name"] is not None)
    if code is None:
        return None
    value = found["value"].strip()
    quoted = "'" + value.replace("'", "''") + "'"
    block_follows = code == "text-after-bar" and _is_deeper(lines, number)
    mended = lines[number][: found.start("value")] + (value[0] if block_follows else quoted)
    facts = {"found": value[0], "quoted": quoted if len(quoted) < 60 else ""}
    return Diagnosis(
        Problem(code, _mark(number, found, "value"), facts), _mend(lines, number, mended)
    )


def _is_deeper(lines: Sequence[str], number: int) -> bool:
    """Whether the line below begins further to the right."""
    here, below = lines[number], lines[number + 1] if number + 1 < len(lines) else ""
    return len(below) - len(below.lstrip(" ")) > len(here) - len(here.lstrip(" "))


def _reason_for_quotes(value: str, has_name: bool) -> str | None:
    if value[0] in "\"'":
        return "text-after-quote" if _after_quote(value) else None
    if value[0] in "”“＂":
        return "full-width-quote"
    if value[0] == "{":
        return "opening-brace" if value.rstrip()[-1] != "}" else None
    if value[0] == "[":
        after = value.rpartition("]")
        return "text-after-bracket" if after[1] and after[2].strip() else None
    if value[0] in _SPECIAL and (value[0] not in "-?" or value[1:2] in ("", " ")):
        return _SPECIAL[value[0]]
    return "unquoted-colon" if has_name and re.search(r":(\s|$)", value) else None


def _after_quote(value: str) -> bool:
    """Whether a quoted text ends and something but a comment follows."""
    end = _end_of_quote(value, 0)
    rest = value[end + 1 :] if end is not None else ""
    return bool(rest.strip()) and not re.match(r"\s+#", rest)


def _open_bracket(lines: Sequence[str], number: int) -> Diagnosis | None:
    found = _ENTRY.match(lines[number])
    if not found or found["value"][0] != "[" or "]" in found["value"]:
        return None
    problem = Problem("unclosed-bracket", _mark(number, found, "value"))
    return Diagnosis(problem, _mend(lines, number, lines[number].rstrip() + "]"))


def _no_colon(lines: Sequence[str], number: int) -> Diagnosis | None:
    line = lines[number]
    if not re.fullmatch(r" *[^\s:：\"'#\[\]{}][^:：]*", line):
        return None
    start = len(line) - len(line.lstrip())
    return Diagnosis(Problem("missing-colon", Span(number, start, number, len(line.rstrip()))))


_LOOKS: tuple[Callable[[Sequence[str], int], Diagnosis | None], ...] = (
    _tab,
    _wide_space,
    _full_colon,
    _no_gap,
    _wide_hyphen,
    _needs_quotes,
    _open_bracket,
)


def _indentation(lines: Sequence[str], error: Any, at: int) -> Diagnosis | None:
    """Lines that begin neither under the line above nor under one before it."""
    problem = error.problem or ""
    if "could not find expected ':'" in problem and error.context_mark:
        return _no_colon(lines, error.context_mark.line)
    if not re.search("expected <block end>|expected key|mapping values|indicator", problem):
        return None
    indent = len(lines[at]) - len(lines[at].lstrip(" "))
    above = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), None)
    if above is None:
        return None
    before = len(lines[above]) - len(lines[above].lstrip(" "))
    span = Span(at, 0, at, max(1, indent))
    facts = {"indent": indent, "above": before, "above_line": above + 1}
    return Diagnosis(Problem("indentation", span, facts))


def _backslash(lines: Sequence[str], error: Any, at: int) -> Diagnosis | None:
    """A backslash within double quotes that YAML takes for the beginning of a sign."""
    if "escape" not in (error.problem or "") or "\\" not in lines[at]:
        return None
    column = lines[at].rfind("\\", 0, error.problem_mark.column + 1)
    span = Span(at, column, at, column + 2)
    return Diagnosis(Problem("backslash", span), _mend(lines, at, lines[at].replace("\\", "/")))


# --- quotes that are not closed ------------------------------------------------------------


def _unclosed_quote(lines: Sequence[str], until: int) -> Diagnosis | None:
    """The first quoted text, up to the line `until`, that runs over lines which look like
    `name:`; no mark of PyYAML names that line."""
    for number in range(until + 1):
        found = _ENTRY.match(lines[number])
        if not found or found["value"][0] not in "\"'":
            continue
        if _end_of_quote(lines[number], found.start("value")) is None and _runs_over_names(
            lines, number, found["value"][0]
        ):
            problem = Problem("unclosed-quote", _mark(number, found, "value"))
            mended = lines[number].rstrip() + found["value"][0]
            return Diagnosis(problem, _mend(lines, number, mended))
    return None


def _end_of_quote(text: str, start: int) -> int | None:
    """The position of the quote that closes the one at `start`."""
    quote = text[start]
    pattern = r'(?:[^"\\]|\\.)*"' if quote == '"' else r"(?:[^']|'')*'(?!')"
    found = re.compile(pattern, re.DOTALL).match(text, start + 1)
    return found.end() - 1 if found else None


def _runs_over_names(lines: Sequence[str], number: int, quote: str) -> bool:
    for line in lines[number + 1 :]:
        if _LOOKS_LIKE_A_NAME.match(line):
            return True
        if quote in line:
            return False
    return True


# --- what YAML loses in silence ------------------------------------------------------------


def find_swallowed_text(lines: Sequence[str], span: Span, empty: bool) -> Span | None:
    """The `#` and what follows it, where one space and a `#` with no space behind it end a text
    (電話は #8008). Two spaces before it, or one behind it, make a comment as people write them."""
    if span.end_line >= len(lines):
        return None
    line = lines[span.end_line]
    if empty:
        found = re.compile(r":?\s+(#[^\s#].*)$").match(line, span.end_column)
    else:
        found = re.compile(r" (#[^\s#].*)$").match(line, span.end_column)
    if not found:
        return None
    return Span(span.end_line, found.start(1), span.end_line, found.end(1))


def find_swallowed_line(
    lines: Sequence[str], span: Span, quote: str | None, known_words: frozenset[str]
) -> Problem | None:
    """A line that was meant as a line of its own and became part of the text above it."""
    for number in range(span.line + 1, min(span.end_line + 1, len(lines))):
        line = lines[number]
        if quote:
            name = line.strip().partition(":")[0]
            if name in known_words and _LOOKS_LIKE_A_NAME.match(line):
                start = Span(span.line, span.column, span.line, len(lines[span.line]))
                return Problem("unclosed-quote", start)
        else:
            for look in (_full_colon, _no_gap):
                found = look(lines, number)
                if found and found.problem.facts["name"] in known_words:
                    return found.problem
    return None
