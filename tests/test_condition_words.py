"""Conditions in words: what an author reads of them, in `preview` and in `diff`."""

import pytest

from selfcheck.question_file.loader import read_questionnaire
from selfcheck.showing.condition_words import ConditionWords
from selfcheck.words import speaker

FILE = """\
selfcheck: 1
id: words
title: 言葉
language: ja
answers:
  ten: {scale: [0, 10]}
themes:
  wind:
    name: 風
    rubric: {low: {name: 静か}, high: {from: 50, name: 強い}, top: {from: 90, name: 嵐}}
  tide: {name: 潮}
questions:
  q1: {ask: 一つめ, answers: {0: いいえ, 1: はい, 2: とても}, theme: wind}
  q2: {ask: 二つめ, answers: ten, theme: [wind, tide]}
  q3: {ask: 三つめ, choose: several, answers: {a: 朝, b: 夜, c: 昼}}
reflections:
  one: {when: WHEN, title: 一}
  rest: {title: 残り}
"""

JAPANESE = {
    "{wind: high}": "「風」が「強い」のとき",
    "{wind: [high, top]}": "「風」が「強い」か「嵐」のとき",
    "{not: {wind: high}}": "「風」が「強い」ではないとき",
    "{not: {wind: [high, top]}}": "「風」が「強い」でも「嵐」でもないとき",
    "{q1: 1}": "Q1の答えが「はい」のとき",
    "{q2: [3, 4, 5]}": "Q2の答えが「3」から「5」のとき",
    "{q2: [3, 5, 7]}": "Q2の答えが「3」か「5」か「7」のとき",
    "{q3: [a, b]}": "Q3で「朝」か「夜」を選んだとき",
    "{not: {q3: [a, b]}}": "Q3に答えて「朝」も「夜」も選ばなかったとき",
    "{highest: wind}": "「風」がいちばん高いとき(同点を含む)",
    "{lowest: [wind, tide]}": "「風」か「潮」がいちばん低いとき(同点を含む)",
    "{not: {highest: [wind, tide]}}": "「風」も「潮」もいちばん高くはないとき",
    "{skipped: [q1, q2]}": "Q1かQ2を飛ばしたとき",
    "{not: {skipped: [q1, q2]}}": "Q1にもQ2にも答えたとき",
    "{highest: wind, skipped: q1, q3: a}": (
        "「風」がいちばん高く(同点を含む)、Q1を飛ばしていて、Q3で「朝」を選んだとき"
    ),
    "{any: [{q1: 1, wind: high}, {skipped: q2}]}": (
        "Q1の答えが「はい」で、「風」が「強い」のとき、またはQ2を飛ばしたとき"
    ),
    "{any: [{q1: 1}, {q1: 2}], wind: high}": (
        "「風」が「強い」で、次のどれかに当てはまるとき"
        "(Q1の答えが「はい」のとき、またはQ1の答えが「とても」のとき)"
    ),
    "{not: {q1: 1, wind: high}}": (
        "Q1の答えが「はい」ではないとき、または「風」が「強い」ではないとき"
    ),
    "{not: {any: [{q1: 1}, {wind: high}]}}": (
        "Q1の答えが「はい」ではなく、「風」が「強い」ではないとき"
    ),
    "{all: [{any: [{q1: 1}, {skipped: q1}]}, {any: [{q2: 1}, {skipped: q2}]}]}": (
        "次のどれかに当てはまり(Q1の答えが「はい」のとき、またはQ1を飛ばしたとき)、"
        "次のどれかに当てはまるとき(Q2の答えが「1」のとき、またはQ2を飛ばしたとき)"
    ),
    "{not: {not: {q1: 1}}}": "Q1の答えが「はい」のとき",
}

ENGLISH = {
    "{not: {wind: [high, top]}}": '"風" is neither "強い" nor "嵐"',
    "{not: {q1: [1, 2]}}": 'Q1 is answered, but neither with "はい" nor with "とても"',
    "{not: {q3: [a, b]}}": 'Q3 is answered, but neither "朝" nor "夜" is marked',
    "{q2: [3, 4, 5]}": 'Q2 is answered with "3" to "5"',
    "{not: {skipped: [q1, q2]}}": "Q1 and Q2 were answered",
    "{highest: wind, any: [{q1: 1}, {skipped: q2}]}": (
        '"風" stands highest (ties included) and one of these holds'
        ' (Q1 is answered with "はい", or Q2 was skipped)'
    ),
    "{not: {highest: [wind, tide]}}": 'neither "風" nor "潮" stands highest',
}


def _describe(when: str, language: str, how: str = "all") -> str:
    loaded = read_questionnaire("words.yaml", FILE.replace("WHEN", when).encode())
    assert loaded.problems == ()
    assert loaded.questionnaire
    words = ConditionWords(
        speaker(language), loaded.questionnaire, lambda question: question.id.upper()
    )
    return words.describe(loaded.questionnaire.reflections["one"].when, how)


@pytest.mark.parametrize("when", JAPANESE)
def test_conditions_in_japanese(when: str) -> None:
    """Every form, and forms within forms, read as a Japanese would say them."""
    assert _describe(when, "ja") == JAPANESE[when]


@pytest.mark.parametrize("when", ENGLISH)
def test_conditions_in_english(when: str) -> None:
    """The same in English."""
    assert _describe(when, "en") == ENGLISH[when]


def test_the_entries_of_a_safety_rule_are_joined_by_or() -> None:
    """There one of them is enough."""
    assert _describe("{q1: 1, wind: high}", "ja", "any") == (
        "Q1の答えが「はい」のとき、または「風」が「強い」のとき"
    )
