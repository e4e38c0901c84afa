"""What the walk hands to a front end: a session, and the pages it is shown as."""

from collections.abc import Callable, Mapping

from selfcheck.frozen import dataclass, field
from selfcheck.questionnaire import (
    Answer,
    Answers,
    FillIn,
    Part,
    Question,
    Questionnaire,
    Reply,
    SafetyRule,
)
from selfcheck.session.moves import START, EndOption, Move, PageId

MAX_REPLY = 20_000
"""Characters of a text that is typed or pasted; more would slow the pages, and fill the draft."""


@dataclass(frozen=True, slots=True)
class Session:
    """What the respondent has given so far. `unsent` is text typed but not confirmed (question or
    fill_in id -> text). `reopened` are the pages still to be visited before the review is shown
    again, None on the first way through. `read` are the ids of the safety rules whose texts were
    shown last. `sealed`: one that stands instead was among them; from then on there is no draft,
    and every way out leaves at once."""

    at: PageId = START
    fill_in: Mapping[str, str] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    unsent: Mapping[str, str] = field(default_factory=dict)
    reopened: tuple[PageId, ...] | None = None
    read: tuple[str, ...] = ()
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What the last move brought along: how many other answers went because their questions no
    longer apply, whether the answer itself was dropped, and whether the text beside it was."""

    dropped: int = 0
    is_cleared: bool = False
    is_text_cleared: bool = False


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
    """What is said ahead of a question that a safety rule looks at; `number` of `of` and `part`
    as there."""

    question: Question
    number: int
    of: int
    can_go_back: bool
    news: News = NO_NEWS
    sealed: bool = False
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question with its texts filled in, the `number`th of at most `of`.

    `alone` are the values that can only be marked by themselves. `is_safety`: a safety rule looks
    at the answer, so a number only points at one. `part` is the part it stands in, which says
    something only above the first of its questions.
    """

    question: Question
    reply: Reply
    unsent: str
    number: int
    of: int
    alone: frozenset[str]
    can_go_back: bool
    news: News = NO_NEWS
    is_safety: bool = False
    sealed: bool = False
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class TextPage:
    """The text beside an answer of a question that has just been answered, `number` of `of` as
    there; `answer` is the one that asks for it. One can always go back, to the answers."""

    question: Question
    answer: Answer
    reply: Reply
    unsent: str
    number: int
    of: int
    news: News = NO_NEWS
    is_safety: bool = False
    sealed: bool = False
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class SafetyPage:
    """The safety texts that hold, directly after the last question, or in place of the result.
    `is_instead`: one stands instead of the result; then the way out is here, too, with these
    `options`, and `stays` says that the text is to be left standing in the terminal."""

    rules: tuple[SafetyRule, ...]
    questionnaire: Questionnaire
    is_instead: bool = False
    options: tuple[EndOption, ...] = ()
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One line of the review: what was asked, and the reply, empty where it was skipped. Of a
    question that a safety rule looks at (`is_hidden`) only that it was answered is shown. `part`
    is the name of the part that begins with it."""

    page_id: PageId
    ask: str
    reply: Reply
    question: Question | None = None
    is_hidden: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Every fill_in and every question that applies."""

    entries: tuple[Reviewed, ...]
    news: News = NO_NEWS
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What can be told of a file before it is written: how many answers, texts in her own words
    and answers to safety questions the result holds, how many safety texts stand in it, and how
    many words were filled in."""

    safety_texts: int = 0
    fill_in: int = 0
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
    | TextPage
    | SafetyPage
    | ReviewPage
    | EndPage
    | ConfirmPage
)


def is_sealed(page: Page) -> bool:
    """Whether nothing is kept any more, so that to pause is to leave at once."""
    match page:
        case FillInPage() | BeforePage() | QuestionPage() | TextPage() | ReviewPage():
            return page.sealed
        case SafetyPage():
            return page.is_instead
    return isinstance(page, ConfirmPage)


Ask = Callable[[Page], Move]
