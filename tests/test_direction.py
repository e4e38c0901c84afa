"""Which way scores go: what authors do by accident is warned of, what is meant is not."""

import pytest

from selfcheck.checking.direction import check_direction
from selfcheck.checking.reach import ReachCache
from selfcheck.checking.reach.leads import answered_alike
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Questionnaire

HEAD = """\
selfcheck: 1
id: example
title: 例
language: ja
themes: {fear: {name: 怖れ, %s}}
questions:
"""


def read(theme: str, *questions: str) -> Questionnaire:
    lines = [f"  q{number}: {{ask: 問い, {text}}}\n" for number, text in enumerate(questions, 1)]
    text = HEAD % theme + "".join(lines)
    loaded = read_questionnaire("questions.yaml", text.encode())
    assert loaded.problems == ()
    assert loaded.questionnaire
    return loaded.questionnaire


def codes(theme: str, *questions: str) -> list[str]:
    return [problem.code for problem in check_direction(ReachCache(read(theme, *questions)))]


SCALE = "answers: {0: ない, 1: たまに, 2: よく, na: わからない}, theme: fear"
OTHER_SCALE = "answers: {1: ない, 2: たまに, 3: よく}, theme: fear"
PERCENT = "score: percent"


def test_all_findings_are_warnings() -> None:
    """What may be meant stops nobody."""
    found = check_direction(ReachCache(read(PERCENT, "answers: {0: a, 2: b, 1: c}, theme: fear")))
    assert [problem.severity for problem in found] == ["warning"]


@pytest.mark.parametrize("order", ["0: a, 1: b, 2: c", "2: a, 1: b, 0: c", "-1: a, 0.5: b"])
def test_numbers_in_order_are_silent(order: str) -> None:
    """Rising and falling are both in order."""
    assert codes(PERCENT, f"answers: {{{order}}}, theme: fear") == []


def test_numbers_that_do_not_score_may_stand_in_any_order() -> None:
    """Numbers of a question without a theme are only names."""
    assert codes(PERCENT, SCALE, "answers: {2: a, 0: b, 1: c}") == []


def test_a_word_beside_numbers_is_meant() -> None:
    """わからない beside numbers brings no points on purpose, wherever it stands."""
    words = "answers: {na: わからない, 0: ない, 1: ある}, theme: fear"
    assert codes(PERCENT, SCALE, words) == []


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("a: {label: あ, points: {fear: 1}}, b: {label: い, points: {fear: 2}}, c: 他", []),
        ("a: あ, b: {label: い, points: {fear: 2}}", ["answer-without-points"]),
        ("1: {label: あ, points: {fear: 1}}, 2: い", ["answer-without-points"]),
        ("a: {label: あ, points: {fear: 1}}, b: なし", ["answer-without-points"]),
        ("a: {label: あ, write: word}, b: {label: い, points: {fear: 2}}", []),
        ("a: {label: あ, points: {fear: 0}}, b: {label: い, points: {fear: 2}}", []),
    ],
)
def test_an_answer_without_points(answers: str, expected: list[str]) -> None:
    """Among answers with points one without is warned of, unless it is the last: something else.
    A number and "none" are not taken for that."""
    assert codes(PERCENT, f"answers: {{{answers}}}") == expected


@pytest.mark.parametrize(
    "label",
    [
        "どれもない",
        "当てはまるものはない",
        "どれも当てはまらない",
        "あてはまるものはありません",
        "どれもしていない",
        "特になし",
        "None of these",
        "none of the above",
        "Nothing",
    ],
)
def test_none_of_these_stands_alone(label: str) -> None:
    """Where several can be marked, "none of these" without alone is warned of."""
    question = "choose: several, answers: {a: 眠れない, b: 食べられない, c: {label: %s%s}}"
    assert codes(PERCENT, question % (label, "")) == ["none-without-alone"]
    assert codes(PERCENT, question % (label, ", alone: true")) == []


@pytest.mark.parametrize("label", ["何もする気になれない", "ないと困る", "どれも好き", "nobody"])
def test_words_that_only_look_like_none(label: str) -> None:
    """An answer that only begins like "none" is an answer like others."""
    assert codes(PERCENT, f"choose: several, answers: {{a: 眠れない, c: {label}}}") == []


@pytest.mark.parametrize(
    ("theme", "expected"),
    [
        ("score: percent", []),
        ("score: mean", ["different-ranges"]),
        ("score: sum", ["different-ranges"]),
        ("score: sum, at_least: all", []),
        ("score: sum, at_least: 2", []),
        ("score: sum, missing: ignore, at_least: all", []),
        ("score: sum, missing: ignore", ["skip-looks-low"]),
    ],
)
def test_questions_of_different_ranges(theme: str, expected: list[str]) -> None:
    """A mean, and a sum that can be prorated, want one range; a sum that ignores what is left
    open wants a lowest of 0."""
    assert codes(theme, SCALE, OTHER_SCALE) == expected


def test_a_theme_that_is_all_reversed() -> None:
    """One question that is not turned round is enough."""
    turned = f"{SCALE}, reverse: true"
    assert codes(PERCENT, turned, turned) == ["theme-all-reversed"]
    assert codes(PERCENT, turned, SCALE) == []


def test_who_answers_the_highest_everywhere() -> None:
    """The answer most questions share, given everywhere, with score, lowest, highest and level."""
    rubric = "rubric: {low: {name: 低い}, high: {from: 50, name: 高い}}"
    questionnaire = read(rubric, SCALE, SCALE, f"{SCALE}, reverse: true", SCALE)
    highest, lowest = answered_alike(ReachCache(questionnaire), questionnaire.themes["fear"])
    assert (highest.label, int(highest.score), int(highest.highest)) == ("よく", 75, 100)
    assert highest.level and highest.level.name == "高い"
    assert (lowest.label, int(lowest.score), int(lowest.lowest)) == ("ない", 25, 0)


def test_answers_of_which_several_may_be_marked_are_nobodys_direction() -> None:
    """Also where most questions of a theme are of that kind."""
    marks = "choose: several, answers: {0: 朝, 1: 夜}, theme: fear"
    questionnaire = read(f"{PERCENT}, at_least: 1", marks, marks, SCALE)
    highest, lowest = answered_alike(ReachCache(questionnaire), questionnaire.themes["fear"])
    assert (highest.label, lowest.label) == ("よく", "ない")


def test_a_theme_without_numbers_has_no_such_line() -> None:
    """Where no answers are numbers there is no direction to speak of."""
    points = "answers: {a: {label: あ, points: {fear: 1}}, b: {label: い, points: {fear: 0}}}"
    questionnaire = read(PERCENT, points)
    assert list(answered_alike(ReachCache(questionnaire), questionnaire.themes["fear"])) == []
