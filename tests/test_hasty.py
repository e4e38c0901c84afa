"""Enter alone answers nothing, however fast it comes: from the start page to the end."""

from dataclasses import replace

import pytest
from asked import ENTER, Blind, end, leaves, prompts
from drawn_files import all_replies, questionnaires
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from typist import Burst

from selfcheck.asking.terminal import SETTLE
from selfcheck.questionnaire import Questionnaire, Reply
from selfcheck.session import Begin, Pause, Session, StartPage, page_ids, walk

_QUICKLY = settings(max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate])


def _press(
    questionnaire: Questionnaire, first: Session, bursts: list[Burst], settle: float
) -> list[Session]:
    """Every session that a whole self-check comes to, from the start page to the last page of the
    result, where nothing but these keys is heard."""
    told = [first]
    with prompts(settle, output=Blind(), set_text=leaves) as (front, typist):
        typist.type(*bursts)
        if front.ask(StartPage(questionnaire)) == Begin():
            session, ending = walk(questionnaire, first, front.ask, told.append)
            told.append(session)
            if ending == "finished":
                assert front.ask(end()) == Pause()
    return told


# As slow as somebody who reads nothing, as fast as a key that is held down, several at once.
_ENTERS = st.lists(
    st.sampled_from([0.0, 0.01, 0.05, 0.14, 0.16, 0.3, 0.6]), min_size=5, max_size=30
)


@pytest.mark.parametrize("settle", [0, SETTLE])
@_QUICKLY
@given(questionnaires(safety=True), _ENTERS, st.integers(1, 5))
def test_enter_alone_answers_nothing(
    settle: float, questionnaire: Questionnaire, pauses: list[float], at_once: int
) -> None:
    """Neither a question nor the question what becomes of the result."""
    bursts: list[Burst] = [part for pause in pauses for part in (pause, ENTER * at_once)]
    first = Session(page_ids(questionnaire, {})[0])
    for session in _press(questionnaire, first, bursts, settle):
        assert session.answers == {}
        assert set(session.fill_in.values()) <= {"あの人"}


@pytest.mark.parametrize("settle", [0, SETTLE])
@_QUICKLY
@given(questionnaires(safety=True), _ENTERS, st.data())
def test_enter_alone_changes_no_answer_given_before(
    settle: float, questionnaire: Questionnaire, pauses: list[float], data: st.DataObject
) -> None:
    """Somebody who goes back to the beginning and presses Enter gives the same answers again."""
    way = page_ids(questionnaire, {})
    answers: dict[str, Reply] = {}
    for id, question in questionnaire.questions.items():
        reply = data.draw(st.sampled_from(all_replies(question)))
        if reply and ("question", id) in page_ids(questionnaire, answers):
            answers[id] = reply
    bursts: list[Burst] = [part for pause in pauses for part in (pause, ENTER)]
    for session in _press(questionnaire, replace(Session(way[0]), answers=answers), bursts, settle):
        assert session.answers == answers
