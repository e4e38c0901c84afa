"""How wide a text is on a terminal, in columns, and what is seen as one character. Pure.

The one setting is how wide ambiguous characters are drawn.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar, cast

# wcwidth is imported where a text needs it: that takes 11 ms, and the first page, in plain Japanese
# or English, is there without it. These characters stand by themselves, ASCII on one column, the
# others (kana, kanji, their punctuation, full-width forms; class W and F of UAX #11) on two. They
# are looked up, since a regular expression with so many takes milliseconds to be made.
_PLAIN = (
    (" ", "~"),
    ("\u3000", "\u3020"),
    ("\u3041", "\u3096"),
    ("\u309b", "\u30ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uff01", "\uff60"),
)

_ambiguous_width = 1
_forget: list[Callable[[], None]] = []
F = TypeVar("F", bound=Callable[..., object])


def keep(size: int) -> Callable[[F], F]:
    """Keep so many results of a function, until the width of ambiguous characters is set anew."""

    def kept(function: F) -> F:
        cached = lru_cache(size)(function)
        _forget.append(cached.cache_clear)
        return cast(F, cached)

    return kept


def set_ambiguous_width(columns: int) -> None:
    """Say whether this terminal draws characters such as ※ … ① on one column or on two."""
    global _ambiguous_width
    if columns not in (1, 2):
        raise ValueError("the width of ambiguous characters is 1 or 2")
    _ambiguous_width = columns
    for forget in _forget:
        forget()


def display_width(text: str) -> int:
    """The columns a text takes; control characters take none."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_columns, graphemes(text)))


def pad(text: str, width: int) -> str:
    """The text with spaces at its right up to a width; never cut."""
    return text + " " * (width - display_width(text))


def cut(text: str, width: int) -> str:
    """The text within a width, with "..." at its end where something was cut off."""
    if display_width(text) <= width:
        return text
    dots = "..."[: max(width, 0)]
    parts = graphemes(text)
    return "".join(parts[: end_that_fits(parts, 0, width - len(dots))]) + dots


def graphemes(text: str) -> list[str]:
    """What is seen as one character each: a character with its marks, an emoji with its parts."""
    if all(map(_is_plain, text)):
        return list(text)
    from wcwidth import iter_graphemes

    return list(iter_graphemes(text))


@lru_cache(maxsize=4096)
def _is_plain(character: str) -> bool:
    return any(first <= character <= last for first, last in _PLAIN)


@keep(4096)
def _columns(grapheme: str) -> int:
    """The columns of one visible character; wcwidth says -1 for a control character."""
    if len(grapheme) == 1 and _is_plain(grapheme):
        return 1 if grapheme.isascii() else 2
    from wcwidth import wcswidth

    return max(0, wcswidth(grapheme, ambiguous_width=_ambiguous_width))


def end_that_fits(parts: list[str], begin: int, room: int) -> int:
    """The end of the parts from `begin` that have room on one line."""
    for end in range(begin, len(parts)):
        room -= display_width(parts[end])
        if room < 0:
            return end
    return len(parts)
