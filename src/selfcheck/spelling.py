"""Names and numbers in their one spelling, and which answer a text stands for. Pure.

`３`, `3.0` and `"3"` are the same answer, wherever it was typed: in a question file, in an answers
file or in a cell of a table.
"""

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from selfcheck.questionnaire import Question, Reply

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_LONGEST_NUMBER = 40
_LONGEST_NAME = 1000
"""Characters. NFKC may make a text eighteen times as long, and takes the square of the time for
marks that follow each other on one letter: a megabyte of them would take a quarter of an hour."""


def canonical_name(typed: str) -> str:
    """A name in NFKC; a number in its one spelling (3.0 -> 3, 0.50 -> 0.5). What is too long for
    a name stays as it is."""
    return _canonical_name(typed) if len(typed) <= _LONGEST_NAME else typed


@lru_cache(maxsize=4096)
def _canonical_name(typed: str) -> str:
    name = unicodedata.normalize("NFKC", typed)
    number = read_number(name)
    return name if number is None else spell_number(number)


@lru_cache(maxsize=4096)
def read_number(text: str) -> Fraction | None:
    """The number that a text spells, or None. At most 40 characters, so that nothing overflows."""
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        return None
    return Fraction(text)


def spell_number(number: Fraction) -> str:
    """A decimal number without needless zeros."""
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    return round_half_up(number, places)


def round_half_up(number: Fraction, decimals: int) -> str:
    """A number spelled with so many decimals; a half is rounded away from zero."""
    digits = str(int(abs(number) * 10**decimals + Fraction(1, 2))).zfill(decimals + 1)
    sign = "-" if number < 0 and digits.strip("0") else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


def spell_reply(reply: Reply) -> str:
    """A reply as it stands in an example of a question file: `3`, `[a, b]`, or the text typed."""
    if isinstance(reply, str):
        return reply
    return reply[0] if len(reply) == 1 else f"[{', '.join(reply)}]"


def find_answer(question: Question, typed: str) -> str | None:
    """The value that a text stands for: a value in any spelling, or exactly a label."""
    typed = typed.strip()
    value = canonical_name(typed)
    if any(answer.value == value for answer in question.answers):
        return value
    for answer in question.answers:
        if typed == answer.label.strip():
            return answer.value
    return None
