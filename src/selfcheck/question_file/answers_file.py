"""Answers that were written down beforehand (YAML or JSON) -> replies, or problems."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from selfcheck.problems import Places, Problem
from selfcheck.question_file.examples import put_texts, read_replies
from selfcheck.question_file.loader import in_order
from selfcheck.question_file.reading import Reading
from selfcheck.question_file.yaml.source import Value, read_source
from selfcheck.question_file.yaml.vocabulary import Vocabulary
from selfcheck.questionnaire import Answers, Questionnaire

_SUMMARY_KEYS = (
    "answers",
    "fill_in",
    "written",
    "selfcheck",
    "questionnaire",
    "taken",
    "themes",
    "reflection",
    "remarks",
    "safety",
)
_STRING_OR_NULL = re.compile(r'"(?:[^"\\]|\\.)*"|\bnull\b')
_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """Answers as read; `fill_in` has a reply for every fill_in of the questionnaire."""

    places: Places
    answers: Answers
    fill_in: Mapping[str, str]
    problems: tuple[Problem, ...]


def read_answers(file: str, raw: bytes, questionnaire: Questionnaire) -> GivenAnswers:
    """Read an answers file: a group of question ids with answers, alone or under `answers`."""
    source = read_source(file, _as_yaml(raw), Vocabulary(frozenset(questionnaire.questions)))
    reading = Reading(source)
    answers: Answers = {}
    fill_in: dict[str, str] = {}
    if isinstance(source.value, dict):
        top = source.value
        path: tuple[str, ...] = ()
        body: Value = top
        if _is_wrapped(top, questionnaire):
            path, body = ("answers",), top.get("answers")
            _note_unknown_keys(reading, top)
            fill_in = _read_fill_in(reading, top.get("fill_in"), questionnaire)
        reading.so_far = questionnaire
        answers = read_replies(reading, path, body, questionnaire.questions)
        if path:
            answers = put_texts(reading, ("written",), top.get("written"), answers)
        else:
            reading.problems = [_as_beside(problem, top) for problem in reading.problems]
    mistakes = [problem for problem in reading.problems if problem.severity == "error"]
    problems = [*(_as_answers_problem(p) for p in source.problems), *mistakes]
    defaults = {id: fill_in.default or fill_in.ask for id, fill_in in questionnaire.fill_in.items()}
    return GivenAnswers(
        source.places, answers, {**defaults, **fill_in}, in_order(problems, source.places)
    )


def _is_wrapped(top: Mapping[str, Value], questionnaire: Questionnaire) -> bool:
    """Whether the answers stand under `answers`, rather than by themselves."""
    if "answers" in top and "answers" not in questionnaire.questions:
        return True
    return isinstance(top.get("answers"), dict)


def _as_beside(problem: Problem, top: Mapping[str, Value]) -> Problem:
    """What can stand beside `answers` only, and was written beside the answers themselves."""
    match problem.place:
        case (str(name),) if name in _SUMMARY_KEYS[:3] and isinstance(top[name], dict):
            facts = {"found": name, "because": (("because.under-answers", {"name": name}),)}
            return replace(problem, code="beside-answers", facts=facts, depends=())
    return problem


def _note_unknown_keys(reading: Reading, top: Mapping[str, Value]) -> None:
    for name in top:
        if name not in _SUMMARY_KEYS:
            reading.note_name(
                "unknown-key",
                (name,),
                found=name,
                near=reading.guess(name, _SUMMARY_KEYS[:3]),
                allowed=_SUMMARY_KEYS[:3],
            )


def _read_fill_in(reading: Reading, value: Value, questionnaire: Questionnaire) -> dict[str, str]:
    replies: dict[str, str] = {}
    allowed = tuple(questionnaire.fill_in)
    for name, content in reading.group(("fill_in",), value).items():
        if name not in allowed:
            facts = {"found": name, "near": reading.guess(name, allowed), "allowed": allowed}
            reading.note_name("unknown-fill-in", ("fill_in", name), **facts)
        elif content:
            replies[name] = " ".join(reading.text(("fill_in", name), content).split())
    return {name: word for name, word in replies.items() if word}


def _as_answers_problem(problem: Problem) -> Problem:
    if problem.code in ("not-a-question-file", "empty-file"):
        return replace(problem, code="not-an-answers-file")
    return problem


def _as_yaml(raw: bytes) -> bytes:
    """JSON is YAML but for tabs between things, characters written as two escapes, and null."""
    if not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return raw
    try:
        text = raw.decode("utf-8-sig")
        json.loads(text)
    except (ValueError, RecursionError):
        return raw
    text = _SURROGATES.sub(lambda found: json.loads(f'"{found[0]}"'), text.replace("\t", " "))
    text = _STRING_OR_NULL.sub(lambda found: '""  ' if found[0] == "null" else found[0], text)
    return text.encode("utf-8", "replace")
