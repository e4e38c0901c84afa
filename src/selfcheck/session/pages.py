"""What passes between the walk and a front end: pages that are shown, moves that are returned."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from selfcheck.questionnaire import Answers, FillIn, Question, Questionnaire, Reply, SafetyRule

Place = tuple[Literal["start", "fill_in", "before", "question", "safety", "review", "end"], str]
"""Where a respondent stands; the id says which fill_in or question. "before" is the page ahead of a
question that a safety rule looks at."""

EndOption = Literal["keep", "write", "stay", "again", "close", "clear"]
"""What can be done at the end: keep the result here, write it to a file, leave the text standing,
read it again, close, close with a clear screen."""

START: Place = ("start", "")
SAFETY: Place = ("safety", "")
REVIEW: Place = ("review", "")
END: Place = ("end", "")

LONGEST_REPLY = 20_000
"""Characters of a text that is typed or pasted; more would slow the pages, and fill the draft."""


@dataclass(frozen=True, slots=True)
class Session:
    """What the respondent has given so far. `unsent` is text typed but not confirmed (question or
    fill_in id -> text). `reopened` are the pages still to be visited before the review is shown
    again, None on the first way through. `read` are the ids of the safety rules whose texts were
    shown last. `sealed`: one that stands instead was among them; from then on there is no draft,
    and every way out leaves at once."""

    at: Place = START
    fill_in: Mapping[str, str] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    unsent: Mapping[str, str] = field(default_factory=dict)
    reopened: tuple[Place, ...] | None = None
    read: tuple[str, ...] = ()
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What the last move brought along: how many other answers went because their questions no
    longer apply, and whether the answer itself was dropped."""

    dropped: int = 0
    is_cleared: bool = False


NO_NEWS = News()


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
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class BeforePage:
    """What is said ahead of a question that a safety rule looks at; `number` of `of` as there."""

    question: Question
    number: int
    of: int
    can_go_back: bool
    news: News = NO_NEWS
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question with its texts filled in, the `number`th of at most `of`.

    `alone` are the values that can only be marked by themselves. `is_safety`: a safety rule looks
    at the answer, so a number only points at one.
    """

    question: Question
    reply: Reply | None
    unsent: str
    number: int
    of: int
    alone: frozenset[str]
    can_go_back: bool
    news: News = NO_NEWS
    is_safety: bool = False
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class SafetyPage:
    """The safety texts that hold, directly after the last question. `is_instead`: one stands
    instead of the result; then the way out is here, too, with these `options`, and `stays` says
    that the text is to be left standing in the terminal."""

    rules: tuple[SafetyRule, ...]
    questionnaire: Questionnaire
    is_instead: bool = False
    options: tuple[EndOption, ...] = ()
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One line of the review: what was asked, and the reply, None where it was skipped. Of a
    question that a safety rule looks at (`is_hidden`) only that it was answered is shown."""

    place: Place
    ask: str
    reply: Reply | None
    question: Question | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Every fill_in and every question that applies."""

    entries: tuple[Reviewed, ...]
    news: News = NO_NEWS
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What can be told of a file before it is written: how many answers, texts in her own words
    and answers to safety questions the result holds."""

    answers: int = 0
    texts: int = 0
    safety: int = 0


@dataclass(frozen=True, slots=True)
class EndPage:
    """The last page of a result, with what can be done there; where there are no `options` nothing
    is asked.

    `suggested_file` is a name that says nothing but the date; `told` is what a file would hold.
    `stays` and `is_kept` say what was chosen already, `notice` what came of it.
    """

    suggested_file: str
    options: tuple[EndOption, ...] = ("keep", "write", "close")
    told: Told = Told()
    stays: bool = False
    is_kept: bool = False
    notice: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """Asked once more before `--save` writes a text that stands instead of a result."""

    files: tuple[str, ...]


Page = (
    StartPage
    | FillInPage
    | BeforePage
    | QuestionPage
    | SafetyPage
    | ReviewPage
    | EndPage
    | ConfirmPage
)


def is_sealed(page: Page) -> bool:
    """Whether nothing is kept any more, so that to pause is to leave at once."""
    match page:
        case FillInPage() | BeforePage() | QuestionPage() | ReviewPage():
            return page.sealed
        case SafetyPage():
            return page.is_instead
    return isinstance(page, ConfirmPage)


# --- moves: what a front end returns -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Begin:
    """From the start page: go on with a draft, or anew, or without any draft. From a page to
    read: go on."""

    anew: bool = False
    draftless: bool = False


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
    """From the review: ask this again."""

    place: Place


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

Ask = Callable[[Page], Move]
