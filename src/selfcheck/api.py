"""For those who score from Python, inside a database or a cluster; `selfcheck` offers it.

    from selfcheck import load_questionnaire, reflect, score

    questionnaire = load_questionnaire("questions.yaml")
    scores = score(questionnaire, {"q1": 3, "late_reply": "wait"})
    scores["needed"].score, scores["needed"].level

Questionnaires are frozen values: they can be shared between threads and pickled to processes.
Scores are exact (`fractions.Fraction`). It is the engine of the interview and of `selfcheck score`.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from selfcheck import reflecting
from selfcheck.problems import Problem, find_span
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import NO_REPLY, Answers, Question, Questionnaire, Reply
from selfcheck.reflecting import Outcome
from selfcheck.replies import find_answer, find_misfit, mark, marks_of
from selfcheck.scoring import Scoring, ThemeScore, prepare_scoring, score_answers
from selfcheck.showing.problems import describe_message
from selfcheck.words import speaker

Given = str | int | float | Iterable[str | int | float] | None
"""A value or a label; several of them where a question takes several; nothing where skipped."""


class QuestionFileError(ValueError):
    """A question file has problems. `problems` holds them all, as codes, places and facts."""

    def __init__(self, message: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(message)
        self.problems = problems


class UnknownAnswerError(ValueError):
    """Something was given as an answer that the questionnaire does not have."""

    def __init__(self, question: str, found: object) -> None:
        super().__init__(f"{question}: {found!r}")
        self.question = question
        self.found = found


def load_questionnaire(file: str | os.PathLike[str]) -> Questionnaire:
    """Read a question file. Raises OSError where it cannot be read, QuestionFileError where it has
    problems that `selfcheck check` calls errors."""
    path = Path(file)
    loaded = read_questionnaire(str(path), path.read_bytes())
    errors = tuple(problem for problem in loaded.problems if problem.severity == "error")
    if loaded.questionnaire is not None and not errors:
        return loaded.questionnaire
    say = speaker(loaded.questionnaire.language if loaded.questionnaire else "en")
    lines = []
    for problem in errors:
        span = find_span(problem, loaded.places)
        lines.append(f"{path}:{span.line + 1 if span else 1}: {describe_message(problem, say)}")
    raise QuestionFileError("\n".join(lines), errors)


def score(questionnaire: Questionnaire, answers: Mapping[str, Given]) -> dict[str, ThemeScore]:
    """The score and level of every theme, by theme id, in the order of the question file.

    `answers` maps question ids to values or labels; a skipped question is left out, None or "".
    An answer to a question that is not asked (`ask_if`) counts for nothing. Raises
    UnknownAnswerError for a question or an answer that there is not.
    """
    return score_answers(_prepared(questionnaire), marks_of(read_answers(questionnaire, answers)))


def reflect(questionnaire: Questionnaire, answers: Mapping[str, Given]) -> Outcome:
    """All that follows from the answers: safety rules, scores, levels and the reflection.
    `answers` and what is raised are those of `score`."""
    given = read_answers(questionnaire, answers)
    return reflecting.reflect(questionnaire, given, _prepared(questionnaire))


def read_answers(questionnaire: Questionnaire, answers: Mapping[str, Given]) -> Answers:
    """Answers as they are given, in the one spelling that scoring knows."""
    read: dict[str, Reply] = {}
    for id, given in answers.items():
        if id not in questionnaire.questions:
            raise UnknownAnswerError(id, given)
        if reply := _read_reply(questionnaire.questions[id], given):
            read[id] = reply
    return read


def _read_reply(question: Question, given: Given) -> Reply:
    if question.write:
        return NO_REPLY if given is None else Reply(text=str(given))
    parts = [given] if isinstance(given, str | int | float) or given is None else list(given)
    values: list[str] = []
    for part in parts:
        if part is None or part == "":
            continue
        value = find_answer(question, str(part))
        if value is None or isinstance(part, bool):
            raise UnknownAnswerError(question.id, part)
        values.append(value)
    if find_misfit(question, values):
        raise UnknownAnswerError(question.id, given)
    return Reply(mark(question, values))


_last: tuple[Questionnaire, Scoring] | None = None


def _prepared(questionnaire: Questionnaire) -> Scoring:
    """The questionnaire made ready for scoring, kept for the next respondent."""
    global _last
    last = _last
    if last is None or last[0] is not questionnaire:
        last = _last = (questionnaire, prepare_scoring(questionnaire))
    return last[1]
