"""Which questions can be asked, and what must have been answered for that. Pure.

An `ask_if` is followed through the questions that it names, and theirs. That takes long where
many wait for many: beyond a limit what stands further back is left aside, which only makes more
seem possible.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from selfcheck.checking.reach.demands import possible_replies, reply_options
from selfcheck.checking.reach.needs import (
    MAX_WAYS,
    Demand,
    InLevel,
    Need,
    NeedsReader,
    Stands,
    Tree,
    Way,
    find_ways,
    needs_in,
)
from selfcheck.questionnaire import Questionnaire
from selfcheck.scoring import QuestionPoints

_MAX_GATHERED = 200_000
"""Demands that are followed back, for all conditions together."""


@dataclass(frozen=True, slots=True)
class Demanded:
    """A demand: where it is written, and what of the condition that was followed led there."""

    need: Need
    root: Need


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that must be so for a condition to hold in one way, with all that must be for its
    questions to be asked."""

    demands: Mapping[Demand, Demanded] = field(default_factory=dict)
    levels: tuple[Need, ...] = ()
    stands: tuple[Need, ...] = ()

    @property
    def questions(self) -> frozenset[str]:
        """The questions of which something is demanded."""
        return frozenset(demand.question for demand in self.demands)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two things that exclude each other; one of them, where it is impossible by itself."""

    one: Demanded
    other: Demanded


class Asking:
    """The `ask_if` of all questions, made ready."""

    def __init__(self, questionnaire: Questionnaire, members: Mapping[str, QuestionPoints]) -> None:
        self._members = members
        self._reader = NeedsReader(questionnaire)
        self._left = _MAX_GATHERED
        self.trees: Mapping[str, Tree] = {
            question.id: self._reader.read(question.ask_if, ("questions", question.id, "ask_if"))
            for question in questionnaire.questions.values()
        }
        self.gates = {id: find_ways(tree) for id, tree in self.trees.items()}

    def named_by(self, id: str) -> Iterator[str]:
        """The questions that the `ask_if` of a question looks at."""
        for need in needs_in(self.trees[id]):
            if isinstance(need.about, Demand):
                yield need.about.question

    def follow(self, ids: Iterable[str]) -> set[str]:
        """These questions, and all on which it depends whether they are asked."""
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            id = waiting.pop()
            if id not in found:
                found.add(id)
                waiting += self.named_by(id)
        return found

    def gather(self, way: Way) -> list[Gathered]:
        """Every way in which that can be so, with what must be for its questions to be asked."""
        levels = tuple(need for need in way if isinstance(need.about, InLevel))
        stands = tuple(need for need in way if isinstance(need.about, Stands))
        starts = [Demanded(need, need) for need in way if isinstance(need.about, Demand)]
        return [Gathered(found, levels, stands) for found in self._follow_back(starts)]

    def _follow_back(self, starts: list[Demanded]) -> list[dict[Demand, Demanded]]:
        ways: list[_Followed] = [_Followed()]
        ways[0].add(starts)
        done: list[dict[Demand, Demanded]] = []
        while ways:
            now = ways.pop()
            while now.waiting and self._left > 0:
                self._left -= 1
                id, root = now.waiting.pop()
                gates = self.gates[id]
                if not gates:
                    break
                if len(gates) > 1 and len(ways) + len(done) + len(gates) > MAX_WAYS:
                    continue
                first, *others = gates
                for other in others:
                    ways.append(now.copy())
                    ways[-1].add(Demanded(need, root) for need in other)
                now.add(Demanded(need, root) for need in first)
            else:
                done.append(now.demands)
        return done

    def find_clash(self, gathered: Gathered) -> Clash | None:
        """Demands on one question that no reply meets together."""
        options = reply_options(self._members, gathered.demands)
        name = next((name for name, replies in options.items() if not replies), None)
        if name is None:
            return None
        own = [found for demand, found in gathered.demands.items() if demand.question == name]
        for count in range(1, len(own) + 1):
            demands = [one.need.about for one in own[:count]]
            wanted = [demand for demand in demands if isinstance(demand, Demand)]
            if not possible_replies(self._members[name], wanted):
                return Clash(own[count - 1], own[0])
        return None

    # --- never asked --------------------------------------------------------------------------

    @cached_property
    def never(self) -> Mapping[str, Clash | None]:
        """The questions that are never asked, with what excludes each other; with nothing where it
        only follows from an earlier question."""
        found: dict[str, Clash | None] = {}
        for id, gates in self.gates.items():
            reasons = [self._find_reason(way, found) for way in gates]
            if all(is_impossible for is_impossible, _ in reasons):
                clashes = [clash for _, clash in reasons]
                found[id] = clashes[0] if clashes and None not in clashes else None
        return found

    def _find_reason(self, way: Way, never: Mapping[str, object]) -> tuple[bool, Clash | None]:
        """Whether what must be so for a question to be asked is impossible, and why."""
        gathered = self._gather_own(way)
        if not never.keys().isdisjoint(gathered.questions):
            return True, None
        clash = self.find_clash(gathered)
        if clash or len(gathered.questions) < 2:
            # One question that can be asked does not look at itself: nothing else can clash.
            return clash is not None, clash
        clashes = [self.find_clash(one) for one in self.gather(way)]
        if all(clashes):
            return True, clashes[0] if clashes else None
        return False, None

    def _gather_own(self, way: Way) -> Gathered:
        """What a way demands itself."""
        found = _Followed()
        found.add(Demanded(need, need) for need in way)
        return Gathered(found.demands)


class _Followed:
    """What is demanded so far, and the questions whose `ask_if` is still to be followed."""

    def __init__(self) -> None:
        self.demands: dict[Demand, Demanded] = {}
        self.waiting: list[tuple[str, Need]] = []
        self._seen: set[str] = set()

    def copy(self) -> "_Followed":
        other = _Followed()
        other.demands, other.waiting = dict(self.demands), list(self.waiting)
        other._seen = set(self._seen)
        return other

    def add(self, found: Iterable[Demanded]) -> None:
        for one in found:
            demand = one.need.about
            assert isinstance(demand, Demand)
            self.demands.setdefault(demand, one)
            if demand.question not in self._seen:
                self._seen.add(demand.question)
                self.waiting.append((demand.question, one.root))
