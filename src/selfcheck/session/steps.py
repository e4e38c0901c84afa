"""From page to page: the next session for every move. Pure."""

from collections.abc import Callable
from typing import Literal

from selfcheck.frozen import replace
from selfcheck.questionnaire import NO_REPLY, Questionnaire, Reply
from selfcheck.replies import marks_of
from selfcheck.scoring import asked_questions, keep_asked
from selfcheck.session.moves import (
    END,
    REVIEW,
    SAFETY,
    Begin,
    Close,
    Finish,
    Give,
    GoBack,
    Leave,
    Move,
    Open,
    Pause,
    Skip,
)
from selfcheck.session.page_at import show_page
from selfcheck.session.pages import NO_NEWS, Ask, News, Session
from selfcheck.session.route import held_safety, page_ids

_WITHOUT_NEWS = ("fill_in", "safety")
"""Pages on which nothing is told of the move before."""


def walk(
    questionnaire: Questionnaire,
    session: Session,
    ask: Ask,
    on_change: Callable[[Session], None],
) -> tuple[Session, Literal["finished", "paused", "left"]]:
    """Ask page after page until the review is finished, or the respondent pauses or leaves.

    `on_change` is called with the new session after every move that changed something. Where the
    session is sealed, to pause is to leave.
    """
    news = NO_NEWS
    while session.at != END:
        move = ask(show_page(questionnaire, session, news))
        if isinstance(move, Leave):
            return session, "left"
        before, session = session, take_step(questionnaire, session, move)
        news = _add_news(news if before.at[0] in _WITHOUT_NEWS else NO_NEWS, before, session)
        if session != before:
            on_change(session)
        if isinstance(move, Pause):
            return session, "left" if session.sealed else "paused"
    return session, "finished"


def _add_news(untold: News, before: Session, after: Session) -> News:
    """What is to be told on the next page, with what no page has told yet."""
    news = find_news(before, after)
    return News(untold.dropped + news.dropped, untold.is_cleared or news.is_cleared)


def find_news(before: Session, after: Session) -> News:
    """What a move brought along beside the answer that was changed."""
    kind, here = before.at
    gone = set(before.answers) - set(after.answers)
    had_text = kind == "question" and here in before.unsent
    had_text = had_text and not before.answers.get(here, NO_REPLY).marks
    is_cleared = here in gone or (had_text and after.at != before.at and here not in after.unsent)
    return News(len(gone - {here}), is_cleared and here not in after.answers)


def take_step(questionnaire: Questionnaire, session: Session, move: Move) -> Session:
    """The session after a move; moves that mean nothing on this page change nothing."""
    return _arrive(questionnaire, _step(questionnaire, session, move))


def _step(questionnaire: Questionnaire, session: Session, move: Move) -> Session:
    kind, id = session.at
    match move:
        case Give() | Skip() if kind in ("fill_in", "question"):
            reply = move.reply if isinstance(move, Give) else NO_REPLY
            if kind == "fill_in" and not (reply or questionnaire.fill_in[id].default):
                return session
            return _go_on(questionnaire, _with_reply(questionnaire, session, reply))
        case Skip() if kind == "before":
            return _step(questionnaire, _go_on(questionnaire, session), move)
        case Begin() if kind == "before":
            return _go_on(questionnaire, session)
        case Begin() | GoBack() | Close() if kind == "safety":
            return _leave_safety(questionnaire, session, move)
        case GoBack(unsent) if kind != "start":
            return _go_back(questionnaire, _with_unsent(session, unsent))
        case Pause(unsent):
            return _with_unsent(session, unsent)
        case Open() | Finish() if kind == "review":
            return _leave_review(questionnaire, session, move)
        case _:
            return session


def _is_instead(questionnaire: Questionnaire, session: Session) -> bool:
    return any(rule.instead for rule in held_safety(questionnaire, session.answers))


def _has_unread_safety(questionnaire: Questionnaire, session: Session) -> bool:
    """Whether a safety text holds whose page has not been shown."""
    held = held_safety(questionnaire, session.answers)
    return any(rule.id not in session.read for rule in held)


def _leave_safety(
    questionnaire: Questionnaire, session: Session, move: Begin | GoBack | Close
) -> Session:
    """On to the review, or back to the answers. A text that stands instead of the result is the
    end, unless one goes back from it, to the review."""
    if _is_instead(questionnaire, session):
        ways_out = {GoBack: REVIEW, Close: END}
        return replace(session, at=ways_out.get(type(move), SAFETY), reopened=None)
    if isinstance(move, Close):
        return session
    step = _go_back if isinstance(move, GoBack) else _go_on
    return step(questionnaire, session)


def _leave_review(questionnaire: Questionnaire, session: Session, move: Open | Finish) -> Session:
    """To the page that is opened again, or on: to the result, unless a safety text stands instead
    of it or has not been read."""
    if isinstance(move, Open):
        can_open = move.page_id[0] in ("fill_in", "question")
        can_open = can_open and move.page_id in page_ids(questionnaire, session.answers)
        return replace(session, at=move.page_id, reopened=()) if can_open else session
    unread = _has_unread_safety(questionnaire, session)
    held_up = unread or _is_instead(questionnaire, session)
    return replace(session, at=SAFETY if held_up else END)


def _arrive(questionnaire: Questionnaire, session: Session) -> Session:
    """Note that safety texts are being read; one that stands instead seals the session."""
    if session.at != SAFETY:
        return session
    held = held_safety(questionnaire, session.answers)
    sealed = session.sealed or any(rule.instead for rule in held)
    return replace(session, read=tuple(rule.id for rule in held), sealed=sealed)


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
        word = reply.text or questionnaire.fill_in[id].default
        return replace(session, fill_in={**session.fill_in, id: word})
    before = page_ids(questionnaire, session.answers)
    answers = {other: given for other, given in session.answers.items() if other != id}
    if reply:
        answers[id] = reply
    asked = asked_questions(questionnaire, marks_of(answers))
    session = replace(session, answers=keep_asked(asked, answers))
    if session.reopened is None:
        return session
    route = page_ids(questionnaire, session.answers)
    waiting = {*session.reopened, *(page_id for page_id in route if page_id not in before)}
    waiting -= {SAFETY, REVIEW}
    return replace(session, reopened=tuple(page_id for page_id in route if page_id in waiting))


def _go_on(questionnaire: Questionnaire, session: Session) -> Session:
    if session.reopened:
        first, *others = session.reopened
        return replace(session, at=first, reopened=tuple(others))
    if session.reopened is not None:
        unread = session.at != SAFETY and _has_unread_safety(questionnaire, session)
        return replace(session, at=SAFETY if unread else REVIEW, reopened=None)
    route = page_ids(questionnaire, session.answers)
    return replace(session, at=route[route.index(session.at) + 1])


def _go_back(questionnaire: Questionnaire, session: Session) -> Session:
    """To the page before, over the safety texts, which stand no question; from the only page that
    was opened again, to the review."""
    if session.reopened == ():
        return replace(session, at=REVIEW, reopened=None)
    route = [p for p in page_ids(questionnaire, session.answers) if p != SAFETY or session.at == p]
    before = route[max(0, route.index(session.at) - 1)]
    if session.reopened is None or before == session.at:
        return replace(session, at=before)
    return replace(session, at=before, reopened=(session.at, *session.reopened))
