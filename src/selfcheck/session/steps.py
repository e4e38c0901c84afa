"""From page to page: the next session for every move. Pure."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from selfcheck.placeholders import fill_questionnaire
from selfcheck.questionnaire import Answers, Questionnaire, Reply
from selfcheck.scoring import asked_questions, keep_asked, question_points
from selfcheck.session.pages import (
    END,
    REVIEW,
    Ask,
    FillInPage,
    Finish,
    Give,
    GoBack,
    Leave,
    Move,
    Open,
    Page,
    Pause,
    Place,
    QuestionPage,
    ReviewPage,
    Session,
    Skip,
)


def walk(
    questionnaire: Questionnaire,
    session: Session,
    ask: Ask,
    on_change: Callable[[Session], None],
) -> tuple[Session, Literal["finished", "paused", "left"]]:
    """Ask page after page until the review is finished, or the respondent pauses or leaves.

    `on_change` is called with the new session after every move that changed something.
    """
    dropped = 0
    while session.at != END:
        move = ask(show_page(questionnaire, session, dropped))
        if isinstance(move, Leave):
            return session, "left"
        before, session = session, take_step(questionnaire, session, move)
        dropped = count_dropped(before, session)
        if session != before:
            on_change(session)
        if isinstance(move, Pause):
            return session, "paused"
    return session, "finished"


def count_dropped(before: Session, after: Session) -> int:
    """How many answers went beside the one that was changed."""
    gone = set(before.answers) - set(after.answers)
    return len(gone - {before.at[1]})


def places(questionnaire: Questionnaire, answers: Answers) -> list[Place]:
    """Every page between the start and the end that applies to these answers, in order."""
    fill_ins: list[Place] = [("fill_in", id) for id in questionnaire.fill_in]
    asked: list[Place] = [("question", id) for id in asked_questions(questionnaire, answers)]
    return [*fill_ins, *asked, REVIEW]


def passed_places(questionnaire: Questionnaire, session: Session) -> set[Place]:
    """The pages that the respondent has answered or walked past."""
    ways = places(questionnaire, session.answers)
    passed: set[Place] = {("question", id) for id in session.answers}
    passed |= {("fill_in", id) for id in session.fill_in}
    if session.reopened is not None:
        return passed | ({*ways} - {session.at, *session.reopened})
    return passed | {*ways[: ways.index(session.at)]} if session.at in ways else passed


def resume_at(questionnaire: Questionnaire, session: Session, passed: set[Place]) -> Session:
    """The session, standing where it can go on.

    That is its own place, unless it is gone, or pages before it were not passed in their present
    form: then those come first, and only what is open is visited on the way to the review.
    """
    ways = places(questionnaire, session.answers)
    waiting = {session.at, *(session.reopened or ())} - {REVIEW}
    ahead = [place for place in ways[:-1] if place in waiting or place not in passed]
    in_order = session.reopened is None
    if in_order and session.at in ways and not {*ahead} & {*ways[: ways.index(session.at)]}:
        return session
    if not ahead:
        return replace(session, at=REVIEW, reopened=None)
    in_order = in_order and ahead == ways[ways.index(ahead[0]) : -1]
    return replace(session, at=ahead[0], reopened=None if in_order else tuple(ahead[1:]))


def show_page(questionnaire: Questionnaire, session: Session, dropped: int = 0) -> Page:
    """The page for the place where the session stands (any but start and end)."""
    kind, id = session.at
    filled = fill_questionnaire(questionnaire, session.fill_in)
    ways = places(filled, session.answers)
    if kind == "fill_in":
        reply = session.unsent.get(id, session.fill_in.get(id, ""))
        return FillInPage(filled.fill_in[id], reply, can_go_back=session.at != ways[0])
    asked = [place[1] for place in ways if place[0] == "question"]
    if kind == "question":
        question = filled.questions[id]
        return QuestionPage(
            question,
            session.answers.get(id),
            session.unsent.get(id, ""),
            number=asked.index(id) + 1,
            of=len(asked),
            alone=question_points(question).alone,
            can_go_back=session.at != ways[0] or session.reopened is not None,
            dropped=dropped,
        )
    entries = tuple((filled.questions[id], session.answers.get(id)) for id in asked)
    return ReviewPage(entries, dropped)


def take_step(questionnaire: Questionnaire, session: Session, move: Move) -> Session:
    """The session after a move; moves that mean nothing on this page change nothing."""
    kind, id = session.at
    match move:
        case Give() | Skip() if kind in ("fill_in", "question"):
            reply = move.reply if isinstance(move, Give) else ()
            if kind == "fill_in" and not (reply or questionnaire.fill_in[id].default):
                return session
            return _go_on(questionnaire, _with_reply(questionnaire, session, reply))
        case GoBack(unsent) if kind in ("fill_in", "question", "review"):
            return _go_back(questionnaire, _with_unsent(session, unsent))
        case Pause(unsent):
            return _with_unsent(session, unsent)
        case Open(question) if kind == "review":
            place: Place = ("question", question)
            asked = places(questionnaire, session.answers)
            return replace(session, at=place, reopened=()) if place in asked else session
        case Finish() if kind == "review":
            return replace(session, at=END)
        case _:
            return session


def _with_unsent(session: Session, text: str) -> Session:
    if session.at[0] not in ("fill_in", "question"):
        return session
    others = {id: unsent for id, unsent in session.unsent.items() if id != session.at[1]}
    return replace(session, unsent={**others, session.at[1]: text} if text else others)


def _with_reply(questionnaire: Questionnaire, session: Session, reply: Reply) -> Session:
    """Take a reply; an empty one leaves the question open. What no longer applies is dropped."""
    kind, id = session.at
    session = _with_unsent(session, "")
    if kind == "fill_in":
        word = str(reply) if reply else questionnaire.fill_in[id].default
        return replace(session, fill_in={**session.fill_in, id: word})
    before = asked_questions(questionnaire, session.answers)
    answers = {other: given for other, given in session.answers.items() if other != id}
    if reply:
        answers[id] = reply
    asked = asked_questions(questionnaire, answers)
    session = replace(session, answers=keep_asked(asked, answers))
    if session.reopened is None:
        return session
    opened = {("question", other) for other in asked if other not in before}
    waiting = {*session.reopened, *opened}
    ways = places(questionnaire, session.answers)
    return replace(session, reopened=tuple(place for place in ways if place in waiting))


def _go_on(questionnaire: Questionnaire, session: Session) -> Session:
    if session.reopened is not None:
        if session.reopened:
            first, *others = session.reopened
            return replace(session, at=first, reopened=tuple(others))
        return replace(session, at=REVIEW, reopened=None)
    ways = places(questionnaire, session.answers)
    return replace(session, at=ways[ways.index(session.at) + 1])


def _go_back(questionnaire: Questionnaire, session: Session) -> Session:
    """To the page before; from the only page that was opened again, to the review."""
    if session.reopened == ():
        return replace(session, at=REVIEW, reopened=None)
    ways = places(questionnaire, session.answers)
    before = ways[max(0, ways.index(session.at) - 1)]
    if session.reopened is None or before == session.at:
        return replace(session, at=before)
    return replace(session, at=before, reopened=(session.at, *session.reopened))
