"""Figures out of sums: means, alphas, correlations, and what they hint at."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from selfcheck.analysis.intervals import Interval, alpha_interval
from selfcheck.analysis.matrix import Matrix, alpha, covariances, item_rest_r, within
from selfcheck.analysis.tally import QuestionTally, Tally, ThemeTally

FEW_RESPONDENTS = 30
SMALL_GROUP = 5
"""A group with fewer respondents is not looked into: its figures would tell what one said."""
LOW_ITEM_REST = 0.2
HARDLY_ANSWERED = 0.2
"""Share of those asked."""
ALL_ALIKE = 0.95
"""Share of those who answered."""

Hint = Literal[
    "few",
    "reversed",
    "low",
    "nobody",
    "hardly",
    "alike",
    "lone-question",
    "gaps",
    "flat",
    "uneven",
    "beyond-alpha",
    "beyond-item-rest",
    "beyond-alpha-without",
    "flat-rest",
]
"""What a counselor should look at, or why a figure could not be worked out."""


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """One question within a theme. `n` answered with points, `missing` were asked and did not;
    shares are of `n`, from 0 to 1, with the lowest and the highest points possible; `answers`
    counts how often each was given, all of them in it."""

    n: int
    mean: float | None
    sd: float | None
    item_rest_r: float | None
    alpha_without: float | None
    lowest_share: float | None
    highest_share: float | None
    missing: int
    answers: Mapping[str, int]
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """One theme: `n` respondents have a score; `levels` counts them, all levels in it."""

    n: int
    mean: float | None
    sd: float | None
    alpha: float | None
    alpha_interval: Interval | None
    levels: Mapping[str, int]
    questions: Mapping[str, QuestionFigures]
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Correlation:
    """Of two themes, over the `n` respondents who have both scores. `corrected` is what it would
    be if both were measured without error."""

    themes: tuple[str, str]
    r: float | None
    n: int
    corrected: float | None


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows there are of a kind, and the first ten."""

    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Respondents with the same value in a column; None where they are too few to look into."""

    respondents: int
    themes: Mapping[str, ThemeFigures] | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The item analysis of a table. `reflections` counts respondents, all reflections in it;
    `questions` are the answers to questions without a theme; `groups` those of the column `by`."""

    respondents: int
    themes: Mapping[str, ThemeFigures]
    reflections: Mapping[str, int]
    questions: Mapping[str, Mapping[str, int]]
    correlations: tuple[Correlation, ...]
    same_answers: Rows
    repeated: Rows
    by: str | None = None
    groups: Mapping[str, Group] | None = None


def work_out(
    tally: Tally, by: str | None = None, groups: Mapping[str, Tally] | None = None
) -> Analysis:
    """The figures of all respondents that were added, and of groups of them."""
    asked = tally.scoring.questionnaire
    themes = _all_themes(tally)
    quality = tally.quality
    scored = {id for theme in themes.values() for id in theme.questions}
    return Analysis(
        tally.respondents,
        themes,
        {id: tally.reflections[id] for id in asked.reflections},
        {id: _answers(tally, id) for id in tally.questions if id not in scored},
        tuple(_correlations(tally, themes)),
        Rows(quality.same_answers.count, tuple(quality.same_answers.rows)),
        Rows(quality.repeated.count, tuple(quality.repeated.rows)),
        by,
        {value: _group(one) for value, one in groups.items()} if groups is not None else None,
    )


def _group(tally: Tally) -> Group:
    is_small = tally.respondents < SMALL_GROUP
    return Group(tally.respondents, None if is_small else _all_themes(tally))


def _all_themes(tally: Tally) -> dict[str, ThemeFigures]:
    themes = tally.scoring.questionnaire.themes.values()
    return {
        theme.id: _theme_figures(tally, theme.id, [level.id for level in theme.rubric])
        for theme in themes
    }


def _answers(tally: Tally, id: str) -> dict[str, int]:
    question = tally.scoring.questionnaire.questions[id]
    return {answer.value: tally.answers[id][answer.value] for answer in question.answers}


def _theme_figures(tally: Tally, id: str, levels: Sequence[str]) -> ThemeFigures:
    own = tally.themes[id]
    counts = {score: number for score, number in own.scores.items() if score is not None}
    n, mean, variance = moments(counts)
    matrix = covariances(own)
    found = alpha(matrix)
    whole = within(found, 1)
    number = len(own.questions)
    return ThemeFigures(
        n,
        _number(mean),
        _root(variance),
        whole,
        None if whole is None else alpha_interval(whole, tally.respondents, number),
        {id: own.levels[id] for id in levels},
        {
            one.member.question.id: _question_figures(tally, one, place, matrix)
            for place, one in enumerate(own.questions)
        },
        tuple(_theme_hints(n, matrix, own, found)),
    )


def _theme_hints(n: int, matrix: Matrix, own: ThemeTally, found: float | None) -> Iterator[Hint]:
    """Whether there are too few respondents; and, where there is no alpha, why (A5 to A7)."""
    if n < FEW_RESPONDENTS:
        yield "few"
    number, _, total = matrix.without(None)
    if number < 2:
        yield "lone-question"
    elif total is None:
        yield "gaps"
    elif not total:
        yield "uneven" if _has_gaps(own) else "flat"
    elif found is not None and within(found, 1) is None:
        yield "beyond-alpha"


def _has_gaps(own: ThemeTally) -> bool:
    """Whether not all questions were answered by the same respondents."""
    return len({one.n for one in own.questions} | {pair.n for _, _, pair in own.pairs}) > 1


def _question_figures(
    tally: Tally, own: QuestionTally, place: int, matrix: Matrix
) -> QuestionFigures:
    rest, without = item_rest_r(matrix, place), alpha(matrix, place)
    return QuestionFigures(
        own.n,
        _number(own.mean()),
        _root(own.variance()),
        within(rest, 1, lowest=-1),
        within(without, 1),
        own.at_lowest / own.n if own.n else None,
        own.at_highest / own.n if own.n else None,
        own.missing,
        _answers(tally, own.member.question.id),
        (*_hints(own, rest, without), *_rest_hints(own, matrix, place)),
    )


def _rest_hints(own: QuestionTally, matrix: Matrix, place: int) -> Iterator[Hint]:
    """Why there is neither figure, where the theme itself has an alpha (A5)."""
    others, _, rest = matrix.without(place)
    if own.n > 1 and others and rest == 0 and matrix.without(None)[2]:
        yield "flat-rest"


def _hints(own: QuestionTally, rest: float | None, without: float | None) -> Iterator[Hint]:
    """What a counselor should look at (A6, A7)."""
    if not own.n:
        if own.missing:
            yield "nobody"
        return
    if own.n < HARDLY_ANSWERED * (own.n + own.missing):
        yield "hardly"
    if own.n > 1 and own.most_alike() >= ALL_ALIKE * own.n:
        yield "alike"
    if rest is not None and within(rest, 1, lowest=-1) is None:
        yield "beyond-item-rest"
    elif rest is not None and rest < LOW_ITEM_REST:
        yield "reversed" if rest < 0 else "low"
    if without is not None and within(without, 1) is None:
        yield "beyond-alpha-without"


def _correlations(tally: Tally, themes: Mapping[str, ThemeFigures]) -> Iterator[Correlation]:
    """Of all pairs of themes (A8)."""
    ids = list(themes)
    for one, other, n, r in tally.correlations:
        pair = (ids[one], ids[other])
        yield Correlation(pair, r, n, _corrected(r, themes[pair[0]], themes[pair[1]]))


def _corrected(r: float | None, one: ThemeFigures, other: ThemeFigures) -> float | None:
    if r is None or one.questions.keys() & other.questions.keys():
        return None
    if one.alpha is None or other.alpha is None or min(one.alpha, other.alpha) <= 0:
        return None
    return r / math.sqrt(one.alpha * other.alpha)


def moments(counts: Mapping[Fraction, int]) -> tuple[int, Fraction | None, Fraction | None]:
    """Number, mean and variance (n - 1) of values with their counts."""
    n = sum(counts.values())
    if not n:
        return 0, None, None
    total = sum((value * number for value, number in counts.items()), Fraction(0))
    squares = sum((value * value * number for value, number in counts.items()), Fraction(0))
    return n, total / n, (squares - total * total / n) / (n - 1) if n > 1 else None


def _number(exact: Fraction | None) -> float | None:
    return None if exact is None else float(exact)


def _root(exact: Fraction | None) -> float | None:
    return None if exact is None else math.sqrt(exact)
