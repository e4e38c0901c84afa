"""Kept results as a list, and each theme's course as a small picture and in words.

The pictures are made of ASCII characters; where pages are heard rather than seen there are none.
Whatever comes from a file is made harmless here.
"""

from collections.abc import Iterator, Sequence

from selfcheck.history import (
    KeptResult,
    KeptTheme,
    Taking,
    group_takings,
    split_where_scored_otherwise,
)
from selfcheck.showing.rows import BLANK, Row, as_rows
from selfcheck.typesetting import break_lines, harmless
from selfcheck.words import Say

_INDENT = "  "
_MIN_NAME = 12


def set_history(results: Sequence[KeptResult], say: Say, width: int, plain: bool) -> list[Row]:
    """All kept results, the latest first; where it is `plain` without pictures."""
    if not results:
        return as_rows(break_lines(say("kept.none"), width))
    rows = as_rows(break_lines(say("kept.count", count=len(results)), width))
    for takings in group_takings(results):
        rows += [BLANK, *_set_questionnaire(takings, say, width, plain)]
    return [*rows, BLANK, *as_rows(break_lines(say("kept.how"), width), "quiet")]


def _set(text: str, width: int, indent: str = _INDENT, rest: str = "", role: str = "") -> list[Row]:
    text = harmless(text, False)
    return as_rows(break_lines(text, width, first=indent, rest=rest or indent), role)


def describe_day(result: KeptResult, say: Say) -> str:
    """When it was taken, by the clock of that place."""
    day = result.taken
    return say(
        "kept.day", year=day.year, month=day.month, day=day.day, hour=day.hour, minute=day.minute
    )


def _set_questionnaire(
    takings: Sequence[Taking], say: Say, width: int, plain: bool
) -> Iterator[Row]:
    """Title, dates, and the course of every theme, apart where it was scored otherwise."""
    title = say("summary.heading", title=takings[0].result.title)
    yield from _set(title, width, indent="", role="heading")
    for taking in takings:
        entry = say("kept.entry", number=taking.number, day=describe_day(taking.result, say))
        yield from _set(entry, width, rest=_INDENT * 3)
    stretches = split_where_scored_otherwise(takings)
    for stretch in reversed(stretches):
        if stretch is not stretches[-1]:
            day = describe_day(stretch[-1].result, say)
            yield BLANK
            yield from _set(say("kept.scored-otherwise", day=day), width)
        shown = [id for id, theme in stretch[-1].result.themes.items() if theme.show]
        for place, id in enumerate(shown):
            if place == 0 or len(stretch) > 1:
                yield BLANK
            yield from _set_course(id, stretch, say, width, plain)


def _set_course(
    id: str, takings: Sequence[Taking], say: Say, width: int, plain: bool
) -> Iterator[Row]:
    """One theme: its name, a picture of its levels where there are several, and the words."""
    themes = [taking.result.themes.get(id, KeptTheme(id, None)) for taking in takings]
    names = _level_names(themes)
    named = next((theme.name for theme in reversed(themes) if theme.name), id)
    in_words = [
        names.get(theme.level, theme.level) if theme.level else say("kept.no-level")
        for theme in themes
    ]
    if len(themes) == 1 or not any(theme.level for theme in themes):
        yield from _set(say("result.level", theme=named, level=in_words[-1]), width)
        return
    yield from _set(named, width, role="strong")
    if not plain and all(theme.level in names for theme in themes if theme.level):
        numbers = [taking.number for taking in takings]
        yield from _draw(list(names.items()), [theme.level for theme in themes], numbers, width)
    course = say("kept.course", levels=say("answer.joiner").join(in_words))
    yield from _set(course, width, _INDENT * 2)


def _level_names(themes: Sequence[KeptTheme]) -> dict[str, str]:
    """The names of the levels, lowest first, as they were called last."""
    return dict(next((theme.levels for theme in reversed(themes) if theme.levels), {}))


def _draw(
    levels: Sequence[tuple[str, str]],
    course: Sequence[str | None],
    numbers: Sequence[int],
    width: int,
) -> Iterator[Row]:
    """A row for every level, highest first; a column for every result, oldest first, above its
    number in the list. Of many results the latest that have room."""
    start = _INDENT * 2 + "|"
    column = len(str(max(numbers))) + 2
    room = width - len(start) - 2 - _MIN_NAME
    count = min(len(course), max(0, room // column))
    if count < 2:
        return
    course, numbers = course[-count:], numbers[-count:]
    for id, name in reversed(levels):
        marks = "".join(("*" if level == id else ".").rjust(column) for level in course)
        blank = " " * len(marks)
        lines = break_lines(
            harmless(name, False), width, first=f"{start}{marks}  ", rest=f"{start}{blank}  "
        )
        is_last = id == course[-1]
        yield from (_chart_row(line, start + marks, is_last) for line in lines)
    below = " " * len(start) + "".join(str(number).rjust(column) for number in numbers)
    yield Row(below, "quiet")


def _chart_row(line: str, drawn: str, is_last: bool) -> Row:
    """A level of a course: its marks stand out, and its name where it is the last."""
    marks = [(at, at + 1, "level") for at, char in enumerate(drawn) if char == "*"]
    name = (len(drawn), len(line), "level" if is_last else "quiet")
    return Row(line, spans=((0, len(drawn), "quiet"), *marks, name))
