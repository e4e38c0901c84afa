"""The replies of some respondents to one question: a sign for each, and numbers with a bit for
each, which are added up many at a time."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from selfcheck.questionnaire import Marks

OPEN, NOT_ASKED = " ", "!"
"""The signs of a question left open, and of one not asked; those of answers come after them."""
_FIRST_SIGN = 35
_FEW_SIGNS = 50


class Signs:
    """One sign for all marks that occur, so that the replies of a thousand respondents are a text
    of a thousand characters. They are given anew for every block of respondents."""

    def __init__(self) -> None:
        self.by_marks: dict[Marks, str] = {}
        self.marks: dict[str, Marks] = {}

    def sign(self, marks: Marks) -> str:
        """The sign of a reply."""
        if not marks:
            return OPEN
        if marks not in self.by_marks:
            sign = chr(_FIRST_SIGN + len(self.by_marks))
            self.by_marks[marks] = sign
            self.marks[sign] = marks
        return self.by_marks[marks]

    def clear(self) -> None:
        """Forget all of them."""
        self.by_marks.clear()
        self.marks.clear()


@dataclass(frozen=True, slots=True)
class Column:
    """A sign for every respondent, in order, how often each occurs, and what they stand for."""

    signs: str
    counts: Mapping[str, int]
    marks: Mapping[str, Marks]

    def bits(self, wanted: Collection[str]) -> int:
        """A number with a bit a respondent: one for those whose sign is wanted."""
        table = {ord(sign): "1" if sign in wanted else "0" for sign in self.counts}
        return int(self.signs.translate(table) or "0", 2)


def make_column(signs: str, given: Signs) -> Column:
    """The column of these signs."""
    present = set(signs)
    if len(present) > _FEW_SIGNS:
        return Column(signs, Counter(signs), given.marks)
    return Column(signs, {sign: signs.count(sign) for sign in present}, given.marks)


@dataclass(frozen=True, slots=True)
class Bits:
    """A column as whole numbers with a bit a respondent: who answered, and for every binary digit
    of the points who has a one there. `number` are the respondents, `total` is the sum."""

    answered: int
    digits: tuple[int, ...]
    number: int
    total: int


def make_bits(column: Column, wholes: Mapping[str, int]) -> Bits:
    """A column whose signs bring whole numbers; those that bring none are not among `wholes`."""
    longest = max((whole.bit_length() for whole in wholes.values()), default=0)
    total = sum(whole * column.counts[sign] for sign, whole in wholes.items())
    digits = (
        column.bits({sign for sign, whole in wholes.items() if whole >> digit & 1})
        for digit in range(longest)
    )
    return Bits(column.bits(wholes.keys()), tuple(digits), len(column.signs), total)
