"""The Python interface: `from selfcheck import load_questionnaire, score, reflect`."""

import pickle
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

import selfcheck
from selfcheck import load_questionnaire, reflect, score
from selfcheck.api import QuestionFileError, UnknownAnswerError
from selfcheck.questionnaire import Questionnaire

FILE = """
selfcheck: 1
id: t
title: t
language: ja
themes:
  t: {name: t, score: mean, at_least: 1, rubric: {low: {name: 低}, high: {from: 1, name: 高}}}
questions:
  q1: {ask: 一, answers: {0: いいえ, 1: 少し, 2: はい}, theme: t}
  q2: {ask: 二, answers: {0.5: いいえ, 1: はい}, theme: t, ask_if: {q1: [1, 2]}}
  m: {ask: 印, choose: several, answers: {a: あ, b: い, no: {label: ない, alone: true}}}
  d: {ask: 文, write: word}
reflections: {a: {when: {m: [a]}, title: あ, says: 言葉}, rest: {title: 残, says: 言葉}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A question file."""
    (tmp_path / "q.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path / "q.yaml"


@pytest.fixture
def asked(file: Path) -> Questionnaire:
    """The questionnaire in it."""
    return load_questionnaire(str(file))


@pytest.mark.parametrize("q2", [0.5, "0.5", "０．５", Fraction(1, 2), "いいえ"])
def test_scores_are_exact(asked: Questionnaire, q2: str | float) -> None:
    """Numbers, texts and labels mean the same answer."""
    found = score(asked, {"q1": 2, "q2": q2 if not isinstance(q2, Fraction) else float(q2)})["t"]
    assert (found.score, found.answered) == (Fraction(5, 4), 2)
    assert found.level is not None
    assert found.level.id == "high"


def test_reflect_gives_all_that_follows(asked: Questionnaire) -> None:
    """The reflection, the questions asked, and the answers that were dropped."""
    outcome = reflect(asked, {"q1": 0, "q2": 1, "m": ["a", "い"], "d": "x"})
    assert outcome.reflection is not None
    assert (outcome.reflection.id, outcome.dropped) == ("a", ("q2",))


@pytest.mark.parametrize("skipped", [None, "", []])
def test_nothing_is_skipped(asked: Questionnaire, skipped: str | list[str] | None) -> None:
    """None, an empty text and an empty list."""
    assert score(asked, {"q1": skipped})["t"].score is None


@pytest.mark.parametrize(
    ("question", "given"),
    [("q1", 3), ("q9", 1), ("q1", True), ("q1", [0, 1]), ("m", ["a", "no"]), ("q1", "はい ？")],
)
def test_what_there_is_not_is_refused(
    asked: Questionnaire, question: str, given: int | str | list[str]
) -> None:
    """The exception names the question and what was found."""
    with pytest.raises(UnknownAnswerError) as found:
        score(asked, {question: given})
    assert found.value.question == question


def test_a_question_file_with_problems_is_refused(file: Path) -> None:
    """The exception holds all problems, and says where they are."""
    file.write_text(FILE.replace("title: t\n", "titel: t\n"), encoding="utf-8")
    with pytest.raises(QuestionFileError, match=r"q\.yaml:4: ") as found:
        load_questionnaire(file)
    assert {problem.code for problem in found.value.problems} >= {"unknown-key"}


def test_a_questionnaire_can_be_sent_to_another_process(asked: Questionnaire) -> None:
    """As clusters do."""
    again = pickle.loads(pickle.dumps(asked))
    assert score(again, {"q1": 2}) == score(asked, {"q1": 2})


def test_importing_the_package_imports_nothing_else() -> None:
    """The program starts as soon as before."""
    code = "import selfcheck, sys; print([m for m in sys.modules if m.startswith('selfcheck.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_other_names_are_missing_as_ever() -> None:
    """AttributeError, as for every module."""
    assert not hasattr(selfcheck, "scores")
