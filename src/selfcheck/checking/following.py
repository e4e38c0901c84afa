"""Where answers lead in one questionnaire, for thousands of respondents. Pure.

`Follower` finds the levels and the reflection that `reflect` finds, only faster: what has been
worked out once for some answers is remembered. Safety texts are left aside here.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from selfcheck.questionnaire import Answers, Level, Questionnaire, Reflection, Reply
from selfcheck.reflecting import choose_reflection
from selfcheck.scoring import (
    QuestionPoints,
    ThemeScore,
    Totals,
    add_up,
    asked_questions,
    find_level,
    keep_asked,
    prepare_scoring,
    reply_points,
    score_totals,
)

Levels = tuple[Level | None, ...]
"""The level of every theme, in the order of the file."""

_Deciding = tuple[tuple[str | None, ...], tuple[Reply | None, ...]]
"""What decides on a reflection: the levels, and the replies to the questions that are named."""


class Follower:
    """Where answers lead in one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        points = prepare_scoring(questionnaire).questions
        self._members = {
            theme: [member for member in points.values() if theme in member.ranges]
            for theme in questionnaire.themes
        }
        self._points = points
        self._bits = {id: 1 << place for place, id in enumerate(questionnaire.questions)}
        self._masks = {
            theme: sum(self._bits[member.question.id] for member in members)
            for theme, members in self._members.items()
        }
        self._scale = _common_denominator(points)
        self._branching = _names_in_ask_if(questionnaire)
        self._deciding = _questions_in_when(questionnaire)
        self._asked: dict[tuple[Reply | None, ...], tuple[tuple[str, ...], int]] = {}
        self._brought: dict[tuple[str, Reply], tuple[tuple[str, int], ...]] = {}
        self._bases: dict[tuple[str, int, int], Totals] = {}
        self._levels: dict[tuple[str, int, int, int], Level | None] = {}
        self._reflections: dict[_Deciding, Reflection | None] = {}

    def follow(self, answers: Answers) -> tuple[Levels, Reflection | None]:
        """The levels and the reflection that these answers lead to, safety left aside."""
        asked, asked_mask = self._find_asked(answers)
        totals = dict.fromkeys(self.questionnaire.themes, 0)
        answered = 0
        for id in asked:
            reply = answers.get(id)
            if reply and (brought := self._bring(id, reply)):
                answered |= self._bits[id]
                for theme, points in brought:
                    totals[theme] += points
        levels = tuple(
            self._find_level(theme, points, answered & mask, asked_mask & mask)
            for (theme, points), mask in zip(totals.items(), self._masks.values(), strict=True)
        )
        return levels, self._choose(levels, asked_mask, asked, answers)

    def _find_asked(self, answers: Answers) -> tuple[tuple[str, ...], int]:
        """The questions that are asked, also as bits of a number."""
        key = tuple(answers.get(id) for id in self._branching)
        if key not in self._asked:
            asked = asked_questions(self.questionnaire, answers)
            self._asked[key] = asked, sum(self._bits[id] for id in asked)
        return self._asked[key]

    def _bring(self, id: str, reply: Reply) -> tuple[tuple[str, int], ...]:
        """Theme and weighted points, in whole numbers of the common denominator."""
        found = self._brought.get((id, reply))
        if found is None:
            member = self._points[id]
            by_theme = reply_points(member, reply).items()
            weight = member.question.weight * self._scale
            found = tuple((theme, int(points * weight)) for theme, points in by_theme)
            self._brought[id, reply] = found
        return found

    def _find_level(self, theme: str, points: int, answered: int, asked: int) -> Level | None:
        key = (theme, points, answered, asked)
        if key not in self._levels:
            base = self._bases.get((theme, answered, asked))
            if base is None:
                base = self._bases[theme, answered, asked] = self._add_up(theme, answered, asked)
            own = self.questionnaire.themes[theme]
            totals = replace(base, points=Fraction(points, self._scale))
            self._levels[key] = find_level(own, score_totals(own, totals))
        return self._levels[key]

    def _add_up(self, theme: str, answered: int, asked: int) -> Totals:
        def among(mask: int) -> list[QuestionPoints]:
            return [m for m in self._members[theme] if self._bits[m.question.id] & mask]

        return add_up(theme, Fraction(0), among(answered), among(asked))

    def _choose(
        self, levels: Levels, asked_mask: int, asked: tuple[str, ...], answers: Answers
    ) -> Reflection | None:
        replies = tuple(
            answers.get(id) if self._bits[id] & asked_mask else None for id in self._deciding
        )
        key = (tuple(level.id if level else None for level in levels), replies)
        if key not in self._reflections:
            given = keep_asked(asked, answers)
            themes = self.questionnaire.themes.values()
            scores = {
                theme.id: ThemeScore(theme, None, level, None, None, 0, 0)
                for theme, level in zip(themes, levels, strict=True)
            }
            self._reflections[key] = choose_reflection(self.questionnaire, given, scores)
        return self._reflections[key]


def _common_denominator(points: Mapping[str, QuestionPoints]) -> int:
    numbers = (
        number * member.question.weight
        for member in points.values()
        for brought in member.answers.values()
        for number in brought.values()
    )
    return math.lcm(*(number.denominator for number in numbers))


def _names_in_ask_if(questionnaire: Questionnaire) -> tuple[str, ...]:
    questions = questionnaire.questions.values()
    return tuple({c.name: None for question in questions for c in question.ask_if})


def _questions_in_when(questionnaire: Questionnaire) -> tuple[str, ...]:
    named = {c.name: None for one in questionnaire.reflections.values() for c in one.when}
    return tuple(name for name in named if name not in questionnaire.themes)
