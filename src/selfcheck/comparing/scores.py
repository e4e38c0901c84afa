"""What the same answers bring in two questionnaires, and what the same scores now read. Pure."""

from collections.abc import Iterator
from fractions import Fraction

from selfcheck.comparing.differences import Difference, compare_names, compare_order
from selfcheck.questionnaire import Level, Question, Questionnaire, Theme
from selfcheck.scoring import find_level, question_points
from selfcheck.spelling import spell_number

Points = tuple[str, str, str]
"""The words of an answer, and the points it brought and brings; empty where none."""


def compare_points(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Answers that bring other points than before, reverse and weight included."""
    themes = [theme for theme in new.themes if theme in old.themes]
    for id, now in new.questions.items():
        was = old.questions.get(id)
        if was is None:
            continue
        for theme in themes:
            if changes := _changes_of_points(was, now, theme):
                facts = {"theme": new.themes[theme].name, "changes": changes}
                path = ("questions", id)
                yield Difference("scores", "points", path, now.ask, facts=facts)


def _changes_of_points(was: Question, now: Question, theme: str) -> tuple[Points, ...]:
    before, after = _points(was, theme), _points(now, theme)
    values_before = {answer.value for answer in was.answers}
    return tuple(
        (answer.label, before.get(answer.value, ""), after.get(answer.value, ""))
        for answer in now.answers
        if answer.value in values_before and before.get(answer.value) != after.get(answer.value)
    )


def _points(question: Question, theme: str) -> dict[str, str]:
    """What each answer brings to the theme, weight included."""
    brought = question_points(question).answers.items()
    return {
        value: spell_number(points[theme] * question.weight)
        for value, points in brought
        if theme in points
    }


def compare_themes(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Themes, how they are scored, and where their levels begin."""
    names = [{id: theme.name for id, theme in one.themes.items()} for one in (old, new)]
    yield from compare_order("scores", ("themes",), *names)
    for id, now in new.themes.items():
        was = old.themes.get(id)
        if was is None:
            continue
        path = ("themes", id)
        rules = _rules(was), _rules(now)
        if rules[0] != rules[1]:
            yield Difference("scores", "theme-rule", path, now.name, *rules)
        if was.show != now.show:
            code = "theme-shown" if now.show else "theme-hidden"
            yield Difference("scores", code, path, now.name)
        if was.compare != now.compare:
            code = "theme-compared" if now.compare else "theme-not-compared"
            yield Difference("scores", code, path, now.name)
        yield from compare_names("scores", "columns", path, now.name, (was.columns, now.columns))
        if was.score == now.score:
            yield from _compare_levels(was, now)
        yield from _compare_level_columns(was, now)


def _rules(theme: Theme) -> tuple[str, ...]:
    return f"score: {theme.score}", f"at_least: {theme.at_least}", f"missing: {theme.missing}"


def _compare_level_columns(was: Theme, now: Theme) -> Iterator[Difference]:
    before = {level.id: level for level in was.rubric}
    for level in now.rubric:
        columns = before[level.id].columns if level.id in before else level.columns
        if columns != level.columns:
            path = ("themes", now.id, "rubric", level.id)
            both = columns or (), level.columns or ()
            yield Difference("scores", "columns", path, level.name, *both)


def _compare_levels(was: Theme, now: Theme) -> Iterator[Difference]:
    """The scores that read another level now, as ranges."""
    starts = {level.start for theme in (was, now) for level in theme.rubric}
    borders: list[Fraction] = sorted(start for start in starts if start is not None)
    below = borders[0] - 1 if borders else Fraction(0)
    for at, low, high in zip([below, *borders], [None, *borders], [*borders, None], strict=True):
        old, new = find_level(was, at), find_level(now, at)
        if _is_same(old, new):
            continue
        facts = {
            "low": "" if low is None else spell_number(low),
            "high": "" if high is None else spell_number(high),
        }
        names = old.name if old else "", new.name if new else ""
        yield Difference("scores", "level", ("themes", now.id), now.name, *names, facts=facts)


def _is_same(old: Level | None, new: Level | None) -> bool:
    """Whether one level is meant; that its words differ is told with the texts."""
    if old is None or new is None:
        return old is new
    return old.id == new.id or (old.name, old.says) == (new.name, new.says)
