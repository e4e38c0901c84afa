"""How many questions there are at most: the total beside a question's number. Pure."""

from collections.abc import Iterator
from itertools import combinations, islice

from selfcheck.conditions import Evidence, all_hold, holds
from selfcheck.questionnaire import Answers, Marked, Marks, Question, Questionnaire
from selfcheck.replies import lone_values

MOST_VISITED = 20_000
"""Questions that are visited on all ways together, before the ways are no longer followed."""


def most_asked(questionnaire: Questionnaire, answers: Answers, id: str) -> int:
    """How many questions the longest way asks that begins with these answers to the questions
    before `id`. Whatever is answered from there on, this number never grows.

    Where there are too many ways to follow, every question counts that can still be asked.
    """
    questions = tuple(questionnaire.questions.values())
    place = next(n for n, question in enumerate(questions) if question.id == id)
    given = {q.id: answers[q.id].marks for q in questions[:place] if q.id in answers}
    asked = 0
    for question in questions[:place]:
        asked += _is_asked(question, given)
    followed = _follow(questions[place:], given)
    return asked + (_count_possible(questions[place:], given) if followed is None else followed)


def _is_asked(question: Question, given: Marked) -> bool:
    return all_hold(question.ask_if, Evidence(given))


def _follow(ahead: tuple[Question, ...], given: Marked) -> int | None:
    """The most that any way asks of the questions ahead, the first of them for sure; None where
    there are too many ways."""
    wanted = _wanted_values(ahead)
    ways: list[tuple[int, int, Marked]] = [(0, 0, given)]
    longest = visited = 0
    while ways:
        place, asked, known = ways.pop()
        while place < len(ahead):
            visited += 1
            question = ahead[place]
            place += 1
            if place > 1 and not _is_asked(question, known):
                continue
            asked += 1
            if question.id in wanted:
                for reply in islice(_replies(question, wanted[question.id]), MOST_VISITED + 1):
                    ways.append((place, asked, {**known, question.id: reply}))
                break
            if visited > MOST_VISITED:
                return None
        else:
            longest = max(longest, asked)
        if visited > MOST_VISITED or len(ways) > MOST_VISITED:
            return None
    return longest


def _wanted_values(ahead: tuple[Question, ...]) -> dict[str, list[str]]:
    """The questions that conditions ahead look at, with the answers that these name."""
    wanted: dict[str, list[str]] = {}
    for question in ahead:
        for condition in question.ask_if:
            wanted.setdefault(condition.name, []).extend(condition.wanted)
    return {id: list(dict.fromkeys(values)) for id, values in wanted.items()}


def _replies(question: Question, wanted: list[str]) -> Iterator[Marks]:
    """Every reply that makes a difference to conditions which name these answers."""
    yield ()
    if question.choose == "one":
        yield from ((value,) for value in wanted)
        return
    alone = lone_values(question)
    yield from ((value,) for value in wanted if value in alone)
    together = [value for value in wanted if value not in alone]
    for size in range(1, len(together) + 1):
        yield from combinations(together, size)


def _count_possible(ahead: tuple[Question, ...], given: Marked) -> int:
    """The first of the questions ahead, and those that what is known does not rule out."""
    unknown: set[str] = set()
    count = 0
    for question in ahead:
        possible = not unknown or all(
            condition.name in unknown or holds(condition, Evidence(given))
            for condition in question.ask_if
        )
        if possible:
            count += 1
            unknown.add(question.id)
    return count
