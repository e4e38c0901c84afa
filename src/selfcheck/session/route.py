"""The way through a self-check: the pages that apply to some answers, and where to go on. Pure."""

from selfcheck.frozen import replace
from selfcheck.questionnaire import NO_REPLY, Answers, Questionnaire, SafetyRule
from selfcheck.reflecting import choose_early_safety, reflect, safety_questions
from selfcheck.replies import find_written, marks_of
from selfcheck.scoring import asked_questions, keep_asked
from selfcheck.session.moves import REVIEW, SAFETY, SAFETY_AT_RESULT, PageId
from selfcheck.session.pages import Session


def page_ids(questionnaire: Questionnaire, answers: Answers) -> list[PageId]:
    """Every page between the start and the end that applies to these answers, in order."""
    route: list[PageId] = [("fill_in", id) for id in questionnaire.fill_in]
    safety = safety_questions(questionnaire)
    for id in asked_questions(questionnaire, marks_of(answers)):
        if id in safety and questionnaire.questions[id].before:
            route.append(("before", id))
        route.append(("question", id))
        if find_written(questionnaire.questions[id], answers.get(id, NO_REPLY).marks):
            route.append(("text", id))
    return [*route, *([SAFETY] if held_safety(questionnaire, answers) else []), REVIEW]


def held_safety(questionnaire: Questionnaire, answers: Answers) -> tuple[SafetyRule, ...]:
    """The safety rules that hold before any score is known."""
    asked = asked_questions(questionnaire, marks_of(answers))
    return choose_early_safety(questionnaire, asked, keep_asked(asked, answers))


def stands_instead(questionnaire: Questionnaire, session: Session) -> bool:
    """Whether the safety texts that the session stands before take the place of the result."""
    held = held_safety(questionnaire, session.answers)
    return session.at == SAFETY_AT_RESULT or any(rule.instead for rule in held)


def told_safety(questionnaire: Questionnaire, session: Session) -> tuple[SafetyRule, ...]:
    """The safety rules whose texts the page shows: those that hold before any score is known; all
    that hold, where one stands instead, for nothing follows there."""
    if stands_instead(questionnaire, session):
        return reflect(questionnaire, session.answers).safety
    return held_safety(questionnaire, session.answers)


def passed_pages(questionnaire: Questionnaire, session: Session) -> set[PageId]:
    """The pages that the respondent has answered or walked past."""
    route = page_ids(questionnaire, session.answers)
    passed = {page_id for page_id in route if page_id[1] in session.answers}
    passed |= {("question", id) for id in session.answers}
    passed |= {("fill_in", id) for id in session.fill_in}
    if session.reopened is not None:
        return passed | ({*route} - {session.at, *session.reopened})
    return passed | {*route[: route.index(session.at)]} if session.at in route else passed


def resume_at(questionnaire: Questionnaire, session: Session, passed: set[PageId]) -> Session:
    """The session, standing where it can go on.

    That is its own place, unless it is gone, or pages before it were not passed in their present
    form: then those come first, and only what is open is visited on the way to the review.
    """
    route = page_ids(questionnaire, session.answers)
    waiting = {session.at, *(session.reopened or ())}
    asking = [page_id for page_id in route if page_id not in (SAFETY, REVIEW)]
    ahead = [page_id for page_id in asking if page_id in waiting or page_id not in passed]
    in_order = session.reopened is None
    if in_order and session.at in route and not {*ahead} & {*route[: route.index(session.at)]}:
        return session
    if not ahead:
        return replace(session, at=REVIEW, reopened=None)
    in_order = in_order and ahead == asking[asking.index(ahead[0]) :]
    return replace(session, at=ahead[0], reopened=None if in_order else tuple(ahead[1:]))
