"""Demands on one question together: the replies that meet them all. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from selfcheck.checking.reach.needs import Demand, is_met
from selfcheck.questionnaire import Marks
from selfcheck.scoring import QuestionPoints

_MAX_MARKINGS = 5_000


@dataclass(frozen=True, slots=True)
class Partial:
    """As much of a reply as is known: all of `must` is marked, and nothing but what is in `may`;
    both are empty where it is a text, or where it `is_open`."""

    must: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    is_open: bool = False

    @property
    def marks(self) -> Marks | None:
        """A reply that this may be; None where it is left open."""
        if self.is_open:
            return None
        return tuple(sorted(self.must)) or tuple(sorted(self.may)[:1])


def possible_replies(member: QuestionPoints, demands: Iterable[Demand]) -> list[Partial]:
    """The replies to a question that meet all these demands on it; of those that mark several, the
    ones with one answer for each demand stand for the others."""
    wanted = tuple(demands)
    if any(demand.what == "open" for demand in wanted):
        met = all(is_met(demand, None) for demand in wanted)
        return [Partial(is_open=True)] if met else []
    if member.question.write:
        return [Partial()]
    values = [answer.value for answer in member.question.answers]
    several = member.question.choose == "several"
    single = [value for value in values if not several or value in member.alone]
    found = [
        Partial(frozenset({value}), frozenset({value}))
        for value in single
        if all(is_met(demand, (value,)) for demand in wanted)
    ]
    return [*found, *_markings(member, wanted)] if several else found


def _markings(member: QuestionPoints, demands: Sequence[Demand]) -> list[Partial]:
    """Replies that mark answers that may be marked with others."""
    free = {answer.value for answer in member.question.answers} - member.alone
    for demand in demands:
        if demand.what == "only":
            free &= {*demand.values}
    given = [sorted(free & {*d.values}) for d in demands if d.what == "given"]
    together = {frozenset(marks) for marks in islice(product(*given), _MAX_MARKINGS)}
    may = frozenset(free)
    return [Partial(may if len(may) == 1 else marks, may) for marks in together if may]


def reply_options(
    members: Mapping[str, QuestionPoints], demands: Iterable[Demand]
) -> dict[str, list[Partial]]:
    """For every question of which something is demanded the replies that meet it; none where the
    demands exclude each other."""
    own: dict[str, list[Demand]] = {}
    for demand in demands:
        own.setdefault(demand.question, []).append(demand)
    return {name: possible_replies(members[name], wanted) for name, wanted in own.items()}
