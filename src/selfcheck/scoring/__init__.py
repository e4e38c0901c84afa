"""Answers -> scores -> levels. Pure and exact: every number is a Fraction.

The rules, which the tests cite by number; they are those of the format's description
(docs/writing-questions.ja.md), and R8 to R10 follow the usual handling of scales with missing
items: the half rule and person-mean ("prorated") sums, and 0-100 transformation of raw scores.

R1  Every answer brings points to themes: its own `points`, or else its number to each theme that
    the question names. An answer that brings points to no theme leaves the question unanswered for
    scores.
R2  `reverse` turns numbers without points of their own round: lowest + highest - number, over
    the question's numbers without points of their own.
R3  A question belongs to every theme that any of its answers names; an answer with points
    brings 0 to the others.
R4  With `several`, the points of the marked answers add up, each counted once. `alone` answers,
    and answers without points in a question that scores, can only be marked by themselves; one
    beside which a text is written brings nothing and may be marked with others.
R5  Lowest and highest of a question are the smallest and largest sums of any allowed marking.
R6  `weight` multiplies points, lowest and highest.
R7  A question whose `ask_if` does not hold is not asked: it counts nowhere, and an answer given
    to it is dropped. What is not known (skipped, not asked) lets nothing hold.
R8  percent = 100 x (points - lowest) / (highest - lowest), over the answered questions.
R9  mean = weighted points / weights, over the answered questions.
R10 sum = weighted points; with `missing: prorate` x weights of asked / weights of answered.
R11 `at_least`: half (rounded up) or all of the asked questions, or a number as it stands; never
    less than one. Below it, or where highest is not above lowest, there is no score.
R12 A score is in the last level whose start is not above it; one below every start is in the
    first. Scores are not cut off at lowest and highest.
R13 Lowest and highest of a theme are over all asked questions: 0 and 100 for percent, none where
    no question was asked.
R14 A score is near a border where moving one answer by one step would change its level.
R15 A theme stands highest (lowest) where no compared theme with a score has a larger (smaller)
    (score - lowest) / (highest - lowest), with lowest and highest as in R13.
"""

from selfcheck.scoring.counting import (
    LevelCounter,
    UnitPoints,
    Units,
    counted_totals,
    points_in_units,
    theme_units,
)
from selfcheck.scoring.points import (
    QuestionPoints,
    Range,
    Scoring,
    prepare_scoring,
    question_points,
    reply_points,
)
from selfcheck.scoring.scores import (
    ThemeScore,
    asked_questions,
    conditional_questions,
    keep_asked,
    questions_left_out,
    score_answers,
    score_theme,
)
from selfcheck.scoring.totals import (
    Totals,
    add_up,
    find_level,
    find_standing,
    level_bounds,
    needed_answers,
    score_range,
    score_totals,
    spell_score,
)

__all__ = [
    "LevelCounter",
    "QuestionPoints",
    "Range",
    "Scoring",
    "ThemeScore",
    "Totals",
    "UnitPoints",
    "Units",
    "add_up",
    "asked_questions",
    "conditional_questions",
    "counted_totals",
    "find_level",
    "find_standing",
    "keep_asked",
    "level_bounds",
    "needed_answers",
    "points_in_units",
    "prepare_scoring",
    "question_points",
    "questions_left_out",
    "reply_points",
    "score_answers",
    "score_range",
    "score_theme",
    "score_totals",
    "spell_score",
    "theme_units",
]
