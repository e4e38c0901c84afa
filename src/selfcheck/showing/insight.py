"""What `check` tells beside problems: which way every theme scores, and what no example reaches."""

from collections.abc import Iterator

from selfcheck.checking.examples import find_unreached
from selfcheck.checking.reach import ReachCache
from selfcheck.checking.reach.leads import Alike, answered_alike
from selfcheck.questionnaire import Theme
from selfcheck.scoring import spell_score
from selfcheck.showing.rows import BLANK, Row, as_rows
from selfcheck.typesetting import break_lines, harmless
from selfcheck.words import Say


def set_insight(cache: ReachCache, say: Say, width: int) -> list[Row]:
    """Rows for the terminal; none where there is nothing to tell."""
    parts = (_directions(cache, say, width), _unreached(cache, say, width))
    return [row for part in parts if (rows := [*part]) for row in (BLANK, *rows)]


def describe_alike(theme: Theme, alike: Alike, say: Say) -> str:
    """What somebody gets who gives the same answer to every question of a theme."""
    shown = [spell_score(theme, n) for n in (alike.score, alike.lowest, alike.highest)]
    facts = {"label": alike.label, "score": shown[0], "lowest": shown[1], "highest": shown[2]}
    if alike.level is None:
        return say("preview.alike", **facts)
    return say("preview.alike-level", **facts, level=alike.level.name)


def _directions(cache: ReachCache, say: Say, width: int) -> Iterator[Row]:
    """What the highest answer everywhere leads to, theme by theme."""
    themes = cache.questionnaire.themes
    highest = {id: next(answered_alike(cache, theme), None) for id, theme in themes.items()}
    if any(highest.values()):
        yield from as_rows(break_lines(say("check.directions"), width), "strong")
    for id, alike in highest.items():
        if alike is not None:
            theme = themes[id]
            text = describe_alike(theme, alike, say)
            line = harmless(say("check.direction", theme=theme.name, text=text), False)
            yield from as_rows(break_lines(line, width, first="  ", rest="    "))


def _unreached(cache: ReachCache, say: Say, width: int) -> Iterator[Row]:
    unreached = find_unreached(cache)
    levels = [f"{theme}: {level}" for theme, level in unreached.levels]
    parts = {
        "check.unreached-reflections": unreached.reflections,
        "check.unreached-remarks": unreached.remarks,
        "check.unreached-levels": levels,
        "check.unreached-safety": unreached.safety,
    }
    if any(parts.values()):
        yield from as_rows(break_lines(say("check.unreached"), width), "strong")
    for key, ids in parts.items():
        if ids:
            text = say(key, ids=", ".join(ids))
            yield from as_rows(break_lines(text, width, first="  ", rest="    "))
