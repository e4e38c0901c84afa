"""Where the same answers lead in two questionnaires, tried with many random respondents. Pure.

Safety texts are left aside here; which answers bring them is compared exactly.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from selfcheck.checking.following import Follower, Levels
from selfcheck.questionnaire import Answers, Level, Question, Questionnaire, Reflection, Reply
from selfcheck.scoring import question_points

RESPONDENTS = 10_000
_SEED = 20261123
_MOST_REPLIES = 1_000_000
_SHARE_WHO_SKIP = 0.2
_SHARE_SKIPPED = 0.25


# --- the same answers in both ---------------------------------------------------------------


def fit_answers(questionnaire: Questionnaire, answers: Answers) -> dict[str, Reply]:
    """The answers as far as this questionnaire has them; the others count as skipped."""
    questions = questionnaire.questions
    fitted = {id: fit_reply(questions[id], r) for id, r in answers.items() if id in questions}
    return {id: reply for id, reply in fitted.items() if reply}


def fit_reply(question: Question, reply: Reply) -> Reply:
    """The reply where the question takes it, an empty one elsewhere."""
    if isinstance(reply, str):
        return reply if question.write else ()
    known = {answer.value for answer in question.answers}
    fits = tuple(value for value in reply if value in known)
    if len(fits) > 1 and (question.choose == "one" or question_points(question).alone & {*fits}):
        return ()
    return fits


@dataclass(frozen=True, slots=True)
class Passage:
    """How many respondents come from one thing to another, with answers of one of them."""

    old: str | None
    new: str | None
    count: int
    example: Answers


@dataclass(frozen=True, slots=True)
class Effects:
    """What changes for respondents who answer at random: reflections by id, and the levels of
    each theme by id, the most frequent first."""

    of: int
    reflections: tuple[Passage, ...] = ()
    levels: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)


def find_effects(old: Questionnaire, new: Questionnaire, of: int = RESPONDENTS) -> Effects:
    """Lead the same random respondents through both; the same files give the same effects.

    Very long questionnaires are tried with fewer, so that an author does not wait."""
    of = min(of, _MOST_REPLIES // max(1, len(new.questions), len(old.questions)))
    pair = _Pair(old, new)
    shared = [theme for theme in new.themes if theme in old.themes]
    seen: Counter[tuple[str, str | None, str | None]] = Counter()
    first: dict[tuple[str, str | None, str | None], Answers] = {}
    for answers in answer_at_random(old, new, of):
        for change in pair.changes(answers, shared):
            seen[change] += 1
            first.setdefault(change, answers)

    def passages(where: str) -> Iterator[Passage]:
        for change, count in seen.most_common():
            if change[0] == where:
                yield Passage(change[1], change[2], count, first[change])

    reflections = tuple(replace(passage, example=pair.shorten(passage)) for passage in passages(""))
    levels = {theme: tuple(passages(theme)) for theme in shared}
    return Effects(of, reflections, {theme: found for theme, found in levels.items() if found})


class _Pair:
    """Both questionnaires, for one respondent after the other."""

    def __init__(self, old: Questionnaire, new: Questionnaire) -> None:
        self._followers = (Follower(old), Follower(new))
        self._places = tuple(
            {id: place for place, id in enumerate(one.themes)} for one in (old, new)
        )
        self._fitted: tuple[dict[tuple[str, Reply], Reply], ...] = ({}, {})

    def changes(
        self, answers: Answers, themes: list[str]
    ) -> Iterator[tuple[str, str | None, str | None]]:
        """What differs: ("", old, new reflection) and (theme, old, new level)."""
        (was, before), (now, after) = (self._follow(side, answers) for side in (0, 1))
        if _differ(before, after):
            yield "", before.id if before else None, after.id if after else None
        for theme in themes:
            below, level = was[self._places[0][theme]], now[self._places[1][theme]]
            if below is not level and _levels_differ(below, level):
                yield theme, below.id if below else None, level.id if level else None

    def _follow(self, side: int, answers: Answers) -> tuple[Levels, Reflection | None]:
        follower, fitted = self._followers[side], self._fitted[side]
        own: dict[str, Reply] = {}
        for id, reply in answers.items():
            if (id, reply) not in fitted:
                question = follower.questionnaire.questions.get(id)
                fitted[id, reply] = fit_reply(question, reply) if question else ()
            if fits := fitted[id, reply]:
                own[id] = fits
        return follower.follow(own)

    def shorten(self, passage: Passage) -> Answers:
        """As few of the answers as still lead from the one reflection to the other: half of them
        are left out where that can be, then smaller and smaller shares."""
        change = ("", passage.old, passage.new)
        left, size = dict(passage.example), len(passage.example)
        while size > 1:
            size = -(-size // 2)
            ids = list(left)
            for start in range(0, len(ids), size):
                without = {id: left[id] for id in left if id not in ids[start : start + size]}
                if change in self.changes(without, []):
                    left = without
        return left


def _differ(before: Reflection | None, after: Reflection | None) -> bool:
    """Whether respondents read another reflection, not just other words in it."""
    if before is None or after is None:
        return before is not after
    return before.id != after.id and (before.title, before.says) != (after.title, after.says)


def _levels_differ(below: Level | None, level: Level | None) -> bool:
    if below is None or level is None:
        return below is not level
    return below.id != level.id and below.name != level.name


# --- respondents who answer at random -------------------------------------------------------


def answer_at_random(old: Questionnaire, new: Questionnaire, of: int) -> Iterator[Answers]:
    """Respondents to every question of either file; one in five skips a quarter of them."""
    random_one = random.Random(_SEED)
    asked = {
        id: options
        for id in dict.fromkeys([*new.questions, *old.questions])
        if (options := _options(old.questions.get(id), new.questions.get(id)))
    }
    for _ in range(of):
        skips = random_one.random() < _SHARE_WHO_SKIP
        yield {
            id: _mark(random_one, *options)
            for id, options in asked.items()
            if not (skips and random_one.random() < _SHARE_SKIPPED)
        }


def _options(
    old: Question | None, new: Question | None
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The answers of a question in either file, and those that may be marked beside others."""
    both = [question for question in (new, old) if question is not None]
    values = tuple(dict.fromkeys(a.value for question in both for a in question.answers))
    if not values:
        return None
    if any(question.choose == "one" for question in both):
        return values, ()
    alone = frozenset().union(*(question_points(question).alone for question in both))
    return values, tuple(value for value in values if value not in alone)


def _mark(random_one: random.Random, values: tuple[str, ...], free: tuple[str, ...]) -> Reply:
    first = values[int(random_one.random() * len(values))]
    if first not in free:
        return (first,)
    return tuple(value for value in free if value == first or random_one.random() < 0.5)
