"""Why YAML stopped at a line, in the author's terms, and the line as it was probably meant.

PyYAML says what its parser expected; an author wants to know what he typed. So the line that
matters is looked for first, then read for the habits of people who type Japanese.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import yaml

from selfcheck.patterns import pattern
from selfcheck.problems import Problem, Span
from selfcheck.question_file.yaml.brackets import find_bracket
from selfcheck.question_file.yaml.indentation import (
    find_tab,
    find_wide_indent,
)
from selfcheck.question_file.yaml.repair import (
    Diagnosis,
    indent_of,
    line_above,
    mark,
    replace_line,
    rest_of_line,
)
from selfcheck.question_file.yaml.structure import find_structure
from selfcheck.question_file.yaml.swallowed import (
    ENTRY,
    ITEM,
    NAME,
    end_of_quote,
    find_unclosed_quote,
    full_colon,
    hyphen_without_gap,
    no_gap,
)
from selfcheck.question_file.yaml.unseen import BARS, DASHES, find_odd_gap, find_wide_bar
from selfcheck.question_file.yaml.vocabulary import Vocabulary

_WIDE_GAP = pattern(ITEM + NAME + r":(?P<gap>\u3000+)(?P<rest>.*)$")
_WIDE_HYPHEN = pattern(
    rf"^(?P<lead> *)(?P<hyphen>(?P<dash>[{DASHES[:-1]}])(?!(?P=dash))|\*(?=[ \u3000]))"
    r"[ \u3000]*(?P<rest>\S.*)$"
)
_WIDE_HASH = pattern(r"^ *(?P<hash>＃)")
_WIDE_BRACES = pattern(r"｛(?P<inside>[^｛｝]*:\s[^｛｝]*)｝\s*")
_QUOTED_INSIDE = pattern(
    r"[\[{,:] *(?P<quoted>[”“＂][^”“＂]{0,200}?[:,][^”“＂]{0,200}[”“＂])(?=\s*[,}\]])"
)

_BAR = pattern(r"[|>][+-]?[1-9]?[+-]?\s*")

_WIDE_QUOTES = "”“＂"
_SPECIAL = {"@": "reserved-character", "`": "reserved-character", "%": "reserved-character",
            "*": "reserved-character", "&": "reserved-character", "!": "reserved-character",
            "|": "text-after-bar", ">": "text-after-bar", "?": "reserved-character",
            "-": "reserved-character", ",": "reserved-character",
            "]": "reserved-character", "}": "reserved-character"}  # fmt: skip


def diagnose(lines: Sequence[str], error: yaml.YAMLError, vocabulary: Vocabulary) -> Diagnosis:
    """Explain an error of PyYAML."""
    said = (getattr(error, "problem", None) or "", getattr(error, "context", None) or "")
    last = next((n for n in range(len(lines) - 1, -1, -1) if lines[n].strip(" ")), 0)
    at, column = _within(lines, getattr(error, "problem_mark", None), last)
    context = getattr(error, "context_mark", None)
    opened = _within(lines, context, last) if context else None
    if found := _unseen(lines, vocabulary) or find_unclosed_quote(lines, at):
        return found
    for number in _suspects(lines, said, (at, column), opened):
        for look in _LOOKS:
            if found := look(lines, number):
                return found
    if (
        "flow" in said[1]
        and opened
        and (found := find_bracket(lines, opened, (at, column), vocabulary.words))
    ):
        return found
    if found := find_structure(lines, said, (at, column), opened, vocabulary) or _backslash(
        lines, said, (at, column)
    ):
        return found
    return Diagnosis(Problem("yaml-unclear", rest_of_line(lines, at, column)))


def _unseen(lines: Sequence[str], vocabulary: Vocabulary) -> Diagnosis | None:
    """What nobody sees, in whichever line: YAML stops far behind it."""
    for number, line in enumerate(lines):
        if line.isascii():
            continue
        if found := find_odd_gap(lines, number, vocabulary.words):
            return found
        if not BARS.keys().isdisjoint(line) and (found := find_wide_bar(lines, number)):
            return found
    return None


def _within(lines: Sequence[str], mark: Any, last: int) -> tuple[int, int]:
    """The line and column of a mark of PyYAML, which can lie past the end of the file."""
    if mark is None or mark.line > last:
        return last, 0
    return mark.line, min(mark.column, len(lines[mark.line].rstrip()))


def _suspects(
    lines: Sequence[str],
    said: tuple[str, str],
    place: tuple[int, int],
    opened: tuple[int, int] | None,
) -> list[int]:
    """The lines that may hold the mistake, likeliest first."""
    at, column = place
    above = line_above(lines, at)
    before = [] if above is None else [above]
    if "could not find expected ':'" in said[0] and opened:
        return [opened[0]]
    if "mapping values are not allowed" in said[0]:
        return [at] if re.search(r":\s", lines[at][:column]) else [*before, at]
    if opened and opened[0] != at and "flow" in said[1]:
        return [opened[0], at]
    return [at, *before]


# --- habits, each: (lines, number) -> Diagnosis | None -------------------------------------


def _wide_gap(lines: Sequence[str], number: int) -> Diagnosis | None:
    found = _WIDE_GAP.match(lines[number])
    if not found:
        return None
    repaired = f"{found['lead']}{found['name']}: {found['rest']}"
    problem = Problem("full-width-space", mark(number, found, "gap"))
    return Diagnosis(problem, replace_line(lines, number, repaired))


def _wide_hyphen(lines: Sequence[str], number: int) -> Diagnosis | None:
    found = _WIDE_HYPHEN.match(lines[number])
    if not found:
        return None
    repaired = f"{found['lead']}- {found['rest']}"
    facts = {"found": found["hyphen"]}
    problem = Problem("full-width-hyphen", mark(number, found, "hyphen"), facts)
    return Diagnosis(problem, replace_line(lines, number, repaired))


def _wide_hash(lines: Sequence[str], number: int) -> Diagnosis | None:
    found = _WIDE_HASH.match(lines[number])
    if not found:
        return None
    problem = Problem("full-width-hash", mark(number, found, "hash"))
    return Diagnosis(problem, replace_line(lines, number, lines[number].replace("＃", "#", 1)))


def _wide_braces(lines: Sequence[str], number: int) -> Diagnosis | None:
    entry = ENTRY.match(lines[number])
    found = _WIDE_BRACES.fullmatch(entry["value"]) if entry else None
    if not entry or not found:
        return None
    value = entry["value"].strip()
    start = entry.start("value")
    span = Span(number, start, number, start + len(value))
    repaired = lines[number][:start] + "{" + found["inside"] + "}"
    return Diagnosis(
        Problem("full-width-bracket", span, {"found": value[0] + "…" + value[-1]}),
        replace_line(lines, number, repaired),
    )


def _wide_quotes(lines: Sequence[str], number: int) -> Diagnosis | None:
    """Full-width quotes around a text between brackets in which a colon or a comma stands."""
    found = _QUOTED_INSIDE.search(lines[number])
    if not found:
        return None
    span = mark(number, found, "quoted")
    quoted = _quote(found["quoted"])
    repaired = lines[number][: span.column] + quoted + lines[number][span.end_column :]
    facts = {"found": found["quoted"][0], "quoted": quoted}
    problem = Problem("full-width-quote", span, facts)
    return Diagnosis(problem, replace_line(lines, number, repaired), (number,))


def needs_quotes(lines: Sequence[str], number: int) -> Diagnosis | None:
    """A text that begins with a sign, goes on after a quote, or holds `: `."""
    found = ENTRY.match(lines[number])
    if not found:
        return None
    code = _reason_for_quotes(found["value"], has_name=found["name"] is not None)
    if code is None:
        return None
    value = found["value"].strip()
    quoted = _quote(value)
    block_follows = code == "text-after-bar" and _is_deeper(lines, number)
    repaired = lines[number][: found.start("value")] + (value[0] if block_follows else quoted)
    end = found.start("value") + len(value)
    span = Span(number, found.start("value"), number, end)
    return Diagnosis(
        Problem(code, span, {"found": value[0], "quoted": quoted}),
        replace_line(lines, number, repaired),
        (number,),
    )


def _quote(text: str) -> str:
    """A text as it can be written in quotes; quotes around it, of whatever width, are replaced."""
    if len(text) > 1 and (text[0] + text[-1] in ("''", '""') or text[0] in _WIDE_QUOTES):
        text = text[1:-1] if text[-1] in f"'\"{_WIDE_QUOTES}" else text[1:]
    if "'" in text and not set(text) & set('"\\'):
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _is_deeper(lines: Sequence[str], number: int) -> bool:
    """Whether the line below begins further to the right."""
    below = lines[number + 1] if number + 1 < len(lines) else ""
    return indent_of(below) > indent_of(lines[number])


def _reason_for_quotes(value: str, has_name: bool) -> str | None:
    if value[0] in "\"'":
        return "text-after-quote" if _after_quote(value) else None
    if value[0] in _WIDE_QUOTES:
        return "full-width-quote"
    if value[0] == "{":
        after = value.rpartition("}")
        brace = re.match(r"\{\{|\{[^{}:,]*\}", value)
        return "opening-brace" if brace or _has_text_behind(after) else None
    if value[0] == "[":
        return "text-after-bracket" if _has_text_behind(value.rpartition("]")) else None
    if value[0] == "%" and not has_name:
        return None
    if _BAR.fullmatch(value):
        return None
    if value[0] in _SPECIAL and (value[0] not in "-?" or value[1:2] in ("", " ")):
        return _SPECIAL[value[0]]
    return "unquoted-colon" if has_name and re.search(r":(\s|$)", value) else None


def _has_text_behind(parted: tuple[str, str, str]) -> bool:
    """Whether something but a comment stands behind the last bracket of a text, parted there."""
    _, bracket, behind = parted
    return bool(bracket and behind.strip()) and not re.match(r"\s+#", behind)


def _after_quote(value: str) -> bool:
    """Whether a quoted text ends and something but a comment, or a colon, follows."""
    end = end_of_quote(value, 0)
    rest = value[end + 1 :] if end is not None else ""
    return bool(rest.strip()) and not re.match(r"\s+#|\s*:(\s|$)", rest)


_LOOKS: tuple[Callable[[Sequence[str], int], Diagnosis | None], ...] = (
    find_tab,
    _wide_gap,
    find_wide_indent,
    full_colon,
    no_gap,
    _wide_hyphen,
    _wide_hash,
    _wide_braces,
    _wide_quotes,
    hyphen_without_gap,
    needs_quotes,
)


# --- signs within quotes ---------------------------------------------------------------------


def _backslash(
    lines: Sequence[str], said: tuple[str, str], place: tuple[int, int]
) -> Diagnosis | None:
    """A backslash within double quotes that YAML takes for the beginning of a sign."""
    at = place[0]
    if "escape" not in said[0] + said[1] or "\\" not in lines[at]:
        return None
    column = lines[at].rfind("\\", 0, place[1] + 1)
    span = Span(at, column, at, column + 2)
    return Diagnosis(
        Problem("backslash", span),
        replace_line(lines, at, lines[at].replace("\\", "/")),
        (at,),
    )
