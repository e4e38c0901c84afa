"""A line that is lost: the name of a section or of a list, or the id of a thing.

What stands below it is indented under nothing. By its names one sees what it is; the line is put
back in memory, so that reading goes on.
"""

import re
from collections.abc import Iterator, Sequence

from selfcheck.problems import Problem, Span
from selfcheck.question_file.yaml.repair import (
    MAX_LINES_AWAY,
    Diagnosis,
    indent_of,
    line_above,
    line_above_text,
)
from selfcheck.question_file.yaml.vocabulary import Vocabulary

_LONGEST = 2000
"""Letters of a line in braces that are looked at."""
LOST_ID = "lost-id"
"""How ids that are put back begin."""
_NAME = re.compile(
    r" *(?:- +)?['\"]?(?P<name>[^\s:：\"'#\[\]{}、。,]+)['\"]?:(?:\s+(?P<rest>.*))?$"
)
_IN_BRACES = re.compile(r"[{,]\s*([^\s:,{}\[\]'\"]+):")
_INNERMOST = re.compile(r"(?<=.)[{\[][^{}\[\]]*[}\]]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?$|na$")
_BARE = re.compile(r"\s*[^\s:。、.,-][^\s:。、.,]*\s*")
"""A word alone on its line: a name whose colon is lost."""
_NOTHING = re.compile(r"\s*(#|$)")
ANSWERS = "answers"


def find_lost_line(lines: Sequence[str], at: int, vocabulary: Vocabulary) -> Diagnosis | None:
    """A line at which YAML stops, read as the first below a name that is lost, or as the next thing
    after one whose id is."""
    above = line_above_text(lines, at)
    if above is None or not vocabulary.heads:
        return None
    if indent_of(lines[at]) > indent_of(lines[above]):
        return None if _BARE.fullmatch(lines[above]) else _lost_head(lines, at, vocabulary)
    return _lost_first(lines, at, vocabulary)


def find_head_in_text(lines: Sequence[str], span: Span, vocabulary: Vocabulary) -> Diagnosis | None:
    """A section whose name is lost, so that it became part of the text in several lines above."""
    for number in range(
        span.line + 1, min(span.end_line, span.line + MAX_LINES_AWAY, len(lines) - 1)
    ):
        found = _NAME.match(lines[number])
        if not found:
            continue
        if inside := _names_in_braces(found["rest"] or ""):
            is_thing = vocabulary.words.issuperset(inside)
        else:
            below = _NAME.match(lines[number + 1])
            is_deeper = indent_of(lines[number]) < indent_of(lines[number + 1])
            is_thing = bool(below and is_deeper and _is_field(below["name"], vocabulary))
        if is_thing:
            return _lost_head(lines, number, vocabulary)
    return None


def _is_field(name: str, vocabulary: Vocabulary) -> bool:
    return name in vocabulary.words or _NUMBER.match(name) is not None


def _lost_head(lines: Sequence[str], at: int, vocabulary: Vocabulary) -> Diagnosis | None:
    """`rubric:` or `questions:`, whose things begin further right than anything that is open."""
    block = list(_block(lines, at))
    entries = [n for n in block if indent_of(lines[n]) == indent_of(lines[at])]
    names = [found["name"] for n in entries if (found := _NAME.match(lines[n]))]
    if not names or len(names) < len(entries):
        return None
    parent = _parent(lines, at)
    siblings = _siblings(lines, at, parent)
    if names[0] in vocabulary.words and vocabulary.is_beside(names[0], siblings):
        return None
    if all(_NUMBER.match(name) for name in names):
        head = ANSWERS if siblings and ANSWERS not in siblings else ""
    else:
        within = [*_names_within(lines, block, entries)]
        if within and all(_NUMBER.match(name) for name in within):
            head = "" if ANSWERS in siblings else ANSWERS
        elif within:
            head = vocabulary.head_of(within, siblings)
        else:
            head = vocabulary.first_map(siblings)
    if not head or (parent == 0) != (head in vocabulary.top and parent == 0):
        return None
    return _put_back(
        lines, at, " " * parent + head + ":", Problem("lost-head", _line(lines, at), {"name": head})
    )


def _lost_first(lines: Sequence[str], at: int, vocabulary: Vocabulary) -> Diagnosis | None:
    """The first line below a name, lost: what belongs to it begins further right than the next."""
    here, first, number = indent_of(lines[at]), None, at
    while (above := line_above(lines, number)) is not None and indent_of(lines[above]) > here:
        first = number = above
    if above is None or first is None or indent_of(lines[above]) >= here:
        return None
    found, entry, next_one = (_NAME.match(lines[n]) for n in (above, first, at))
    if not found or found["rest"] or not entry or not next_one:
        return None
    if next_one["name"] in vocabulary.words and entry["name"] not in vocabulary.words:
        return _lost_first_head(lines, first, here, vocabulary)
    fields = vocabulary.heads.get(found["name"], frozenset())
    if not (entry["name"] in fields or (fields and _NUMBER.match(entry["name"]))):
        return None
    problem = Problem("lost-id-line", _line(lines, first), {"found": entry["name"]})
    return _put_back(lines, first, f"{' ' * here}{LOST_ID}-{first}:", problem)


def _lost_first_head(
    lines: Sequence[str], first: int, parent: int, vocabulary: Vocabulary
) -> Diagnosis | None:
    """What belongs behind a name, which was the first of its group."""
    block = list(_block(lines, first))
    entries = [n for n in block if indent_of(lines[n]) == indent_of(lines[first])]
    siblings = _siblings(lines, first, parent)
    within = [*_names_within(lines, block, entries)]
    entry = _NAME.match(lines[first])
    if entry and _NUMBER.match(entry["name"]) and ANSWERS not in siblings:
        head = ANSWERS
    else:
        head = vocabulary.head_of(within, siblings) if within else vocabulary.first_map(siblings)
    if not head:
        return None
    problem = Problem("lost-head", _line(lines, first), {"name": head})
    return _put_back(lines, first, " " * parent + head + ":", problem)


def _put_back(lines: Sequence[str], at: int, line: str, problem: Problem) -> Diagnosis:
    return Diagnosis(problem, [*lines[:at], line, *lines[at:]], added=at)


def _line(lines: Sequence[str], number: int) -> Span:
    line = lines[number]
    return Span(number, indent_of(line), number, max(indent_of(line) + 1, len(line.rstrip())))


def _block(lines: Sequence[str], at: int) -> Iterator[int]:
    """The lines, from one on, that begin as far right or further."""
    for number in range(at, min(at + MAX_LINES_AWAY, len(lines))):
        if _NOTHING.match(lines[number]):
            continue
        if indent_of(lines[number]) < indent_of(lines[at]):
            return
        yield number


def _parent(lines: Sequence[str], at: int) -> int:
    """Where the lines begin beside which the lost name stood."""
    above = line_above(lines, at)
    while above is not None and indent_of(lines[above]) >= indent_of(lines[at]):
        above = line_above(lines, above)
    return 0 if above is None else indent_of(lines[above])


def _siblings(lines: Sequence[str], at: int, parent: int) -> set[str]:
    """The names that begin there, up to the next line further left, on both sides."""
    names = set()
    for way in (
        range(at - 1, max(-1, at - MAX_LINES_AWAY), -1),
        range(at, min(at + MAX_LINES_AWAY, len(lines))),
    ):
        for number in way:
            if _NOTHING.match(lines[number]) or indent_of(lines[number]) > parent:
                continue
            if indent_of(lines[number]) < parent:
                break
            if found := _NAME.match(lines[number]):
                names.add(found["name"])
    return names


def _names_within(lines: Sequence[str], block: list[int], entries: list[int]) -> Iterator[str]:
    """The names that the things of a block have, in lines below their ids or in braces."""
    depth = min((indent_of(lines[n]) for n in block if n not in entries), default=0)
    for number in block:
        if number in entries:
            found = _NAME.match(lines[number])
            yield from _names_in_braces((found and found["rest"]) or "")
        elif indent_of(lines[number]) == depth and (found := _NAME.match(lines[number])):
            yield found["name"]


def _names_in_braces(text: str) -> list[str]:
    """The names in the outermost braces of a line."""
    rest = text[:_LONGEST]
    while (flat := _INNERMOST.sub(":", rest)) != rest:
        rest = flat
    return _IN_BRACES.findall(rest)
