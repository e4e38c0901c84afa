"""An item analysis as a page, as JSON and as CSV. Returns strings; ASCII bars."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from selfcheck.analysis.figures import (
    FEW_RESPONDENTS,
    HARDLY_ANSWERED,
    LOW_ITEM_REST,
    Analysis,
    QuestionFigures,
    ThemeFigures,
)
from selfcheck.questionnaire import Questionnaire
from selfcheck.showing.progress import bar
from selfcheck.typesetting import break_lines, cut, display_width, harmless, pad
from selfcheck.words import Say

_BAR = 20
_COLUMNS = (
    "n", "mean", "sd", "item_rest_r", "alpha_without", "lowest_share", "highest_share", "missing"
)  # fmt: skip


# --- a page ---------------------------------------------------------------------------------


def render_page(analysis: Analysis, asked: Questionnaire, say: Say, width: int) -> str:
    """The figures theme by theme, and in words what to look at."""
    lines = [say("analysis.respondents", number=analysis.respondents)]
    for id, theme in analysis.themes.items():
        name = harmless(asked.themes[id].name, False)
        lines += ["", *break_lines(say("analysis.theme", name=name, id=id), width)]
        lines += break_lines(_describe_theme(theme, say), width, first="  ", rest="  ")
        lines += _bars(theme.levels, _level_names(asked, id), theme.n, width)
        lines += _table(theme.questions, say)
        for hint in _hints(theme, asked, say):
            lines += break_lines(hint, width, first="  * ", rest="    ")
    if analysis.reflections:
        titles = {id: one.title for id, one in asked.reflections.items()}
        lines += ["", say("analysis.reflections")]
        lines += _bars(analysis.reflections, titles, analysis.respondents, width)
    lines += ["", *break_lines(say("analysis.legend"), width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _describe_theme(theme: ThemeFigures, say: Say) -> str:
    figures = {"mean": theme.mean, "sd": theme.sd, "alpha": theme.alpha}
    shown = {name: _decimal(figure) for name, figure in figures.items()}
    return say("analysis.theme-figures", n=theme.n, **shown)


def _level_names(asked: Questionnaire, theme: str) -> dict[str, str]:
    return {level.id: level.name for level in asked.themes[theme].rubric}


def _bars(counts: Mapping[str, int], names: Mapping[str, str], of: int, width: int) -> list[str]:
    """A line for every level or reflection: id, bar, count, share, name."""
    longest = max(map(display_width, counts), default=0)
    lines = []
    for id, number in counts.items():
        share = number / of if of else 0.0
        drawn = f"  {pad(id, longest)}  {bar(share, _BAR):<{_BAR}} {number:6} {share:5.0%}  "
        name = harmless(names[id], False)
        lines.append(drawn + cut(name, max(0, width - display_width(drawn))))
    return lines


def _table(questions: Mapping[str, QuestionFigures], say: Say) -> list[str]:
    """A line for every question, figures under their headings."""
    if not questions:
        return []
    head = [say(f"analysis.column-{name}") for name in _COLUMNS]
    rows = [[_cell(name, getattr(one, name)) for name in _COLUMNS] for one in questions.values()]
    widths = [max(map(display_width, column)) for column in zip(head, *rows, strict=True)]
    first = max(map(display_width, questions))

    def line(id: str, cells: Sequence[str]) -> str:
        aligned = (
            " " * (room - display_width(cell)) + cell
            for cell, room in zip(cells, widths, strict=True)
        )
        return f"  {pad(id, first)}  " + "  ".join(aligned)

    return ["", line("", head), *(line(id, r) for id, r in zip(questions, rows, strict=True))]


def _cell(name: str, figure: float | None) -> str:
    if isinstance(figure, int):
        return str(figure)
    if name.endswith("_share") and figure is not None:
        return f"{figure:.0%}"
    return _decimal(figure)


def _decimal(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"


def _hints(theme: ThemeFigures, asked: Questionnaire, say: Say) -> Iterator[str]:
    """In words what a counselor should look at."""
    limits = {"few": FEW_RESPONDENTS, "low": LOW_ITEM_REST, "hardly": f"{HARDLY_ANSWERED:.0%}"}
    for hint in theme.hints:
        yield say(f"analysis.theme-{hint}", number=theme.n, limit=limits.get(hint, ""))
    for id, figures in theme.questions.items():
        text = cut(harmless(asked.questions[id].ask.strip(), False), 60)
        for hint in figures.hints:
            yield say(f"analysis.question-{hint}", id=id, text=text, limit=limits.get(hint, ""))


# --- data -----------------------------------------------------------------------------------


def render_json(analysis: Analysis) -> str:
    """The figures for other programs; undefined ones are null, and `notes` say why and more."""
    data = {
        "respondents": analysis.respondents,
        "themes": {id: _theme_as_data(theme) for id, theme in analysis.themes.items()},
        "reflections": dict(analysis.reflections),
        "notes": list(_notes(analysis)),
    }
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _theme_as_data(theme: ThemeFigures) -> dict[str, Any]:
    figures = {name: getattr(theme, name) for name in ("n", "mean", "sd", "alpha")}
    questions = {id: _without_hints(asdict(one)) for id, one in theme.questions.items()}
    return {**figures, "levels": dict(theme.levels), "questions": questions}


def _without_hints(data: dict[str, Any]) -> dict[str, Any]:
    return {name: figure for name, figure in data.items() if name != "hints"}


def _notes(analysis: Analysis) -> Iterator[dict[str, str | None]]:
    for id, theme in analysis.themes.items():
        for hint in theme.hints:
            yield {"theme": id, "question": None, "code": hint}
        for question, figures in theme.questions.items():
            for hint in figures.hints:
                yield {"theme": id, "question": question, "code": hint}


def render_csv(analysis: Analysis) -> str:
    """A row for the table, and for every theme, question, level and reflection; an undefined
    figure is an empty cell."""
    columns = ("kind", "theme", "id", *_COLUMNS[:3], "alpha", *_COLUMNS[3:])
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(_csv_rows(analysis))
    return stream.getvalue()


def _csv_rows(analysis: Analysis) -> Iterator[dict[str, Any]]:
    yield {"kind": "table", "n": analysis.respondents}
    for id, theme in analysis.themes.items():
        yield {"kind": "theme", "theme": id, "id": id, **_theme_as_data(theme)}
        for question, figures in theme.questions.items():
            yield {"kind": "question", "theme": id, "id": question, **asdict(figures)}
        yield from _count_rows("level", theme.levels.items(), theme=id)
    yield from _count_rows("reflection", analysis.reflections.items())


def _count_rows(
    kind: str, counts: Iterable[tuple[str, int]], **more: str
) -> Iterator[dict[str, Any]]:
    for id, number in counts:
        yield {"kind": kind, "id": id, "n": number, **more}
