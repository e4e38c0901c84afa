"""Themes as blocks: a picture of all at a glance, the words of each, what was left open. Pure."""

from collections.abc import Iterator
from fractions import Fraction

from selfcheck.questionnaire import Level
from selfcheck.reflecting import Outcome
from selfcheck.scoring import ThemeScore, level_bounds, spell_score
from selfcheck.summary.blocks import Bar, Block
from selfcheck.words import Say

_THEMES_A_PAGE = 3


def compose_picture(outcome: Outcome, say: Say) -> Iterator[Block]:
    """All themes with a level in one picture, and which of them are near a border."""
    scores = [score for score in scored_themes(outcome) if score.level]
    if not scores:
        return
    yield Block("heading", say("result.picture"), begins="section")
    words = "\n".join(describe_level(score, say) for score in scores)
    yield Block("picture", words, bars=tuple(map(_as_bar, scores)))
    yield Block("text", say("result.no-good-side"))
    near = [say("result.quoted", name=s.theme.name) for s in scores if s.near_border]
    if near:
        yield Block("text", say("result.near-borders", themes=say("answer.joiner").join(near)))


def compose_themes(
    outcome: Outcome, say: Say, numbers: bool = False, borders: bool = True
) -> Iterator[Block]:
    """The words of every theme, two or three a page where pages are turned; then one sentence on
    those without a score. `borders`: each says by itself that it is near one."""
    scores = [score for score in scored_themes(outcome) if score.level or numbers]
    left_open = describe_left_open(outcome, say)
    if scores or left_open:
        yield Block("heading", say("result.themes"), begins="section")
    turns = _turns(len(scores))
    for place, score in enumerate(scores):
        name = describe_level(score, say, numbers)
        yield Block("subheading", name, begins="section" if place in turns else "")
        words = [score.level.says.rstrip()] if score.level and score.level.says else []
        words += [say("result.near-border")] if borders and score.near_border else []
        if words:
            yield Block("text", "\n".join(words))
    if left_open:
        yield Block("text", left_open)


def _turns(count: int) -> list[int]:
    """The themes, counted from 0, with which a new page begins, so that all hold about as many."""
    pages = -(-count // _THEMES_A_PAGE)
    return [-(-page * count // pages) for page in range(1, pages)]


def told_themes(outcome: Outcome) -> list[ThemeScore]:
    """The themes of which respondents are told."""
    return [score for score in outcome.themes.values() if score.theme.show]


def scored_themes(outcome: Outcome) -> list[ThemeScore]:
    """The themes that have a score."""
    return [score for score in told_themes(outcome) if score.score is not None]


def describe_left_open(outcome: Outcome, say: Say) -> str:
    """One sentence on all themes for which too little was answered, without their names where
    they are more than half; empty where there is none."""
    themes = told_themes(outcome)
    names = [say("result.quoted", name=s.theme.name) for s in themes if s.score is None]
    if len(names) * 2 > len(themes):
        return say("result.too-few-mostly")
    return say("result.too-few", themes=say("answer.joiner").join(names)) if names else ""


def describe_level(score: ThemeScore, say: Say, numbers: bool = False) -> str:
    """A scored theme with the name of its level, and its score where numbers are wanted."""
    name = score.theme.name
    text = say("result.level", theme=name, level=score.level.name) if score.level else name
    if not numbers or score.score is None or score.lowest is None or score.highest is None:
        return text
    shown = [spell_score(score.theme, part) for part in (score.score, score.lowest, score.highest)]
    return text + say("result.number", score=shown[0], lowest=shown[1], highest=shown[2])


def _as_bar(score: ThemeScore) -> Bar:
    levels = score.theme.rubric
    level = score.level or levels[0]
    way = _way_through(score, level)
    return Bar(score.theme.name, level.name, len(levels), levels.index(level), way)


def _way_through(score: ThemeScore, level: Level) -> Fraction:
    """How far into its level a score is, from 0 to 1."""
    start, end = level_bounds(score.theme, level)
    start = score.lowest if start is None else start
    end = score.highest if end is None else end
    if score.score is None or start is None or end is None or end <= start:
        return Fraction(0)
    return min(Fraction(1), max(Fraction(0), (score.score - start) / (end - start)))
