"""Simulated respondents: where their answers lead, quickly, and answers drawn at random. Pure.

Used where thousands are tried: to find what answers can reach, and what a change does. Levels and
reflection are those of `reflecting.reflect`. Chance is seeded by whoever draws.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from random import Random

from selfcheck.conditions import Evidence, entries_in
from selfcheck.questionnaire import Marked, Marks, Questionnaire
from selfcheck.reflecting import choose_reflection, choose_safety
from selfcheck.scoring import (
    LevelCounter,
    QuestionPoints,
    Scoring,
    conditional_questions,
    questions_left_out,
)

_ENTRIES_A_STEP = 4
"""So many entries of conditions are judged in the time that a question or theme takes."""

Drawn = dict[str, Marks]
"""Question id -> the answers marked, none for a text; what is skipped is not in it."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """What answers lead to: the ids of levels (by theme, None without a score) and of the
    reflection that is met, safety left aside. `is_replaced` says that a safety text stands
    instead."""

    evidence: Evidence
    reflection: str | None
    is_replaced: bool

    @property
    def levels(self) -> Mapping[str, str | None]:
        """Theme id -> level id."""
        return self.evidence.levels

    def shows(self, reflection: str) -> bool:
        """Whether a respondent reads this reflection."""
        return self.reflection == reflection and not self.is_replaced


class Simulator:
    """Finds what answers lead to, and counts how often (`tries`) and with how much `work`:
    questions, themes and conditions gone through."""

    def __init__(self, scoring: Scoring) -> None:
        self.scoring = scoring
        self.questionnaire = scoring.questionnaire
        self.tries = 0
        self.work = 0
        self._conditional = conditional_questions(self.questionnaire)
        self._conditional_ids = {id for ids in self._conditional.values() for id in ids}
        self._written = {q.id for q in self.questionnaire.questions.values() if q.write}
        self._counter = LevelCounter(scoring)
        self._conditions = _entries_to_judge(self.questionnaire) // _ENTRIES_A_STEP

    def reflect(self, answers: Marked) -> Simulated:
        """What answers lead to; those to questions that are not asked are dropped (R7)."""
        self.tries += 1
        self.work += len(self.questionnaire.themes) + len(self._conditional_ids | answers.keys())
        self.work += self._conditions
        given = {id: reply for id, reply in answers.items() if reply or id in self._written}
        left_out = questions_left_out(self._conditional, given)
        given = {id: reply for id, reply in given.items() if id not in left_out}
        evidence = self._find_evidence(given, left_out)
        reflection = choose_reflection(self.questionnaire, evidence)
        return Simulated(
            evidence,
            reflection.id if reflection else None,
            any(rule.instead for rule in choose_safety(self.questionnaire, evidence)),
        )

    def _find_evidence(self, given: Marked, left_out: Collection[str]) -> Evidence:
        themes, found = self.questionnaire.themes, self._counter.find(given, left_out)
        levels = {id: level for id, (level, _) in found.items()}
        standings = {
            id: standing
            for id, (_, standing) in found.items()
            if standing is not None and themes[id].compare
        }
        return Evidence(given, left_out, levels, standings)


def _entries_to_judge(questionnaire: Questionnaire) -> int:
    """How many entries there are in the conditions of what is shown."""
    whens = [reflection.when for reflection in questionnaire.reflections.values()]
    whens += [rule.when for rule in questionnaire.safety.values()]
    return sum(len([*entries_in(when)]) for when in whens)


# --- answers drawn at random ----------------------------------------------------------------


def draw_answers(
    questions: Iterable[QuestionPoints], chosen: Random, skipped: float = 0.0
) -> Drawn:
    """One respondent's answers to all questions; the share `skipped` is left open."""
    return {
        member.question.id: draw_reply(member, chosen)
        for member in questions
        if not (skipped and chosen.random() < skipped)
    }


def draw_reply(member: QuestionPoints, chosen: Random) -> tuple[str, ...]:
    """A reply of someone who answers at random: every answer is equally likely. Where several may
    be marked, one that does not stand alone becomes any marking of such. A text has no marks."""
    answers = member.question.answers
    if not answers:
        return ()
    first = answers[int(chosen.random() * len(answers))].value
    if member.question.choose == "one" or first in member.alone:
        return (first,)
    free = [answer.value for answer in answers if answer.value not in member.alone]
    pick = chosen.randint(1, 2 ** len(free) - 1)
    return tuple(value for bit, value in enumerate(free) if pick >> bit & 1)


def random_respondents(simulator: Simulator, number: int) -> list[tuple[Drawn, Simulated]]:
    """So many respondents who answer everything at random, always the same, and where each is
    led."""
    chosen = Random(0)
    members = list(simulator.scoring.questions.values())
    drawn = (draw_answers(members, chosen) for _ in range(number))
    return [(answers, simulator.reflect(answers)) for answers in drawn]


def shorten(answers: Drawn, still_leads: Callable[[Drawn], bool]) -> Drawn:
    """As few of the answers as still lead where all do: of very many a 32nd is left out at a time
    where that can be, then smaller and smaller shares, at last every single one."""
    left, size = dict(answers), max(1, len(answers) // 32)
    while size:
        ids = list(left)
        for start in range(0, len(ids), size):
            without = {id: left[id] for id in left if id not in ids[start : start + size]}
            if still_leads(without):
                left = without
        size //= 2
    return left
