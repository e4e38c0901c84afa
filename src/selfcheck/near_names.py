"""Which name was probably meant by one that is not there. Pure."""

import difflib
import unicodedata
from collections.abc import Iterable

_CUTOFF, _CUTOFF_OF_SHORT = 0.7, 0.65
"""difflib's own 0.6 suggests "options" for "questions", but finds "ask" in "aks"."""
_SHORT = 4
_MAX_NAMES = 200
_MAX_CHARACTERS = 200
"""Comparing takes the square of the length."""


def nearest(typed: str, names: Iterable[str]) -> str:
    """The first of the names most like what was typed, in whatever case and width, or "" where none
    is like it. Compared are at most 200 names of about its length; above 200 characters nothing."""
    if not 1 < len(typed) <= _MAX_CHARACTERS:
        return ""
    plain = _plain(typed)
    alike: dict[str, str] = {}
    for name in names:
        if abs(len(name) - len(plain)) <= 2 + len(plain) // 4:
            alike.setdefault(_plain(name), name)
            if len(alike) == _MAX_NAMES:
                break
    cutoff = _CUTOFF_OF_SHORT if len(plain) <= _SHORT else _CUTOFF
    close = difflib.get_close_matches(plain, alike, n=1, cutoff=cutoff)
    return alike[close[0]] if close else ""


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().replace("-", "_")
