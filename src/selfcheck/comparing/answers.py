"""Where the same answers lead in two questionnaires: the examples', and those of many simulated
respondents. Pure, and seeded: the same files give the same numbers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from selfcheck.questionnaire import (
    Answers,
    Example,
    Marked,
    Marks,
    Questionnaire,
    Reflection,
    Reply,
)
from selfcheck.reflecting import choose_remarks, reflect
from selfcheck.replies import fit_marks, fit_reply
from selfcheck.scoring import Scoring, prepare_scoring
from selfcheck.simulation import Drawn, Simulated, Simulator, draw_answers, shorten

RESPONDENTS = 10_000
_SEED = 20261123
_MAX_REPLIES = 1_000_000
_SHARE_WHO_SKIP = 0.2
_SHARE_SKIPPED = 0.25


def fit_answers(questionnaire: Questionnaire, answers: Answers) -> dict[str, Reply]:
    """The answers as far as this questionnaire has them; the others count as skipped."""
    questions = questionnaire.questions
    fitted = {id: fit_reply(questions[id], r) for id, r in answers.items() if id in questions}
    return {id: reply for id, reply in fitted.items() if reply}


# --- examples -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ending:
    """What answers lead to: titles of safety texts, the reflection below them, if any, and the
    remarks below that (those without a title by their words)."""

    safety: tuple[str, ...]
    reflection: str | None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleChange:
    """An example that leads elsewhere now."""

    id: str
    old: Ending
    new: Ending


def different_examples(old: Questionnaire, new: Questionnaire) -> list[Example]:
    """The examples of both files, the same answers once."""
    examples: list[Example] = []
    for example in (*new.examples.values(), *old.examples.values()):
        if all(example.answers != other.answers for other in examples):
            examples.append(example)
    return examples


def compare_examples(
    old: Questionnaire, new: Questionnaire, examples: Sequence[Example]
) -> Iterator[ExampleChange]:
    """The examples that lead elsewhere now."""
    for example in examples:
        (was, before), (now, after) = (_find_ending(one, example) for one in (old, new))
        if was != now:
            yield ExampleChange(example.id, before, after)


def _find_ending(questionnaire: Questionnaire, example: Example) -> tuple[Any, Ending]:
    """Where an example leads: by id, for comparing, and in the words of respondents."""
    outcome = reflect(questionnaire, fit_answers(questionnaire, example.answers))
    reflection = outcome.reflection
    ids = (
        {rule.id for rule in outcome.safety},
        reflection.id if reflection else None,
        {remark.id for remark in outcome.remarks},
    )
    titles = tuple(rule.title for rule in outcome.safety)
    remarks = tuple(remark.title or remark.says for remark in outcome.remarks)
    return ids, Ending(titles, reflection.title if reflection else None, remarks)


# --- simulated respondents ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """How many respondents come from one thing to another, with answers of one of them."""

    old: str | None
    new: str | None
    count: int
    example: Drawn


@dataclass(frozen=True, slots=True)
class Effects:
    """What changes for respondents who answer at random: reflections by id, and the levels of
    each theme by id, the most frequent first; and, by the id of a remark, for how many it comes
    and for how many it goes."""

    of: int
    reflections: tuple[Passage, ...] = ()
    levels: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    remarks: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def find_effects(old: Questionnaire, new: Questionnaire, of: int = RESPONDENTS) -> Effects:
    """Lead the same simulated respondents through both, safety texts left aside: which answers
    bring these is compared exactly.

    Very long questionnaires are tried with fewer, so that an author does not wait."""
    of = min(of, _MAX_REPLIES // max(1, len(new.questions), len(old.questions)))
    pair = _Pair(old, new)
    come: Counter[str] = Counter()
    gone: Counter[str] = Counter()
    passages = _count(pair, of, come, gone)
    reflections = tuple(pair.shorten(passage) for passage in passages.pop("", ()))
    remarks = {id: (come[id], gone[id]) for id in (*new.remarks, *old.remarks)}
    return Effects(of, reflections, passages, {id: n for id, n in remarks.items() if any(n)})


def _count(
    pair: "_Pair", of: int, come: Counter[str], gone: Counter[str]
) -> dict[str, tuple[Passage, ...]]:
    """The passages of every theme, and of the reflection under no name, frequent ones first; and
    how often a remark comes or goes."""
    seen: Counter[Change] = Counter()
    first: dict[Change, Drawn] = {}
    for answers in pair.draw(of):
        led = pair.lead(answers)
        for change in pair.changes(*led):
            seen[change] += 1
            first.setdefault(change, answers)
        before, after = pair.remarks(*led)
        come.update(after - before)
        gone.update(before - after)
    found: dict[str, tuple[Passage, ...]] = {}
    for change, count in seen.most_common():
        theme, was, now = change
        passage = Passage(was, now, count, first[change])
        found[theme] = (*found.get(theme, ()), passage)
    return found


Change = tuple[str, str | None, str | None]
"""The theme whose level changes, empty for the reflection; what was met, and what is; by id."""


class _Pair:
    """Both questionnaires, for one respondent after the other."""

    def __init__(self, old: Questionnaire, new: Questionnaire) -> None:
        self.old, self.new = _Side(prepare_scoring(old)), _Side(prepare_scoring(new))
        self.themes = [theme for theme in new.themes if theme in old.themes]

    def draw(self, number: int) -> Iterator[Drawn]:
        """Respondents of the old file, who also answer what only the new one asks; one in five
        skips a quarter."""
        chosen = Random(_SEED)
        questions = {**self.new.scoring.questions, **self.old.scoring.questions}
        for _ in range(number):
            skipped = _SHARE_SKIPPED if chosen.random() < _SHARE_WHO_SKIP else 0.0
            yield draw_answers(questions.values(), chosen, skipped)

    def lead(self, answers: Marked) -> tuple[Simulated, Simulated]:
        """What a respondent was led to, and is."""
        return self.old.lead(answers), self.new.lead(answers)

    def remarks(self, was: Simulated, now: Simulated) -> tuple[frozenset[str], frozenset[str]]:
        """The ids of the remarks that a respondent read, and reads."""
        return self.old.remarks(was), self.new.remarks(now)

    def changes(self, was: Simulated, now: Simulated) -> Iterator[Change]:
        """What a respondent meets that reads differently."""
        if was.reflection != now.reflection and self._read_differently(was, now):
            yield "", was.reflection, now.reflection
        for theme in self.themes:
            below, level = was.levels[theme], now.levels[theme]
            if below != level and self.old.names[theme, below] != self.new.names[theme, level]:
                yield theme, below, level

    def shorten(self, passage: Passage) -> Passage:
        """The passage with as few answers as still lead from the one reflection to the other."""
        change = ("", passage.old, passage.new)
        shown = shorten(passage.example, lambda left: change in self.changes(*self.lead(left)))
        return replace(passage, example=shown)

    def _read_differently(self, was: Simulated, now: Simulated) -> bool:
        """Whether another reflection is met, and not the same one under another id."""
        before = self.old.questionnaire.reflections.get(was.reflection or "")
        after = self.new.questionnaire.reflections.get(now.reflection or "")
        return _words(before) != _words(after)


def _words(reflection: Reflection | None) -> tuple[str, str] | None:
    return (reflection.title, reflection.says) if reflection else None


class _Side:
    """One of two questionnaires."""

    def __init__(self, scoring: Scoring) -> None:
        self.scoring = scoring
        self.questionnaire = scoring.questionnaire
        self.names: dict[tuple[str, str | None], str | None] = {
            (theme.id, level.id): level.name
            for theme in self.questionnaire.themes.values()
            for level in theme.rubric
        }
        self.names |= {(theme, None): None for theme in self.questionnaire.themes}
        self._simulator = Simulator(scoring)
        self._fitting: dict[tuple[str, Marks], Marks] = {}

    def lead(self, answers: Marked) -> Simulated:
        """What these answers lead to, as far as this questionnaire has them."""
        return self._simulator.reflect({id: self._fit(id, reply) for id, reply in answers.items()})

    def remarks(self, simulated: Simulated) -> frozenset[str]:
        """The ids of the remarks that are read, safety left aside."""
        if not self.questionnaire.remarks:
            return frozenset()
        found = choose_remarks(self.questionnaire, simulated.evidence)
        return frozenset(remark.id for remark in found)

    def _fit(self, id: str, reply: Marks) -> Marks:
        if (id, reply) not in self._fitting:
            question = self.questionnaire.questions.get(id)
            self._fitting[id, reply] = fit_marks(question, reply) if question else ()
        return self._fitting[id, reply]
