"""How a text speaks to a respondent: tone, length, brackets. Pure; all warnings.

The tone is that of the house (no pressing, judging or labelling words, no exclamation marks, short
texts); `tone` in the question file adds words of its author and phrases that may stay.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from selfcheck.checking.phrases import Finder, WordLists
from selfcheck.problems import At, Path, Problem
from selfcheck.questionnaire import Tone
from selfcheck.typesetting import display_width

_MAX_LENGTH = 400
"""Letters of full width; two of half width count as one."""
_EXCLAMATION = re.compile("(?<!<)[!！‼⁉]")
_KIND = {"(": "（", ")": "）", "[": "［", "]": "］"}
_CLOSES = dict(zip("」』）】〉》〕］”", "「『（【〈《〔［“", strict=True))
_OPENS = frozenset(_CLOSES.values())
_ENUMERATION = re.compile(r"(?:^|[\s、。,.])\w{1,3}$|[:;]-?$")
"""What stands before a lone closing bracket that is meant: 1) or :)"""
_BESIDE = 4


def check_wording(
    texts: Iterable[tuple[Path, str]], tone: Tone, lists: WordLists
) -> Iterator[Problem]:
    """Every text, with its path, held against the tone of the house and of the file."""
    finder = Finder(lists.avoid, lists.allow, tone)
    for path, text in texts:
        yield from _check_words(path, text, finder)
        yield from _check_length(path, text)
        if shout := _EXCLAMATION.search(finder.rest(text)):
            yield _warning("exclamation-mark", path, word=shout[0], found=shout[0])
        if lone := find_lone_bracket(text):
            found, beside = lone
            yield _warning("lone-bracket", path, word=beside, found=found)


def _check_words(path: Path, text: str, finder: Finder) -> Iterator[Problem]:
    for found in finder.find(text):
        yield _warning("avoided-word", path, word=found, found=found)


def _check_length(path: Path, text: str) -> Iterator[Problem]:
    length = len(text)
    if length > _MAX_LENGTH and (wide := display_width(text.replace("\n", "")) // 2) > _MAX_LENGTH:
        yield _warning("long-text", path, at="name", length=wide, most=_MAX_LENGTH)


def _warning(code: str, path: Path, word: str = "", at: At = "content", **facts: Any) -> Problem:
    return Problem(code, path, facts, at, word, severity="warning")


# --- brackets -------------------------------------------------------------------------------


def find_lone_bracket(text: str) -> tuple[str, str] | None:
    """The first bracket or quotation mark without its other half, alone and with the characters
    beside it; （ and ) go together."""
    waiting: list[tuple[str, int]] = []
    for position, character in enumerate(text):
        kind = _KIND.get(character, character)
        if kind in _OPENS:
            waiting.append((kind, position))
        elif opening := _CLOSES.get(kind):
            if waiting and waiting[-1][0] == opening:
                waiting.pop()
            elif any(one == opening for one, _ in waiting):
                break
            elif not _may_close_alone(kind, text[max(0, position - 5) : position]):
                return character, text[max(0, position - _BESIDE) : position + 1].split("\n")[-1]
    if not waiting:
        return None
    last = waiting[-1][1]
    return text[last], text[last : last + 1 + _BESIDE].split("\n")[0]


def _may_close_alone(kind: str, before: str) -> bool:
    return kind == "”" or (kind == "）" and _ENUMERATION.search(before) is not None)
