"""What there is to tell, and the pieces it is told in. Pure data.

A result is composed into blocks once (`compose`); text, Markdown and the screen set the same
blocks each in its way, and none of them knows what a result is.
"""

from datetime import datetime
from fractions import Fraction
from typing import Literal

from selfcheck.frozen import dataclass
from selfcheck.questionnaire import Questionnaire
from selfcheck.reflecting import Outcome


@dataclass(frozen=True, slots=True)
class Result:
    """One respondent's result. `questionnaire` has the fill_in replies in its texts; `taken` is
    when she finished, with its time zone."""

    questionnaire: Questionnaire
    fill_in: dict[str, str]
    outcome: Outcome
    taken: datetime


@dataclass(frozen=True, slots=True)
class SummaryOptions:
    """What is told beside the words: scores (`numbers`); in a file the `answers`; on a page a
    `picture` of the themes. `read` are the ids of safety rules whose texts were read before a page;
    it says where their numbers stand."""

    numbers: bool = False
    answers: bool = True
    read: tuple[str, ...] = ()
    picture: bool = True


Kind = Literal[
    "title",
    "caption",
    "heading",
    "subheading",
    "first",
    "text",
    "step",
    "note",
    "item",
    "call",
    "contact",
    "address",
    "picture",
]
"""What a block is. A `caption` is small above a heading; `first` comes before everything; a
`step` is a text that is set off; a `note`
belongs to what stands above it; a `call` is a name and a number in one line, a `contact` the same
with notes below; an `address` is one of the web or of a file; a `picture` is drawn, or else its
text stands for it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a score stands among the levels of its theme: in level `place` of `levels`, counted
    from 0, and `way` of the way through it (0 to 1)."""

    name: str
    level: str
    levels: int
    place: int
    way: Fraction


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of what is told. `phone` is that of a call or a contact, `bars` those of a picture.
    `begins`: where pages are turned, a new one may begin here ("section") or does ("page")."""

    kind: Kind
    text: str
    phone: str = ""
    bars: tuple[Bar, ...] = ()
    begins: Literal["", "section", "page"] = ""
