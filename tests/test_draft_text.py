"""What a draft holds of a self-check that asks about safety: nothing that tells such an answer."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from drawn_files import all_replies, questionnaires
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.keeping.draft_text import (
    describe_draft,
    has_own_answers,
    private_questions,
    read_draft,
)
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import NO_REPLY, Questionnaire, Reply
from selfcheck.session import (
    END,
    REVIEW,
    SAFETY,
    Begin,
    Close,
    Finish,
    Give,
    GoBack,
    Move,
    Open,
    PageId,
    Pause,
    Session,
    Skip,
    page_ids,
    take_step,
)

_TEXT = """
selfcheck: 1
id: near
title: 近さの点検
language: ja
answers:
  often: {0: ない, 1: ときどき, 2: よくある}
questions:
  calm: {ask: 静かですか。, answers: often}
  afraid: {before: 安全について。, ask: こわいですか。, answers: often}
  where: {ask: どこでですか。, answers: {home: 家, out: 外}, ask_if: {afraid: [1, 2]}}
  tell: {ask: くわしく。, write: lines, ask_if: {where: home}}
  words: {ask: ひとこと。, write: lines}
reflections:
  default: {title: いま, says: そのまま。}
safety:
  talk: {when: {afraid: 2}, title: 話せるところ, says: 話せます。}
"""


def _load(text: str = _TEXT) -> Questionnaire:
    loaded = read_questionnaire("near.yaml", text.encode())
    assert loaded.questionnaire is not None, loaded.problems
    return loaded.questionnaire


_NEAR = _load()
_ANSWERS: Mapping[str, Reply] = {
    "calm": Reply(("1",)),
    "afraid": Reply(("2",)),
    "where": Reply(("home",)),
    "tell": Reply(text="ひみつの文章"),
    "words": Reply(text="夜"),
}


def _again(tmp_path: Path, session: Session, questionnaire: Questionnaire = _NEAR) -> Session:
    """What the next run finds of a session."""
    file = tmp_path / "draft.json"
    file.write_text(describe_draft(_NEAR, session), encoding="utf-8")
    draft = read_draft(file, questionnaire)
    assert draft is not None
    return draft


def _read(text: str) -> Any:
    return json.loads(text)


# --- what is private --------------------------------------------------------------------------


def test_questions_that_hang_on_a_safety_answer_are_private_too() -> None:
    """That they were asked would tell it; and so on from these."""
    assert private_questions(_NEAR) == {"afraid", "where", "tell"}


@pytest.mark.parametrize("at", [REVIEW, SAFETY, ("question", "tell"), ("before", "afraid")])
def test_a_draft_holds_nothing_private(at: PageId) -> None:
    """No answer, no text half typed, no place."""
    text = describe_draft(_NEAR, Session(at, {}, _ANSWERS, {"tell": "ひみつ", "words": "朝"}))
    data = _read(text)
    assert data["answers"] == {"calm": ["1"], "words": "夜"}
    assert data["unsent"] == {"words": "朝"}
    assert not [id for id in ("afraid", "where", "tell", "before", "safety") if f'"{id}"' in text]


def test_a_draft_with_private_answers_alone_holds_none_of_ones_own() -> None:
    """There is nothing in it that somebody would miss."""
    assert not has_own_answers(_NEAR, Session(REVIEW, {}, {"afraid": Reply(("2",))}))
    assert has_own_answers(_NEAR, Session(REVIEW, {}, _ANSWERS))


# --- going on ---------------------------------------------------------------------------------


def test_going_on_asks_the_safety_questions_again(tmp_path: Path) -> None:
    """First of all, with the page before them; then only what is open, up to the review."""
    draft = _again(tmp_path, Session(REVIEW, {}, _ANSWERS))
    assert draft.at == ("before", "afraid")
    visited = [draft.at]
    for move in (Begin(), Give(Reply(("1",))), Give(Reply(("home",))), Give(Reply(text="また"))):
        draft = take_step(_NEAR, draft, move)
        visited.append(draft.at)
    assert [id for _, id in visited] == ["afraid", "afraid", "where", "tell", ""]
    assert draft.at == REVIEW
    assert draft.answers["words"] == Reply(text="夜")


def test_a_draft_of_the_middle_goes_on_there_after_the_safety_questions(tmp_path: Path) -> None:
    """What comes later is asked in order."""
    answers = {"calm": Reply(("1",)), "afraid": Reply(("0",))}
    draft = _again(tmp_path, Session(("question", "words"), {}, answers))
    for move in (Begin(), Give(Reply(("0",)))):
        draft = take_step(_NEAR, draft, move)
    assert draft.at == ("question", "words")


def test_a_draft_from_before_a_rule_gives_no_answer_to_its_question(tmp_path: Path) -> None:
    """Where a rule has come to look at a question since, that is asked again."""
    newer = _load(_TEXT.replace("{afraid: 2}", "{calm: 2}"))
    draft = _again(tmp_path, Session(REVIEW, {}, _ANSWERS), newer)
    assert "calm" not in draft.answers
    assert draft.at == ("question", "calm")


# --- laws -------------------------------------------------------------------------------------


_STEPS = st.one_of(
    st.sampled_from([Skip(), GoBack("途中"), Begin(), Finish(), Close(), Pause("途中")]),
    st.sampled_from([f"q{n}" for n in range(5)]).map(lambda id: Open(("question", id))),
    st.integers(0, 9),
)


@given(questionnaires(safety=True), st.lists(_STEPS, max_size=30))
def test_no_draft_names_a_private_question(
    questionnaire: Questionnaire, steps: list[Move | int]
) -> None:
    """Wherever a session goes, its drafts hold neither their answers nor their ids."""
    private = private_questions(questionnaire)
    session = Session(page_ids(questionnaire, {})[0])
    for step in steps:
        move: Move = Give(Reply(text="彼")) if isinstance(step, int) else step
        if isinstance(step, int) and session.at[0] == "question":
            replies = all_replies(questionnaire.questions[session.at[1]])
            move = Give(replies[step % len(replies)])
        session = take_step(questionnaire, session, move)
        if session.at == END:
            return
        text = describe_draft(questionnaire, session)
        assert not [id for id in private if f'"{id}"' in text]


def _drafts(questionnaire: Questionnaire, replies: Mapping[str, Reply]) -> list[str]:
    """The different drafts of a whole walk with these replies, in order."""
    session = Session(page_ids(questionnaire, {})[0])
    drafts: list[str] = []
    while session.at != END:
        drafts += [text for text in [describe_draft(questionnaire, session)] if text not in drafts]
        reply = replies.get(session.at[1], NO_REPLY)
        move: Move = Give(reply) if reply else Skip()
        if session.at[0] in ("before", "safety"):
            move = Begin() if not session.sealed else Close()
        session = take_step(questionnaire, session, Finish() if session.at == REVIEW else move)
        if session.sealed:
            break
    return drafts


@given(questionnaires(safety=True), st.data())
def test_the_drafts_of_two_people_tell_nothing_of_what_they_fear(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    """Who answers all else alike leaves the same drafts, whatever she answers to safety questions;
    only where a text stands instead there are none any more."""
    private = private_questions(questionnaire)
    alike: dict[str, Reply] = {"partner": Reply(text="彼")}
    kinds: list[dict[str, Reply]] = [{}, {}]
    for id, question in questionnaire.questions.items():
        drawn = st.sampled_from(all_replies(question))
        if id not in private:
            alike[id] = data.draw(drawn)
        for kind in kinds:
            kind[id] = data.draw(drawn) if id in private else alike[id]
    one, other = (_drafts(questionnaire, {**alike, **kind}) for kind in kinds)
    shorter = min(len(one), len(other))
    assert one[:shorter] == other[:shorter]
    assert abs(len(one) - len(other)) <= 1
