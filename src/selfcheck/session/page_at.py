"""The page for the place where a session stands. Pure."""

from collections.abc import Iterable

from selfcheck.frozen import replace
from selfcheck.placeholders import fill_questionnaire
from selfcheck.questionnaire import NO_REPLY, Questionnaire, Reply
from selfcheck.reflecting import safety_questions
from selfcheck.replies import lone_values, marks_of
from selfcheck.scoring import asked_questions
from selfcheck.session.moves import PageId
from selfcheck.session.pages import (
    NO_NEWS,
    BeforePage,
    FillInPage,
    News,
    Page,
    QuestionPage,
    Reviewed,
    ReviewPage,
    SafetyPage,
    Session,
)
from selfcheck.session.progress import most_asked
from selfcheck.session.route import held_safety, page_ids


def show_page(questionnaire: Questionnaire, session: Session, news: News = NO_NEWS) -> Page:
    """The page for the place where the session stands (any but start and end)."""
    kind, id = session.at
    filled = fill_questionnaire(questionnaire, session.fill_in)
    route = page_ids(filled, session.answers)
    can_go_back = session.at != route[0] or session.reopened == ()
    match kind:
        case "fill_in":
            reply = session.unsent.get(id, session.fill_in.get(id, ""))
            return FillInPage(filled.fill_in[id], reply, can_go_back, session.sealed)
        case "before":
            number, of = _progress(filled, session)
            return BeforePage(filled.questions[id], number, of, can_go_back, news, session.sealed)
        case "question":
            return _question_page(filled, session, can_go_back, news)
        case "safety":
            rules = held_safety(filled, session.answers)
            return SafetyPage(rules, filled, any(rule.instead for rule in rules))
    return ReviewPage(_reviewed(filled, session, route), news, session.sealed)


def _progress(filled: Questionnaire, session: Session) -> tuple[int, int]:
    """The number of the present question, and of how many at most."""
    id = session.at[1]
    asked = asked_questions(filled, marks_of(session.answers))
    return asked.index(id) + 1, most_asked(filled, session.answers, id)


def _question_page(
    filled: Questionnaire, session: Session, can_go_back: bool, news: News
) -> QuestionPage:
    id = session.at[1]
    question = filled.questions[id]
    is_safety = id in safety_questions(filled)
    if is_safety:
        question = replace(question, before="")  # that was a page of its own
    number, of = _progress(filled, session)
    return QuestionPage(
        question,
        session.answers.get(id, NO_REPLY),
        session.unsent.get(id, ""),
        number,
        of,
        alone=lone_values(question),
        can_go_back=can_go_back,
        news=news,
        is_safety=is_safety,
        sealed=session.sealed,
    )


def _reviewed(
    filled: Questionnaire, session: Session, route: Iterable[PageId]
) -> tuple[Reviewed, ...]:
    safety = safety_questions(filled)
    entries = []
    for page_id in route:
        kind, id = page_id
        if kind == "fill_in":
            word = session.fill_in.get(id, filled.fill_in[id].default)
            entries.append(Reviewed(page_id, filled.fill_in[id].ask, Reply(text=word)))
        if kind == "question":
            question, given = filled.questions[id], session.answers.get(id, NO_REPLY)
            entries.append(Reviewed(page_id, question.ask, given, question, id in safety))
    return tuple(entries)
