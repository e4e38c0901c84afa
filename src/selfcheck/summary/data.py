"""A result as data for other programs. Pure."""

import json
import math
from fractions import Fraction
from typing import Any

from selfcheck.patterns import pattern
from selfcheck.questionnaire import Answers, Question, Questionnaire, Theme
from selfcheck.replies import texts_beside
from selfcheck.scoring import ThemeScore, find_level
from selfcheck.summary.blocks import Result
from selfcheck.summary.fingerprint import digest

_INVISIBLE = pattern("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x7f-\x9f]")


def render_json(result: Result) -> str:
    """The result as JSON."""
    return data_as_text(result_as_data(result))


def data_as_text(data: Any) -> str:
    """Data as JSON; invisible characters are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def result_as_data(result: Result) -> dict[str, Any]:
    """The result for other programs; an answers file that leads to the same result."""
    questionnaire, outcome = result.questionnaire, result.outcome
    written = texts_beside(outcome.answers)
    remarks = [remark.id for remark in outcome.remarks]
    return {
        "selfcheck": 1,
        "questionnaire": {
            "id": questionnaire.id,
            "title": questionnaire.title,
            "version": questionnaire.version,
            "language": questionnaire.language,
            "digest": digest(questionnaire),
        },
        "taken": result.taken.isoformat(timespec="seconds"),
        "fill_in": dict(result.fill_in),
        "answers": answers_as_data(questionnaire, outcome.answers),
        **({"written": written} if written else {}),
        "themes": {id: _theme_as_data(score) for id, score in outcome.themes.items()},
        "reflection": outcome.reflection.id if outcome.reflection else None,
        **({"remarks": remarks} if questionnaire.remarks else {}),
        "safety": [rule.id for rule in outcome.safety],
    }


def answers_as_data(questionnaire: Questionnaire, answers: Answers) -> dict[str, Any]:
    """Answers that are numbers as numbers, several as a list, texts as they are."""
    data: dict[str, Any] = {}
    for id, reply in answers.items():
        question = questionnaire.questions[id]
        values = [_value_as_data(question, value) for value in reply.marks]
        if not values:
            data[id] = reply.text
        else:
            data[id] = values if question.choose == "several" else values[0]
    return data


def _value_as_data(question: Question, value: str) -> int | float | str:
    number = next((a.number for a in question.answers if a.value == value), None)
    if number is None:
        return value
    if number.denominator == 1:
        return number.numerator
    near = float(number)
    return near if Fraction(repr(near)) == number else value


def _theme_as_data(score: ThemeScore) -> dict[str, Any]:
    def number(part: Fraction | None) -> int | float | None:
        return None if part is None else score_as_number(score.theme, part)

    return {
        "score": number(score.score),
        "lowest": number(score.lowest),
        "highest": number(score.highest),
        "level": score.level.id if score.level else None,
        "answered": score.answered,
        "of": score.of,
    }


def score_as_number(theme: Theme, number: Fraction) -> int | float:
    """A score as the nearest number of a computer that is in the same level."""
    if number.denominator == 1:
        return number.numerator
    near = float(number)
    if find_level(theme, Fraction(near)) is not find_level(theme, number):
        near = math.nextafter(near, -math.inf if Fraction(near) > number else math.inf)
    return near
