"""From answers to safety texts and a reflection; F1 to F3 are the rules of the module."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Answers, Questionnaire, Reply
from selfcheck.reflecting import Outcome, reflect


def _load(text: str) -> Questionnaire:
    loaded = read_questionnaire("small.yaml", text.encode())
    assert loaded.questionnaire is not None, loaded.problems
    return loaded.questionnaire


_BODY = """
selfcheck: 1
id: small
title: 小さな点検
language: ja
themes:
  calm:
    name: 静けさ
    rubric: {low: {name: 低い}, middle: {from: 25, name: 中}, high: {from: 50, name: 高い}}
questions:
  quiet: {ask: 静かですか。, answers: {0: いいえ, 1: 少し, 2: まあ, 4: はい}, theme: calm}
  living: {ask: 暮らしは。, answers: {together: 一緒, apart: 別々}}
  harm:
    ask: 何かありますか。
    answers: {fear: こわい, watch: 見張られる, unsaid: 言わない, none: {label: ない, alone: true}}
    choose: several
    ask_if: {living: together}
  wish: {ask: 消えたいですか。, answers: {0: いいえ, 1: ときどき, 2: はい}}
"""
_SMALL = _load(
    _BODY
    + """
reflections:
  both: {when: {calm: high, living: together}, title: 両方, says: 文}
  some: {when: {calm: [middle, high]}, title: いくらか, says: 文}
  fear: {when: {harm: fear}, title: こわさ, says: 文}
  default: {title: いま, says: 文}
safety:
  wish: {when: {wish: [1, 2]}, title: 消えたい, says: 文}
  harmed: {when: {harm: [fear, watch], wish: 2}, title: 安全, says: 文, instead: true}
"""
)


def _reflect(**answers: str | tuple[str, ...]) -> Outcome:
    given: Answers = {
        id: Reply((reply,) if isinstance(reply, str) else reply) for id, reply in answers.items()
    }
    return reflect(_SMALL, given)


def _safety(outcome: Outcome) -> list[str]:
    return [rule.id for rule in outcome.safety]


def _reflection(outcome: Outcome) -> str | None:
    return outcome.reflection.id if outcome.reflection else None


# --- safety (F1, F2) --------------------------------------------------------------------------


def test_a_rule_holds_as_soon_as_one_named_answer_was_given() -> None:
    """F1: any of the questions is enough, with any of its answers."""
    assert _safety(_reflect(living="together", harm="watch")) == ["harmed"]


def test_one_marked_answer_of_several_is_enough() -> None:
    """F1: among several marks a single named one makes the rule hold."""
    assert _safety(_reflect(living="together", harm=("unsaid", "fear"))) == ["harmed"]


def test_all_rules_that_hold_are_told_in_the_order_of_the_file() -> None:
    """F2: no rule hides another."""
    assert _safety(_reflect(wish="2")) == ["wish", "harmed"]


def test_a_rule_that_stands_instead_leaves_no_reflection() -> None:
    """F2: where one is `instead`, there is no reflection; the scores are still there."""
    outcome = _reflect(quiet="4", wish="2")
    assert (outcome.is_replaced, _reflection(outcome)) == (True, None)
    assert outcome.themes["calm"].score == 100


def test_a_rule_that_does_not_stand_instead_leaves_the_reflection() -> None:
    """F2: other safety texts stand above the reflection."""
    outcome = _reflect(wish="1")
    assert (outcome.is_replaced, _safety(outcome)) == (False, ["wish"])
    assert _reflection(outcome) == "default"


def test_an_answer_that_no_rule_names_brings_no_safety_text() -> None:
    """F1: other answers to the same question hold nothing."""
    assert _safety(_reflect(living="together", harm="none", wish="0")) == []


def test_a_skipped_question_brings_no_safety_text() -> None:
    """F1: nothing is guessed where nothing was said."""
    assert _safety(_reflect()) == []


def test_an_answer_to_a_question_that_was_not_asked_brings_no_safety_text() -> None:
    """A dropped answer meets no condition, and its id is told."""
    outcome = _reflect(living="apart", harm="fear")
    assert (_safety(outcome), outcome.dropped) == ([], ("harm",))
    assert "harm" not in outcome.answers


# --- reflections (F3) -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "reflection"),
    [
        ({"quiet": "4", "living": "together"}, "both"),
        ({"quiet": "4", "living": "apart"}, "some"),
        ({"quiet": "2"}, "some"),
        ({"quiet": "1"}, "some"),
        ({"quiet": "0"}, "default"),
        ({"living": "together"}, "default"),
        ({}, "default"),
    ],
)
def test_the_first_reflection_whose_conditions_all_hold_is_chosen(
    answers: dict[str, str], reflection: str
) -> None:
    """F3: in the order of the file, with every condition met."""
    assert _reflection(_reflect(**answers)) == reflection


def test_without_a_score_no_level_condition_is_met() -> None:
    """F3: a theme without a score meets nothing."""
    assert _reflection(_reflect(living="together")) == "default"


def test_an_answer_that_was_dropped_meets_no_condition() -> None:
    """F3: a question that was not asked meets nothing, whatever was written down."""
    assert _reflection(_reflect(living="apart", harm="fear")) == "default"


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "quiet": st.sampled_from([("0",), ("1",), ("2",), ("4",)]),
            "living": st.sampled_from([("together",), ("apart",)]),
            "harm": st.sets(st.sampled_from(["fear", "watch", "unsaid"]), min_size=1).map(tuple),
            "wish": st.sampled_from([("0",), ("1",), ("2",)]),
        },
    )
)
def test_everybody_gets_either_a_reflection_or_what_stands_instead(
    answers: dict[str, tuple[str, ...]],
) -> None:
    """With a reflection without conditions at the end, nobody is left without words."""
    outcome = reflect(_SMALL, {id: Reply(marks) for id, marks in answers.items()})
    assert (outcome.reflection is None) == outcome.is_replaced


@given(st.permutations(["quiet", "living", "harm", "wish"]))
def test_the_order_of_the_answers_changes_nothing(order: list[str]) -> None:
    """Answers from a file may stand in any order."""
    values = {"quiet": "4", "living": "together", "harm": "unsaid", "wish": "1"}
    given = {id: Reply((value,)) for id, value in values.items()}
    assert reflect(_SMALL, {id: given[id] for id in order}) == reflect(_SMALL, given)
