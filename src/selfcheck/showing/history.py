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
from selfcheck.typesetting import break_lines, harmless
from selfcheck.words import Say

_INDENT = "  "
_MIN_NAME = 12


def render_history(results: Sequence[KeptResult], say: Say, width: int, plain: bool) -> str:
    """All kept results, the latest first."""
    if not results:
        return "\n".join(break_lines(say("kept.none"), width))
    lines = [*break_lines(say("kept.count", count=len(results)), width)]
    for takings in group_takings(results):
        lines += ["", *_render_questionnaire(takings, say, width, plain)]
    return "\n".join([*lines, "", *break_lines(say("kept.how"), width)])


def _set(text: str, width: int, indent: str = _INDENT, rest: str = "") -> list[str]:
    text = harmless(text, False)
    return break_lines(text, width, first=indent, rest=rest or indent)


def describe_day(result: KeptResult, say: Say) -> str:
    """When it was taken, by the clock of that place."""
    day = result.taken
    return say(
        "kept.day", year=day.year, month=day.month, day=day.day, hour=day.hour, minute=day.minute
    )


def _render_questionnaire(
    takings: Sequence[Taking], say: Say, width: int, plain: bool
) -> Iterator[str]:
    """Title, dates, and the course of every theme, apart where it was scored otherwise."""
    title = say("summary.heading", title=takings[0].result.title)
    yield from _set(title, width, indent="")
    for taking in takings:
        entry = say("kept.entry", number=taking.number, day=describe_day(taking.result, say))
        yield from _set(entry, width, rest=_INDENT * 3)
    stretches = split_where_scored_otherwise(takings)
    for stretch in reversed(stretches):
        if stretch is not stretches[-1]:
            day = describe_day(stretch[-1].result, say)
            yield ""
            yield from _set(say("kept.scored-otherwise", day=day), width)
        shown = [id for id, theme in stretch[-1].result.themes.items() if theme.show]
        for place, id in enumerate(shown):
            if place == 0 or len(stretch) > 1:
                yield ""
            yield from _render_course(id, stretch, say, width, plain)


def _render_course(
    id: str, takings: Sequence[Taking], say: Say, width: int, plain: bool
) -> Iterator[str]:
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
    yield from _set(named, width)
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
) -> Iterator[str]:
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
        yield from break_lines(
            harmless(name, False), width, first=f"{start}{marks}  ", rest=f"{start}{blank}  "
        )
    yield " " * len(start) + "".join(str(number).rjust(column) for number in numbers)
