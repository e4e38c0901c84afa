"""The way through a self-check: the pages that apply to some answers, and where to go on. Pure."""

from dataclasses import replace

from selfcheck.questionnaire import Answers, Questionnaire, SafetyRule
from selfcheck.reflecting import choose_early_safety, safety_questions
from selfcheck.replies import marks_of
from selfcheck.scoring import asked_questions, keep_asked
from selfcheck.session.pages import Session
from selfcheck.session.place import REVIEW, SAFETY, Place


def places(questionnaire: Questionnaire, answers: Answers) -> list[Place]:
    """Every page between the start and the end that applies to these answers, in order."""
    ways: list[Place] = [("fill_in", id) for id in questionnaire.fill_in]
    safety = safety_questions(questionnaire)
    for id in asked_questions(questionnaire, marks_of(answers)):
        if id in safety and questionnaire.questions[id].before:
            ways.append(("before", id))
        ways.append(("question", id))
    return [*ways, *([SAFETY] if held_safety(questionnaire, answers) else []), REVIEW]


def held_safety(questionnaire: Questionnaire, answers: Answers) -> tuple[SafetyRule, ...]:
    """The safety rules that hold before any score is known."""
    asked = asked_questions(questionnaire, marks_of(answers))
    return choose_early_safety(questionnaire, asked, keep_asked(asked, answers))


def passed_places(questionnaire: Questionnaire, session: Session) -> set[Place]:
    """The pages that the respondent has answered or walked past."""
    ways = places(questionnaire, session.answers)
    passed = {place for place in ways if place[1] in session.answers}
    passed |= {("question", id) for id in session.answers}
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
    waiting = {session.at, *(session.reopened or ())}
    asking = [place for place in ways if place not in (SAFETY, REVIEW)]
    ahead = [place for place in asking if place in waiting or place not in passed]
    in_order = session.reopened is None
    if in_order and session.at in ways and not {*ahead} & {*ways[: ways.index(session.at)]}:
        return session
    if not ahead:
        return replace(session, at=REVIEW, reopened=None)
    in_order = in_order and ahead == asking[asking.index(ahead[0]) :]
    return replace(session, at=ahead[0], reopened=None if in_order else tuple(ahead[1:]))
