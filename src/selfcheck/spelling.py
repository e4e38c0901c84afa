"""Names and numbers in their one spelling. Pure.

`３`, `3.0` and `"3"` are the same value, wherever it was typed: in a question file, in an answers
file or in a cell of a table.
"""

import unicodedata
from fractions import Fraction
from functools import lru_cache
from math import floor

from selfcheck.patterns import pattern

_NUMBER = pattern(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_MAX_NUMBER = 40
_MAX_NAME = 1000
"""Characters. NFKC may make a text eighteen times as long, and takes the square of the time for
marks that follow each other on one character: a megabyte of them would take 15 minutes."""


def canonical_name(typed: str) -> str:
    """A name in NFKC; a number in its one spelling (3.0 -> 3, 0.50 -> 0.5). What is too long for
    a name stays as it is."""
    return _canonical_name(typed) if len(typed) <= _MAX_NAME else typed


@lru_cache(maxsize=4096)
def _canonical_name(typed: str) -> str:
    name = unicodedata.normalize("NFKC", typed)
    number = read_number(name)
    return name if number is None else spell_number(number)


@lru_cache(maxsize=4096)
def read_number(text: str) -> Fraction | None:
    """The number that a text spells, or None. At most 40 characters, so that nothing overflows."""
    if len(text) > _MAX_NUMBER or not _NUMBER.fullmatch(text):
        return None
    return Fraction(text)


def spell_number(number: Fraction) -> str:
    """A decimal number without needless zeros."""
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    return round_half_up(number, places)


def round_half_up(number: Fraction, decimals: int) -> str:
    """A number spelled with so many decimals; a half is rounded towards the greater number."""
    whole = floor(number * 10**decimals + Fraction(1, 2))
    digits = str(abs(whole)).zfill(decimals + 1)
    return ("-" if whole < 0 else "") + (
        f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    )
