"""Why an example leads elsewhere, where conditions join, compare and negate."""

import pytest

from selfcheck.checking.examples import Unreached, check_examples, find_unreached
from selfcheck.checking.reach import ReachCache
from selfcheck.conditions import spell_conditions
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Questionnaire

FILE = """\
selfcheck: 1
id: why
title: なぜ
language: ja
answers: {ten: {scale: [0, 10]}}
themes:
  sea: {name: 海, rubric: {low: {}, high: {from: 50}}}
  hill: {name: 丘, rubric: {low: {}, high: {from: 50}}}
questions:
  q1: {ask: 一つめ, answers: ten, theme: sea}
  q2: {ask: 二つめ, answers: ten, theme: hill}
  q3: {ask: 三つめ, answers: {0: いいえ, 1: はい}, ask_if: {q1: 10}}
reflections:
  wanted: {when: WHEN, title: 一}
  rest: {title: 残り}
remarks: {far: {when: {hill: high}, says: 遠く}}
safety: {look: {when: {q1: 9, all: [{sea: high}, {highest: sea}]}, title: 題, says: 文}}
"""

Reasons = list[tuple[str, dict[str, object]]]


def _read(text: str) -> Questionnaire:
    loaded = read_questionnaire("why.yaml", text.encode())
    assert loaded.problems == ()
    assert loaded.questionnaire
    return loaded.questionnaire


def _reasons(answers: str, expect: str, when: str = "{sea: high}") -> Reasons:
    """The sentences, without `because.`, that explain why an example fails, with their facts."""
    text = FILE.replace("WHEN", when)
    text += f"examples: {{e: {{answers: {answers}, expect: {expect}}}}}\n"
    (problem,) = check_examples(ReachCache(_read(text)))
    found = problem.facts["because"]
    assert isinstance(found, tuple)
    return [(key.removeprefix("because."), dict(facts)) for key, facts in found]


def _keys(answers: str, when: str) -> list[str]:
    return [key for key, _ in _reasons(answers, "{reflection: wanted}", when)]


THEME = ["score", "brought"]


@pytest.mark.parametrize(
    ("answers", "when", "keys"),
    [
        ("{q1: 2, q2: 3}", "{highest: sea}", ["highest", "standings", *THEME]),
        ("{q1: 4, q2: 3}", "{lowest: sea}", ["lowest", "standings", *THEME]),
        ("{}", "{highest: sea}", ["highest", "nothing-compared", "no-score", "skipped"]),
        ("{q1: 3}", "{not: {highest: sea}}", ["not-highest", "standings", *THEME]),
        ("{q1: 3, q2: 3}", "{skipped: [q1, q2]}", ["on-skipped", "answered", "answered"]),
        ("{q1: 3}", "{skipped: q3}", ["on-skipped", "not-asked"]),
        ("{q1: 3}", "{not: {skipped: q2}}", ["not-on-skipped", "skipped"]),
        ("{q1: 3}", "{not: {q1: 3}}", ["not-on-question"]),
        ("{q2: 3}", "{not: {q1: 3}}", ["unknown-on-question"]),
        ("{q1: 3}", "{not: {sea: low}}", ["not-on-theme", *THEME]),
        ("{q1: 3}", "{not: {hill: low}}", ["unknown-on-theme", "no-score", "skipped"]),
    ],
)
def test_every_form_says_what_was_wanted_and_what_came(
    answers: str, when: str, keys: list[str]
) -> None:
    """Themes that are compared stand with how far up they are; of what is not known the opposite
    is not known either."""
    assert _keys(answers, when) == keys


@pytest.mark.parametrize(
    ("answers", "when", "wanted"),
    [
        ("{q1: 1, q2: 2}", "{any: [{q1: 2}, {q2: 3}]}", ["2", "3"]),
        ("{q1: 1, q2: 2}", "{all: [{q1: 1}, {q2: 3}]}", ["3"]),
        ("{q1: 1, q2: 2}", "{any: [{q1: 1, q2: 3}, {q1: 2, q2: 2}]}", ["3", "2"]),
        ("{q1: 1, q2: 2}", "{not: {q1: 1, q2: 2}}", ["1", "2"]),
        ("{q1: 1, q2: 2}", "{not: {any: [{q1: 1}, {q2: 3}]}}", ["1"]),
    ],
)
def test_only_what_keeps_a_condition_from_holding_is_named(
    answers: str, when: str, wanted: list[str]
) -> None:
    """Of joined conditions those that hold are left out."""
    found = _reasons(answers, "{reflection: wanted}", when)
    assert [facts["wanted"] for _, facts in found] == wanted


def test_a_theme_that_is_named_twice_is_explained_once() -> None:
    """Its questions are the same ones."""
    keys = _keys("{q1: 2, q2: 3}", "{highest: sea, any: [{sea: high}, {q1: 9}]}")
    assert keys == ["highest", "standings", *THEME, "on-theme", "on-question"]


def test_standings_that_differ_little_are_told_apart() -> None:
    """Nothing is rounded until two themes look the same that are not."""
    text = FILE.replace("WHEN", "{highest: hill}")
    text = text.replace(
        "answers: ten, theme: hill", "answers: {0: あ, 499: い, 1000: う}, theme: hill"
    )
    text += "examples: {e: {answers: {q1: 5, q2: 499}, expect: {reflection: wanted}}}\n"
    (problem,) = check_examples(ReachCache(_read(text)))
    because = problem.facts["because"]
    assert isinstance(because, tuple)
    assert dict(because)["because.standings"] == {"standings": "sea: 50.0, hill: 49.9"}


def test_a_rule_that_holds_names_the_entry() -> None:
    """With the standings and the scores that it looks at."""
    found = _reasons("{q1: 8, q2: 3}", "{safety: []}")
    assert found[0] == (
        "rule-meets",
        {"rule": "look", "entry": "all: [{sea: high}, {highest: sea}]"},
    )
    assert [key for key, _ in found[1:]] == ["standings", *THEME]


def test_a_rule_that_waits_says_for_what_and_what_came() -> None:
    """Answers stand in the example itself; how themes came out is told."""
    found = _reasons("{q1: 3, q2: 4}", "{safety: [look]}")
    when = "q1: 9, all: [{sea: high}, {highest: sea}]"
    assert found[0] == ("rule-waits", {"rule": "look", "when": when})
    assert [key for key, _ in found[1:]] == ["on-theme", *THEME, "highest", "standings"]


@pytest.mark.parametrize(
    ("answers", "expect", "keys"),
    [
        ("{q2: 6}", "{remarks: []}", ["remark-holds"]),
        ("{q2: 4}", "{remarks: [far]}", ["on-theme", *THEME]),
    ],
)
def test_remarks_are_explained(answers: str, expect: str, keys: list[str]) -> None:
    """Why one is shown that was not expected, and why one is not."""
    assert [key for key, _ in _reasons(answers, expect)] == keys


def test_remarks_that_no_example_reaches() -> None:
    """They are told with the reflections and levels."""
    text = FILE.replace("WHEN", "{sea: high}")
    text += "examples: {e: {answers: {q1: 6}, expect: {reflection: wanted}}}\n"
    unreached = find_unreached(ReachCache(_read(text)))
    assert unreached == Unreached(
        ("rest",), (("sea", "low"), ("hill", "low"), ("hill", "high")), (), ("far",)
    )


def test_conditions_are_spelled_as_they_are_typed() -> None:
    """Whoever reads a reason finds the line."""
    when = "{any: [{q1: [1, 2], not: {skipped: q2}}, {lowest: [sea, hill]}]}"
    read = _read(FILE.replace("WHEN", when)).reflections["wanted"].when
    assert f"{{{spell_conditions(read)}}}" == when
