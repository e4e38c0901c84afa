"""From page to page: the next session for every move. Pure."""

from collections.abc import Callable
from typing import Literal

from selfcheck.frozen import replace
from selfcheck.questionnaire import NO_REPLY, Questionnaire, Reply
from selfcheck.reflecting import reflect
from selfcheck.replies import find_written, marks_of
from selfcheck.scoring import asked_questions, keep_asked
from selfcheck.session.moves import (
    END,
    REVIEW,
    SAFETY,
    SAFETY_AT_RESULT,
    Begin,
    Close,
    Finish,
    Give,
    GoBack,
    Leave,
    Move,
    Open,
    PageId,
    Pause,
    Skip,
)
from selfcheck.session.page_at import show_page
from selfcheck.session.pages import NO_NEWS, Ask, News, Session
from selfcheck.session.route import held_safety, page_ids, stands_instead, told_safety

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
    return News(
        untold.dropped + news.dropped,
        untold.is_cleared or news.is_cleared,
        untold.is_text_cleared or news.is_text_cleared,
    )


def find_news(before: Session, after: Session) -> News:
    """What a move brought along beside the answer that was changed."""
    kind, here = before.at
    gone = set(before.answers) - set(after.answers)
    earlier, now = before.answers.get(here, NO_REPLY), after.answers.get(here, NO_REPLY)
    had_unsent = here in before.unsent and here not in after.unsent and after.at != before.at
    is_cleared = here in gone or (kind == "question" and had_unsent and not earlier.marks)
    is_text_cleared = bool(now.marks) and not now.text and (bool(earlier.text) or had_unsent)
    return News(len(gone - {here}), is_cleared and not now, is_text_cleared)


def take_step(questionnaire: Questionnaire, session: Session, move: Move) -> Session:
    """The session after a move; moves that mean nothing on this page change nothing."""
    return _arrive(questionnaire, _step(questionnaire, session, move))


def _step(questionnaire: Questionnaire, session: Session, move: Move) -> Session:
    kind, id = session.at
    match move:
        case Give() | Skip() if kind in ("fill_in", "question", "text"):
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


def _has_unread_safety(questionnaire: Questionnaire, session: Session) -> bool:
    """Whether a safety text holds whose page has not been shown."""
    held = held_safety(questionnaire, session.answers)
    return any(rule.id not in session.read for rule in held)


def _leave_safety(
    questionnaire: Questionnaire, session: Session, move: Begin | GoBack | Close
) -> Session:
    """On to the review, or back to the answers. A text that stands instead of the result is the
    end, unless one goes back from it, to the review."""
    if stands_instead(questionnaire, session):
        ways_out = {GoBack: REVIEW, Close: END}
        return replace(session, at=ways_out.get(type(move), session.at), reopened=None)
    if isinstance(move, Close):
        return session
    step = _go_back if isinstance(move, GoBack) else _go_on
    return step(questionnaire, session)


def _leave_review(questionnaire: Questionnaire, session: Session, move: Open | Finish) -> Session:
    """To the page that is opened again, or on: to the result, unless a safety text stands instead
    of it, as its scores may bring about, or has not been read."""
    if isinstance(move, Open):
        can_open = move.page_id[0] in ("fill_in", "question")
        can_open = can_open and move.page_id in page_ids(questionnaire, session.answers)
        return replace(session, at=move.page_id, reopened=()) if can_open else session
    unread = _has_unread_safety(questionnaire, session)
    if unread or stands_instead(questionnaire, session):
        return replace(session, at=SAFETY)
    is_replaced = reflect(questionnaire, session.answers).is_replaced
    return replace(session, at=SAFETY_AT_RESULT if is_replaced else END)


def _arrive(questionnaire: Questionnaire, session: Session) -> Session:
    """Note that safety texts are being read; one that stands instead seals the session."""
    if session.at[0] != "safety":
        return session
    told = told_safety(questionnaire, session)
    sealed = session.sealed or stands_instead(questionnaire, session)
    return replace(session, read=tuple(rule.id for rule in told), sealed=sealed)


def _with_unsent(session: Session, text: str) -> Session:
    if session.at[0] not in ("fill_in", "question", "text"):
        return session
    others = {id: unsent for id, unsent in session.unsent.items() if id != session.at[1]}
    return replace(session, unsent={**others, session.at[1]: text} if text else others)


def _with_reply(questionnaire: Questionnaire, session: Session, reply: Reply) -> Session:
    """Take a reply; an empty one leaves the question open, or nothing written beside its answer.
    What no longer applies is dropped."""
    kind, id = session.at
    if kind == "fill_in":
        word = reply.text or questionnaire.fill_in[id].default
        return replace(_with_unsent(session, ""), fill_in={**session.fill_in, id: word})
    reply = _complete(questionnaire, session, reply)
    answers = {other: given for other, given in session.answers.items() if other != id}
    if reply:
        answers[id] = reply
    asked = asked_questions(questionnaire, marks_of(answers))
    after = replace(session, answers=keep_asked(asked, answers))
    if kind == "text" or ("text", id) not in page_ids(questionnaire, after.answers):
        after = _with_unsent(after, "")
    if session.reopened is None:
        return after
    return replace(after, reopened=_still_to_visit(questionnaire, session, after))


def _complete(questionnaire: Questionnaire, session: Session, reply: Reply) -> Reply:
    """The reply to a question and the text beside it, of which one page gives only one."""
    kind, id = session.at
    earlier = session.answers.get(id, NO_REPLY)
    if kind == "text":
        return replace(earlier, text=reply.text)
    keeps = not reply.text and find_written(questionnaire.questions[id], reply.marks)
    return replace(reply, text=earlier.text) if keeps else reply


def _still_to_visit(
    questionnaire: Questionnaire, before: Session, after: Session
) -> tuple[PageId, ...]:
    """The pages that wait to be visited again, with those that apply only since this reply, and the
    text beside it."""
    known, route = (page_ids(questionnaire, one.answers) for one in (before, after))
    kind, id = after.at
    waiting = {*(after.reopened or ()), *(page for page in route if page not in known)}
    waiting |= {("text", id)} if kind == "question" else set()
    return tuple(page for page in route if page in waiting - {SAFETY, REVIEW})


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
    """To the page before, over the safety texts, which stand no question; from a text to its
    answers; from the only page that was opened again, to the review."""
    if session.at[0] == "text":
        return replace(session, at=("question", session.at[1]))
    if session.reopened == ():
        return replace(session, at=REVIEW, reopened=None)
    route = [p for p in page_ids(questionnaire, session.answers) if p != SAFETY or session.at == p]
    before = route[max(0, route.index(session.at) - 1)]
    if session.reopened is None or before == session.at:
        return replace(session, at=before)
    return replace(session, at=before, reopened=(session.at, *session.reopened))
