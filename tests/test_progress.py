"""The total beside a question's number: the most that any way from here asks."""

from collections.abc import Callable

import pytest
from drawn_files import all_replies, questionnaires
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.questionnaire import (
    NO_REPLY,
    Answer,
    Answers,
    Condition,
    Question,
    Questionnaire,
    Reply,
)
from selfcheck.replies import marks_of
from selfcheck.scoring import asked_questions
from selfcheck.session import (
    Give,
    Page,
    QuestionPage,
    Session,
    Skip,
    TextPage,
    most_asked,
    show_page,
    take_step,
)


def _try_all(questionnaire: Questionnaire, given: Answers, id: str) -> int:
    """The most questions that are asked, by trying every reply to this and all later questions."""
    ids = list(questionnaire.questions)
    ways: list[Answers] = [given]
    for later in ids[ids.index(id) :]:
        ways = [
            {**way, later: reply} if reply else way
            for way in ways
            for reply in all_replies(questionnaire.questions[later])
            if not (reply.marks and reply.text)  # a text beside an answer changes nothing
        ]
    return max(len(asked_questions(questionnaire, marks_of(way))) for way in ways)


def _walk(questionnaire: Questionnaire, reply: Callable[[Question], Reply]) -> list[QuestionPage]:
    """The pages of a walk to the last question, each replied to."""
    session = Session(("question", next(iter(questionnaire.questions))))
    shown: list[QuestionPage] = []
    page: Page = show_page(questionnaire, session)
    while isinstance(page, QuestionPage | TextPage):
        given = NO_REPLY
        if isinstance(page, QuestionPage):
            shown.append(page)
            given = reply(page.question)
        session = take_step(questionnaire, session, Give(given) if given else Skip())
        page = show_page(questionnaire, session)
    return shown


def _draw_reply(data: st.DataObject) -> Callable[[Question], Reply]:
    def reply(question: Question) -> Reply:
        drawn: Reply = data.draw(st.sampled_from(all_replies(question)), label=question.id)
        return drawn

    return reply


@given(questionnaires(), st.data())
def test_the_total_is_the_most_that_any_way_asks(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    """At every question of every walk it is what trying all replies finds, from there on."""
    given_so_far: dict[str, Reply] = {}

    def reply(question: Question) -> Reply:
        most = _try_all(questionnaire, given_so_far, question.id)
        assert most_asked(questionnaire, given_so_far, question.id) == most
        drawn = _draw_reply(data)(question)
        if drawn:
            given_so_far[question.id] = drawn
        return drawn

    _walk(questionnaire, reply)


@given(questionnaires(most=8), st.data())
def test_going_on_never_makes_the_total_grow(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    """Numbers count up from 1, and totals only go down, to no less than what was asked."""
    shown = _walk(questionnaire, _draw_reply(data))
    totals = [page.of for page in shown]
    assert [page.number for page in shown] == list(range(1, len(shown) + 1))
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] >= len(shown)


@given(questionnaires(), st.data())
def test_answers_further_on_do_not_change_the_total(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    """Back at an earlier question, the same total stands there as before."""
    given_then: dict[str, Reply] = {}

    def reply(question: Question) -> Reply:
        drawn = _draw_reply(data)(question)
        if drawn:
            given_then[question.id] = drawn
        return drawn

    for page in _walk(questionnaire, reply):
        again = show_page(questionnaire, Session(("question", page.question.id), {}, given_then))
        assert isinstance(again, QuestionPage)
        assert (again.number, again.of) == (page.number, page.of)


# --- too many ways ---------------------------------------------------------------------------


def _answers(count: int) -> tuple[Answer, ...]:
    return tuple(Answer(str(n), f"答え{n}") for n in range(count))


def _forks(count: int) -> Questionnaire:
    """So many questions, and afterwards for each of them one of two, as it was answered."""
    questions = {f"q{n}": Question(f"q{n}", "?", answers=_answers(3)) for n in range(count)}
    for n in range(count):
        for value in "01":
            id = f"q{n}-{value}"
            hangs = (Condition(f"q{n}", (value,)),)
            questions[id] = Question(id, "?", write="word", ask_if=hangs)
    return Questionnaire("forks", "分かれ道", "ja", questions=questions)


def test_where_there_are_few_ways_all_are_followed() -> None:
    """Of two questions of which only one can be asked, one counts."""
    assert most_asked(_forks(3), {}, "q0") == 6


def test_where_there_are_too_many_ways_all_that_can_be_asked_counts() -> None:
    """Both of two questions count, as nothing is known of the one that they hang on."""
    assert most_asked(_forks(20), {}, "q0") == 60


def test_where_there_are_too_many_ways_what_is_ruled_out_does_not_count() -> None:
    """An answer that was given rules out what hangs on another one."""
    assert most_asked(_forks(20), {"q0": Reply(("0",)), "q1": Reply(("2",))}, "q2") == 60 - 1 - 2


def test_too_many_ways_through_one_question_are_not_followed_either() -> None:
    """Forty answers, of which any may be marked, each with a question that hangs on it."""
    many = {"q": Question("q", "?", answers=_answers(40), choose="several")}
    for n in range(40):
        hangs = (Condition("q", (str(n),)),)
        many[f"q{n}"] = Question(f"q{n}", "?", write="word", ask_if=hangs)
    assert most_asked(Questionnaire("many", "多い", "ja", questions=many), {}, "q") == 41


@pytest.mark.parametrize("count", [8, 11])
@settings(max_examples=5)
@given(data=st.data())
def test_the_total_never_grows_where_the_ways_become_few_enough(
    count: int, data: st.DataObject
) -> None:
    """From the page on from which all ways are followed, the total is exact, and lower if at
    all."""
    replies = data.draw(st.lists(st.sampled_from("012s"), min_size=count, max_size=count))
    drawn = iter(replies)

    def reply(question: Question) -> Reply:
        value = next(drawn) if question.answers else "s"
        return NO_REPLY if value == "s" else Reply((value,))

    shown = _walk(_forks(count), reply)
    totals = [page.of for page in shown]
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] >= len(shown)
