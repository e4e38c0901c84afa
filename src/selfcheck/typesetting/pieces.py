"""The pieces of a paragraph, and what it costs to end a line behind each. Pure.

The cost goes by what a reader has in hand there: a sentence, a clause, a phrase, half a phrase. The
figures matter only beside each other and beside those of `filling`.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from selfcheck.frozen import dataclass
from selfcheck.patterns import pattern
from selfcheck.typesetting.kinsoku import SPACES, units
from selfcheck.typesetting.measuring import display_width
from selfcheck.typesetting.phrases import phrase_ends

AFTER_SENTENCE, AFTER_CLAUSE, AFTER_PHRASE = 0, 5, 20
BEFORE_KANA = 35
"""Less sure to be the end of a phrase, and often the begin of a word that leans on it (いる)."""
AFTER_OPENING = 50
"""Behind a word that only opens what follows: one of a single character, or この, その."""
INSIDE_BRACKETS = 20
"""On top, between 「 and 」, ( and )."""
INSIDE_PHRASE, INSIDE_WORD = 200, 300
AFTER_NAME = 180
"""Behind it comes what leans on it: "Enter で"."""
INSIDE_NAME = 1_000_000
"""A path, a number and its unit: only where nothing else is possible."""

_OPENER = pattern(rf"(?:.|[こそあど]の)[、。{SPACES}]*\Z")
_OPENING, _CLOSING = frozenset("（「『【〈《〔［｛(“"), frozenset("）」』】〉》〕］｝)”")
_NUMBER = pattern(r"\W*\d[\d.,:/-]*\Z")
_UNIT = pattern(r"[\da-z%]")
_PATH = pattern(r"(?<!\S)(?:~|\.{1,2}|[A-Za-z]:)?[/\\][^\s、。「」]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the spaces behind it."""

    text: str
    width: int
    """Its columns at the end of a line: without the spaces."""
    advance: int
    """Its columns within a line."""
    cost: int
    """What it costs to end a line behind it."""

    def cut_to(self, word: str) -> "Piece":
        """What is left of a word that was broken, with the spaces behind it."""
        width = display_width(word)
        spaces = self.text[len(self.text.rstrip(SPACES)) :]
        return Piece(word + spaces, width, width + self.advance - self.width, self.cost)


def cut_pieces(text: str) -> Iterator[Piece]:
    """A paragraph cut wherever a line may end."""
    ends, names = phrase_ends(text), _inside_paths(text)
    at, depth, phrase = 0, 0, ""
    for unit, following in pairwise([*units(text), ""]):
        word = unit.rstrip(SPACES)
        is_end = at + len(word) in ends or at + len(unit) in ends
        at += len(unit)
        depth += sum((sign in _OPENING) - (sign in _CLOSING) for sign in word)
        phrase += unit
        cost = _cost(unit, following, is_end) + INSIDE_NAME * (at in names)
        if cost < INSIDE_PHRASE:
            cost += INSIDE_BRACKETS * (depth > 0) + AFTER_OPENING * bool(_OPENER.match(phrase))
            phrase = ""
        width = display_width(word)
        yield Piece(unit, width, width + display_width(unit[len(word) :]), cost)


def _cost(unit: str, following: str, is_phrase_end: bool) -> int:
    """What it costs to end a line between a unit and the following one."""
    word = unit.rstrip(SPACES)
    last, first, is_spaced = word[-1:], following[:1], word != unit
    if _is_name(word, first) if is_spaced else last == "/":
        return INSIDE_NAME
    if last in "。．！？" or (is_spaced and last in ".!?"):
        return AFTER_SENTENCE
    if last in "、，；：" or (is_spaced and last in ",;:"):
        return AFTER_CLAUSE
    is_kana = "ぁ" <= first <= "ゖ"
    if is_kana and last.isascii():
        return AFTER_NAME
    if is_phrase_end or is_spaced or first in _OPENING:
        return BEFORE_KANA if is_kana else AFTER_PHRASE
    is_ending = is_kana and "㐀" <= last <= "鿿"
    is_katakana = "ァ" <= last <= "ー" and "ァ" <= first <= "ー"
    return INSIDE_WORD if is_ending or is_katakana else INSIDE_PHRASE


def _inside_paths(text: str) -> frozenset[int]:
    """The places within paths where a line had better not end, rather behind their slashes."""
    paths = (found.span() for found in _PATH.finditer(text))
    return frozenset(at for a, b in paths for at in range(a + 1, b) if text[at - 1] not in "/\\")


def _is_name(word: str, first: str) -> bool:
    """Whether a word and what begins behind its space are a number and its unit."""
    return bool(_NUMBER.match(word) and _UNIT.match(first))


def join_phrases(pieces: Iterable[Piece], most: int) -> Iterator[Piece]:
    """Each phrase as one piece; one over so many columns stays as it is cut."""
    phrase: list[Piece] = []
    for piece in pieces:
        phrase.append(piece)
        if piece.cost < INSIDE_PHRASE:
            yield from _joined(phrase, most)
            phrase = []
    yield from _joined(phrase, most)


def _joined(phrase: list[Piece], most: int) -> list[Piece]:
    if len(phrase) < 2:
        return phrase
    *others, last = phrase
    before = sum(piece.advance for piece in others)
    if before + last.width > most:
        return phrase
    text = "".join(piece.text for piece in phrase)
    return [Piece(text, before + last.width, before + last.advance, last.cost)]
