"""Words looked for in a text, and the phrases in which they may stand. Pure.

Japanese has no spaces between words: a word is found wherever its characters stand, so phrases that
hold it by chance or rightly (必ずしも for 必ず) are taken out first. A word in Latin letters is
found only whole, in capitals or not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordLists:
    """The words that `check` looks for: `danger` in questions, `avoid` in every text, and the
    phrases that make either of them harmless."""

    danger: tuple[str, ...] = ()
    no_danger: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


class Finder:
    """Looks for any of the wanted words outside the allowed phrases."""

    def __init__(self, wanted: Iterable[str], allowed: Iterable[str] = ()) -> None:
        self._wanted = _any_of(wanted)
        self._allowed = _any_of(allowed)

    def rest(self, text: str) -> str:
        """A text with nothing in the place of its allowed phrases; of the same length."""
        return self._allowed.sub(lambda found: "\0" * len(found[0]), text)

    def find(self, text: str) -> list[str]:
        """The words found, as they stand in the text, each once."""
        return list(dict.fromkeys(found[0] for found in self._wanted.finditer(self.rest(text))))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted({p.strip() for p in phrases} - {""}, key=len, reverse=True)
    # An empty set of characters: without phrases nothing is found.
    return re.compile("|".join(map(_pattern, longest_first)) or "[^\\s\\S]", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    escaped = r"\s+".join(map(re.escape, phrase.split()))
    return rf"\b{escaped}\b" if phrase.isascii() else escaped
