"""The walk through a self-check: start, fill_in, questions, safety texts,
review. Pure.

A session says where the respondent stands and what she has given so far. A front end is a function
that shows a page and returns a move; `take_step` makes the next session of it. So the same walk
serves questionary, plain lines and tests. Nothing here reads a clock or a disk.
"""

from selfcheck.session.moves import (
    END_MOVES,
    Begin,
    Close,
    Finish,
    Give,
    GoBack,
    Keep,
    Leave,
    Move,
    Open,
    Pause,
    ReadAgain,
    SaveAs,
    Skip,
    Stay,
)
from selfcheck.session.page_at import show_page
from selfcheck.session.pages import (
    LONGEST_REPLY,
    NO_NEWS,
    Ask,
    BeforePage,
    ConfirmPage,
    EndPage,
    FillInPage,
    News,
    Page,
    QuestionPage,
    Reviewed,
    ReviewPage,
    SafetyPage,
    Session,
    StartPage,
    Told,
    is_sealed,
)
from selfcheck.session.place import END, REVIEW, SAFETY, START, EndOption, Place
from selfcheck.session.progress import most_asked
from selfcheck.session.route import held_safety, passed_places, places, resume_at
from selfcheck.session.steps import find_news, take_step, walk

__all__ = [
    "END",
    "END_MOVES",
    "LONGEST_REPLY",
    "NO_NEWS",
    "REVIEW",
    "SAFETY",
    "START",
    "Ask",
    "BeforePage",
    "Begin",
    "Close",
    "ConfirmPage",
    "EndOption",
    "EndPage",
    "FillInPage",
    "Finish",
    "Give",
    "GoBack",
    "Keep",
    "Leave",
    "Move",
    "News",
    "Open",
    "Page",
    "Pause",
    "Place",
    "QuestionPage",
    "ReadAgain",
    "ReviewPage",
    "Reviewed",
    "SafetyPage",
    "SaveAs",
    "Session",
    "Skip",
    "StartPage",
    "Stay",
    "Told",
    "find_news",
    "held_safety",
    "is_sealed",
    "most_asked",
    "passed_places",
    "places",
    "resume_at",
    "show_page",
    "take_step",
    "walk",
]
