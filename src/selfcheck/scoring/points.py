"""What an answer brings to every theme (rules R1 to R6)."""

from collections.abc import Mapping
from fractions import Fraction

from selfcheck.frozen import dataclass
from selfcheck.questionnaire import Answer, Marks, Question, Questionnaire
from selfcheck.replies import lone_values

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
    """A questionnaire made ready for scoring, once for any number of respondents: what every
    question brings, and the questions of every theme, in order."""

    questionnaire: Questionnaire
    questions: Mapping[str, QuestionPoints]
    members: Mapping[str, tuple[QuestionPoints, ...]]


def prepare_scoring(questionnaire: Questionnaire) -> Scoring:
    """Work out once what every answer brings to every theme."""
    prepared = {id: question_points(question) for id, question in questionnaire.questions.items()}
    members: dict[str, list[QuestionPoints]] = {id: [] for id in questionnaire.themes}
    for member in prepared.values():
        for theme in member.ranges.keys() & members.keys():
            members[theme].append(member)
    return Scoring(questionnaire, prepared, {id: tuple(found) for id, found in members.items()})


def question_points(question: Question) -> QuestionPoints:
    """Points and ranges of one question (R1-R5)."""
    own = {answer.value: answer_points(question, answer) for answer in question.answers}
    themes = tuple(dict.fromkeys(theme for points in own.values() for theme in points))
    answers = {
        value: {theme: points.get(theme, Fraction(0)) for theme in themes}
        for value, points in own.items()
        if points
    }
    alone = lone_values(question)
    ranges = {theme: theme_range(question, answers, alone, theme) for theme in themes}
    return QuestionPoints(question, answers, ranges, alone)


def answer_points(question: Question, answer: Answer) -> Points:
    """What one answer brings, before weighting (R1, R2)."""
    if answer.points is not None:
        return answer.points
    if answer.number is None:
        return {}
    number = answer.number
    if question.reverse:
        numbers = [a.number for a in question.answers if a.number is not None and a.points is None]
        number = min(numbers) + max(numbers) - number
    return dict.fromkeys(question.themes, number)


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


def reply_points(prepared: QuestionPoints, marks: Marks) -> Points:
    """What marks bring, before weighting; empty where they leave the question unanswered (R4)."""
    marked = [
        prepared.answers[value] for value in dict.fromkeys(marks) if value in prepared.answers
    ]
    if not marked:
        return {}
    return {theme: sum((points[theme] for points in marked), Fraction(0)) for theme in marked[0]}
