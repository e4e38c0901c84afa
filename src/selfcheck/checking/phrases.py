"""Words looked for in a text, and the phrases in which they may stand. Pure.

Japanese has no spaces between words: a word is found wherever its characters stand, so phrases that
hold it by chance or rightly (必ずしも for 必ず) are taken out first. A word in Latin letters is
found only whole, in capitals or not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from selfcheck.questionnaire import Tone

_BETWEEN = 30
"""Letters that may stand between two words of a phrase, where it says so."""


_LATIN = re.compile("[A-Za-z]")
_FIRST_CHOICE = re.compile(r"\(([^()]*)\)")
_BEGINNING = re.compile(r"(\\b)?(?!\(|\[)\\?.")
_SIGNS = (
    (r"\s+…\s+", rf"\b[^.。?!\0]{{0,{_BETWEEN}}}?\b"),
    ("…", "[^.。?!\\0]{0,14}?"),
    (r"\*", r"\w*"),
    (r"\(", "(?:"),
    (r"\)", ")"),
    (r"\|", "|"),
)


@dataclass(frozen=True, slots=True)
class WordLists:
    """The words that `check` looks for: `danger` in questions, `avoid` in every text, and the
    phrases that make either of them harmless."""

    danger: tuple[str, ...] = ()
    no_danger: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


class Finder:
    """Looks for any of the wanted words outside the allowed phrases. `tone` has words and phrases
    of an author, in which no sign means anything but itself."""

    def __init__(
        self, wanted: Iterable[str], allowed: Iterable[str] = (), tone: Tone | None = None
    ) -> None:
        tone = tone or Tone()
        self._wanted = _any_of(tuple(wanted), tone.avoid)
        self._allowed = _any_of(tuple(allowed), tone.allow)

    def rest(self, text: str) -> str:
        """A text with nothing in the place of its allowed phrases; of the same length."""
        left = list(text)
        for found in self._allowed.finditer(_lowered(text)):
            left[found.start() : found.end()] = "\0" * len(found[0])
        return "".join(left)

    def find(self, text: str) -> list[str]:
        """The words found, as they stand in the text, each once."""
        if not self._wanted.search(_lowered(text)):
            return []
        places = self._wanted.finditer(_lowered(self.rest(text)))
        return list(dict.fromkeys(text[found.start() : found.end()] for found in places))


def _lowered(text: str) -> str:
    """A text in small letters, of the same length."""
    small = text.lower()
    return small if len(small) == len(text) else text


@lru_cache(maxsize=8)
def _any_of(phrases: tuple[str, ...], plain: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all, gathered by their first letters: else every place of a text is held
    against every phrase."""
    ways = [(_pattern(way, _SIGNS), way) for phrase in phrases for way in _ways(phrase)]
    ways += [(_pattern(phrase, ()), phrase) for phrase in plain if phrase.strip()]
    gathered: dict[str, list[str]] = {}
    for pattern, _ in sorted(dict.fromkeys(ways), key=lambda way: len(way[1]), reverse=True):
        found = _BEGINNING.match(pattern)
        start = found[0] if found else ""
        gathered.setdefault(start, []).append(pattern[len(start) :])
    # An empty set of letters: without phrases nothing is found.
    begun = (f"{start}(?:{'|'.join(rests)})" for start, rests in gathered.items())
    return re.compile("|".join(begun) or "[^\\s\\S]")


def _ways(phrase: str) -> list[str]:
    """A phrase for each way in which it can begin."""
    found = _FIRST_CHOICE.match(phrase.strip())
    ways = (
        [one + phrase.strip()[found.end() :] for one in found[1].split("|")] if found else [phrase]
    )
    return [way.strip() for way in ways if way.strip()]


def _pattern(phrase: str, signs: Iterable[tuple[str, str]]) -> str:
    """`(a|b)` is either, `…` a few letters of the same sentence, `*` any ending of a word."""
    escaped = r"\s+".join(map(re.escape, phrase.lower().split()))
    for sign, meant in signs:
        escaped = escaped.replace(sign, meant)
    is_latin = _LATIN.search(phrase) is not None and phrase.replace("…", "").isascii()
    return rf"\b{escaped}(?!\w)" if is_latin else escaped
