"""The page for the place where a session stands. Pure."""

from collections.abc import Iterable

from selfcheck.frozen import replace
from selfcheck.placeholders import fill_questionnaire
from selfcheck.questionnaire import NO_REPLY, Part, Questionnaire, Reply
from selfcheck.reflecting import safety_questions
from selfcheck.replies import find_written, lone_values, marks_of
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
    TextPage,
)
from selfcheck.session.parts import find_part, parts_of
from selfcheck.session.progress import most_asked
from selfcheck.session.route import page_ids, stands_instead, told_safety


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
            number, of, part = _progress(filled, session)
            question = filled.questions[id]
            return BeforePage(question, number, of, can_go_back, news, session.sealed, part)
        case "question":
            return _question_page(filled, session, can_go_back, news)
        case "text":
            return _text_page(filled, session, news)
        case "safety":
            rules = told_safety(filled, session)
            return SafetyPage(rules, filled, stands_instead(filled, session))
    return ReviewPage(_reviewed(filled, session, route), news, session.sealed)


def _progress(filled: Questionnaire, session: Session) -> tuple[int, int, Part | None]:
    """The number of the present question, of how many at most, and the part it stands in."""
    id = session.at[1]
    asked = asked_questions(filled, marks_of(session.answers))
    of = most_asked(filled, session.answers, id)
    return asked.index(id) + 1, of, find_part(filled, asked, id)


def _question_page(
    filled: Questionnaire, session: Session, can_go_back: bool, news: News
) -> QuestionPage:
    id = session.at[1]
    question = filled.questions[id]
    is_safety = id in safety_questions(filled)
    number, of, part = _progress(filled, session)
    if is_safety and question.before:  # that was a page of its own
        question = replace(question, before="")
        part = part and replace(part, says="")
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
        part=part,
    )


def _text_page(filled: Questionnaire, session: Session, news: News) -> TextPage:
    id = session.at[1]
    question, reply = filled.questions[id], session.answers[id]
    answer = find_written(question, reply.marks)
    assert answer is not None, "there is no such page behind any other answer"
    number, of, part = _progress(filled, session)
    return TextPage(
        question,
        answer,
        reply,
        session.unsent.get(id, ""),
        number,
        of,
        news=news,
        is_safety=id in safety_questions(filled),
        sealed=session.sealed,
        part=part and replace(part, says=""),
    )


def _reviewed(
    filled: Questionnaire, session: Session, route: Iterable[PageId]
) -> tuple[Reviewed, ...]:
    safety, parts = safety_questions(filled), parts_of(filled)
    entries: list[Reviewed] = []
    above: Part | None = None
    for page_id in route:
        kind, id = page_id
        if kind == "fill_in":
            word = session.fill_in.get(id, filled.fill_in[id].default)
            entries.append(Reviewed(page_id, filled.fill_in[id].ask, Reply(text=word)))
        if kind == "question":
            question, given = filled.questions[id], session.answers.get(id, NO_REPLY)
            part = parts[id]
            begins = part.name if part is not None and part is not above else ""
            entries.append(Reviewed(page_id, question.ask, given, question, id in safety, begins))
            above = part
    return tuple(entries)
