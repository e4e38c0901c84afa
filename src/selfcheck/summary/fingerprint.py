"""A fingerprint of what is scored and nothing else. Pure."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from selfcheck.questionnaire import (
    Answer,
    Condition,
    Entry,
    Extreme,
    Joined,
    Level,
    Negated,
    Question,
    Questionnaire,
    Skipped,
    Theme,
)


def digest(questionnaire: Questionnaire) -> str:
    """A fingerprint of what is scored and nothing else: it stays when words change."""
    scored = {
        "questions": {id: _scored_question(q) for id, q in questionnaire.questions.items()},
        "themes": {id: _scored_theme(theme) for id, theme in questionnaire.themes.items()},
    }
    text = json.dumps(scored, sort_keys=True, ensure_ascii=True)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _scored_question(question: Question) -> dict[str, Any]:
    return {
        "answers": {answer.value: _scored_answer(answer) for answer in question.answers},
        "theme": question.themes[0] if len(question.themes) == 1 else [*question.themes] or None,
        "reverse": question.reverse,
        "weight": str(question.weight),
        "choose": question.choose,
        "ask_if": _sorted_conditions(question.ask_if),
    }


def _scored_answer(answer: Answer) -> dict[str, Any]:
    own = answer.points
    points = None if own is None else {theme: str(number) for theme, number in own.items()}
    return {"points": points, "alone": answer.alone}


def _sorted_conditions(conditions: Iterable[Entry]) -> dict[str, Any]:
    return dict(map(_scored_entry, conditions))


def _scored_entry(entry: Entry) -> tuple[str, Any]:
    match entry:
        case Condition():
            return entry.name, sorted(set(entry.wanted))
        case Extreme():
            return entry.which, sorted(set(entry.themes))
        case Skipped():
            return "skipped", sorted(set(entry.questions))
        case Negated():
            return "not", _sorted_conditions(entry.part)
        case Joined():
            return entry.how, [_sorted_conditions(part) for part in entry.parts]


def _scored_theme(theme: Theme) -> dict[str, Any]:
    def start(level: Level) -> str | None:
        return None if level.start is None else str(level.start)

    return {
        "score": theme.score,
        "at_least": theme.at_least,
        "missing": theme.missing,
        "levels": {level.id: start(level) for level in theme.rubric},
    }
