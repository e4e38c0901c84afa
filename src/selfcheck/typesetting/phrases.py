"""Where the phrases of a Japanese text end (文節), as BudouX finds them. Pure.

BudouX is loaded when the first Japanese line has to be broken: that takes 8 ms, for which the first
page waits on narrow terminals only.
"""

from functools import cache
from typing import TYPE_CHECKING

from selfcheck.patterns import pattern

if TYPE_CHECKING:
    from budoux import Parser

# BudouX 0.10 knows no words, and cuts these.
_WHOLE = pattern(
    "[あこそ]の[人ひ]|[当あ]てはま|うかが[いう]|より?そい|寄り添|にく[いくか]|もし"
    "|気がかり|やわらか|わがまま|ばかり"
)


def phrase_ends(text: str) -> frozenset[int]:
    """Where in a text a phrase ends, in characters from its beginning; none without Japanese."""
    if not any("ぁ" <= character <= "鿿" for character in text):
        return frozenset()
    ends, end = set(), 0
    for phrase in _parser().parse(text):
        end += len(phrase)
        ends.add(end)
    words = (found.span() for found in _WHOLE.finditer(text))
    return frozenset(ends.difference(*(range(first + 1, last) for first, last in words)))


@cache
def _parser() -> "Parser":
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser()
