"""Conditions written as in speech, in a spreadsheet or in another tool: what to write instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.cli.check import find_problems
from selfcheck.problems import Problem
from selfcheck.question_file.loader import read_questionnaire

FILE = """\
selfcheck: 1
id: wrong
title: 書きちがい
language: ja
themes:
  sun: {name: 日なた, rubric: {dim: {name: 薄い}, clear: {from: 40, name: 晴れ}, hot: {from: 70}}}
  moss: {name: 苔}
questions:
  q1: {ask: あ, answers: {0: ない, 1: 少し, 2: 多い, 3: 週に3-4回, na: わからない}, theme: sun}
  q2: {ask: い, answers: {none: なし, some: あり}}
  or_else: {ask: う, answers: {0: いいえ, 1: はい}, theme: moss}
reflections:
  one: {when: WHEN, title: 題}
  rest: {title: 残り}
"""


def _problems(when: str) -> list[Problem]:
    raw = FILE.replace("WHEN", when).encode()
    return list(read_questionnaire("wrong.yaml", raw).problems)


# What is typed -> the code, and what is to be written instead.
WRONG = {
    "{q1: '>= 2'}": ("comparison-in-condition", "q1: [2, 3]"),
    "{q1: '＞＝ ２'}": ("comparison-in-condition", "q1: [2, 3]"),
    "{q1: '>2'}": ("comparison-in-condition", "q1: 3"),
    "{q1: '<= 1'}": ("comparison-in-condition", "q1: [0, 1]"),
    "{q1: '!= 0'}": ("comparison-in-condition", "q1: [1, 2, 3]"),
    "{q1: 2-3}": ("comparison-in-condition", "q1: [2, 3]"),
    "{q1: 0〜1}": ("comparison-in-condition", "q1: [0, 1]"),
    "{q1: ０～１}": ("comparison-in-condition", "q1: [0, 1]"),
    "{q1: 1から2まで}": ("comparison-in-condition", "q1: [1, 2]"),
    "{q1: 2以上}": ("comparison-in-condition", "q1: [2, 3]"),
    "{q1: 2点以下}": ("comparison-in-condition", "q1: [0, 1, 2]"),
    "{q1: 1未満}": ("comparison-in-condition", "q1: 0"),
    "{q1: 9以上}": ("comparison-in-condition", ""),
    "{q1: 2 or more}": ("comparison-in-condition", "q1: [2, 3]"),
    "{q1: [0, 2以上]}": ("comparison-in-condition", "q1: [2, 3]"),
    "{q1: {from: 2}}": ("comparison-in-condition", "q1: [2, 3]"),
    "{q1: {min: 1, max: 2}}": ("comparison-in-condition", "q1: [1, 2]"),
    "{q1: {'>=': 2}}": ("comparison-in-condition", "q1: [2, 3]"),
    "q1 >= 2": ("comparison-in-condition", "q1: [2, 3]"),
    "q1 = 2": ("comparison-in-condition", "q1: 2"),
    "q1が2以上": ("comparison-in-condition", "q1: [2, 3]"),
    "{sun: 40以上}": ("score-in-condition", "sun: [clear, hot]"),
    "{sun: '< 70'}": ("score-in-condition", "sun: [dim, clear]"),
    "{sun: 70}": ("score-in-condition", ""),
    "sun >= 70": ("score-in-condition", "sun: hot"),
    "{q1: 1か2}": ("list-without-brackets", ""),
    "{q1: 1 or 2}": ("list-without-brackets", ""),
    "{q1: 少し、多い}": ("list-without-brackets", ""),
    "{sun: clear or hot}": ("list-without-brackets", ""),
    "{q1: {not: 1}}": ("word-behind-name", "not: {q1: 1}"),
    "{q1: {not: [1, 2]}}": ("word-behind-name", "not: {q1: [1, 2]}"),
    "{q1: not 1}": ("word-behind-name", "not: {q1: 1}"),
    "{q1: 1以外}": ("word-behind-name", "not: {q1: 1}"),
    "{sun: not hot}": ("word-behind-name", "not: {sun: hot}"),
    "{q1: skipped}": ("word-behind-name", "skipped: q1"),
    "{q2: 未回答}": ("word-behind-name", "skipped: q2"),
    "{q1: answered}": ("word-behind-name", "not: {skipped: q1}"),
    "{sun: highest}": ("word-behind-name", "highest: sun"),
    "{moss: いちばん低い}": ("word-behind-name", "lowest: moss"),
    "{or: [{q1: 1}, {q1: 2}]}": ("unknown-condition", "any: [{q1: 1}, {q1: 2}]"),
    "{かつ: [{q1: 1}, {q2: some}]}": ("unknown-condition", "all: [{q1: 1}, {q2: some}]"),
    "{NOT: {q1: 1}}": ("unknown-condition", "not: {q1: 1}"),
    "{max: sun}": ("unknown-condition", "highest: sun"),
    "{higest: sun}": ("unknown-condition", "highest: sun"),
    "{未回答: q1}": ("unknown-condition", "skipped: q1"),
    "{highest: {sun: hot}}": ("only-themes", "highest: sun, sun: hot"),
    "{lowest: true}": ("only-themes", "lowest: sun"),
    "{skipped: true}": ("only-questions", "skipped: q1"),
    "{skipped: {q2: true}}": ("only-questions", "skipped: q2"),
    "[{q1: 1}, {q2: some}]": ("conditions-listed", "when: {any: [{q1: 1}, {q2: some}]}"),
    "{not: [{q1: 1}]}": ("conditions-listed", "not: {any: [{q1: 1}]}"),
    "{any: {q1: 1, q2: some}}": ("conditions-not-listed", "any: [{q1: 1}, {q2: some}]"),
    "{all: q1}": ("conditions-not-listed", ""),
}


@pytest.mark.parametrize("when", WRONG)
def test_a_wrong_form_is_one_problem_with_what_to_write(when: str) -> None:
    """It is named once, and where it can be known, the right line stands below."""
    found = [(problem.code, problem.facts.get("quoted", "")) for problem in _problems(when)]
    assert found == [WRONG[when]]


@pytest.mark.parametrize(
    "when", [when for when, (code, quoted) in WRONG.items() if quoted and "from: " not in when]
)
def test_what_is_to_be_written_instead_is_right(when: str) -> None:
    """Put in its place, it is no problem any more."""
    quoted = WRONG[when][1]
    assert _problems(quoted.removeprefix("when: ") if "when" in quoted else f"{{{quoted}}}") == []


@pytest.mark.parametrize(
    "when",
    ["{q1: 週に3-4回}", "{q1: 多い}", "{or_else: 1}", "{q2: none}", "{not: {q1: [1, 2]}}"],
)
def test_what_only_looks_like_one_is_none(when: str) -> None:
    """A label, an id and an answer are what they are."""
    assert _problems(when) == []


def test_an_id_that_is_a_word_elsewhere_is_an_id() -> None:
    """`max` names the question of that name."""
    text = FILE.replace("or_else", "max").replace("WHEN", "{max: 1}")
    assert read_questionnaire("wrong.yaml", text.encode()).problems == ()


@pytest.mark.parametrize(
    ("when", "is_warned"),
    [
        ("{not: {q1: 1, q2: some}}", True),
        ("{any: [{not: {q1: 1, sun: hot}}]}", True),
        ("{not: {not: {q1: 1, q2: some}}}", True),
        ("{not: {all: [{q1: 1}, {q2: some}]}}", False),
        ("{not: {any: [{q1: 1}, {q2: some}]}}", False),
        ("{not: {q1: [1, 2]}}", False),
    ],
)
def test_not_around_several_is_asked_about(when: str, is_warned: bool) -> None:
    """It leaves out only those who meet all; with `all` or `any` it says so itself."""
    text = FILE.replace("WHEN", "{q1: 1}") + f"remarks: {{r: {{when: {when}, says: 文}}}}\n"
    problems = find_problems(read_questionnaire("wrong.yaml", text.encode()))
    assert ("not-around-several" in [problem.code for problem in problems]) is is_warned


@pytest.mark.parametrize(
    ("when", "is_warned"),
    [
        ("{highest: [sun, moss]}", True),
        ("{any: [{not: {lowest: [moss, sun]}}, {q1: 1}]}", True),
        ("{highest: sun}", False),
    ],
)
def test_a_comparison_with_no_other_theme_is_asked_about(when: str, is_warned: bool) -> None:
    """One of all that are compared always stands highest."""
    text = FILE.replace("WHEN", "{q1: 1}") + f"remarks: {{r: {{when: {when}, says: 文}}}}\n"
    problems = find_problems(read_questionnaire("wrong.yaml", text.encode()))
    assert ("compares-nothing" in [problem.code for problem in problems]) is is_warned


_TYPED = st.text("0123456789-〜~><=!≧以上未満かor not{}[],: 、q1sun", max_size=12)


@given(st.lists(_TYPED, min_size=1, max_size=3))
def test_nothing_that_is_typed_as_a_condition_stops_reading(typed: list[str]) -> None:
    """Whatever stands there, problems are found or none."""
    quoted = ", ".join("'" + one.replace("'", "''") + "'" for one in typed)
    for when in (f"{{q1: [{quoted}], sun: [{quoted}]}}", quoted, f"{{{quoted.split(',')[0]}: 1}}"):
        _problems(when)


def test_a_long_text_is_no_condition_and_takes_no_time() -> None:
    """Only what is short is compared with what is written by habit."""
    assert _problems("'" + "q1 > " * 100_000 + "'") != []
