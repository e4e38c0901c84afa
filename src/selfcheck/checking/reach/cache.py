"""What was found out about what answers can reach, once for every rule that asks. Pure."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from selfcheck.checking.reach.asking import Asking
from selfcheck.checking.reach.backtrack import find_answers
from selfcheck.checking.reach.needs import Demand, NeedsReader
from selfcheck.checking.reach.paths import Reached, reach
from selfcheck.checking.reach.plans import Plan, make_plan
from selfcheck.checking.reach.replies import TooMuchError
from selfcheck.questionnaire import Questionnaire, Theme
from selfcheck.reflecting import Outcome, reflect
from selfcheck.scoring import Scoring, prepare_scoring
from selfcheck.simulation import Drawn, Simulator

_ALL_WORK = 4_000_000
_MAX_WORK = 1_500_000
_MIN_WORK = 30_000
"""How much may be written for all walks, for one, and for one when all is used up: about a second,
a third of one, and what a theme of twenty questions takes."""

_MAX_TRIED = 1_000_000
"""Questions and themes gone through in all searches together; about a second."""

_WalkKey = tuple[str, frozenset[Demand], bool]


class ReachCache:
    """A questionnaire made ready for asking what its answers can reach; what was worked out once
    is remembered; `pulled` holds what `search` has found for a theme and its highest or lowest.

    The questionnaire has passed the gates: everything it names exists."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.position = {id: place for place, id in enumerate(questionnaire.questions)}
        self._walks: dict[_WalkKey, Reached | None] = {}
        self._plans: dict[tuple[str, frozenset[Demand]], Plan] = {}
        self._involved: dict[str, tuple[str, ...]] = {}
        self._answers: dict[tuple[int, str], Drawn] = {}
        self.pulled: dict[tuple[str, str], Drawn] = {}
        self._work_left = _ALL_WORK

    @cached_property
    def scoring(self) -> Scoring:
        """What every answer brings."""
        return prepare_scoring(self.questionnaire)

    @cached_property
    def examples(self) -> Mapping[str, Outcome]:
        """Example id -> what its answers lead to."""
        questionnaire = self.questionnaire
        return {
            example.id: reflect(questionnaire, example.answers, self.scoring)
            for example in questionnaire.examples.values()
        }

    @cached_property
    def drawn(self) -> tuple[Drawn, ...]:
        """The answers of the author's examples, without texts, as a search begins with them."""
        return tuple(
            {id: reply.marks for id, reply in example.answers.items() if reply.marks}
            for example in self.questionnaire.examples.values()
        )

    @cached_property
    def asking(self) -> Asking:
        """When which questions are asked."""
        return Asking(self.questionnaire, self.scoring.questions)

    @cached_property
    def reader(self) -> NeedsReader:
        """Finds what conditions need."""
        return NeedsReader(self.questionnaire)

    @property
    def never_asked(self) -> Collection[str]:
        """The questions that are never asked, as far as that is proved."""
        return self.asking.never.keys()

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """The themes that take part in highest and lowest."""
        return tuple(id for id, theme in self.questionnaire.themes.items() if theme.compare)

    @cached_property
    def simulator(self) -> Simulator:
        """Tries answers out, for all searches."""
        return Simulator(self.scoring)

    @property
    def is_tired(self) -> bool:
        """Whether so much was tried that no long search should begin any more."""
        return self.simulator.work > _MAX_TRIED

    def involved(self, theme: Theme) -> tuple[str, ...]:
        """The questions that have a say in a theme, in order: its own, and those on which it
        depends whether they are asked."""
        if theme.id not in self._involved:
            ids = [member.question.id for member in self.scoring.members[theme.id]]
            found = self.asking.follow(ids)
            self._involved[theme.id] = tuple(sorted(found, key=self.position.__getitem__))
        return self._involved[theme.id]

    def plan(self, theme: Theme, demands: Iterable[Demand] = ()) -> Plan:
        """The plan for a theme; of the answers only those that meet all demands. TooMuchError where
        it is too much to be followed."""
        key = theme.id, frozenset(demands)
        if key not in self._plans:
            trees = self.asking.trees
            involved = [(id, trees[id]) for id in self.involved(theme)]
            self._plans[key] = make_plan(self.scoring, theme, involved, key[1])
        return self._plans[key]

    def walk(self, theme: Theme, skips: bool, demands: Iterable[Demand] = ()) -> Reached | None:
        """All that can be reached, of the answers that meet all demands; None where that is too
        much to be followed. `skips` says whether questions may be left open."""
        own = {*self.involved(theme)}
        wanted = frozenset(demand for demand in demands if demand.question in own)
        key = theme.id, wanted, skips
        if key not in self._walks:
            is_too_much = self._is_too_much(theme, skips, wanted)
            self._walks[key] = None if is_too_much else self._reach(theme, skips, wanted)
        return self._walks[key]

    def _is_too_much(self, theme: Theme, skips: bool, wanted: frozenset[Demand]) -> bool:
        """What is too much without a skip is too much with one; and what is too much for all
        answers mostly is for those that meet demands: that is not tried."""
        if skips and self._walks.get((theme.id, wanted, False), theme) is None:
            return True
        return bool(wanted) and (self._work_left <= 0 or self.walk(theme, skips) is None)

    def _reach(self, theme: Theme, skips: bool, wanted: frozenset[Demand]) -> Reached | None:
        max_work = max(_MIN_WORK, min(_MAX_WORK, self._work_left))
        try:
            reached = reach(self.plan(theme, wanted), skips, max_work)
        except TooMuchError:
            self._work_left -= _MAX_WORK
            return None
        self._work_left -= reached.work
        return reached

    def has_score(self, theme: Theme, demands: Iterable[Demand] = ()) -> bool:
        """Whether there can be a score, as far as is known."""
        reached = self.walk(theme, True, demands)
        return reached is None or reached.has_score

    def levels(self, theme: Theme, demands: Collection[Demand] = ()) -> frozenset[str] | None:
        """The levels that can be reached; None where that is not known for sure."""
        answered = self.walk(theme, False, demands)
        if answered and len(answered.levels) == len(theme.rubric):
            return frozenset(answered.levels)
        open_too = self.walk(theme, True, demands)
        return frozenset(open_too.levels) if open_too else None

    def answers(
        self, theme: Theme, level: str, demands: Collection[Demand], skips: bool = False
    ) -> Drawn | None:
        """Answers that lead to a level; without a skip where that can be."""
        for open_too in dict.fromkeys((skips, True)):
            reached = self.walk(theme, open_too, demands)
            if reached and level in reached.levels:
                return self._find_answers(reached, level)
        return None

    def _find_answers(self, reached: Reached, level: str) -> Drawn:
        key = id(reached), level  # a walk is kept as long as this is
        if key not in self._answers:
            self._answers[key] = find_answers(reached, *reached.levels[level])
        return self._answers[key]
