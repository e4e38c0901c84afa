"""Simulated respondents: what a quick look leaves out, and how answers are made fewer."""

from random import Random

from selfcheck.questionnaire import Answer, Question, Questionnaire
from selfcheck.scoring import prepare_scoring
from selfcheck.simulation import Drawn, Simulator, draw_answers, shorten


def _questions(number: int) -> dict[str, Question]:
    answers = tuple(Answer(value, value) for value in "ab")
    return {f"q{n}": Question(f"q{n}", "", answers=answers) for n in range(number)}


def test_answers_are_made_as_few_as_still_lead() -> None:
    """Of a hundred answers only the two that are needed are left, in their order."""
    answers: Drawn = {f"q{n}": ("a",) for n in range(100)}
    left = shorten(answers, lambda some: {"q3", "q70"} <= some.keys())
    assert list(left) == ["q3", "q70"]


def test_where_nothing_is_needed_nothing_is_left() -> None:
    """Answers that lead there anyway are all left out."""
    assert shorten({"q1": ("a",), "q2": ("b",)}, lambda some: True) == {}


def test_a_share_is_left_open() -> None:
    """About so many questions are skipped, and none where nobody skips."""
    asked = Questionnaire("q", "", "ja", questions=_questions(1000))
    members = prepare_scoring(asked).questions.values()
    assert len(draw_answers(members, Random(0))) == 1000
    assert 650 < len(draw_answers(members, Random(0), 0.25)) < 850


def test_looking_costs_what_is_looked_at() -> None:
    """Work counts the answers given and the questions that depend on others."""
    asked = Questionnaire("q", "", "ja", questions=_questions(5))
    simulator = Simulator(prepare_scoring(asked))
    simulator.reflect({"q1": ("a",), "q2": ("b",)})
    assert (simulator.tries, simulator.work) == (1, 2)
