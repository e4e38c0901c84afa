"""An item analysis as JSON and as CSV, for other programs. Returns strings."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from selfcheck.analysis.figures import Analysis, Group, QuestionFigures, Rows, ThemeFigures

_FIGURES = ("n", "mean", "sd")
_OF_QUESTIONS = ("item_rest_r", "alpha_without", "lowest_share", "highest_share", "missing")
_COLUMNS = (
    "kind", "theme", "id", *_FIGURES, "alpha", *_OF_QUESTIONS, "alpha_lower", "alpha_upper",
    "question", "other_theme", "r", "corrected", "rows", "group",
)  # fmt: skip


def render_json(analysis: Analysis) -> str:
    """The figures for other programs; undefined ones are null, and `notes` say why and more."""
    data: dict[str, Any] = {
        "respondents": analysis.respondents,
        "themes": _themes_as_data(analysis.themes),
        "reflections": dict(analysis.reflections),
        "questions": {id: {"answers": dict(n)} for id, n in analysis.questions.items()},
    }
    data["correlations"] = [
        {"themes": [*one.themes], "r": one.r, "n": one.n, "corrected": one.corrected}
        for one in analysis.correlations
    ]
    data["quality"] = {
        "same_answers": _rows_as_data(analysis.same_answers),
        "repeated": _rows_as_data(analysis.repeated),
    }
    if analysis.groups is not None:
        groups = {value: _group_as_data(one) for value, one in analysis.groups.items()}
        data["by"] = {"column": analysis.by, "groups": groups}
    data["notes"] = list(_notes(analysis))
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _themes_as_data(themes: Mapping[str, ThemeFigures]) -> dict[str, Any]:
    return {id: _theme_as_data(theme) for id, theme in themes.items()}


def _theme_as_data(theme: ThemeFigures) -> dict[str, Any]:
    interval = theme.alpha_interval
    return {
        **{name: getattr(theme, name) for name in (*_FIGURES, "alpha")},
        "alpha_interval": asdict(interval) if interval else None,
        "levels": dict(theme.levels),
        "questions": {id: _question_as_data(one) for id, one in theme.questions.items()},
    }


def _question_as_data(question: QuestionFigures) -> dict[str, Any]:
    figures = {name: getattr(question, name) for name in (*_FIGURES, *_OF_QUESTIONS)}
    return {**figures, "answers": dict(question.answers)}


def _rows_as_data(rows: Rows) -> dict[str, Any]:
    return {"count": rows.count, "rows": [*rows.rows]}


def _group_as_data(group: Group) -> dict[str, Any]:
    themes = None if group.themes is None else _themes_as_data(group.themes)
    return {"respondents": group.respondents, "themes": themes}


def _notes(analysis: Analysis) -> Iterator[dict[str, str | None]]:
    yield from _notes_of(analysis.themes)
    for value, group in (analysis.groups or {}).items():
        if group.themes is None:
            yield {"theme": None, "question": None, "code": "small-group", "group": value}
        else:
            yield from ({**note, "group": value} for note in _notes_of(group.themes))


def _notes_of(themes: Mapping[str, ThemeFigures]) -> Iterator[dict[str, str | None]]:
    for id, theme in themes.items():
        for hint in theme.hints:
            yield {"theme": id, "question": None, "code": hint}
        for question, figures in theme.questions.items():
            for hint in figures.hints:
                yield {"theme": id, "question": question, "code": hint}


# --- csv ------------------------------------------------------------------------------------


def render_csv(analysis: Analysis) -> str:
    """A row for the table, and for every theme, question, level, answer, reflection, pair of
    themes, kind of careless rows and group; an undefined figure is an empty cell."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, _COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(_csv_rows(analysis))
    return stream.getvalue()


Cells = dict[str, Any]


def _csv_rows(analysis: Analysis) -> Iterator[Cells]:
    yield {"kind": "table", "n": analysis.respondents}
    yield from _theme_rows(analysis.themes)
    for question, answers in analysis.questions.items():
        yield from _count_rows("answer", answers.items(), question=question)
    yield from _count_rows("reflection", analysis.reflections.items())
    for one in analysis.correlations:
        theme, other = one.themes
        pair = {"theme": theme, "other_theme": other}
        yield {"kind": "correlation", **pair, "n": one.n, "r": one.r, "corrected": one.corrected}
    for id, rows in (("same_answers", analysis.same_answers), ("repeated", analysis.repeated)):
        yield {"kind": "quality", "id": id, "n": rows.count, "rows": ";".join(map(str, rows.rows))}
    for value, group in (analysis.groups or {}).items():
        yield {"kind": "group", "id": value, "n": group.respondents, "group": value}
        yield from ({**row, "group": value} for row in _theme_rows(group.themes or {}))


def _theme_rows(themes: Mapping[str, ThemeFigures]) -> Iterator[Cells]:
    for id, theme in themes.items():
        interval = theme.alpha_interval
        ends = {"alpha_lower": interval.lower, "alpha_upper": interval.upper} if interval else {}
        yield {"kind": "theme", "theme": id, "id": id, **_theme_as_data(theme), **ends}
        for question, figures in theme.questions.items():
            yield {"kind": "question", "theme": id, "id": question, **_question_as_data(figures)}
            yield from _count_rows("answer", figures.answers.items(), theme=id, question=question)
        yield from _count_rows("level", theme.levels.items(), theme=id)


def _count_rows(kind: str, counts: Iterable[tuple[str, int]], **more: str) -> Iterator[Cells]:
    for id, number in counts:
        yield {"kind": kind, "id": id, "n": number, **more}
