"""What passes between the walk and a front end: pages that are shown, moves that are returned."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from selfcheck.questionnaire import Answers, FillIn, Question, Questionnaire, Reply

Place = tuple[Literal["start", "fill_in", "question", "review", "end"], str]
"""Where a respondent stands; the id says which fill_in or question."""

START: Place = ("start", "")
REVIEW: Place = ("review", "")
END: Place = ("end", "")

LONGEST_REPLY = 20_000
"""Characters of a text that is typed or pasted; more would slow the pages, and fill the draft."""


@dataclass(frozen=True, slots=True)
class Session:
    """What the respondent has given so far. `unsent` is text typed but not confirmed (question or
    fill_in id -> text). `reopened` are the pages still to be visited before the review is shown
    again, None on the first way through."""

    at: Place = START
    fill_in: Mapping[str, str] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    unsent: Mapping[str, str] = field(default_factory=dict)
    reopened: tuple[Place, ...] | None = None


# --- pages: what a front end shows ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StartPage:
    """The first page. `resumable` says how many answers a draft holds, None without a draft;
    `keeps` is False where nothing is ever written."""

    questionnaire: Questionnaire
    resumable: int | None = None
    keeps: bool = True


@dataclass(frozen=True, slots=True)
class FillInPage:
    """A word to be asked for; `reply` is what was given or typed before."""

    fill_in: FillIn
    reply: str
    can_go_back: bool


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question with its texts filled in; `number` of `of` counts those that apply now.

    `alone` are the values that can only be marked by themselves. `dropped` counts answers that
    went because their questions no longer apply after the last reply.
    """

    question: Question
    reply: Reply | None
    unsent: str
    number: int
    of: int
    alone: frozenset[str]
    can_go_back: bool
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Every question that applies with its reply, None where it was skipped."""

    entries: tuple[tuple[Question, Reply | None], ...]
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class EndPage:
    """The question after the result: keep it here, write a text file, or neither."""

    suggested_file: str


Page = StartPage | FillInPage | QuestionPage | ReviewPage | EndPage


# --- moves: what a front end returns -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Begin:
    """From the start page: go on with a draft, or anew."""

    anew: bool = False


@dataclass(frozen=True, slots=True)
class Give:
    """A reply: values of a question, or a text (also to a fill_in)."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave this question open."""


@dataclass(frozen=True, slots=True)
class GoBack:
    """To the page before; `unsent` is what was typed and not confirmed."""

    unsent: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """From the review: ask this question again."""

    question: str


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
    """At the end: write the result into a text file."""

    file: str


@dataclass(frozen=True, slots=True)
class Neither:
    """At the end: keep nothing."""


Move = Begin | Give | Skip | GoBack | Open | Finish | Pause | Leave | Keep | SaveAs | Neither

Ask = Callable[[Page], Move]
