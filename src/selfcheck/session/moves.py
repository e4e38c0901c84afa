"""Which pages there are, and what a front end returns: the moves a respondent can make on one."""

from collections.abc import Mapping
from typing import Literal

from selfcheck.frozen import dataclass
from selfcheck.questionnaire import Reply

PageId = tuple[
    Literal["start", "fill_in", "before", "question", "text", "safety", "review", "end"], str
]
"""Where a respondent stands; the id says which fill_in or question. "before" is the page ahead of a
question that a safety rule looks at, "text" the one behind a question, for the text beside an
answer."""

EndOption = Literal["keep", "write", "stay", "again", "close", "clear"]
"""What can be done at the end: keep the result here, write it to a file, leave the text standing,
read it again, close, close with a clear screen."""

START: PageId = ("start", "")
SAFETY: PageId = ("safety", "")
SAFETY_AT_RESULT: PageId = ("safety", "result")
"""After the review, where a text stands instead of the result because of a score."""
REVIEW: PageId = ("review", "")
END: PageId = ("end", "")


@dataclass(frozen=True, slots=True)
class Begin:
    """From the start page: go on with a draft, or anew, or without any draft. From a page to
    read: go on."""

    anew: bool = False
    draftless: bool = False


@dataclass(frozen=True, slots=True)
class Give:
    """A reply to a question, or a text to a fill_in or beside an answer."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave this question open, or write nothing beside its answer."""


@dataclass(frozen=True, slots=True)
class GoBack:
    """To the page before; `unsent` is what was typed and not confirmed."""

    unsent: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """From the review: ask this again."""

    page_id: PageId


@dataclass(frozen=True, slots=True)
class Finish:
    """From the review: show the result."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop for now; the draft stays. `unsent` is what was typed and not confirmed."""

    unsent: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave at once and leave nothing behind."""


@dataclass(frozen=True, slots=True)
class Keep:
    """At the end: keep the result on this computer."""


@dataclass(frozen=True, slots=True)
class SaveAs:
    """At the end: write the result into a file, with or without the answers."""

    file: str
    with_answers: bool = True


@dataclass(frozen=True, slots=True)
class Stay:
    """At the end: leave the text standing in this terminal."""


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """At the end: back to the first page of what was read."""


@dataclass(frozen=True, slots=True)
class Close:
    """At the end: finished. `clears`: with a clear screen (where lines of text stand on it)."""

    clears: bool = False


Move = (
    Begin
    | Give
    | Skip
    | GoBack
    | Open
    | Finish
    | Pause
    | Leave
    | Keep
    | SaveAs
    | Stay
    | ReadAgain
    | Close
)

END_MOVES: Mapping[EndOption, Move] = {
    "keep": Keep(),
    "write": SaveAs(""),
    "stay": Stay(),
    "again": ReadAgain(),
    "close": Close(),
    "clear": Close(clears=True),
}
"""What each option of the last page leads to; a file still needs a name."""
