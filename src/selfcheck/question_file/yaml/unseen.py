"""What the eye cannot see: spaces that are none, letters without width, dashes that are no hyphens.

In names and in what names something else they are never meant; in texts they may be.
"""

import re
import unicodedata
from collections.abc import Sequence

from selfcheck.problems import Problem, Span
from selfcheck.question_file.yaml.repair import Diagnosis, indent_of, replace_line

WIDE = "\u3000"
ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
"""Spaces that look like the one of the space bar and are not; for use between [ and ]."""
UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Letters without width: soft hyphen, zero-width spaces, marks of direction, byte order marks."""
DASHES = "－−‐‑‒–—―─━ー‣•・●○■*"
"""What people type, or paste, for the hyphen of a list."""
BARS = {"｜": "|", "＞": ">"}

_DECOMPOSED = re.compile("[\u3041-\u30ff][\u3099\u309a]")
_ODD = re.compile(f"[{ODD_SPACES}{WIDE}]")
_GAP = re.compile(
    r"^(?P<lead>\s*(?:- +)*)(?P<name>[^\s:：\"'#\[\]{}、。,]+):"
    rf"(?P<gap>[{ODD_SPACES}][{ODD_SPACES}{WIDE} ]*)"
)
_BAR = re.compile(r"^ *(?:- +)*[^\s:：\"'#\[\]{}、。,]+: +(?P<bar>[｜＞])[+-]?\s*$")


def find_decomposed(lines: Sequence[str]) -> Problem | None:
    """Kana whose voicing marks are letters of their own, as they are in file names of a Mac: the
    first, with the number of lines that have some."""
    found = [
        (number, match)
        for number, line in enumerate(lines)
        if not line.isascii() and (match := _DECOMPOSED.search(line))
    ]
    if not found:
        return None
    number, match = found[0]
    more = (("because.more-places", {"count": len(found) - 1}),) if found[1:] else ()
    facts = {
        "found": match[0],
        "meant": unicodedata.normalize("NFC", match[0]),
        "because": more,
    }
    place = Span(number, match.start(), number, match.end())
    return Problem("decomposed-letters", place, facts, severity="warning")


def without_unseen(text: str) -> str:
    """A name without letters that have no width."""
    return UNSEEN.sub("", text)


def code_point(letter: str) -> str:
    """U+200B: how such a letter is named."""
    return f"U+{ord(letter):04X}"


def odd_space(number: int, start: int, end: int, found: str) -> Problem:
    """The problem of a space that is none: full-width, or one that looks like any other."""
    span = Span(number, start, number, end)
    if found == WIDE:
        return Problem("full-width-space", span)
    return Problem("odd-space", span, {"found": code_point(found)})


def find_odd_gap(
    lines: Sequence[str], number: int, known_words: frozenset[str]
) -> Diagnosis | None:
    """A name of the format whose colon is followed by a space that is none."""
    found = _GAP.match(lines[number])
    if not found or found["name"] not in known_words:
        return None
    problem = odd_space(number, found.start("gap"), found.end("gap"), found["gap"][0])
    repaired = f"{found['lead']}{found['name']}: {lines[number][found.end() :]}"
    return Diagnosis(problem, replace_line(lines, number, repaired))


def find_odd_space(lines: Sequence[str], span: Span) -> Diagnosis | None:
    """The first space that is none within a name, where one was typed for a gap."""
    line = lines[span.line]
    found = _ODD.search(line, span.column, span.end_column)
    if not found or line[found.start() - 1] not in ":,":
        return None
    problem = odd_space(span.line, found.start(), found.end(), found[0])
    repaired = f"{line[: found.start()]} {line[found.end() :]}"
    return Diagnosis(problem, replace_line(lines, span.line, repaired))


def find_wide_bar(lines: Sequence[str], number: int) -> Diagnosis | None:
    """A full-width bar at the end of a line whose text stands below it."""
    found = _BAR.match(lines[number])
    below = lines[number + 1] if number + 1 < len(lines) else ""
    if not found or indent_of(below) <= indent_of(lines[number]):
        return None
    start = found.start("bar")
    line, bar = lines[number], found["bar"]
    facts = {"found": bar, "meant": BARS[bar]}
    problem = Problem("full-width-bar", Span(number, start, number, start + 1), facts)
    repaired = line[:start] + BARS[bar] + line[start + 1 :]
    return Diagnosis(problem, replace_line(lines, number, repaired))
