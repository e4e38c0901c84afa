"""Answers -> scores -> levels. Pure and exact: every number is a Fraction.

The rules, which the tests cite by number; they are those of the format's description
(docs/writing-questions.ja.md), and R8 to R10 follow the usual handling of scales with missing
items: the half rule and person-mean ("prorated") sums, and 0-100 transformation of raw scores.

R1  Every answer brings points to themes: its own `points`, or else its number to the question's
    `theme`. An answer that brings points to no theme leaves the question unanswered for scores.
R2  `reverse` turns numbers without points of their own round: lowest + highest - number, over
    the question's numbers without points of their own.
R3  A question belongs to every theme that any of its answers names; an answer with points
    brings 0 to the others.
R4  With `several`, the points of the marked answers add up, each counted once. `alone` answers,
    and answers without points in a question that scores, can only be marked by themselves.
R5  Lowest and highest of a question are the smallest and largest sums of any allowed marking.
R6  `weight` multiplies points, lowest and highest.
R7  A question whose `ask_if` does not hold is not asked: it counts nowhere, and an answer given
    to it is dropped. All named questions must have been asked and answered as named.
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
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from selfcheck.questionnaire import (
    Answer,
    Answers,
    Condition,
    Level,
    Question,
    Questionnaire,
    Reply,
    Theme,
)

Points = Mapping[str, Fraction]
"""Theme id -> points."""


@dataclass(frozen=True, slots=True)
class Range:
    """The smallest and the largest points that a question can bring to a theme, unweighted."""

    lowest: Fraction
    highest: Fraction


@dataclass(frozen=True, slots=True)
class QuestionPoints:
    """What the answers of one question bring: value -> points, and the range for each theme.

    `answers` holds only those that bring points, each with an entry for every theme of the
    question. `alone` are the values that can only be marked by themselves.
    """

    question: Question
    answers: Mapping[str, Points]
    ranges: Mapping[str, Range]
    alone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scoring:
    """A questionnaire made ready for scoring, once for any number of respondents."""

    questionnaire: Questionnaire
    questions: Mapping[str, QuestionPoints]


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """A theme's result. `score` and `level` are None where too little was answered; `lowest` and
    `highest` where no question of the theme was asked. `answered` and `of` count questions."""

    theme: Theme
    score: Fraction | None
    level: Level | None
    lowest: Fraction | None
    highest: Fraction | None
    answered: int
    of: int
    near_border: bool = False


# --- which questions are asked -------------------------------------------------------------


def meets(condition: Condition, answers: Answers) -> bool:
    """Whether one of the wanted answers was given; a skipped question meets nothing."""
    reply = answers.get(condition.name)
    return isinstance(reply, tuple) and any(value in condition.wanted for value in reply)


def asked_questions(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """The ids of the questions that apply to these answers, in order (R7)."""
    given: dict[str, Reply] = {}
    asked: list[str] = []
    for question in questionnaire.questions.values():
        if all(meets(condition, given) for condition in question.ask_if):
            asked.append(question.id)
            if question.id in answers:
                given[question.id] = answers[question.id]
    return tuple(asked)


def keep_asked(asked: Iterable[str], answers: Answers) -> dict[str, Reply]:
    """The answers to the questions that were asked, in their order."""
    return {id: answers[id] for id in asked if id in answers}


# --- what an answer brings -----------------------------------------------------------------


def prepare_scoring(questionnaire: Questionnaire) -> Scoring:
    """Work out once what every answer brings to every theme."""
    return Scoring(
        questionnaire,
        {id: question_points(question) for id, question in questionnaire.questions.items()},
    )


def question_points(question: Question) -> QuestionPoints:
    """Points and ranges of one question (R1-R5)."""
    own = {answer.value: answer_points(question, answer) for answer in question.answers}
    themes = tuple(dict.fromkeys(theme for points in own.values() for theme in points))
    answers = {
        value: {theme: points.get(theme, Fraction(0)) for theme in themes}
        for value, points in own.items()
        if points
    }
    alone = frozenset(
        answer.value
        for answer in question.answers
        if answer.alone or (themes and answer.value not in answers)
    )
    ranges = {theme: theme_range(question, answers, alone, theme) for theme in themes}
    return QuestionPoints(question, answers, ranges, alone)


def answer_points(question: Question, answer: Answer) -> Points:
    """What one answer brings, before weighting (R1, R2)."""
    if answer.points is not None:
        return answer.points
    if answer.number is None or question.theme is None:
        return {}
    if not question.reverse:
        return {question.theme: answer.number}
    numbers = [a.number for a in question.answers if a.number is not None and a.points is None]
    return {question.theme: min(numbers) + max(numbers) - answer.number}


def theme_range(
    question: Question, answers: Mapping[str, Points], alone: frozenset[str], theme: str
) -> Range:
    """Smallest and largest points of any allowed marking (R5)."""
    single = [points[theme] for points in answers.values()]
    if question.choose == "one":
        return Range(min(single), max(single))
    together = [points[theme] for value, points in answers.items() if value not in alone]
    lowest = sum((p for p in together if p < 0), Fraction(0))
    highest = sum((p for p in together if p > 0), Fraction(0))
    # A sum of nothing is no marking: where no point pulls that way, one mark is the extreme.
    return Range(
        min([*single, lowest] if lowest < 0 else single),
        max([*single, highest] if highest > 0 else single),
    )


def reply_points(prepared: QuestionPoints, reply: Reply) -> Points:
    """What a reply brings, before weighting; empty where it leaves the question unanswered (R4)."""
    if isinstance(reply, str):
        return {}
    marked = [
        prepared.answers[value] for value in dict.fromkeys(reply) if value in prepared.answers
    ]
    if not marked:
        return {}
    return {theme: sum((points[theme] for points in marked), Fraction(0)) for theme in marked[0]}


# --- scores --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Answered:
    """One answered question within a theme: its points, range and weight."""

    prepared: QuestionPoints
    reply: tuple[str, ...]
    points: Fraction
    range: Range

    @property
    def weight(self) -> Fraction:
        return self.prepared.question.weight


def score_answers(scoring: Scoring, answers: Answers) -> dict[str, ThemeScore]:
    """Score every theme. `answers` may hold answers to questions that are not asked: they are
    left out (R7). The result has every theme id, in the order of the question file."""
    asked = asked_questions(scoring.questionnaire, answers)
    given = keep_asked(asked, answers)
    brought = {id: reply_points(scoring.questions[id], reply) for id, reply in given.items()}
    return {
        theme.id: _score_theme(scoring, theme, asked, given, brought)
        for theme in scoring.questionnaire.themes.values()
    }


def _score_theme(
    scoring: Scoring,
    theme: Theme,
    asked: tuple[str, ...],
    given: Mapping[str, Reply],
    brought: Mapping[str, Points],
) -> ThemeScore:
    members = [scoring.questions[id] for id in asked if theme.id in scoring.questions[id].ranges]
    answered = [
        _Answered(
            prepared,
            tuple(given[prepared.question.id]),
            brought[prepared.question.id][theme.id],
            prepared.ranges[theme.id],
        )
        for prepared in members
        if theme.id in brought.get(prepared.question.id, {})
    ]
    lowest, highest = _theme_bounds(theme, members)
    score = _score(theme, members, answered)
    level = find_level(theme, score)
    near = score is not None and _is_near_border(theme, members, answered, level)
    return ThemeScore(theme, score, level, lowest, highest, len(answered), len(members), near)


def _theme_bounds(
    theme: Theme, members: list[QuestionPoints]
) -> tuple[Fraction | None, Fraction | None]:
    """Lowest and highest possible score over the asked questions (R13)."""
    if not members:
        return None, None
    if theme.score == "percent":
        return Fraction(0), Fraction(100)
    lowest = sum((m.ranges[theme.id].lowest * m.question.weight for m in members), Fraction(0))
    highest = sum((m.ranges[theme.id].highest * m.question.weight for m in members), Fraction(0))
    if theme.score == "sum":
        return lowest, highest
    weights = _weight_of(members)
    return lowest / weights, highest / weights


def _weight_of(members: Iterable[QuestionPoints]) -> Fraction:
    return sum((member.question.weight for member in members), Fraction(0))


def _score(
    theme: Theme, members: list[QuestionPoints], answered: list[_Answered]
) -> Fraction | None:
    """The score of a theme, or None where too little was answered (R8-R11)."""
    if len(answered) < needed_answers(theme, len(members)):
        return None
    points = sum((a.points * a.weight for a in answered), Fraction(0))
    lowest = sum((a.range.lowest * a.weight for a in answered), Fraction(0))
    highest = sum((a.range.highest * a.weight for a in answered), Fraction(0))
    if highest <= lowest:
        return None
    weights = _weight_of(a.prepared for a in answered)
    match theme.score:
        case "percent":
            return 100 * (points - lowest) / (highest - lowest)
        case "mean":
            return points / weights
        case "sum":
            return points * _weight_of(members) / weights if theme.missing == "prorate" else points


def needed_answers(theme: Theme, asked: int) -> int:
    """How many questions of a theme must be answered for a score, of `asked` (R11)."""
    match theme.at_least:
        case "half":
            return max(1, -(-asked // 2))
        case "all":
            return max(1, asked)
        case number:
            return max(1, number)


def find_level(theme: Theme, score: Fraction | None) -> Level | None:
    """The level a score is in (R12); None without a score or without a rubric."""
    if score is None or not theme.rubric:
        return None
    reached = [level for level in theme.rubric if level.start is None or level.start <= score]
    return reached[-1] if reached else theme.rubric[0]


def round_half_up(number: Fraction, decimals: int) -> str:
    """A number spelled with so many decimals; a half is rounded away from zero."""
    digits = str(int(abs(number) * 10**decimals + Fraction(1, 2))).zfill(decimals + 1)
    sign = "-" if number < 0 and digits.strip("0") else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


# --- near a border -------------------------------------------------------------------------


def _is_near_border(
    theme: Theme, members: list[QuestionPoints], answered: list[_Answered], level: Level | None
) -> bool:
    """Whether moving one answer one step would change the level (R14)."""
    for position, one in enumerate(answered):
        for points in _points_one_step_away(one, theme.id):
            moved = _Answered(one.prepared, one.reply, points, one.range)
            others = [*answered[:position], moved, *answered[position + 1 :]]
            if find_level(theme, _score(theme, members, others)) != level:
                return True
    return False


def _points_one_step_away(one: _Answered, theme: str) -> set[Fraction]:
    """The points next below and next above; with `several`, one mark more or less."""
    answers = one.prepared.answers
    if one.prepared.question.choose == "one":
        values = sorted({points[theme] for points in answers.values()})
        position = values.index(one.points)
        return set(values[max(0, position - 1) : position + 2]) - {one.points}
    free = [value for value in answers if value not in one.prepared.alone]
    marked = {value for value in one.reply if value in answers}
    if marked & one.prepared.alone:
        return {answers[value][theme] for value in free}
    moved = [marked ^ {value} for value in free]
    return {
        sum((answers[value][theme] for value in marking), Fraction(0))
        for marking in moved
        if marking
    }
