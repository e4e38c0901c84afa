"""Everything tried: where only few questions have a say, every way to answer them. Pure."""

from collections.abc import Iterable, Sequence
from itertools import combinations, product
from math import prod

from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.reach.cells import Above
from selfcheck.checking.reach.needs import Demand, InLevel, Need, Stands, Tree, needs_in
from selfcheck.questionnaire import Marks
from selfcheck.scoring import QuestionPoints
from selfcheck.simulation import Drawn

_MAX_EXHAUSTED = 4_000
_MAX_FREE = 11
"""Answers of one question that may be marked together: of more, there are too many markings."""


def involved_questions(cache: ReachCache, tree: Tree, above: Iterable[Above]) -> list[str]:
    """The questions that have a say in whether a text is shown, in order: those of its condition,
    and of all above it that can hold where every other question is left open."""
    names = _have_a_say(cache, needs_in(tree))
    others, near = [*above], [*above]
    while near:
        near = [one for one in others if _may_hold(cache, one, names)]
        others = [one for one in others if one not in near]
        for one in near:
            names |= _have_a_say(cache, needs_in(one.tree))
    return sorted(names, key=cache.position.__getitem__)


def _have_a_say(cache: ReachCache, needs: Iterable[Need]) -> set[str]:
    """The questions on which it depends whether all this is so."""
    asked: set[str] = set()
    themes: set[str] = set()
    for need in needs:
        match need.about:
            case Demand(question):
                asked.add(question)
            case InLevel(theme):
                themes.add(theme)
            case Stands():
                themes |= {*cache.compared}
    involved = [cache.involved(cache.questionnaire.themes[id]) for id in themes]
    return cache.asking.follow(asked).union(*involved)


def _may_hold(cache: ReachCache, above: Above, names: set[str]) -> bool:
    """Whether a condition can hold though every question outside `names` is left open: in one of
    its ways, nothing needs an answer to such a question."""
    return any(not any(_needs_answer(cache, need, names) for need in way) for way in above.ways)


def _needs_answer(cache: ReachCache, need: Need, names: set[str]) -> bool:
    match need.about:
        case Demand(question, what):
            return what != "open" and question not in names
        case InLevel(theme):
            return _is_open(cache, (theme,), names)
        case Stands(extreme):
            return _is_open(cache, extreme.themes, names)


def _is_open(cache: ReachCache, themes: Iterable[str], names: set[str]) -> bool:
    """Whether none of these themes has a question among those that are answered."""
    members = (one.question.id for theme in themes for one in cache.scoring.members[theme])
    return names.isdisjoint(members)


def all_answers(cache: ReachCache, among: Sequence[str]) -> list[Drawn] | None:
    """Every way to answer these questions; None where that is too much to be tried."""
    members = [cache.scoring.questions[id] for id in among]
    if cache.is_tired or prod(map(_count, members)) > _MAX_EXHAUSTED:
        return None
    options = [[None, *_replies(member)] for member in members]
    return [
        {id: reply for id, reply in zip(among, picked, strict=True) if reply is not None}
        for picked in product(*options)
    ]


def _free(member: QuestionPoints) -> list[str]:
    """The answers that may be marked together."""
    several = member.question.choose == "several"
    values = [answer.value for answer in member.question.answers]
    return [value for value in values if several and value not in member.alone]


def _count(member: QuestionPoints) -> int:
    """How many replies there are to a question, leaving it open among them."""
    free, answers = len(_free(member)), len(member.question.answers)
    if free > _MAX_FREE:
        return _MAX_EXHAUSTED + 1
    together = (1 << free) - 1
    return 1 + together + (answers - free if answers else 1)


def _replies(member: QuestionPoints) -> list[Marks]:
    if member.question.write:
        return [()]
    free = _free(member)
    single = [(answer.value,) for answer in member.question.answers]
    return [*single, *(m for n in range(2, len(free) + 1) for m in combinations(free, n))]
