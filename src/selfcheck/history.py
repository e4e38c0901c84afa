"""Kept results as data: what can be told of them later, without the question file. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from selfcheck.local_time import in_local_time
from selfcheck.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class KeptTheme:
    """A theme as it came out; `level` is an id, None where too little was answered. `levels` are
    the names of all levels by their ids, lowest first; empty where they are not known. Of a theme
    that is not to be shown (`show`) nothing is."""

    id: str
    level: str | None
    name: str = ""
    levels: Mapping[str, str] = field(default_factory=dict)
    show: bool = True


@dataclass(frozen=True, slots=True)
class KeptResult:
    """A result as it was kept. Whether a safety text stood above it is not told."""

    id: str
    title: str
    language: str
    digest: str
    taken: datetime
    themes: Mapping[str, KeptTheme] = field(default_factory=dict)
    wording: str = ""


def read_result(data: Any) -> KeptResult | None:
    """A kept result; None where it is none."""
    match data:
        case {
            "selfcheck": 1,
            "questionnaire": {
                "id": str(id),
                "title": str(title),
                "language": str(language),
                "digest": str(digest),
                **more,
            },
            "taken": str(taken),
            "answers": dict(),
            "themes": dict(themes),
        }:
            if (day := _read_time(taken)) is None:
                return None
            names = _group(more.get("themes"))
            wording = more.get("wording")
            return KeptResult(
                id,
                title,
                language,
                digest,
                day,
                {name: _read_theme(name, theme, names) for name, theme in themes.items()},
                wording if isinstance(wording, str) else "",
            )
    return None


def _read_time(text: str) -> datetime | None:
    """A time with its zone: that of this computer where none is written."""
    try:
        taken = datetime.fromisoformat(text)
        taken.timestamp()
        return taken if taken.tzinfo else in_local_time(taken)
    except (ValueError, OverflowError, OSError):
        return None


def _read_theme(id: str, theme: Any, names: Mapping[str, Any]) -> KeptTheme:
    level = _group(theme).get("level")
    named = _group(names.get(id))
    name = named.get("name")
    levels = {
        key: text for key, text in _group(named.get("levels")).items() if isinstance(text, str)
    }
    return KeptTheme(
        id,
        level if isinstance(level, str) else None,
        name if isinstance(name, str) else "",
        levels,
        named.get("show") is not False,
    )


def _group(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def name_themes(result: KeptResult, filled: Questionnaire) -> KeptResult:
    """The result with the names of its themes and levels as they stand in a question file."""
    named = {
        id: replace(
            theme,
            name=filled.themes[id].name,
            levels={level.id: level.name for level in filled.themes[id].rubric},
            show=filled.themes[id].show,
        )
        for id, theme in result.themes.items()
        if id in filled.themes
    }
    return replace(result, themes={**result.themes, **named})


# --- one questionnaire over time --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Taking:
    """A kept result under its number in the list: 1 is the latest."""

    number: int
    result: KeptResult


def group_takings(results: Sequence[KeptResult]) -> list[list[Taking]]:
    """The results, latest first, by questionnaire; the one taken last comes first."""
    groups: dict[str, list[Taking]] = {}
    for number, result in enumerate(results, 1):
        groups.setdefault(result.id, []).append(Taking(number, result))
    return list(groups.values())


def split_where_scored_otherwise(takings: Sequence[Taking]) -> list[list[Taking]]:
    """From the oldest to the latest, in stretches within which scored content is the same."""
    stretches: list[list[Taking]] = []
    for taking in reversed(takings):
        if not stretches or stretches[-1][-1].result.digest != taking.result.digest:
            stretches.append([])
        stretches[-1].append(taking)
    return stretches
